/**
 * The page's side of Python: one worker for the whole visit, started when it is first asked for.
 *
 * @typedef {"missing" | "old-browser" | "crashed"} Failure
 * @typedef {{ questionnaire: string, compiled?: string, verb: string, args: string[] }} Request
 *   `questionnaire` names a door of `assessment.browser`, `verb` what it is asked to do; `compiled` is the text of a questionnaire that
 *   the bundle does not hold
 */
import { alone } from "./memory.js";
import { SITE, store } from "./store.js";

const PAUSE = 2000; // before Python's memory is kept, and again as long as something waits
const PATIENCE = 20_000;
const PATIENCE_AT_START = 240_000; // a slow line, with some to spare

/** @type {Worker | null} */
let worker = null;
let warm = false;
let keeping = false;
let last = 0;
/** @type {Map<number, { resolve: (reply: string) => void, reject: (why: Failure) => void, timer?: number }>} */
const waiting = new Map();

/**
 * Ask Python in the worker; starts it if need be. Rejects with a Failure and nothing else, after which the next call starts a new worker.
 *
 * @param {string | undefined} bundle the name of its folder @param {Request} request @returns {Promise<any>} what the verb returns
 */
export async function ask(bundle, request) {
  try {
    const folder = new URL(`assets/bundle/${bundle}/`, SITE).href;
    const reply = JSON.parse(await call({ bundle: folder, ...request }));
    if (mayKeep() && !keeping) keep(folder).catch(() => {}); // the next visit starts as this one did
    return reply;
  } catch (why) {
    throw typeof why === "string" ? why : "crashed";
  }
}

/** @param {Request & { bundle: string }} request @returns {Promise<string>} what the verb returns, as JSON */
function call(request) {
  if (typeof WebAssembly === "undefined" || typeof Worker === "undefined") return Promise.reject("old-browser");
  worker ??= begin();
  const id = (last += 1);
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject, timer: setTimeout(() => fail(warm ? "crashed" : "missing"), warm ? PATIENCE : PATIENCE_AT_START) });
    worker?.postMessage({ id, ...request });
  });
}

/** Whether Python's memory may be kept: only where the reader's answers are. */
const mayKeep = () => store.filled.length > 0 && !store.trouble;

/** Keep what Python held before it was asked anything, once nothing waits. @param {string} bundle */
async function keep(bundle) {
  keeping = true;
  do await new Promise((done) => setTimeout(done, PAUSE));
  while (waiting.size);
  const request = { bundle, questionnaire: "memory", verb: "keep", args: [] };
  await alone(SITE.href, async () => worker && mayKeep() && call(request)); // the reader may have erased everything meanwhile
}

function begin() {
  const begun = new Worker(new URL("worker.js", import.meta.url), { type: "module", name: "fieldworthy" });
  begun.onmessage = ({ data: { id, reply, failure } }) => {
    if (failure) return fail(failure);
    warm = true;
    const one = waiting.get(id);
    waiting.delete(id);
    clearTimeout(one?.timer);
    one?.resolve(reply);
  };
  begun.onerror = (event) => {
    event.preventDefault();
    fail(warm ? "crashed" : "missing");
  };
  return begun;
}

/** @param {Failure} why */
function fail(why) {
  worker?.terminate();
  worker = null;
  warm = keeping = false;
  const failed = [...waiting.values()];
  waiting.clear();
  for (const one of failed) {
    clearTimeout(one.timer);
    one.reject(why);
  }
}
