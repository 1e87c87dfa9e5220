/** The floor: the smallest Python for browsers, which only starts and says a number. */

self.onmessage = async ({ data: { id, parts } }) => {
  const { loadMicroPython } = await import(`${parts}micropython.mjs`);
  const python = await loadMicroPython({ url: `${parts}micropython.wasm` });
  python.runPython("answer = str(6 * 7)");
  self.postMessage({ id, reply: python.globals.get("answer") });
};
