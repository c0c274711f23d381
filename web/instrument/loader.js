/* What Streamlit is sent as the component, so it is short: it fetches code, words, style, chart and first view side by
   side, once for the page. "SCRIPT" and the like stand for the addresses of this version. */

/** @type {any} */
const page = window;
const at = (path) => new URL(path, document.baseURI).href;
const loaded = (tag, props) =>
  new Promise((ok, fail) => {
    document.head.append(Object.assign(document.createElement(tag), props, { onload: ok, onerror: fail }));
  });
const text = async (path) => {
  const answer = await fetch(at(path));
  return answer.ok ? answer.text() : Promise.reject(new Error(path));
};
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
const fetchParts = (files) => {
  page.cunFiles = Object.fromEntries(files.map((path) => [at(path), text(path)]));
  loaded("link", { rel: "preload", as: "script", href: at("PLOTLY") });
  const parts = Promise.all([
    import(at("SCRIPT")),
    text("INDEX"),
    import(at("CHART")),
    loaded("link", { rel: "stylesheet", href: at("STYLE") }),
    ...Object.values(page.cunFiles),
  ]);
  // The library takes a while to begin: the still is on the screen by then.
  const plotly = parts.then(painted).then(() => page.Plotly ?? loaded("script", { src: at("PLOTLY") }));
  return parts.then(([{ default: mount }, index, { default: draw }]) => {
    const all = JSON.parse(index),
      library = plotly.then(() => page.Plotly);
    return (component) => mount(component, all, draw, library);
  });
};
export default async function start(component) {
  try {
    return (await (page.cunInstrument ??= fetchParts(component.data.files)))(component);
  } catch {
    page.cunInstrument = undefined;
    component.parentElement.querySelector(".cun-ins").textContent =
      "The atlas's files are missing. Run “python -m web.assets” beside app.py, then reload the page.";
  }
}
