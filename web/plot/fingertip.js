/* A fingertip that feels for the open point while what lies under the finger is shown: as large as a finger of an average
   adult on the drawing, sheer, and from the side on which no measuring line stands. */

import { node } from "./svg.js";
import { lay, viewOf } from "./view.js";

const FINGERTIP = "cun-plot__fingertip",
  SLANT = 62; // degrees from upright
const FILLED = {
  skin: ["skin", 0.3],
  nail: ["nail", 0.3],
  moon: ["light", 0.3],
};
const STROKED = { crease: ["ink_soft", 0.8], contour: ["contour", 1.3] }; // token, px

/** Lay it where the open point is drawn; none where there is none. @param {any} chart */
export function layFingertip(chart) {
  const { graph, deep, data, picks, drawn } = chart,
    mark = deep && picks.find(({ id }) => id === data.select);
  if (!mark) return lay(graph, FINGERTIP, null);
  const view = viewOf(graph),
    { size, pad, fade, shapes } = deep.told.finger,
    px = size * (view.px(1) - view.px(0)),
    [x, y] = [view.px(mark.x), view.py(mark.y)],
    aside = drawn.measure ? view.px(drawn.measure.ends[1][0]) - x : view.px(0) - x,
    turn = aside > 0 ? SLANT : -SLANT;
  const finger = node("g", {
    transform: `translate(${x} ${y}) rotate(${turn}) scale(${px}) translate(${-pad[0]} ${-pad[1]})`,
    mask: "url(#cun-fingertip-fade)",
  });
  for (const [style, d] of shapes) finger.append(node("path", { d, ...fingerLook(style, deep.colours) }));
  const group = node("g", { style: "pointer-events: none" });
  group.append(fingerFade(fade), finger);
  lay(graph, FINGERTIP, group);
}

function fingerLook(style, colours) {
  if (!(style in STROKED)) return { fill: colours[FILLED[style][0]], "fill-opacity": FILLED[style][1] };
  const [token, width] = STROKED[style];
  return { fill: "none", stroke: colours[token], "stroke-width": width, "vector-effect": "non-scaling-stroke" };
}

/* The finger goes on, but not on the drawing. */
function fingerFade([from, to]) {
  const along = { gradientUnits: "userSpaceOnUse", x1: 0, x2: 0, y1: from, y2: to },
    gradient = node("linearGradient", { id: "cun-fingertip-shade", ...along }),
    mask = node("mask", {
      id: "cun-fingertip-fade",
      maskUnits: "userSpaceOnUse",
      x: -50,
      y: -50,
      width: 100,
      height: to + 50,
    }),
    defs = node("defs", {});
  gradient.append(node("stop", { "stop-color": "#fff" }), node("stop", { offset: 1, "stop-color": "#000" }));
  mask.append(node("rect", { x: -50, y: -50, width: 100, height: to + 50, fill: "url(#cun-fingertip-shade)" }));
  defs.append(gradient, mask);
  return defs;
}
