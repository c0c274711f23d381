/* Until Plotly is there, and while it draws another view, the drawing is a still: one SVG of the figure, exactly where Plotly
   will paint it, with the same names and ring on it. It goes two frames after the live drawing, when that is really on the
   screen. */

import { node } from "./svg.js";
import { seenIs, stillView } from "./view.js";

const DOTS = { dot: 1, dash: 3 }; // how often the width of a line, 3 px at least, a stroke and its gap are long
// Corners of a mark of radius 1, as Plotly draws it. What is not here is round.
const OUTLINES = {
  square: [-1, -1, 1, -1, 1, 1, -1, 1],
  diamond: [1.3, 0, 0, -1.3, -1.3, 0, 0, 1.3],
  "triangle-up": [-1.1547, 0.5, 1.1547, 0.5, 0, -1],
  "triangle-down": [-1.1547, -0.5, 1.1547, -0.5, 0, 1],
  pentagon: [0.951, -0.309, 0.588, 0.809, -0.588, 0.809, -0.951, -0.309, 0, -1],
  hexagon: [0.866, -0.5, 0.866, 0.5, 0, 1, -0.866, 0.5, -0.866, -0.5, 0, -1],
  cross: [
    1.2, 0.4, 0.4, 0.4, 0.4, 1.2, -0.4, 1.2, -0.4, 0.4, -1.2, 0.4, -1.2, -0.4, -0.4, -0.4, -0.4, -1.2, 0.4, -1.2, 0.4,
    -0.4, 1.2, -0.4,
  ],
  star: [
    0.315, -0.433, 1.331, -0.433, 0.508, 0.165, 0.823, 1.133, 0, 0.535, -0.823, 1.133, -0.508, 0.165, -1.331, -0.433,
    -0.315, -0.433, 0, -1.4,
  ],
  bowtie: [1, 1, 1, -1, -1, 1, -1, -1],
};

const laid = new WeakMap(); // graph: {svg, view, watch}

/** Draw the still of a figure, and again whenever the graph has another size.
    @param {any} graph @param {{data: any[], layout: any}} figure @param {() => void} layNames what lies on it */
export function layStill(graph, figure, layNames) {
  const { watch, svg } = laid.get(graph) ?? {};
  watch?.disconnect();
  const one = { svg, view: null, watch: new ResizeObserver(() => lay()) };
  const lay = () => {
    const view = stillView(graph, figure.layout);
    if (!view.width || !view.height) return; // it has been taken off the page
    if (one.view?.width === view.width && one.view.height === view.height) return;
    const before = one.svg;
    seenIs(graph, Object.assign(one, { svg: svgOf(view, figure), view }));
    layNames(); // first: where the buttons lie is known until something is put into the page
    if (before) before.replaceWith(one.svg);
    else graph.append(one.svg);
  };
  laid.set(graph, one);
  lay();
  one.watch.observe(graph);
  performance.mark("cun-still");
}

/** The live drawing is there: it answers, the still only hides it until it is on the screen. */
export function endStill(graph) {
  const still = laid.get(graph);
  if (!still) return;
  laid.delete(graph);
  seenIs(graph, null);
  still.watch.disconnect();
  still.svg.style.pointerEvents = "none";
  for (const one of still.svg.querySelectorAll("[class]")) one.removeAttribute("class");
  requestAnimationFrame(() => requestAnimationFrame(() => still.svg.remove()));
}

function svgOf(view, { data, layout }) {
  const svg = node("svg", { class: "cun-plot__still", width: view.width, height: view.height, "stroke-miterlimit": 2 });
  svg.setAttribute("aria-hidden", "true");
  svg.append(node("rect", { width: "100%", height: "100%", fill: layout.paper_bgcolor }));
  svg.append(...drawnOn(view, { data, layout }));
  svg.append(node("g", { class: "hoverlayer" })); // names and ring are laid before it, as in Plotly's own drawing
  return svg;
}

/** Pictures and traces of a figure as SVG, from below, in a view of its own. @param {any} view `px` and `py` of view units
    @param {{data: any[], layout: any}} figure */
export const drawnOn = (view, { data, layout }) => [
  ...layout.images.map((one) => imageOf(view, one)),
  ...data.flatMap((trace) => nodesOf(view, trace)),
];

function imageOf(view, { source, x, y, sizex, sizey, opacity = 1 }) {
  const left = view.px(x),
    top = view.py(y);
  return node("image", {
    href: source,
    x: left,
    y: top,
    width: view.px(x + sizex) - left,
    height: view.py(y - sizey) - top,
    preserveAspectRatio: "none",
    opacity,
  });
}

function nodesOf(view, trace) {
  const places = trace.x.map((x, i) => (x === null ? null : [view.px(x), view.py(trace.y[i])]));
  if (trace.mode === "text") return places.map((place, i) => textOf(place, trace.text[i], trace.textfont));
  return trace.mode === "markers" ? places.map((place, i) => markOf(place, i, trace.marker)) : [pathOf(places, trace)];
}

function pathOf(places, { line: { color, width, dash }, fill, fillcolor }) {
  const parts = places.map((place, i) => (place ? `${places[i - 1] ? "L" : "M"}${place[0]} ${place[1]}` : ""));
  const step = (DOTS[dash] ?? 0) * Math.max(width, 3);
  return node("path", {
    d: parts.join("") || "M0 0",
    fill: fill ? fillcolor : "none",
    stroke: color,
    "stroke-width": width,
    ...(step ? { "stroke-dasharray": `${step} ${step}` } : {}),
  });
}

/* The words of the scale bar, over its upper right. */
function textOf([x, y], text, { size, color }) {
  const { fontFamily } = getComputedStyle(document.body);
  const said = node("text", { x, y: y - 0.25 * size, "font-size": size, fill: color, "font-family": fontFamily });
  said.textContent = text;
  return said;
}

function markOf([x, y], i, { symbol, size, color, opacity = 1, line }) {
  const of = (value) => (Array.isArray(value) ? value[i] : value);
  const [, shape, open] = /^([a-z-]+?)((?:-cross)?-open)?$/.exec(of(symbol));
  const r = of(size) / 2,
    corners = OUTLINES[shape];
  const looks = {
    fill: open ? "none" : of(color),
    stroke: open ? of(color) : (of(line.color) ?? "none"),
    "stroke-width": of(line.width) ?? 0,
    opacity: of(opacity),
    transform: `translate(${x} ${y})`,
  };
  if (!corners) return node("circle", { r, ...looks });
  return node("polygon", { points: corners.map((at) => at * r).join(" "), ...looks });
}
