/* The atlas chart in the browser. One plate (the still drawing, fetched once and kept) lies under the scene, the live
   marks of this run. Streamlit calls `draw` again for new data or another theme; every call paints into the
   same plot, so nothing is mounted twice and the reader's zoom stays. */

import { endRing, inTurn, layRing, ringTraces } from "./answer.js";
import { layAreaNames } from "./area_names.js";
import { areasPicture } from "./areas.js";
import { endBefore, fadeBefore } from "./before.js";
import { fill, isDark } from "./colours.js";
import { layCourseNames } from "./course_names.js";
import { fetchDeep, stillPictures } from "./deep.js";
import { failure, fetched } from "./files.js";
import { layFingertip } from "./fingertip.js";
import { listenToReader } from "./gestures.js";
import { clearButtons, layLabels } from "./labels.js";
import { keepPainted, moved } from "./move.js";
import { fetchPlate, notReady, pictures, sharpened } from "./plate.js";
import { layReach } from "./reach.js";
import { bareLayout, drawnScene, layoutOf, merge } from "./scene.js";
import { endStill, layStill } from "./still.js";
import { tell } from "./tip.js";
import { sizeOf, viewOf } from "./view.js";

const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  showSendToCloud: false,
  scrollZoom: true,
  doubleClick: false,
};
const NARROW = 640; // px: below this the page stacks its columns
const MISSING = "The chart's files are missing. Run “python -m web.assets” beside app.py, then reload the page.";
const NO_SHEET = { areas: [], lines: [] };

const charts = new WeakMap(); // element -> its chart

/** Draw, as Streamlit asks for it. @param {any} component @param {any} library Plotly, or the promise of it: until it is
    there a scene is drawn as a still */
export default function draw({ parentElement, data, setTriggerValue }, library) {
  const root = parentElement.querySelector(".cun-plot");
  if (!charts.has(root)) charts.set(root, start(root, library));
  const chart = charts.get(root);
  if (data.answered > (chart.data?.answered ?? data.answered)) chart.picked = true;
  chart.data = data;
  Object.assign(chart.graph, { role: "img", ariaLabel: data.alt });
  chart.send = (id) => setTriggerValue("picked", id);
  chart.place = (x, y) => setTriggerValue("placed", [x, y]);
  const call = (chart.call = (chart.call ?? 0) + 1);
  if (!data.quick || !moved(chart)) {
    chart.graph.setAttribute("aria-busy", "true");
    inTurn(chart, () => paint(chart));
  }
  // Called twice before the files were there, Streamlit ends the first call only after the second has begun.
  return () => {
    if (call === chart.call || !root.isConnected) stop(chart);
  };
}

async function paint(chart) {
  const { data, graph, root } = chart;
  const turn = ++chart.turn;
  const over = () => turn !== chart.turn || !graph.isConnected; // newer data or another page came meanwhile
  try {
    root.style.height = `${data.height}px`;
    const [plate, sheet, palette, deep] = await Promise.all([
      data.plate ? fetchPlate(data.plate) : [],
      data.scene?.zones ? fetched(data.scene.zones.url, JSON.parse) : NO_SHEET,
      typeof data.palette === "string" ? fetched(data.palette, JSON.parse) : data.palette,
      data.deep ? fetchDeep(data.plate) : null,
    ]);
    if (over()) return;
    const { figure, images, parts } = compose(chart, plate, sheet, palette, deep);
    if (chart.Plotly) await notReady(images);
    if (over()) return;
    Object.assign(chart, parts);
    if (data.scene && data.view !== chart.painted?.view && graph.offsetWidth) {
      say(root, "");
      layStill(graph, figure, () => layNames(chart));
      if (chart.Plotly) await painted();
    }
    const [Plotly] = await Promise.all([chart.library, sharpened(graph, images)]);
    if (over()) return;
    chart.size ??= sizeOf(graph);
    await Plotly.react(graph, figure.data, figure.layout, CONFIG);
    keepPainted(chart, data, figure.data);
    endStill(graph);
    if (!chart.listening) listen(chart);
    endRing(chart);
    layNames(chart);
    if (document.fonts.status === "loading") document.fonts.ready.then(() => over() || layNames(chart));
    if (!data.quick) fadeBefore(chart);
    say(root, "");
    showCard(chart);
    requestAnimationFrame(() => {
      root.dataset.revision = Number(root.dataset.revision) + 1;
      if (!over()) graph.setAttribute("aria-busy", "false");
      performance.mark("cun-paint");
    });
  } catch (error) {
    if (!over()) {
      say(root, error.plain ?? "The chart could not be drawn. Reload the page to try again.");
      graph.setAttribute("aria-busy", "false");
    }
    console.warn(`cun-plot: ${error.message}`);
  }
}

/* ---- the figure: plate below, areas on it, marks above, a ring round the chosen point ---- */

/* The figure; its pictures; and the parts that what is seen is asked about, once it is seen. */
function compose(chart, plate, sheet, palette, deep) {
  const { data, root } = chart;
  const css = getComputedStyle(root);
  const theme = (name) => css.getPropertyValue(`--st-${name}`).trim();
  const mode = isDark(theme("background-color")) ? "dark" : "light";
  const colours = palette[mode] ?? {};
  const scene = fill(data.scene, colours),
    figure = fill(data.figure, colours);
  if (root.dataset.mode !== mode) root.dataset.mode = mode;

  const layout = merge(bareLayout(theme, data.plate ? colours.paper : null), scene ? layoutOf(scene) : figure.layout);
  Object.assign(layout, { autosize: true, uirevision: data.view });
  layout.dragmode = matchMedia("(pointer: coarse)").matches ? false : "pan"; // a finger scrolls the page, and its taps are right
  delete layout.width; // the chart takes the size that the page gives it
  delete layout.height;
  if (scene) clearButtons(layout, chart, scene.marks);

  const home = { x: layout.xaxis.range?.slice(), y: layout.yaxis.range?.slice() },
    range = chart.view === data.view ? chart.range : null;
  if (range) for (const a of ["x", "y"]) Object.assign(layout[`${a}axis`], { range: [...range[a]], autorange: false });

  const { zones: asked, areas = [] } = scene ?? {},
    zones = sheet.areas.filter(({ place }) => asked?.shown.includes(place)), // the smallest last
    lines = asked?.lines ? sheet.lines : [];
  const images = [
    ...stillPictures(data, plate, deep, colours),
    ...pictures([asked?.url, asked?.shown, asked?.lines, colours], () =>
      areasPicture(fill(zones, colours), fill(lines, colours)),
    ),
  ];
  layout.images = images.map(({ image }) => image);

  const drawn = scene ? drawnScene(scene) : { data: figure.data, picks: [] };
  const parts = {
    ...{ home, range, view: data.view, zones, lines, drawn },
    areas: [...zones, ...areas],
    picks: drawn.picks,
    deep: deep && { told: deep.told, own: data.deep, colours },
    ring: colours.selected ?? theme("text-color"),
    names: {
      text: colours.label_text ?? theme("text-color"),
      back: colours.label_back ?? theme("background-color"),
    },
  };
  return { figure: { data: [...drawn.data, ...ringTraces({ data, ...parts })], layout }, images, parts };
}

/* ---- one chart's life ---- */

function start(root, library) {
  const graph = root.querySelector(".cun-plot__graph");
  const chart = { root, graph, Plotly: null, turn: 0, range: null, listening: false, closing: new AbortController() };
  chart.library = Promise.resolve(library).then(
    (Plotly) => (chart.Plotly = Plotly),
    () => Promise.reject(failure(MISSING)),
  );
  return chart;
}

function listen(chart) {
  const { graph, closing } = chart;
  const signal = closing.signal;
  chart.listening = true;
  // The observer also speaks when it begins, of a size that the drawing has already: a drag of that moment is not undone.
  chart.resize = new ResizeObserver(() => {
    const size = sizeOf(graph);
    if (graph.offsetWidth === 0 || size === chart.size) return;
    chart.size = size;
    fit(chart).catch(() => {});
  });
  chart.resize.observe(graph);

  graph.on("plotly_relayouting", () => {
    tell(chart, []);
    endBefore(chart);
    layNames(chart, true);
  });
  graph.on("plotly_relayout", (change) => {
    endBefore(chart);
    chart.parts = null; // Plotly has drawn them where they stood when the drawing was painted
    if (chart.data.quick) moved(chart);
    layNames(chart);
    if (!Object.keys(change).some((name) => /^[xy]axis\.(auto)?range/.test(name))) return;
    const asked = change["xaxis.range"];
    const home = asked && chart.home.x && asked.every((value, i) => value === chart.home.x[i]);
    chart.range = home ? null : viewOf(graph).range;
  });
  listenToReader(chart, signal);
}

function stop(chart) {
  clearTimeout(chart.late);
  cancelAnimationFrame(chart.waiting);
  chart.turn += 1;
  chart.closing.abort();
  chart.resize?.disconnect();
  endStill(chart.graph);
  chart.Plotly?.purge(chart.graph);
  charts.delete(chart.root);
}

/* A new size of the page: the drawing fills it again, unless the reader has zoomed. Plotly alone would start from the
   range it had widened to keep both axes alike, and the drawing would shrink with every change. */
async function fit(chart) {
  const { graph, Plotly } = chart;
  await Plotly.Plots.resize(graph);
  const { home, range } = chart; // only now: another view may have been painted meanwhile
  if (!range && home.x && home.y)
    await Plotly.relayout(graph, { "xaxis.range": [...home.x], "yaxis.range": [...home.y] });
  layNames(chart);
}

function layNames(chart, moving = false) {
  layFingertip(chart);
  layRing(chart);
  layLabels(chart);
  layAreaNames(chart);
  layCourseNames(chart, moving);
  layReach(chart);
}

/* On a phone the answer stands below the drawing: after a pick the page brings it into sight. */
function showCard(chart) {
  if (!chart.picked || window.innerWidth > NARROW) return;
  chart.picked = false;
  setTimeout(
    () => document.querySelector(".st-key-hurt_answer")?.scrollIntoView({ behavior: "smooth", block: "start" }),
    200,
  );
}

/* What is shown now is on the screen. */
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

function say(root, sentence) {
  const note = root.querySelector(".cun-plot__note");
  Object.assign(note, { textContent: sentence, hidden: !sentence });
  root.classList.toggle("cun-plot--silent", Boolean(sentence));
}
