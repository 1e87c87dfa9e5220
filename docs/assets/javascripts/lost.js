/** On the page for lost readers: an address of an edition whose wording stands at another one, or in other letters, leads there. */
import { SITE } from "./store.js";

const parts = location.pathname.slice(SITE.pathname.length).split("/").filter(Boolean).map(decodeURIComponent);

/** @typedef {{ id: string, short: string, wordings: string[][] }} Entry */

/** @param {{ editions: string[], sections: Entry[], gone: Entry[] }} table */
function address(table) {
  const same = (/** @type {string[]} */ words, /** @type {string} */ id) => words.join("/").toLowerCase() === id.toLowerCase();
  for (const { id, short, wordings } of [...table.sections, ...table.gone]) {
    if (same(parts.slice(1), id)) return short;
    if (!same(parts.slice(1, -1), id)) continue;
    const place = table.editions.indexOf(parts.at(-1) ?? "");
    const is = wordings.find(([first, last]) => table.editions.indexOf(first) <= place && place <= table.editions.indexOf(last));
    if (place >= 0 && is) return is[2];
  }
}

if (parts[0] === "s") {
  const answer = await fetch(new URL("data/sections.json", SITE));
  const there = answer.ok && address(await answer.json());
  if (there) location.replace(new URL(there, SITE));
}
