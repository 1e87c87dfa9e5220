const FOLDER = new URL(".", import.meta.url).href; // where the guide's Pyodide, its lock file and the engine's wheel lie

const { loadPyodide } = await import(`${FOLDER}pyodide.mjs`);
const python = await loadPyodide({ indexURL: FOLDER, packages: ["fieldworthy"] });
const questionnaire = await (await fetch(`${FOLDER}gate-check.json`)).text();

const door = python.pyimport("assessment.browser").open_door(questionnaire);
const answers = { answers: { "FRM-01": { level: "enforced" }, "DAT-01": { dont_know: true } } };
const { report } = JSON.parse(door.assess(JSON.stringify(answers), "/"));

/** @type {HTMLElement} */ (document.getElementById("reply")).textContent = JSON.stringify(report.stages, null, 2);
