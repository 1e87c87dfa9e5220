/**
 * The page's side of Python: one worker for the whole visit, started when it is first asked for.
 *
 * @typedef {"missing" | "old-browser" | "crashed"} Failure
 * @typedef {{ questionnaire: string, compiled?: string, verb: string, args: string[] }} Request
 *   `questionnaire` names a door of `assessment.browser`, `verb` what it is asked to do; `compiled` is the text of a questionnaire that
 *   the bundle does not hold
 */
import { SITE } from "./store.js";

const PATIENCE = 20_000;
const PATIENCE_AT_START = 240_000; // a slow line, with some to spare

/** @type {Worker | null} */
let worker = null;
let warm = false;
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
    return JSON.parse(await call({ bundle: new URL(`assets/bundle/${bundle}/`, SITE).href, ...request }));
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
  warm = false;
  const failed = [...waiting.values()];
  waiting.clear();
  for (const one of failed) {
    clearTimeout(one.timer);
    one.reject(why);
  }
}
