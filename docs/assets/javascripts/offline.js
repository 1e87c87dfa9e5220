/**
 * The copy of the site on this device: the switch that fetches and removes it, and what a page says when the site is newer than its copy.
 * The copy is a cache of files by their hashes and, put there last and all at once, the list that names them: what no list names is no part
 * of any copy. The service worker, which the switch alone installs, reads from there when the network does not answer.
 *
 * @typedef {{ hash: string, bytes: number, fixed?: true }} File
 * @typedef {{ version: string, place: string, says: Record<string, string>, files: Record<string, File> }} List
 */
import { parsed } from "./markup.js";
import { SITE } from "./store.js";

const NAME = `fieldworthy ${SITE.pathname}`; // other sites of the same origin see the same caches
const LIST = new URL("kept.json", SITE).href;
const AT_ONCE = 6;
const STEPS = 10; // in how many steps it is said how far the fetching is

/** @param {string} hash @returns {string} where a file is kept */
const place = (hash) => new URL(`kept/${encodeURIComponent(hash)}`, SITE).href;

/** @returns {Promise<List | null>} the list of the copy that this device keeps */
async function kept() {
  return (await (await caches.match(LIST, { cacheName: NAME }))?.json()) ?? null;
}

/** @returns {Promise<List>} the list of the site as it is now */
async function newest() {
  const answer = await fetch(LIST, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${answer.status} for ${LIST}`);
  return answer.json();
}

/** @returns {Promise<ServiceWorkerRegistration | undefined>} the site's own, and no other of this origin */
async function registration() {
  return (await navigator.serviceWorker.getRegistrations()).find(({ scope }) => scope === SITE.href);
}

/**
 * Keep what a list names, or leave everything as it was and throw why.
 *
 * @param {List} list @param {(done: number, all: number) => void} tell @param {AbortSignal} [signal]
 */
async function keep(list, tell, signal) {
  const cache = await caches.open(NAME);
  try {
    await fetchAll(cache, list, tell, signal);
    await cache.put(LIST, new Response(JSON.stringify(list), { headers: { "Content-Type": "application/json" } }));
  } finally {
    await tidy();
  }
}

/** @param {Cache} cache @param {List} list @param {(done: number, all: number) => void} tell @param {AbortSignal} [signal] */
async function fetchAll(cache, list, tell, signal) {
  const held = new Set((await cache.keys()).map(({ url }) => url));
  const missing = Object.entries(list.files).filter(([, { hash }]) => !held.has(place(hash)));
  const queue = [...new Map(missing.map(([path, { hash }]) => [hash, path]))];
  const all = queue.length;
  const stop = new AbortController();
  signal?.addEventListener("abort", () => stop.abort());
  if (signal?.aborted) stop.abort();
  const lane = async () => {
    for (let next = queue.pop(); next && !stop.signal.aborted; next = queue.pop()) {
      tell(all - queue.length - 1, all);
      await bring(cache, ...next, stop.signal);
    }
  };
  const lanes = Array.from({ length: AT_ONCE }, () => lane().catch((why) => (stop.abort(), Promise.reject(why))));
  const failed = (await Promise.allSettled(lanes)).filter(({ status }) => status === "rejected");
  const reasons = failed.map((one) => /** @type {PromiseRejectedResult} */ (one).reason);
  if (stop.signal.aborted) throw reasons.find(({ name }) => name !== "AbortError") ?? new DOMException("stopped", "AbortError");
}

/** The browser holds the file to its hash. @param {Cache} cache @param {string} hash @param {string} path @param {AbortSignal} signal */
async function bring(cache, hash, path, signal) {
  const answer = await fetch(new URL(path, SITE), { integrity: hash, cache: "no-cache", signal });
  if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`);
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name); // which are of the way here, not of the file
  await cache.put(place(hash), new Response(answer.body, { headers }));
}

/** Drop what the copy does not name: of an older one, of one that did not come whole, or everything where there is none. */
async function tidy() {
  const list = await kept();
  if (!list) return void (await caches.delete(NAME));
  const named = new Set([LIST, ...Object.values(list.files).map(({ hash }) => place(hash))]);
  const cache = await caches.open(NAME);
  for (const { url } of await cache.keys()) if (!named.has(url)) await cache.delete(url);
}

/**
 * Keep what a list names and install the worker that reads it, or leave nothing and throw why.
 *
 * @param {List} list @param {(done: number, all: number) => void} tell @param {AbortSignal} signal
 */
async function install(list, tell, signal) {
  try {
    await keep(list, tell, signal);
    if (!(await kept())) throw new DOMException("erased meanwhile", "AbortError");
    await navigator.serviceWorker.register(new URL("service-worker.js", SITE).href, { scope: SITE.href, updateViaCache: "none" });
    await navigator.serviceWorker.ready;
  } catch (why) {
    await remove();
    throw why;
  }
}

/** Leave nothing of the copy on this device. */
export async function remove() {
  if (!("serviceWorker" in navigator && "caches" in window)) return;
  await caches.delete(NAME);
  await (await registration())?.unregister();
}

/** Sentences of which one at most is shown. */
class Told extends HTMLElement {
  /** @param {string} state @param {string} [text] for a sentence that the list holds */
  say(state, text) {
    this.dataset.state = state;
    for (const sentence of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-when]"))) {
      sentence.hidden = sentence.dataset.when !== state;
      if (text !== undefined && !sentence.hidden) sentence.textContent = text;
    }
  }

  /** Say how far the fetching is, not so often that nothing else can be heard. @param {number} done @param {number} all */
  count = (done, all) => {
    if (done % Math.ceil(all / STEPS)) return;
    this.say("fetching");
    for (const [name, number] of [["done", done], ["all", all]]) {
      /** @type {HTMLElement} */ (this.querySelector(`[data-${name}]`)).textContent = String(number);
    }
  };

  /** @param {any} why nothing could be fetched or kept */
  fail(why) {
    console.info("Fieldworthy keeps no new copy.", why);
    this.say(why?.name === "QuotaExceededError" ? "full" : why?.name === "SecurityError" ? "no-worker" : "not-whole");
  }
}

/** The switch. */
class Offline extends Told {
  /** Stops what is being fetched. @type {AbortController | null} */
  #running = null;

  connectedCallback() {
    this.#switch.addEventListener("change", this.#turn);
    this.#show();
  }

  disconnectedCallback() {
    this.#running?.abort();
  }

  #turn = () => {
    this.#running?.abort();
    if (this.#switch.checked) this.#keep();
    else if (!this.#running) this.#remove();
  };

  async #show() {
    try {
      if (!("serviceWorker" in navigator)) throw new DOMException("no service worker", "SecurityError");
      const list = await kept();
      this.#switch.checked = list !== null && (await registration()) !== undefined;
      if (!this.#switch.checked) await alone(remove, { ifAvailable: true }); // what a page left that went away while it was fetching
    } catch (why) {
      return this.fail(why);
    }
    this.#switch.disabled = false; // not before it is known how it stands
    await this.#describe();
  }

  /** Say what is kept, or how much would be. */
  async #describe() {
    const running = this.#running;
    const list = await kept();
    const text = list ? list.says.kept : await newest().then(({ says }) => says.size, () => null);
    if (running !== this.#running) return; // the reader pressed meanwhile
    if (text === null) this.say("no-list");
    else this.say("listed", text);
  }

  async #keep() {
    const running = (this.#running = new AbortController());
    try {
      const list = await newest();
      await alone(() => install(list, this.count, running.signal));
      if (this.#running === running) await this.#describe();
    } catch (why) {
      if (this.#running !== running) return; // the reader asked anew
      this.#switch.checked = false;
      if (running.signal.aborted) this.say("removed");
      else this.fail(why);
    } finally {
      if (this.#running === running) this.#running = null;
    }
  }

  async #remove() {
    await alone(remove);
    this.say("removed");
  }

  get #switch() {
    return /** @type {HTMLInputElement} */ (this.querySelector("input"));
  }
}

/** What a page says when the site is newer than its copy; nothing is fetched and nothing loads anew before the reader says so. */
class Newer extends Told {
  /** @type {List | undefined} */
  list;

  connectedCallback() {
    this.addEventListener("click", this.#press);
    setTimeout(() => this.say("newer")); // what was there before it was shown is not read aloud
  }

  #press = (/** @type {Event} */ event) => {
    const does = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do]"))?.dataset.do;
    if (does === "close") this.remove();
    else if (does === "reload" && this.dataset.state !== "fetching") this.#take();
  };

  async #take() {
    this.say("fetching");
    try {
      const { list } = this;
      if (list) await alone(() => keep(list, this.count));
      location.reload();
    } catch (why) {
      this.fail(why);
    }
  }
}

/** One page at a time fetches or removes. @param {() => Promise<void>} does @param {LockOptions} options */
function alone(does, options = {}) {
  return navigator.locks.request(NAME, options, (lock) => (lock ? does() : undefined));
}

/** Ask once on each page that loads, where the reader keeps a copy, whether the site is newer. */
async function compare() {
  const [mine, theirs] = await Promise.all([kept(), newest()]);
  if (!mine || mine.version === theirs.version) return;
  const notice = document.importNode(parsed(theirs.says.newer), true).querySelector("fieldworthy-newer");
  if (!(notice instanceof Newer)) return;
  notice.list = theirs;
  document.body.append(notice);
}

customElements.define("fieldworthy-offline", Offline);
customElements.define("fieldworthy-newer", Newer);
if (navigator.serviceWorker?.controller) compare().catch(() => {}); // there is no connection
