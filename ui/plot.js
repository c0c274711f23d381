/* The atlas chart in the browser. One plate (the fixed drawing, fetched once and kept) lies under the live
   traces of this run. Streamlit calls `draw` again for new data or another theme; every call paints into the
   same plot, so nothing is mounted twice and the reader's zoom stays. */

import { endRing, inTurn, layRing, ringAtOnce } from "./plot_answer.js";
import { areasPicture, layAreaNames, lookAt, placeOf } from "./plot_hit.js";
import { layLabels } from "./plot_labels.js";
import { flatAreas, pictured } from "./plot_plate.js";
import { listenForPinch, zoomBy } from "./plot_zoom.js";

const STATIC = new URL("..", import.meta.url); // this file is served from static/plot-<hash>/
const CONFIG = { displayModeBar: false, displaylogo: false, showSendToCloud: false, scrollZoom: true, doubleClick: false };
const TOKEN = /^\$([A-Za-z][\w-]*)(?:@([\d.]+))?$/; // "$ink" or "$ink@0.4"
const NARROW = 640; // px: below this the page stacks its columns
const BREATHER = 300; // ms between two picks that the page hears
const NO_PLATE = { data: [], layout: {} };
const NO_SHEET = { areas: [], lines: [] };

const charts = new WeakMap(); // element -> its chart
const plates = new Map(); // path -> promise of the plate's JSON
const coloured = new Map(); // path, mode, palette and changes -> the plate with its colours filled in, as a picture

export default function draw({ parentElement, data, setTriggerValue }, Plotly) {
  const root = parentElement.querySelector(".cun-plot");
  if (!charts.has(root)) charts.set(root, start(root, Plotly));
  const chart = charts.get(root);
  chart.data = data;
  chart.send = (id) => setTriggerValue("picked", id);
  chart.place = (x, y) => setTriggerValue("placed", [x, y]);
  const call = chart.call = (chart.call ?? 0) + 1;
  inTurn(chart, () => paint(chart));
  // Called twice before the files were there, Streamlit ends the first call only after the second has begun.
  return () => { if (call === chart.call || !root.isConnected) stop(chart); };
}

async function paint(chart) {
  const { data, graph, root, Plotly } = chart;
  const turn = ++chart.turn;
  try {
    root.style.height = `${data.height}px`;
    graph.setAttribute("aria-label", data.alt);
    const [plate, sheet] = await Promise.all([
      data.plate ? fetchPlate(data.plate) : NO_PLATE,
      data.live.areas ? fetchPlate(data.live.areas.url) : NO_SHEET,
    ]);
    if (turn !== chart.turn) return; // a newer figure arrived while the plate was on its way
    const figure = compose(chart, plate, sheet);
    chart.size ??= sizeOf(graph);
    await Plotly.react(graph, figure.data, figure.layout, CONFIG);
    if (!chart.listening) listen(chart);
    endRing(chart);
    layNames(chart);
    say(root, "");
    showCard(chart);
    requestAnimationFrame(() => {
      root.dataset.revision = Number(root.dataset.revision) + 1;
      performance.mark("cun-paint");
    });
  } catch (error) {
    if (turn === chart.turn) say(root, error.plain ?? "The chart could not be drawn. Reload the page to try again.");
    console.warn(`cun-plot: ${error.message}`);
  }
}

/* ---- the figure: plate below, areas on it, live traces above, a ring round the chosen point ---- */

function compose(chart, plate, sheet) {
  const { data, root } = chart;
  const css = getComputedStyle(root);
  const theme = (name) => css.getPropertyValue(`--st-${name}`).trim();
  const mode = isDark(theme("background-color")) ? "dark" : "light";
  const colours = data.palette[mode] ?? {};
  const key = `${data.plate} ${JSON.stringify([mode, colours, data.plate_changes])}`;
  if (!coloured.has(key)) coloured.set(key, still(fill(plate, colours), data.plate_changes));
  const fixed = coloured.get(key);
  const live = fill(data.live, colours);
  root.dataset.mode = mode;

  const layout = merge(merge(bareLayout(theme, Boolean(data.plate)), fixed.layout), live.layout ?? {});
  for (const list of ["images", "shapes", "annotations"])
    layout[list] = [...(fixed.layout[list] ?? []), ...(live.layout?.[list] ?? [])];
  layout.images = layout.images.filter((image) => data.relief || !/\.(webp|png)$/.test(image.source)) // the shading is a picture of pixels
    .map((image) => ({ ...image, source: staticUrl(image.source) }));
  Object.assign(layout, { autosize: true, uirevision: data.view });
  layout.dragmode = matchMedia("(pointer: coarse)").matches ? false : "pan"; // a finger scrolls the page, and its taps are right
  delete layout.width; // the chart takes the size that the page gives it
  delete layout.height;

  chart.home = { x: layout.xaxis.range?.slice(), y: layout.yaxis.range?.slice() };
  if (chart.view !== data.view) chart.range = null;
  chart.view = data.view;
  if (chart.range) for (const a of ["x", "y"]) Object.assign(layout[`${a}axis`], { range: [...chart.range[a]], autorange: false });

  const picture = layAreas(chart, sheet, colours, `${mode} ${JSON.stringify(colours)}`);
  if (picture) layout.images.push(picture);

  chart.ring = colours.selected ?? theme("text-color");
  const ring = data.select && ringRound(data.select, [...chart.areas, ...live.data], chart.ring);
  chart.firstLive = fixed.data.length; // only live traces can be picked
  const named = live.data.filter((trace) => trace.meta !== "labels"); // names are laid out in the browser, for its own size
  chart.names = { text: colours.label_text ?? theme("text-color"), back: colours.label_back ?? theme("background-color") };
  return { data: [...fixed.data.map((trace) => ({ ...trace })), ...named, ...(ring ? [ring] : [])], layout };
}

/* The areas that are shown, the smallest last, and their picture; a picture that is no longer shown is let go. */
function layAreas(chart, sheet, colours, coloursKey) {
  const { areas: asked } = chart.data.live;
  const wanted = new Set(asked?.shown ?? []);
  chart.areas = sheet.areas.filter(({ meta }) => wanted.has(meta));
  chart.lines = asked?.lines ? sheet.lines : [];
  const key = JSON.stringify([asked?.url, asked?.shown, asked?.lines, coloursKey]);
  if (chart.sheet?.key !== key) {
    const old = chart.sheet?.made?.address;
    if (old) setTimeout(() => URL.revokeObjectURL(old), 5000);
    chart.sheet = { key, made: areasPicture(fill(chart.areas, colours), fill(chart.lines, colours)) };
  }
  return chart.sheet.made?.image ?? null;
}

function still({ data, layout = {} }, changes) {
  const lines = pictured(data.map((trace) => ({ ...trace, ...changes[trace.name] })));
  const skin = flatAreas(layout.shapes);
  // From below: the flat skin, the shading, the lines.
  return { data: lines.traces, layout: { ...layout, shapes: skin.shapes, images: [...skin.images, ...(layout.images ?? []), ...lines.images] } };
}

function bareLayout(theme, equalUnits) {
  const ink = theme("text-color"), paper = theme("background-color");
  return {
    margin: { l: 0, r: 0, t: 0, b: 0 },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    showlegend: false,
    hovermode: "closest",
    hoverdistance: 14,
    font: { color: ink, family: theme("font") },
    hoverlabel: { bgcolor: paper, bordercolor: ink, align: "left", font: { color: ink, family: theme("font") } },
    xaxis: {},
    yaxis: equalUnits ? { scaleanchor: "x", scaleratio: 1 } : {},
  };
}

function ringRound(id, traces, colour) {
  const place = placeOf(id, traces);
  if (!place) return null;
  const common = { type: "scatter", x: place.x, y: place.y, hoverinfo: "skip", showlegend: false };
  if (place.area) return { ...common, mode: "lines", line: { color: colour, width: 3, shape: place.shape } };
  return { ...common, mode: "markers", cliponaxis: false, marker: { symbol: "circle-open", size: 26, color: colour, line: { color: colour, width: 3 } } };
}

/* ---- colours ---- */

function fill(value, colours) {
  if (typeof value === "string") {
    const token = value[0] === "$" && TOKEN.exec(value);
    return token ? colourOf(token, colours) : value;
  }
  // Long lists of numbers are passed on whole; a pair such as [0.5, "$ink"] of a colour scale is not one.
  if (Array.isArray(value))
    return typeof value[0] === "number" && typeof value.at(-1) !== "string" ? value : value.map((item) => fill(item, colours));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fill(item, colours)]));
}

function colourOf([token, name, alpha], colours) {
  const hex = colours[name];
  if (!hex) throw failure(`The chart asks for the colour ${token}, which the palette does not have.`);
  if (alpha === undefined) return hex;
  const [r, g, b] = rgb(hex);
  return `rgba(${r},${g},${b},${alpha})`;
}

function rgb(colour) {
  const pen = (rgb.pen ??= document.createElement("canvas").getContext("2d"));
  pen.fillStyle = "#ffffff";
  pen.fillStyle = colour; // the browser reads any CSS colour and writes it back as #rrggbb or rgba(…)
  const text = pen.fillStyle;
  return text[0] === "#" ? [1, 3, 5].map((i) => parseInt(text.slice(i, i + 2), 16)) : text.match(/[\d.]+/g).map(Number);
}

function isDark(background) {
  const [r, g, b] = rgb(background);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}

/* ---- one chart's life ---- */

function start(root, Plotly) {
  const graph = root.querySelector(".cun-plot__graph");
  return { root, graph, Plotly, turn: 0, range: null, listening: false, closing: new AbortController() };
}

function listen(chart) {
  const { root, graph, Plotly, closing } = chart;
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

  graph.on("plotly_relayouting", () => { tell(chart, []); layNames(chart); });
  graph.on("plotly_relayout", (change) => {
    layNames(chart);
    if (!Object.keys(change).some((name) => /^[xy]axis\.(auto)?range/.test(name))) return;
    const { xaxis, yaxis } = graph._fullLayout, asked = change["xaxis.range"];
    const home = asked && chart.home.x && asked.every((value, i) => value === chart.home.x[i]);
    chart.range = home ? null : { x: xaxis.range.slice(), y: yaxis.range.slice() };
  });

  for (const button of root.querySelectorAll("[data-zoom]"))
    button.addEventListener("click", () => zoomBy(chart, button.dataset.zoom), { signal });
  listenForPinch(chart, signal);
  // The wheel scrolls the page; with Ctrl held (or two fingers on a track pad) it zooms the drawing.
  graph.addEventListener("wheel", (event) => { if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); }, { capture: true, signal });

  // A press that ends where it began is a pick of what lay there when it began, even if the page scrolls meanwhile.
  // A press that moves, or is joined by a second finger, is none.
  graph.addEventListener("pointerdown", (event) => {
    const { clientX: x, clientY: y, pointerType } = event;
    chart.press = event.isPrimary && event.button === 0 ? { x, y, id: lookAt(chart, x, y, pointerType !== "mouse").id } : null;
  }, { capture: true, signal });
  window.addEventListener("pointercancel", () => { chart.press = null; }, { capture: true, signal });
  window.addEventListener("pointerup", (event) => {
    const press = chart.press;
    if (event.isPrimary) chart.press = null;
    if (!press || !event.isPrimary || Math.hypot(event.clientX - press.x, event.clientY - press.y) > 8) return;
    tell(chart, []);
    if (press.id !== null) { chart.picked = true; pick(chart, press.id); }
    else if (chart.data.places) placeAt(chart, press.x, press.y);
  }, { capture: true, signal });
  // After a tap the browser plays a mouse, which is not to say what the opened card says.
  for (const kind of ["pointerdown", "pointermove"])
    graph.addEventListener(kind, (event) => { chart.finger = event.pointerType !== "mouse"; }, { capture: true, signal });
  graph.addEventListener("mousemove", (event) => {
    const { id, areas } = lookAt(chart, event.clientX, event.clientY, false);
    graph.classList.toggle("cun-plot__graph--pick", id !== null);
    tell(chart, event.buttons || chart.finger ? [] : areas.filter(({ hoverinfo }) => hoverinfo !== "skip"), event);
  }, { signal });
  graph.addEventListener("mouseleave", () => tell(chart, []), { signal });
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") tell(chart, []); }, { signal });
  // A press opens what the hover tells: over an area Plotly is silent about points that are further away than a press reaches.
  graph.on("plotly_beforehover", ({ clientX, clientY } = {}) => clientX === undefined || !lookAt(chart, clientX, clientY, false).areas.length);
}

/* Every pick is a run of the page; of many in a row the first counts at once, then only the last. */
function pick(chart, id) {
  clearTimeout(chart.late);
  const wait = (chart.sent ?? -BREATHER) + BREATHER - performance.now();
  if (wait > 0) chart.late = setTimeout(() => pick(chart, id), wait);
  else {
    chart.sent = performance.now();
    ringAtOnce(chart, id);
    chart.send(id);
  }
}

/* Where a press lies on the drawing, in view units; nothing beside it. */
function placeAt({ graph, place }, clientX, clientY) {
  const box = graph.getBoundingClientRect(), { xaxis, yaxis } = graph._fullLayout;
  const x = clientX - box.left - xaxis._offset, y = clientY - box.top - yaxis._offset;
  if (x >= 0 && y >= 0 && x <= xaxis._length && y <= yaxis._length) place(xaxis.p2l(x), yaxis.p2l(y));
}

function stop(chart) {
  clearTimeout(chart.late);
  cancelAnimationFrame(chart.waiting);
  chart.turn += 1;
  chart.closing.abort();
  chart.resize?.disconnect();
  if (chart.sheet?.made) URL.revokeObjectURL(chart.sheet.made.address);
  chart.Plotly.purge(chart.graph);
  charts.delete(chart.root);
}

/* A new size of the page: the drawing fills it again, unless the reader has zoomed. Plotly alone would start from the
   range it had widened to keep both axes alike, and the drawing would shrink with every change. */
async function fit(chart) {
  const { graph, Plotly } = chart;
  await Plotly.Plots.resize(graph);
  const { home, range } = chart; // only now: another view may have been painted meanwhile
  if (!range && home.x && home.y) await Plotly.relayout(graph, { "xaxis.range": [...home.x], "yaxis.range": [...home.y] });
  layNames(chart);
}

function layNames(chart) {
  layRing(chart);
  layLabels(chart);
  layAreaNames(chart);
}

/* ---- what an area is: a label beside the mouse, with the other areas under it ---- */

function tell(chart, areas, event) {
  const { root, graph, Plotly } = chart;
  const tip = (chart.tip ??= root.appendChild(Object.assign(document.createElement("div"), { className: "cun-plot__tip", hidden: true, ariaHidden: "true" })));
  if (!areas.length) { tip.hidden = true; return; }
  const also = areas.slice(1).map(({ name }) => name);
  const words = [...String(areas[0].text ?? areas[0].name).split("<br>"), ...(also.length ? [`Also here: ${also.join(", ")}`] : [])];
  if (tip.dataset.words !== words.join("\n")) {
    tip.dataset.words = words.join("\n");
    tip.replaceChildren(...words.map((line, i) => Object.assign(document.createElement(i ? "span" : "strong"), { textContent: line })));
  }
  if (tip.hidden) Plotly.Fx.unhover(graph);
  tip.hidden = false;
  const box = root.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
  const left = x + 16 + tip.offsetWidth <= box.width ? x + 16 : Math.max(x - 16 - tip.offsetWidth, 0);
  tip.style.left = `${left}px`;
  tip.style.top = `${Math.max(Math.min(y + 16, box.height - tip.offsetHeight), 0)}px`;
}

/* On a phone the answer stands below the drawing: after a pick the page brings it into sight. */
function showCard(chart) {
  if (!chart.picked || window.innerWidth > NARROW) return;
  chart.picked = false;
  setTimeout(() => document.querySelector(".st-key-card, .st-key-hurt_area_box")?.scrollIntoView({ behavior: "smooth", block: "start" }), 200);
}

/* ---- small things ---- */

const sizeOf = ({ offsetWidth, offsetHeight }) => `${offsetWidth} ${offsetHeight}`;
const staticUrl = (path) => new URL(path.replace(/^\/?app\/static\//, ""), STATIC).href;
const failure = (sentence) => Object.assign(new Error(sentence), { plain: sentence });

function fetchPlate(path) {
  if (!plates.has(path)) {
    const plate = fetch(staticUrl(path)).then((reply) => {
      if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
      return reply.json();
    }).catch((error) => {
      plates.delete(path); // so that the next run tries again
      console.warn(`cun-plot: ${error.message}`);
      throw failure("The drawing could not be loaded. Check that the atlas is still running, then reload the page.");
    });
    plates.set(path, plate);
  }
  return plates.get(path);
}

function say(root, sentence) {
  const note = root.querySelector(".cun-plot__note");
  note.textContent = sentence;
  note.hidden = !sentence;
  root.classList.toggle("cun-plot--silent", Boolean(sentence));
}

function merge(base, extra = {}) {
  const merged = { ...base };
  for (const [name, value] of Object.entries(extra)) {
    const plain = value !== null && typeof value === "object" && !Array.isArray(value);
    merged[name] = plain ? merge(base[name] ?? {}, value) : value;
  }
  return merged;
}
