/* What lies under a finger or a mouse: our own search in pixels, because a tap has no hover before it.
   A point is a marker with its id in customdata (or first in its row), an area is a filled trace with its id in `meta`.
   Live traces can be picked, and the areas of the sheet that lies under them (`chart.areas`, the smallest last).
   A point is always asked first; where areas overlap, the one on top answers and the others are told. */

const FINGER = { point: 14, noArea: 24 }; // px from the marker's middle: over an area, and where there is none
const MOUSE = { point: 4, noArea: 10 }; // px beyond the marker's edge, likewise

/** The id under a place on the screen (client px), or null. */
export function idAt(chart, clientX, clientY, finger) {
  return lookAt(chart, clientX, clientY, finger).id;
}

/** {id, areas}: what answers there, and when it is an area, the traces of all areas there, the answering one first. */
export function lookAt(chart, clientX, clientY, finger) {
  const { graph } = chart;
  const box = graph.getBoundingClientRect();
  const { xaxis, yaxis } = graph._fullLayout;
  const x = clientX - box.left - xaxis._offset;
  const y = clientY - box.top - yaxis._offset;
  const nothing = { id: null, areas: [] };
  if (x < 0 || y < 0 || x > xaxis._length || y > yaxis._length) return nothing;
  const reach = finger ? FINGER : MOUSE;
  const near = pointNear(chart, x, y, finger);
  if (near && near.gap <= reach.point) return { id: near.id, areas: [] };
  const areas = areasAt(chart, x, y);
  if (areas.length) return { id: areas[0].meta, areas };
  return near && near.gap <= reach.noArea ? { id: near.id, areas: [] } : nothing;
}

/** Where an id is drawn, in view units: {x, y, area, shape}, or null. What is drawn last, on top, counts. */
export function placeOf(id, traces) {
  for (const trace of [...traces].reverse()) {
    if (isArea(trace) && trace.meta === id) return { x: trace.x, y: trace.y, area: true, shape: trace.line?.shape ?? "linear" };
    const i = hasPoints(trace) ? trace.customdata.findIndex((row) => idOf(row) === id) : -1;
    if (i >= 0) return { x: [trace.x[i]], y: [trace.y[i]], area: false };
  }
  return null;
}

const idOf = (row) => (Array.isArray(row) ? row[0] : row);
const hasPoints = (trace) => Boolean(trace.customdata) && /markers|text/.test(trace.mode ?? "");
const isArea = (trace) => trace.fill === "toself" && typeof trace.meta === "string";
const shown = ({ graph, firstLive }) =>
  graph._fullData.filter((trace) => trace.index >= firstLive && trace.visible === true && trace.type === "scatter");

function pointNear(chart, x, y, finger) {
  const { xaxis, yaxis } = chart.graph._fullLayout;
  let near = null;
  for (const trace of shown(chart).filter(hasPoints)) {
    const size = trace.marker?.size ?? 0;
    trace.customdata.forEach((row, i) => {
      const id = idOf(row);
      if (id === null || id === undefined || trace.x[i] === null || trace.y[i] === null) return;
      const middle = Math.hypot(xaxis.l2p(trace.x[i]) - x, yaxis.l2p(trace.y[i]) - y);
      const edge = (Array.isArray(size) ? size[i] : size) / 2;
      const gap = finger ? middle : Math.max(0, middle - edge);
      if (!near || gap < near.gap || (gap === near.gap && middle < near.middle)) near = { id, gap, middle };
    });
  }
  return near;
}

/* The areas under a place of the plot (px), the one on top first. */
function areasAt(chart, x, y) {
  const { xaxis, yaxis } = chart.graph._fullLayout;
  const areas = [...(chart.areas ?? []), ...shown(chart).filter(isArea)].reverse();
  const vx = xaxis.p2l(x), vy = yaxis.p2l(y);
  return areas.filter((trace) => near(trace, vx, vy) && inside(trace.x, trace.y, vx, vy));
}

const boxes = new WeakMap(); // area -> [left, right, bottom, top], for a quick no
function near(trace, x, y) {
  if (!boxes.has(trace)) {
    const [xs, ys] = [trace.x, trace.y].map((values) => Array.from(values).filter((value) => value !== null));
    boxes.set(trace, [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]);
  }
  const [left, right, bottom, top] = boxes.get(trace);
  return x >= left && x <= right && y >= bottom && y <= top;
}

/* Even-odd rule; null parts one ring from the next, and each ring closes on its own first corner. */
function inside(xs, ys, x, y) {
  let odd = false, first = 0;
  for (let i = 0; i < xs.length; i++) {
    if (xs[i] === null) { first = i + 1; continue; }
    const next = i + 1 < xs.length && xs[i + 1] !== null ? i + 1 : first;
    const crosses = ys[i] > y !== ys[next] > y;
    if (crosses && x < xs[i] + ((xs[next] - xs[i]) * (y - ys[i])) / (ys[next] - ys[i])) odd = !odd;
  }
  return odd;
}

/* ---- names of areas: where there is room, beside the names of the points ---- */

const SVG = "http://www.w3.org/2000/svg";
const NAME_PX = 11, ROW_PX = 14, POINT_PX = 9;
const PLACES = [[0, 0], [0, -1], [0, 1], [0, -2], [0, 2], [0.4, 0], [-0.4, 0], [0.4, 1], [-0.4, 1], [0.4, -1], [-0.4, -1], [0, 3], [0, -3], [0.8, 0], [-0.8, 0], [0.8, 2], [-0.8, 2], [0.8, -2], [-0.8, -2], [1.2, 0], [-1.2, 0]];

/** Write the short name of every area of the sheet that has room for it and hides no mark and no other name; and the
    names of its lines, beside their last end. */
export function layAreaNames(chart) {
  const { graph, areas, lines, data } = chart;
  graph.querySelector(".cun-plot__area-names")?.remove();
  const host = graph.querySelector(".hoverlayer");
  if (!host || !data.live.areas?.names) return;
  const group = node("g", { class: "cun-plot__area-names", "aria-hidden": "true" });
  const taken = takenBoxes(chart);
  for (const area of [...areas].reverse()) {
    const box = roomFor(chart, area, taken);
    if (box) write(chart, group, taken, box, area.customdata[0], { "font-style": "italic", "font-weight": area.meta === data.select ? 700 : 400 });
  }
  for (const line of lines) {
    const box = besideEnd(chart, line);
    if (isFree(box, taken)) write(chart, group, taken, box, line.name, {});
  }
  host.parentNode.insertBefore(group, host);
}

function write({ names }, group, taken, box, words, more) {
  const text = node("text", {
    x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + NAME_PX * 0.36, "text-anchor": "middle", "font-size": NAME_PX, fill: names.text,
    stroke: names.back, "stroke-width": 2.6, "stroke-linejoin": "round", "paint-order": "stroke",
    "font-family": getComputedStyle(document.body).fontFamily, style: "pointer-events: none", ...more,
  });
  text.textContent = words;
  taken.push(box);
  group.append(text);
}

/* Beside the last end of a line, away from its middle, inside the drawing; below it where it runs upright. */
function besideEnd({ graph }, { x, y, name }) {
  const { xaxis, yaxis } = graph._fullLayout, width = widthOf(name);
  const first = xaxis._offset + width / 2 + 2, last = xaxis._offset + xaxis._length - width / 2 - 2;
  const [[x0, y0], [x1, y1]] = [[x[0], y[0]], [x.at(-1), y.at(-1)]].map(([px, py]) => [xaxis._offset + xaxis.l2p(px), yaxis._offset + yaxis.l2p(py)]);
  const level = Math.abs(x1 - x0) > Math.abs(y1 - y0);
  const middle = Math.min(Math.max(level ? x1 + Math.sign(x1 - x0) * (width / 2 + 10) : x1, first), last), height = level ? y1 : y1 + ROW_PX;
  return { left: middle - width / 2, right: middle + width / 2, top: height - ROW_PX / 2, bottom: height + ROW_PX / 2 };
}

const isFree = (box, taken) => !taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);

/* Room that marks and their names take, in px of the graph. */
function takenBoxes(chart) {
  const { graph } = chart;
  const { xaxis, yaxis } = graph._fullLayout;
  const corner = graph.getBoundingClientRect();
  const written = [...graph.querySelectorAll(".cun-plot__labels text")].map((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return { left: left - corner.left, right: right - corner.left, top: top - corner.top, bottom: bottom - corner.top };
  });
  const marks = shown(chart).filter(hasPoints).flatMap((trace) => Array.from(trace.x, (x, i) => {
    const px = xaxis._offset + xaxis.l2p(x), py = yaxis._offset + yaxis.l2p(trace.y[i]);
    return { left: px - POINT_PX, right: px + POINT_PX, top: py - POINT_PX, bottom: py + POINT_PX };
  }));
  return [...written, ...marks];
}

/* A box for the name in which a press anywhere would answer with this very area, or null. */
function roomFor(chart, area, taken) {
  const { xaxis, yaxis } = chart.graph._fullLayout;
  const [label, atX, atY] = area.customdata;
  const width = widthOf(label), x0 = xaxis._offset, y0 = yaxis._offset;
  for (const [dx, dy] of PLACES) {
    const x = xaxis.l2p(atX) + dx * width, y = yaxis.l2p(atY) + dy * ROW_PX;
    const spots = [-0.5, -0.25, 0, 0.25, 0.5].flatMap((along) => [-0.36, 0.36].map((up) => [x + along * width, y + up * ROW_PX]));
    if (!spots.every(([px, py]) => px >= 0 && py >= 0 && px <= xaxis._length && py <= yaxis._length && areasAt(chart, px, py)[0] === area)) continue;
    const box = { left: x0 + x - width / 2, right: x0 + x + width / 2, top: y0 + y - ROW_PX / 2, bottom: y0 + y + ROW_PX / 2 };
    if (isFree(box, taken)) return box;
  }
  return null;
}

let pen;
function widthOf(text) {
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = `italic 400 ${NAME_PX}px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width + 3;
}

function node(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/* ---- the areas of the sheet as one picture, so that Plotly need not draw them again at each change ---- */

const FINE = 1000; // units of the picture in one unit of the view
const EDGE = 0.00211; // room around; plotly drops a second image of exactly the same place, so it is an odd number
const DASHES = { dash: "6 3.5", dot: "1.8 3" };

/** {image, address} of filled areas and lines whose colours are filled in, or null when there are none. */
export function areasPicture(areas, lines) {
  const all = [...areas, ...lines];
  if (!all.length) return null;
  const numbers = (axis) => all.flatMap((trace) => trace[axis].filter((value) => value !== null)).sort((a, b) => a - b);
  const [xs, ys] = [numbers("x"), numbers("y")];
  const left = xs[0] - EDGE, right = xs.at(-1) + EDGE, bottom = ys[0] - EDGE, top = ys.at(-1) + EDGE;
  const width = (right - left) * FINE, height = (top - bottom) * FINE;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" preserveAspectRatio="none"` +
    ` viewBox="${left * FINE} ${-top * FINE} ${width} ${height}">${areas.map(areaPath).join("")}${lines.map(linePath).join("")}</svg>`;
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const image = { source: address, x: left, y: top, sizex: right - left, sizey: top - bottom, xref: "x", yref: "y", sizing: "stretch", layer: "below" };
  return { image, address };
}

function areaPath({ x, y, fillcolor, fillpattern, line }, i) {
  const d = pathOf(x, y, "Z");
  const hatch = fillpattern ? `<pattern id="h${i}" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<path d="M0 0V9" stroke="${fillpattern.fgcolor}" stroke-width="2"/></pattern><path d="${d}" fill="url(#h${i})"/>` : "";
  return `<path d="${d}" fill="${fillcolor}" fill-rule="evenodd"/>${hatch}<path d="${d}" fill="none" ${strokeOf(line)}/>`;
}

const linePath = ({ x, y, line }) => `<path d="${pathOf(x, y, "")}" fill="none" ${strokeOf(line)}/>`;

function strokeOf({ color, width, dash }) {
  const dashes = DASHES[dash] ? ` stroke-dasharray="${DASHES[dash]}"` : "";
  return `stroke="${color}" stroke-width="${width}" vector-effect="non-scaling-stroke" stroke-linejoin="round"${dashes}`; // px, however near
}

/* The path through corners that null parts into rings. A ring (`end` "Z") bends softly at its corners, never more than
   the width of its own edge away from where `inside` says it ends. */
function pathOf(x, y, end) {
  const rings = [[]];
  x.forEach((value, i) => {
    if (value === null) rings.push([]);
    else rings.at(-1).push([value * FINE, -y[i] * FINE]);
  });
  return rings.map((ring) => (end ? softRing(ring) : `M${ring.map(written).join("L")}`)).join("");
}

const SOFT = 24; // picture units: where the bend begins before a corner, unless the side is too short
const written = ([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`;

function softRing(ring) {
  const [first, last] = [ring[0], ring.at(-1)];
  const corners = first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : ring;
  const towards = ([x0, y0], [x1, y1]) => {
    const part = Math.min(0.5, SOFT / (Math.hypot(x1 - x0, y1 - y0) || 1));
    return [x0 + part * (x1 - x0), y0 + part * (y1 - y0)];
  };
  const bends = corners.map((corner, i) => {
    const before = corners.at(i - 1), after = corners[(i + 1) % corners.length];
    return `${written(towards(corner, before))}Q${written(corner)} ${written(towards(corner, after))}`;
  });
  return `M${bends.join("L")}Z`;
}
