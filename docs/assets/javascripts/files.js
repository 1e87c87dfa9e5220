/** Files of the reader: what is chosen or dropped comes in, what the engine made goes out. */
import { parsed } from "./markup.js";
import { store } from "./store.js";

/** @typedef {{ name: string, type: string, text?: string, base64?: string }} Taken what the engine made to take away */

/**
 * Take the files that are chosen in an element's input, those too that were chosen before its script came, and those that are dropped
 * anywhere on the page.
 *
 * @param {HTMLElement} element @param {(files: File[], dropped: boolean) => unknown} take
 * @returns {AbortController} which ends it
 */
export function receive(element, take) {
  const receiving = new AbortController();
  const input = /** @type {HTMLInputElement} */ (element.querySelector("[type=file]"));
  const chosen = () => {
    const files = [...(input.files ?? [])];
    input.value = ""; // so that the same file can be chosen again
    if (files.length) take(files, false);
  };
  const drag = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    if (event.type === "drop") take([...event.dataTransfer.files], true);
  };
  input.addEventListener("change", chosen, receiving);
  addEventListener("dragover", drag, receiving);
  addEventListener("drop", drag, receiving);
  chosen();
  return receiving;
}

/**
 * Keep each file as a project of its own.
 *
 * @param {File[]} files @param {(verb: "opened", name: string, text: string) => Promise<any>} ask Python
 * @returns {Promise<DocumentFragment>} what there is to say about them
 */
export async function keep(files, ask) {
  const said = document.createDocumentFragment();
  for (const file of files) {
    const { html, project } = await ask("opened", file.name, await file.text());
    said.append(parsed(html));
    if (project) store.create(project);
  }
  return said;
}

/** Hand a file to the browser, which saves it. @param {Taken} file */
export function download({ name, type, text, base64 }) {
  const content = base64 === undefined ? (text ?? "") : Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
