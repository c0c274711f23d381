/* Names beside the points, laid out for the size the reader sees now: no name covers another, a mark or the margin of
   the chosen point. A name that finds no room near its mark goes further out on a thin line; one that finds none at all
   waits until the reader zooms in. The chosen point's name is always shown. */

const SVG = "http://www.w3.org/2000/svg";
const FONT_PX = 12, LINE_PX = 15, MARK_PX = 8, NEAR_PX = 11, FAR_PX = [26, 44];
const AROUND = [[1, 0], [-1, 0], [0.8, -1], [-0.8, -1], [0.8, 1], [-0.8, 1], [0, -1], [0, 1]];

/** Draw the names of the trace "points" (its `text`) and the centimetres of the measuring line of the figure now shown. */
export function layLabels({ graph, data, names }) {
  const host = graph.querySelector(".hoverlayer");
  if (!host) return;
  graph.querySelector(".cun-plot__labels")?.remove();
  const points = data.live.data.find((trace) => trace.name === "points");
  if (!points) return;
  const group = element("g", { class: "cun-plot__labels", "aria-hidden": "true" });
  for (const label of arrange(graph, points, data)) draw(group, label, names);
  host.parentNode.insertBefore(group, host);
}

function arrange(graph, points, { select, live }) {
  const { xaxis, yaxis } = graph._fullLayout;
  const frame = { left: xaxis._offset, top: yaxis._offset, right: xaxis._offset + xaxis._length, bottom: yaxis._offset + yaxis._length };
  const texts = points.text ?? [];
  const marks = points.x.map((x, i) => ({ x: xaxis._offset + xaxis.l2p(x), y: yaxis._offset + yaxis.l2p(points.y[i]), text: texts[i], chosen: points.customdata[i][0] === select }))
    .filter(({ x, y }) => x > frame.left && x < frame.right && y > frame.top && y < frame.bottom);
  const taken = marks.map(({ x, y, chosen }) => around(x, y, chosen ? 15 : MARK_PX));
  const margin = live.data.find((trace) => trace.name === "95 % margin");
  if (margin && margin.x.every((value) => value !== null)) taken.push(bounds(margin, xaxis, yaxis));

  const placed = [];
  const measure = live.data.find((trace) => trace.name === "measure text");
  if (measure) {
    const ends = live.data.find((trace) => trace.name === "measure ends");
    const box = measureBox(measure, bounds(ends, xaxis, yaxis), xaxis, yaxis, frame, taken);
    taken.push(box);
    placed.push({ text: measure.text[0], box });
  }
  for (const mark of marks.filter((m) => m.text).sort((a, b) => b.chosen - a.chosen)) {
    const width = textWidth(mark.text, mark.chosen);
    const free = (box) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom && !taken.some((other) => meet(box, other));
    const reach = mark.chosen ? [18, ...FAR_PX, 64, 90] : [NEAR_PX, ...FAR_PX];
    let found = null;
    for (const away of reach) {
      found = AROUND.map(([dx, dy]) => boxAt(mark, width, dx, dy, away)).find(free);
      if (found) { found.leader = away > 18; break; }
    }
    if (!found && mark.chosen) found = boxAt(mark, width, mark.x + width + 30 < frame.right ? 1 : -1, 0, 18);
    if (!found) continue;
    taken.push(found);
    placed.push({ ...mark, box: found });
  }
  return placed;
}

function boxAt(mark, width, dx, dy, away) {
  const x = mark.x + dx * (away + width / 2), y = mark.y + dy * (away + LINE_PX / 2);
  return { left: x - width / 2, right: x + width / 2, top: y - LINE_PX / 2, bottom: y + LINE_PX / 2 };
}

function bounds(trace, xaxis, yaxis) {
  const xs = trace.x.map((x) => xaxis._offset + xaxis.l2p(x)), ys = trace.y.map((y) => yaxis._offset + yaxis.l2p(y));
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/* Where the centimetres stand: beside the middle of the line, or at one of its ends where the screen is too narrow. */
function measureBox(trace, line, xaxis, yaxis, frame, taken) {
  const beside = textBox(trace, xaxis, yaxis), width = beside.right - beside.left;
  const left = Math.min(Math.max((line.left + line.right - width) / 2, frame.left), frame.right - width);
  const at = (top) => ({ left, right: left + width, top, bottom: top + LINE_PX });
  const fits = (box) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom && !taken.some((other) => meet(box, other));
  const ends = [4, 20, 36].flatMap((away) => [at(line.top - LINE_PX - away), at(line.bottom + away)]);
  return [beside, ...ends].find(fits) ?? { ...beside, left, right: left + width };
}

/* The room a text trace of one text takes, by its textposition. */
function textBox({ x, y, text, textposition }, xaxis, yaxis) {
  const width = textWidth(text[0], false), px = xaxis._offset + xaxis.l2p(x[0]), py = yaxis._offset + yaxis.l2p(y[0]);
  const left = textposition.endsWith("right") ? px : textposition.endsWith("left") ? px - width : px - width / 2;
  const top = textposition.startsWith("top") ? py - LINE_PX : textposition.startsWith("bottom") ? py : py - LINE_PX / 2;
  return { left, right: left + width, top, bottom: top + LINE_PX };
}

const around = (x, y, r) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r });
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

let pen;
function textWidth(text, bold) {
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = `${bold ? 700 : 500} ${FONT_PX}px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width + 4;
}

function draw(group, { x, y, text, chosen, box }, colours) {
  if (box.leader) {
    const end = { x: Math.min(Math.max(x, box.left), box.right), y: Math.min(Math.max(y, box.top), box.bottom) };
    group.append(element("line", { x1: x, y1: y, x2: end.x, y2: end.y, stroke: colours.text, "stroke-width": 0.8, "stroke-opacity": 0.7 }));
  }
  const name = element("text", {
    x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + FONT_PX * 0.36, "text-anchor": "middle", "font-size": FONT_PX,
    "font-weight": chosen ? 700 : 500, fill: colours.text, stroke: colours.back, "stroke-width": 3.2, "stroke-linejoin": "round", "paint-order": "stroke",
    "font-family": getComputedStyle(document.body).fontFamily, style: "pointer-events: none",
  });
  name.textContent = text;
  group.append(name);
}

function element(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}
