/* Names beside the points, laid out for the size the reader sees now: no name covers another, a mark or the margin of
   the chosen point, and none lies under a button (of the root, or of the `cun-plot__place` around it). A name that finds no room near its mark goes further out on a thin line; one that finds none at all
   waits until the reader zooms in. The chosen point's name is always shown. */

import { chosenOf, ends } from "./hit.js";
import { boxesMeet, nameNode, node, widthOf } from "./svg.js";
import { lay, stillView, viewOf } from "./view.js";

export const NARROW_PX = 520; // of the width of a drawing
const SKIN_PX = 28; // of the limb around a mark
const FONT_PX = 12,
  LINE_PX = 15,
  MARK_PX = 8,
  NEAR_PX = 11,
  FAR_PX = [26, 44];
const AROUND = [
  [1, 0],
  [-1, 0],
  [0.8, -1],
  [-0.8, -1],
  [0.8, 1],
  [-0.8, 1],
  [0, -1],
  [0, 1],
];

/** Draw the names of the marks and the centimetres of the measuring line of the scene now shown. */
export function layLabels(chart) {
  const { root, graph, data, drawn, names } = chart,
    { scene } = data;
  chart.labels = [];
  if (!scene?.marks) return lay(graph, "cun-plot__labels", null);
  const view = viewOf(graph),
    kept = [...buttonsOn(root, graph), ...scaleBoxes(scene, view)],
    { group, labels } = namesAt(view, scene.marks, drawn, chosenOf(data), names, kept);
  chart.labels = labels;
  lay(graph, "cun-plot__labels", group);
}

/** The names of marks in a view: {group, labels}. @param {any} view @param {any} marks @param {any} drawn what `drawnScene` gives
    @param {string[]} chosen @param {{ text: string, back: string }} colours @param {any[]} buttons boxes without names */
export function namesAt(view, marks, drawn, chosen, colours, buttons) {
  const group = node("g", {}),
    placed = arrange(view, marks, drawn, chosen, buttons);
  return { group, labels: placed.map((label) => ({ ...label, ...writeName(group, label, colours) })) };
}

/** Names go with their marks, the words of the measuring line with it; one that comes over another waits meanwhile. */
export function moveLabels({ labels, data: { scene }, drawn: { measure } }, view) {
  const taken = [];
  for (const { of, x, y, box, name, text } of labels) {
    const [toX, toY] = of === null ? measure.words.at : [scene.marks.x[of], scene.marks.y[of]];
    const [dx, dy] = [view.px(toX) - x, view.py(toY) - y],
      now = { left: box.left + dx, right: box.right + dx, top: box.top + dy, bottom: box.bottom + dy };
    const shown = taken.some((other) => boxesMeet(now, other)) ? "hidden" : "visible";
    if (shown === "visible") taken.push(now);
    if (name.getAttribute("visibility") !== shown) name.setAttribute("visibility", shown);
    const to = `translate(${dx.toFixed(1)},${dy.toFixed(1)})`;
    if (name.getAttribute("transform") !== to) name.setAttribute("transform", to);
    if (of === null && text.data !== measure.words.text) text.data = measure.words.text;
  }
}

/** The buttons that lie on the drawing, in px of the graph. @param {HTMLElement} root @param {HTMLElement} graph */
export function buttonsOn(root, graph) {
  const corner = graph.getBoundingClientRect();
  return [...(root.closest(".cun-plot__place") ?? root).querySelectorAll("button:not(.cun-plot__reach), summary")].map(
    (one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return {
        left: left - corner.left,
        right: right - corner.left,
        top: top - corner.top,
        bottom: bottom - corner.top,
      };
    },
  );
}

/** Room that the scale bar and its words take. @param {any} scene @param {any} view */
export function scaleBoxes({ scale }, view) {
  if (!scale) return [];
  const left = view.px(scale.x),
    words = view.py(scale.y + 1.5 * scale.tick);
  return [
    {
      left,
      right: left + textWidth(scale.text, false),
      top: words - LINE_PX - 3,
      bottom: view.py(scale.y - scale.tick),
    },
  ];
}

/** On a narrow drawing no mark stands under a button at its left, nor beside it where the skin would: the limb is moved
    aside, as far as there is room, once for each view and size. @param {any} layout whose range is moved
    @param {any} chart @param {any} marks of its scene */
export function clearButtons(layout, chart, marks) {
  const { root, graph, data } = chart,
    view = stillView(graph, layout),
    shown = `${data.view} ${view.width} ${view.height}`;
  if (!marks || view.width >= NARROW_PX) return;
  const [x0, x1] = layout.xaxis.range;
  if (chart.aside?.shown !== shown) {
    const needs = buttonsOn(root, graph).flatMap(({ right, top, bottom }) =>
      marks.x
        .filter((_, i) => view.py(marks.y[i]) > top - SKIN_PX && view.py(marks.y[i]) < bottom + SKIN_PX)
        .map((x) => (right < view.width / 2 ? right + SKIN_PX - view.px(x) : 0)),
    );
    const px = Math.min(view.px(x0), Math.max(0, ...needs));
    chart.aside = { shown, by: view.x(px) - view.x(0) };
  }
  layout.xaxis.range = [x0, x1].map((x) => x - chart.aside.by);
}

function arrange(view, { x: xs, y: ys, code, label }, { margin, measure }, select, buttons) {
  const within = (box) =>
    box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom;
  const marks = xs
    .map((x, i) => ({ of: i, x: view.px(x), y: view.py(ys[i]), text: label[i], chosen: select.includes(code[i]) }))
    .filter(({ x, y }) => x > view.left && x < view.right && y > view.top && y < view.bottom);
  const taken = [...buttons, ...marks.map(({ x, y, chosen }) => around(x, y, chosen ? 15 : MARK_PX))];
  const fits = (box) => within(box) && !taken.some((other) => boxesMeet(box, other));
  if (margin) taken.push(boundsOf(margin, view));

  const placed = [];
  if (measure) {
    const box = measureBox(measure, view, [
      fits,
      (box) => within(box) && !buttons.some((other) => boxesMeet(box, other)),
    ]);
    taken.push(box);
    taken.push(around(view.px(measure.ends[1][0]), view.py(measure.ends[1][1]), MARK_PX)); // its handle
    const [x, y] = measure.words.at;
    placed.push({ of: null, x: view.px(x), y: view.py(y), text: measure.words.text, box });
  }
  for (const mark of marks.filter((m) => m.text).sort((a, b) => b.chosen - a.chosen)) {
    const width = textWidth(mark.text, mark.chosen);
    const reach = mark.chosen ? [18, ...FAR_PX, 64, 90] : [NEAR_PX, ...FAR_PX];
    let found = null;
    for (const away of reach) {
      found = AROUND.map(([dx, dy]) => boxAt(mark, width, dx, dy, away)).find(fits);
      if (found) {
        found.leader = away > 18;
        break;
      }
    }
    if (!found && mark.chosen) found = boxAt(mark, width, mark.x + width + 30 < view.right ? 1 : -1, 0, 18);
    if (!found) continue;
    taken.push(found);
    placed.push({ ...mark, box: found });
  }
  return placed;
}

function boxAt(mark, width, dx, dy, away) {
  const x = mark.x + dx * (away + width / 2),
    y = mark.y + dy * (away + LINE_PX / 2);
  return { left: x - width / 2, right: x + width / 2, top: y - LINE_PX / 2, bottom: y + LINE_PX / 2 };
}

function boundsOf(places, view) {
  const [left, right] = ends(places.map(([x]) => view.px(x))),
    [top, bottom] = ends(places.map(([, y]) => view.py(y)));
  return { left, right, top, bottom };
}

/* Where the centimetres stand: beside the middle of the line, or at one of its ends where the screen is too narrow; over
   a mark or name rather than under a button. */
function measureBox({ words, ends: stops }, view, wishes) {
  const line = boundsOf(stops, view),
    beside = wordsBox(words, view),
    width = beside.right - beside.left;
  const left = Math.min(Math.max((line.left + line.right - width) / 2, view.left), view.right - width);
  const at = (top) => ({ left, right: left + width, top, bottom: top + LINE_PX });
  const beyond = [4, 20, 36].flatMap((away) => [at(line.top - LINE_PX - away), at(line.bottom + away)]);
  for (const fits of wishes) {
    const box = [beside, ...beyond].find(fits);
    if (box) return box;
  }
  return { ...beside, left, right: left + width };
}

/* The room that words take on their side of a place. */
function wordsBox({ text, at, side }, view) {
  const width = textWidth(text, false),
    px = view.px(at[0]),
    py = view.py(at[1]);
  const left = side.endsWith("right") ? px : side.endsWith("left") ? px - width : px - width / 2;
  const top = side.startsWith("top") ? py - LINE_PX : side.startsWith("bottom") ? py : py - LINE_PX / 2;
  return { left, right: left + width, top, bottom: top + LINE_PX };
}

const around = (x, y, r) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r });

const textWidth = (text, bold) => widthOf(text, `${bold ? 700 : 500} ${FONT_PX}px`) + 4;

/* {name, text}: its group, which moves with the mark, and its text. */
function writeName(group, { x, y, text, chosen, box }, colours) {
  const name = group.appendChild(node("g", {}));
  if (box.leader) {
    const end = { x: Math.min(Math.max(x, box.left), box.right), y: Math.min(Math.max(y, box.top), box.bottom) };
    name.append(
      node("line", {
        x1: x,
        y1: y,
        x2: end.x,
        y2: end.y,
        stroke: colours.text,
        "stroke-width": 0.8,
        "stroke-opacity": 0.7,
      }),
    );
  }
  const words = nameNode(text, colours, {
    x: (box.left + box.right) / 2,
    y: (box.top + box.bottom) / 2 + FONT_PX * 0.36,
    "text-anchor": "middle",
    "font-size": FONT_PX,
    "font-weight": chosen ? 700 : 500,
    "stroke-width": 3.2,
  });
  name.append(words);
  return { name, text: words.firstChild };
}
