/** Brings the script of an element with the first page that holds one, so that a page that is only read loads none of them. */

const OWN = ["calculator", "desk", "ledger", "own", "projects"];

function bring() {
  for (const name of OWN) if (document.querySelector(`fieldworthy-${name}`)) import(`./${name}.js`);
}

const pages = /** @type {any} */ (window).document$;
if (pages) pages.subscribe(bring);
else bring();

export {};
