/**
 * Python's memory as a start left it, kept in this browser so that the next start need not do the same again. It is taken before any answer
 * comes in, so none is in it. What is kept belongs to one bundle and one browser; whatever else is found is as good as nothing.
 */

const PAGE = 65_536; // bytes; most pages of the memory hold nothing, and are not kept
const PATIENCE = 1000; // milliseconds after which a storage that says nothing holds nothing

/** @param {string} site the address of its start; other sites of the same origin see the same caches */
export const name = (site) => `fieldworthy python ${new URL(site).pathname}`;

/** @param {string} bundle the address of its folder, which changes with what it holds */
const cacheOf = (bundle) => name(new URL("../../../", bundle).href);

/** Another browser, or a newer one, may lay out its memory otherwise. @param {string} bundle */
const place = (bundle) => `${bundle}memory?${encodeURIComponent(navigator.userAgent)}`;

/** @param {string} bundle @returns {Promise<Uint8Array | undefined>} the memory to start with, if there is one and it is whole */
export async function recall(bundle) {
  const late = new Promise((done) => setTimeout(done, PATIENCE));
  return Promise.race([late, read(bundle)]).catch((why) => console.info("Fieldworthy starts without what it kept.", why));
}

/** @param {string} bundle */
async function read(bundle) {
  const kept = await caches.match(place(bundle), { cacheName: cacheOf(bundle) });
  if (!kept) return undefined;
  const { size, pages, hash } = JSON.parse(kept.headers.get("kept") ?? "");
  const body = new Uint8Array(await kept.arrayBuffer());
  if ((await hashed(body)) !== hash) throw new Error("it is damaged");
  const whole = new Uint8Array(size);
  pages.forEach((/** @type {number} */ page, /** @type {number} */ n) => whole.set(body.subarray(n * PAGE, (n + 1) * PAGE), page * PAGE));
  return whole;
}

/** Keep a memory in place of whatever was kept before, or nothing. @param {string} bundle @param {Uint8Array<ArrayBuffer>} whole */
export async function keep(bundle, whole) {
  const pages = Array.from({ length: Math.ceil(whole.length / PAGE) }, (_, n) => n).filter((n) => words(whole, n).some(Boolean));
  const body = new Uint8Array(await new Blob(pages.map((n) => words(whole, n))).arrayBuffer());
  const kept = JSON.stringify({ size: whole.length, pages, hash: await hashed(body) });
  await caches.delete(cacheOf(bundle));
  const cache = await caches.open(cacheOf(bundle));
  try {
    await cache.put(place(bundle), new Response(body, { headers: { kept } }));
  } catch (why) {
    await caches.delete(cacheOf(bundle));
    throw why;
  }
}

/** @param {string} site */
export const forget = (site) => alone(site, () => caches.delete(name(site)));

/** One page at a time keeps or forgets. @param {string} site @param {() => Promise<unknown>} does */
export const alone = async (site, does) => globalThis.caches && navigator.locks.request(name(site), does);

/** @param {Uint8Array<ArrayBuffer>} whole @param {number} page */
function words({ buffer, length }, page) {
  return new Uint32Array(buffer, page * PAGE, Math.min(PAGE, length - page * PAGE) / 4);
}

/** @param {Uint8Array<ArrayBuffer>} body */
async function hashed(body) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", body)).join();
}
