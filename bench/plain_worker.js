/** The plain way, as most pages with Pyodide do it: whole Python, then micropip, then the engine's wheel. The same question is asked. */

self.onmessage = async ({ data: { id, npm, micropip, wheel, bundle, questionnaire, verb, args } }) => {
  const { loadPyodide } = await import(`${npm}pyodide.mjs`);
  const python = await loadPyodide();
  await python.loadPackage(micropip, { messageCallback() {} });
  await python.pyimport("micropip").install(wheel);
  const text = await (await fetch(`${bundle}${questionnaire}.json`)).text();
  const door = python.pyimport("assessment.browser").open_door(text);
  self.postMessage({ id, reply: door[verb](...args) });
};
