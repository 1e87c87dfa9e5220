// @ts-check
// Answers for the site where the network does not, from the copy that the reader asked this device to keep. Only the switch installs it
// (assets/javascripts/offline.js, which also says how the copy is kept). It lies at the site's root, since it answers for what is below it.

const ROOT = new URL("./", location.href);
const NAME = `fieldworthy ${ROOT.pathname}`;
const LIST = new URL("kept.json", ROOT).href;
const PATIENCE = 3000; // milliseconds until a network that says nothing counts as none
const SHORT = /^s\/([^/]+)\/?$/;

/** Pages that came from the copy: what they load comes from there too, so that it fits and nobody waits. @type {Set<string>} */
const copies = new Set();

/** @typedef {import("./assets/javascripts/offline.js").List} List */

addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(/** @type {any} */ (self).clients.claim()));

addEventListener("fetch", (/** @type {any} */ event) => {
  const { method, url, integrity, headers } = event.request;
  const ours = url.startsWith(ROOT.href) && url !== LIST && !integrity; // what is asked for with its hash is for a new copy
  if (ours && method === "GET" && !headers.has("Range")) event.respondWith(answer(event));
});

/** @param {any} event @returns {Promise<Response>} */
async function answer(event) {
  const { request, clientId } = event;
  const list = await (await caches.match(LIST, { cacheName: NAME }))?.json();
  if (!list) return fetch(request);
  const path = address(request.url);
  if (!Object.hasOwn(list.files, path)) return fetch(request).catch(() => instead(list, path, event));
  const isPage = /(^|\/|\.html)$/.test(path);
  const first = list.files[path].fixed || (copies.has(clientId) && !isPage);
  const found = first && (await copy(list, path));
  return found || (await fromNetwork(request)) || (await fromCopy(list, path, event)) || fetch(request);
}

/** What the network answers, unless it does not, or with a fault of the server. @param {Request} request @returns {Promise<Response | null>} */
async function fromNetwork(request) {
  const late = new Promise((done) => setTimeout(done, PATIENCE, null));
  try {
    const found = await Promise.race([fetch(request, { cache: "no-cache" }), late]); // a browser may think an old page new enough
    return found && found.status < 500 ? found : null;
  } catch {
    return null;
  }
}

/** @param {List} list @param {string} path @param {any} event @returns {Promise<Response | null>} */
function fromCopy(list, path, { resultingClientId }) {
  if (resultingClientId) copies.add(resultingClientId);
  return copy(list, path);
}

/** Where an address that is not kept leads, or a page that says so. @param {List} list @param {string} path @param {any} event */
async function instead(list, path, { request, resultingClientId }) {
  if (request.mode !== "navigate") return Response.error();
  const there = Object.hasOwn(list.files, `${path}/`) ? `${path}/` : await long(list, path);
  if (there !== undefined) return Response.redirect(new URL(there, ROOT).href);
  copies.add(resultingClientId);
  return (await copy(list, "404.html", "missing", 503)) ?? Response.error();
}

/** @param {List} list @param {string} path @param {string} says @returns {Promise<Response | null>} a file as it is kept; a page says so */
async function copy(list, path, says = "copy", status = 200) {
  if (!Object.hasOwn(list.files, path)) return null;
  const place = new URL(`kept/${encodeURIComponent(list.files[path].hash)}`, ROOT).href;
  const kept = await caches.match(place, { cacheName: NAME });
  if (!kept) return null;
  const { headers } = kept; // a response of its own, whose address is then the one that was asked for
  if (!headers.get("Content-Type")?.startsWith("text/html")) return new Response(kept.body, { headers });
  const text = await kept.text();
  return new Response(text.replace(list.place, (place) => place + list.says[says]), { headers, status });
}

/** Where a short address leads, which is a page of its own that is not kept. @param {List} list @param {string} path */
async function long(list, path) {
  const id = path.match(SHORT)?.[1].toLowerCase();
  const table = id && (await (await copy(list, "data/sections.json"))?.json());
  return table ? table.sections.find((/** @type {any} */ one) => one.id.toLowerCase() === id)?.url : undefined;
}

/** @param {string} url @returns {string} as the list has it: below the site's start, a folder for its page */
function address(url) {
  const { pathname } = new URL(url);
  return decodeURI(pathname.slice(ROOT.pathname.length)).replace(/(^|\/)index\.html$/, "$1");
}
