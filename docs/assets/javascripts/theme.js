// @ts-check
// What the theme is held to and helped with. A plain script in the head: before the theme's own, after its functions for keeping a setting
// and before their first use.

// What it may turn into markup and scripts, where a browser asks (Trusted Types). The theme knows no policy of its own, so this is the
// default one: it lets whole pages of the site through, whose scripts are held to their hashes, and takes out of everything else what could
// run, load or send.
(() => {
  const types = /** @type {any} */ (window).trustedTypes;
  if (!types) return;
  const SCRIPTS = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const KEEPER = new URL("../../service-worker.js", SCRIPTS).href; // keeps the site on a device whose reader asked for it
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
      return href.startsWith(SCRIPTS) || href === KEEPER ? url : null;
    },
  });
})();

// It asks for its search index, the largest file of a visit, on every first page. This lets it ask once the reader turns to search.
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

// It keeps its colors on every visit; this lets it keep only what the reader chose. And it makes the browser style the whole page three times
// more when it starts, to arrive at the colors that are there; this states them before the page is styled, and changes them with a choice only.
(() => {
  const KEY = "__palette";
  const AS_THE_SYSTEM = 0;
  const AT_ONCE = "data-md-color-switching"; // no color glides into another while it stands on the body
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const stated = document.createElement("meta");
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
    if (key === KEY) state(value.color?.scheme);
    if (key !== KEY || value.index !== AS_THE_SYSTEM) return set(key, value, ...where);
    try {
      localStorage.removeItem(`${theme.__md_scope.pathname}.${KEY}`);
    } catch {
      // nothing is kept there anyway
    }
  };

  /** @param {string | undefined} scheme */
  function state(scheme) {
    const content = (scheme ?? (dark.matches ? "slate" : "default")) === "slate" ? "dark" : "light";
    if (stated.content !== content) stated.content = content;
  }

  stated.name = "color-scheme";
  state(theme.__md_get(KEY).color?.scheme);
  const { head } = document;
  const { appendChild, setAttribute } = Element.prototype;
  head.append(stated);

  head.appendChild = function (/** @type {any} */ one) {
    return one.name === stated.name ? one : appendChild.call(this, one);
  };

  HTMLBodyElement.prototype.setAttribute = function (/** @type {string} */ name, /** @type {string} */ value) {
    if (name !== AT_ONCE || document.readyState !== "loading") setAttribute.call(this, name, value);
  };
})();

// It would load the page anew for the first place on it that the reader goes to, and open questions and the focus would be lost. Within a
// page the browser goes by itself, as long as the theme has not taken the reader to another page.
(() => {
  const { pushState } = history;
  const begun = location.pathname;
  let gone = false;

  history.pushState = function (...state) {
    gone = true;
    return pushState.apply(this, state);
  };

  addEventListener("popstate", (event) => {
    gone ||= location.pathname !== begun;
    if (!gone) event.stopImmediatePropagation();
  });

  addEventListener(
    "click",
    ({ target }) => {
      const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (target).closest("a[href*='#']:not([target])"));
      if (link?.hash && link.href.split("#")[0] === location.href.split("#")[0]) link.target = "_self"; // which the theme leaves alone
    },
    { capture: true },
  );
})();

// It notes where a page stands a moment after it was scrolled. When a link was followed in that moment, the note would be taken for one of
// the page to come, and the section that the link leads to would not be gone to.
(() => {
  const { replaceState } = history;
  let shown = location.pathname;

  history.replaceState = function (...state) {
    if (location.pathname === shown) replaceState.apply(this, state);
  };

  addEventListener("DOMContentLoaded", () => {
    /** @type {any} */ (window).document$?.subscribe(() => (shown = location.pathname));
  });
})();

// Names and roles that it leaves out, put in after each page, also those that instant navigation brings.
(() => {
  /** What they are called in the language of the page. @returns {DOMStringMap} */
  const names = () => /** @type {HTMLElement | null} */ (document.querySelector("meta[name=fieldworthy-names]"))?.dataset ?? {};

  function mend() {
    document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", names().search ?? "");
    for (const nav of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
      const name = document.getElementById(nav.getAttribute("aria-labelledby") ?? "")?.textContent?.trim();
      if (name) continue;
      nav.removeAttribute("aria-labelledby");
      nav.setAttribute("aria-label", nav.querySelector(".md-nav__title")?.textContent?.trim() || names().section || "");
    }
    for (const nav of document.querySelectorAll("nav.md-nav[aria-expanded]")) nav.removeAttribute("aria-expanded");
    for (const corner of document.querySelectorAll("th:empty")) corner.setAttribute("role", "cell");
    for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap")) widths.observe(wrap);
  }

  /** What scrolls sideways in a window as wide as this can be reached by keyboard. */
  const widths = new ResizeObserver((changed) => {
    for (const { target } of changed) {
      if (target.scrollWidth <= target.clientWidth) continue;
      target.setAttribute("tabindex", "0");
      target.setAttribute("role", "region");
      target.setAttribute("aria-label", names().table ?? "");
    }
  });

  addEventListener("DOMContentLoaded", () => {
    const pages = /** @type {any} */ (window).document$;
    if (pages) pages.subscribe(mend);
    else mend();
  });
})();

// A letter alone does nothing, where the theme would leave the page for the next one: who speaks to a computer says many letters.
addEventListener(
  "keydown",
  (event) => {
    if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  },
  { capture: true },
);
