// @ts-check
// The theme keeps its colors on every visit; this lets it keep only what the reader chose. A plain script in the head, after the theme's
// functions for keeping a setting and before their first use.

(() => {
  const KEY = "__palette";
  const AS_THE_SYSTEM = 0;
  const theme = /** @type {any} */ (window);
  const { __md_get: get, __md_set: set } = theme;

  theme.__md_get = (/** @type {string} */ key, /** @type {any[]} */ ...where) => {
    let kept = null;
    try {
      kept = get(key, ...where);
    } catch {
      // the storage is off, or holds what is not the theme's
    }
    if (key !== KEY || Number.isInteger(kept?.index)) return kept;
    return { index: AS_THE_SYSTEM, color: { media: "(prefers-color-scheme)" } };
  };

  theme.__md_set = (/** @type {string} */ key, /** @type {any} */ value, /** @type {any[]} */ ...where) => {
    if (key !== KEY || value.index !== AS_THE_SYSTEM) return set(key, value, ...where);
    try {
      localStorage.removeItem(`${theme.__md_scope.pathname}.${KEY}`);
    } catch {
      // nothing is kept there anyway
    }
  };
})();
