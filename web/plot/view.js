/* Where the drawing lies on the screen: the only file that looks into Plotly's private parts. */

const stills = new WeakMap(); // graph: {svg, view} of the still that is seen while Plotly has not drawn what is shown

/** The view in which Plotly will show a layout: both axes alike, the frame in the middle. @param {any} graph @param {any} layout */
export function stillView(graph, { xaxis, yaxis }) {
  const { offsetWidth: width, offsetHeight: height } = graph;
  const [x0, x1] = xaxis.range,
    [y0, y1] = yaxis.range;
  const unit = Math.min(width / (x1 - x0), height / (y1 - y0)), // px
    [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return {
    ...boxOf(0, 0, width, height),
    px: (at) => width / 2 + unit * (at - x),
    py: (at) => height / 2 - unit * (at - y),
    x: (px) => x + (px - width / 2) / unit,
    y: (py) => y - (py - height / 2) / unit,
    range: { x: [x0, x1], y: [y0, y1] },
  };
}

/** The size of a graph, to be compared. @param {any} graph */
export const sizeOf = ({ offsetWidth, offsetHeight }) => `${offsetWidth} ${offsetHeight}`;

/** What is seen is a still, in this view; null: it is what Plotly has drawn. @param {any} graph @param {{ svg: Element, view: any } | null} still */
export function seenIs(graph, still) {
  if (still) stills.set(graph, still);
  else stills.delete(graph);
}

/** Lay `made`, or nothing, on the drawing that is seen, in the place of what lay there under this name: below what Plotly
    says under the mouse. @param {any} graph @param {string} name a class @param {Element | null} made */
export function lay(graph, name, made) {
  const host = (stills.get(graph)?.svg ?? graph).querySelector(".hoverlayer");
  host?.parentNode.querySelector(`.${name}`)?.remove();
  if (!made || !host) return;
  made.classList.add(name);
  made.setAttribute("aria-hidden", "true");
  host.parentNode.insertBefore(made, host);
}

/** The view of a graph as it is now. Px are counted from the graph's upper left corner, x and y are view units.
    @param {any} graph */
export function viewOf(graph) {
  const still = stills.get(graph);
  if (still) return still.view;
  const { xaxis, yaxis } = graph._fullLayout;
  const left = xaxis._offset,
    top = yaxis._offset,
    width = xaxis._length,
    height = yaxis._length;
  return {
    ...boxOf(left, top, width, height),
    px: (x) => left + xaxis.l2p(x),
    py: (y) => top + yaxis.l2p(y),
    x: (px) => xaxis.p2l(px - left),
    y: (py) => yaxis.p2l(py - top),
    range: { x: xaxis.range.slice(), y: yaxis.range.slice() },
  };
}

/** Where a drawing lies, in px. @param {number} left @param {number} top @param {number} width @param {number} height */
function boxOf(left, top, width, height) {
  const right = left + width,
    bottom = top + height;
  return {
    ...{ left, top, width, height, right, bottom },
    holds: (px, py) => px >= left && py >= top && px <= right && py <= bottom,
  };
}

/** The SVG of each trace as it is drawn now, from below: {lines, fills, points}. @param {any} graph */
export function drawnParts(graph) {
  return [...graph.querySelectorAll(".scatterlayer > .trace")].map((trace) => ({
    lines: [...trace.querySelectorAll(".js-line")],
    fills: [...trace.querySelectorAll(".js-fill")],
    points: [...trace.querySelectorAll(".points > .point")],
  }));
}

/** The same for a place of the window: {view, px, py}, px from the graph's corner. */
export function placeIn(graph, clientX, clientY) {
  const box = graph.getBoundingClientRect();
  return { view: viewOf(graph), px: clientX - box.left, py: clientY - box.top };
}
