/**
 * Runs one of our scripts in Pyodide under Node: node run.mjs RUNTIME LIBRARY FOLDER SCRIPT.
 * LIBRARY is the archive that Python starts from; the script sees FOLDER as /work.
 */

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [runtime, library, folder, script] = process.argv.slice(2);

process.on("uncaughtException", (error) => {
  console.error(error.message); // without the line of Pyodide's program that threw it, which is a megabyte long
  process.exit(1);
});

const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`).href);
const { info } = JSON.parse(readFileSync(`${runtime}/pyodide-lock.json`, "utf8"));
const python = await loadPyodide({
  indexURL: runtime,
  stdLibURL: library,
  lockFileContents: { info, packages: {} },
  env: { PYTHONHASHSEED: "0" },
});
python.FS.mkdir("/work");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/work");
python.runPython(readFileSync(script, "utf8"));
