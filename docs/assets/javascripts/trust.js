// @ts-check
// What the theme may turn into markup and scripts, where a browser asks (Trusted Types). A plain script in the head, before the theme's own.
// The theme knows no policy of its own, so this is the default one: it lets whole pages of the site through, whose scripts are held to their
// hashes, and takes out of everything else what could run, load or send.

(() => {
  const types = /** @type {any} */ (window).trustedTypes;
  if (!types) return;
  const SCRIPTS = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const WORKER = new URL("../../service-worker.js", SCRIPTS).href; // what keeps the site on a device that asked for it
  const ACTIVE = "script, style, link, meta, base, iframe, frame, object, embed, form, input, button, template, noscript, math";
  let inside = false; // while a text is looked at

  /** @param {string} html */
  function tamed(html) {
    const template = document.createElement("template");
    inside = true;
    template.innerHTML = html;
    inside = false;
    for (const one of template.content.querySelectorAll("*")) {
      if (one.matches(ACTIVE)) one.remove();
      for (const { name, value } of [...one.attributes]) if (/^on|^style$/i.test(name) || /^\s*javascript:/i.test(value)) one.removeAttribute(name);
    }
    return template.innerHTML;
  }

  types.createPolicy("default", {
    createHTML: (/** @type {string} */ html, /** @type {string} */ _, /** @type {string} */ sink) =>
      inside || sink.startsWith("DOMParser") ? html : tamed(html),
    createScript: (/** @type {string} */ script) => script, // the hashes of the security policy decide
    createScriptURL: (/** @type {string} */ url) => {
      const { href } = new URL(url, location.href);
      return href.startsWith(SCRIPTS) || href === WORKER ? url : null;
    },
  });
})();
