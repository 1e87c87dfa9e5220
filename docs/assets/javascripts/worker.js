/**
 * Python in the background: starts once, keeps a door open for each questionnaire, answers every message with its id.
 * In: { id, bundle, questionnaire, compiled, verb, args }. Out: { id, reply } or { id, failure }.
 */

/**
 * Three ways to the same engine: the memory that an earlier start left; one archive of bytecode that holds no more of Python than the
 * engine imports; and whole Python with the engine's sources. Each is for when the one before is not there, does not come, or stops.
 *
 * @typedef {{ library: string, packages: string[], next?: Way }} Way
 */

/** @type {Way} */
const PLAIN = { library: "python_stdlib.zip", packages: ["fieldworthy"] };
/** @type {Way} */
const QUICK = { library: "quick.zip", packages: [], next: PLAIN };
/** @type {Way} */
const KEPT = { ...QUICK, next: QUICK };

/** @type {Way} */
let way = KEPT;
/** What Python held before it was asked anything, until it is kept. @type {Uint8Array<ArrayBuffer> | undefined} */
let fresh;
let asked = false;
/** @type {any} */
let python;
/** @type {Promise<any> | undefined} */
let engine;
/** @type {Map<string, Promise<any>>} */
const doors = new Map();

/** How the name of a bundle's folder ends where it holds the catalogue of a language other than English. */
const SPOKEN = /-([a-z_-]+)\/$/i;

/** What is being fetched before Pyodide, which has to come itself, asks for it. @type {Map<string, Promise<Response>>} */
const early = new Map();
const fromNetwork = self.fetch;
self.fetch = (resource, options) => {
  const found = early.get(String(resource));
  early.delete(String(resource));
  return found ?? fromNetwork(resource, options);
};

/** What keeps Python's memory. @type {Promise<typeof import("./memory.js")>} */
const memory = import("./memory.js");
memory.catch(() => {}); // it goes without

/** @param {string} bundle */
async function start(bundle) {
  const { library, packages } = way;
  const language = bundle.match(SPOKEN)?.[1];
  for (const file of [library, "pyodide-lock.json", "pyodide.asm.wasm"]) early.set(bundle + file, fetch(bundle + file));
  const messages = language && get(`${bundle}messages-${language}.mo`);
  const programs = ["pyodide.mjs", "pyodide.asm.mjs"].map((file) => import(bundle + file));
  const kept = way === KEPT ? memory.then(({ recall }) => recall(bundle)).catch(() => {}) : undefined;
  const [{ loadPyodide }] = await Promise.all([...programs, early.get(bundle + library)?.then(sound), messages]);
  const _loadSnapshot = await kept;
  if (way === KEPT && !_loadSnapshot) way = QUICK;
  const options = { indexURL: bundle, stdLibURL: bundle + library, packages, _loadSnapshot, _makeSnapshot: way === QUICK };
  python = await Promise.race([withoutProgram(), loadPyodide(options)]);
  if (messages && !_loadSnapshot) python.pyimport("assessment.catalogue").use(python.toPy(await (await messages).arrayBuffer()));
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
  python.FS.writeFile("/own.zip", new Uint8Array(await archive.arrayBuffer()));
  python.pyimport("sys").path.append("/own.zip");
  python.pyimport("assessment").__path__.append("/own.zip/assessment");
  return python.pyimport("assessment.authoring.own_page");
}

/** @param {string} bundle @param {string} questionnaire @param {string} [compiled] for one that the bundle does not hold */
async function open(bundle, questionnaire, compiled) {
  engine ??= start(bundle);
  if (questionnaire === "calculators") return engine.then((browser) => browser.open_calculators());
  if (questionnaire === "own") return engine.then(() => reader(bundle));
  if (questionnaire === "memory") return engine.then(() => keeper(bundle));
  const found = compiled ?? get(`${bundle}${questionnaire}.json`).then((file) => file.text());
  const [browser, text] = await Promise.all([engine, found]);
  const held = compiled === undefined && python.globals.get(nameOf(questionnaire));
  if (held) return held;
  asked ||= compiled !== undefined; // by what is the reader's own
  const door = browser.open_door(text);
  python.pyimport("gc").freeze(); // what is there by now stays, and is not looked through again for what could go
  if (way === QUICK && !asked) take(questionnaire, door);
  return door;
}

/** @param {string} questionnaire */
const nameOf = (questionnaire) => `door to ${questionnaire}`;

/**
 * Take what Python holds as long as nobody has asked it anything, its open door included.
 *
 * @param {string} questionnaire @param {any} door
 */
function take(questionnaire, door) {
  try {
    python.globals.set(nameOf(questionnaire), door);
    fresh = python.makeMemorySnapshot();
  } catch (error) {
    console.info("Fieldworthy cannot keep Python's memory.", error);
  }
}

/** What keeps it for the next visit, when the page says that it may; nothing that goes wrong here ends anything. @param {string} bundle */
const keeper = (bundle) => ({
  keep: async () => {
    const taken = fresh;
    fresh = undefined;
    const kept = taken && memory.then(({ keep }) => keep(bundle, taken));
    await kept?.catch((why) => console.info("Fieldworthy keeps nothing of Python.", why));
    return "null";
  },
});

/** @param {string} url */
async function get(url) {
  return sound(await fetch(url));
}

/** @param {Response} found */
function sound(found) {
  if (!found.ok) throw new Error(`${found.status} for ${found.url}`);
  return found;
}

/** The doors open anew, on the next way. @param {unknown} error what ended the last one */
function goOn(error) {
  console.info(`Fieldworthy goes on ${way === KEPT ? "without what it kept" : "without its quick start"}.`, error);
  if (way.next) way = way.next;
  engine = undefined;
  fresh = undefined;
  doors.clear();
}

/** @param {any} request @returns {Promise<{ reply: string } | { failure: "missing" | "crashed" }>} */
async function answer(request) {
  const { bundle, questionnaire, compiled, verb, args } = request;
  const tried = way;
  /** @type {"missing" | "crashed"} */
  let failure = "missing";
  try {
    if (!doors.has(questionnaire)) doors.set(questionnaire, open(bundle, questionnaire, compiled));
    const door = await doors.get(questionnaire);
    failure = "crashed";
    asked = questionnaire !== "memory" || asked;
    return { reply: await door[verb](...args) };
  } catch (error) {
    if (way === tried && way.next) goOn(error);
    if (tried.next) return answer(request);
    console.warn(`Fieldworthy's scoring is ${failure}.`, error);
    return { failure };
  }
}

self.onmessage = async ({ data: { id, ...request } }) => self.postMessage({ id, ...(await answer(request)) });
