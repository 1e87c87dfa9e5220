/**
 * Python in the background: starts once, keeps a door open for each questionnaire, answers every message with its id.
 * In: { id, bundle, questionnaire, compiled, verb, args }. Out: { id, reply } or { id, failure }.
 */

/** @type {any} */
let python;
/** @type {Promise<any> | undefined} */
let engine;
/** @type {Map<string, Promise<any>>} */
const doors = new Map();

/** How the name of a bundle's folder ends where it holds the catalogue of a language other than English. */
const SPOKEN = /-([a-z_-]+)\/$/i;

/** @param {string} bundle */
async function start(bundle) {
  const language = bundle.match(SPOKEN)?.[1];
  const [{ loadPyodide }, archive, messages] = await Promise.all([
    import(`${bundle}pyodide.mjs`),
    get(`${bundle}engine.zip`),
    language && get(`${bundle}messages-${language}.mo`),
  ]);
  python = await Promise.race([withoutProgram(), loadPyodide({ indexURL: bundle })]);
  python.unpackArchive(await archive.arrayBuffer(), "zip");
  if (messages) python.pyimport("assessment.catalogue").use(python.toPy(await messages.arrayBuffer()));
  return python.pyimport("assessment.browser");
}

/**
 * Fails when Python's program does not come or is none: Pyodide then only warns and waits for ever.
 * A server that knows no type for `.wasm` does no harm.
 *
 * @returns {Promise<never>}
 */
function withoutProgram() {
  const { instantiateStreaming } = WebAssembly;
  return new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = async (source, imports) => {
      try {
        const found = await source;
        const typed = found.headers.get("Content-Type") === "application/wasm";
        return await (typed ? instantiateStreaming(found, imports) : WebAssembly.instantiate(await found.arrayBuffer(), imports));
      } catch (error) {
        reject(error);
        throw error;
      }
    };
  });
}

/** What reads a questionnaire of one's own; it comes with the first one. @param {string} bundle */
async function reader(bundle) {
  const archive = await get(`${bundle}own.zip`);
  python.unpackArchive(await archive.arrayBuffer(), "zip");
  return python.pyimport("assessment.authoring.own_page");
}

/** @param {string} bundle @param {string} questionnaire @param {string} [compiled] for one that the bundle does not hold */
async function open(bundle, questionnaire, compiled) {
  engine ??= start(bundle);
  if (questionnaire === "calculators") return engine.then((browser) => browser.open_calculators());
  if (questionnaire === "own") return engine.then(() => reader(bundle));
  const found = compiled ?? get(`${bundle}${questionnaire}.json`).then((file) => file.text());
  const [browser, text] = await Promise.all([engine, found]);
  return browser.open_door(text);
}

/** @param {string} url */
async function get(url) {
  const found = await fetch(url);
  if (!found.ok) throw new Error(`${found.status} for ${url}`);
  return found;
}

self.onmessage = async ({ data: { id, bundle, questionnaire, compiled, verb, args } }) => {
  /** @type {any} */
  let door;
  try {
    if (!doors.has(questionnaire)) doors.set(questionnaire, open(bundle, questionnaire, compiled));
    door = await doors.get(questionnaire);
  } catch (error) {
    console.warn("Fieldworthy could not load its scoring.", error);
    return self.postMessage({ id, failure: "missing" });
  }
  try {
    self.postMessage({ id, reply: door[verb](...args) });
  } catch (error) {
    console.warn("Fieldworthy's scoring stopped.", error);
    self.postMessage({ id, failure: "crashed" });
  }
};
