// @ts-check
// The theme asks for its search index, the largest file of a visit, on every first page. This lets it ask once the reader turns to search.
// It is a plain script in the head, so that it comes before the theme's own.

(() => {
  const INDEX = "search/search_index.json";
  const SIGNS = ["focusin", "change", "pointerover"]; // the field is entered, or the layer that holds it opened, or is about to be

  const wanted = new Promise((resolve) => {
    if (new URL(location.href).searchParams.has("q")) resolve(true);
    for (const sign of SIGNS) {
      document.addEventListener(sign, (event) => {
        const at = /** @type {Element} */ (event.target);
        if (at.closest?.("[data-md-component='search'], [for='__search'], #__search")) resolve(true);
      });
    }
  });

  const { open, send } = XMLHttpRequest.prototype;
  /** @type {WeakSet<XMLHttpRequest>} */
  const waiting = new WeakSet();

  /** @this {XMLHttpRequest} @param {any[]} request */
  XMLHttpRequest.prototype.open = function (...request) {
    if (String(request[1]).endsWith(INDEX)) waiting.add(this);
    return open.apply(this, /** @type {any} */ (request));
  };

  XMLHttpRequest.prototype.send = function (/** @type {any} */ body) {
    if (waiting.has(this)) wanted.then(() => send.call(this, body));
    else send.call(this, body);
  };
})();
