/* The question for the next place to touch: its words, and a small drawing of the finger on the bone. */

import { el } from "../instrument/parts.js";
import { fetchPlate, platePictures } from "../plot/plate.js";
import { node } from "../plot/svg.js";

const AROUND_MM = 62, // of the limb around the place
  UNIT = 1000; // px of the small drawing in a view unit
const FINGER_PX = 165; // of the finger's own drawing that the small drawing is wide

/** The drawing of the view around a landmark with a finger on it. Empty until the plate has come.
 * @param {{ x: number, y: number }} tap @param {{ plate: string, colours: any, mm: number, finger: [string, string][], alt: string, whole?: number[] }} of
 *   whole: x0 y0 x1 y1 of what is shown, instead of what lies around */
export function landmarkPicture(tap, { plate, colours, mm, finger, alt, whole }) {
  const half = (AROUND_MM / mm) * UNIT,
    [x, y] = [tap.x * UNIT, -tap.y * UNIT];
  const box = whole
    ? [whole[0] * UNIT, -whole[3] * UNIT, (whole[2] - whole[0]) * UNIT, (whole[3] - whole[1]) * UNIT]
    : [x - half, y - half, 2 * half, 2 * half];
  const svg = node("svg", { viewBox: box.join(" "), role: "img", "aria-label": alt, class: "cun-leg__small" });
  const below = node("g", {}),
    size = Math.min(box[2], box[3]) / FINGER_PX;
  svg.append(
    below,
    node("circle", { cx: x, cy: y, r: 13 * size, fill: "none", stroke: colours.selected, "stroke-width": 4 * size }),
    ...(whole ? [] : [fingerAt(x, y, size, finger)]),
  );
  fetchPlate(plate)
    .then((parts) => below.append(...platePictures(plate, parts, colours, { bones: 0.7 }).map(pictured)))
    .catch(() => {});
  return svg;
}

function pictured({ image }) {
  const { source, x, y, sizex, sizey } = image;
  return node("image", {
    href: source,
    x: x * UNIT,
    y: -y * UNIT,
    width: sizex * UNIT,
    height: sizey * UNIT,
    preserveAspectRatio: "none",
  });
}

const SKIN = { skin: "#f3cdb3", nail: "#f9dccf", crease: "none", contour: "none" };
/* The finger, whose pad rests just beside the place. */
function fingerAt(x, y, size, finger) {
  const made = node("g", { transform: `translate(${x + 8 * size} ${y - 2 * size}) scale(${size})` });
  for (const [style, d] of finger)
    made.append(
      node("path", {
        d,
        fill: SKIN[style],
        ...(style === "skin" ? {} : { stroke: "#54321f", "stroke-width": style === "contour" ? 2.4 : 1 }),
      }),
    );
  return made;
}

/** What is asked, with its drawing and the ways on. @param {any} words @param {{ name: string, touch: string, first: boolean, said: Element | null }} what
 * @param {Element} picture @param {...Element} buttons */
export function question(words, { name, touch, first, said }, picture, ...buttons) {
  return el(
    "section",
    { className: "cun-leg__ask" },
    picture,
    el(
      "div",
      {},
      said,
      el("h3", {}, name),
      el("p", {}, touch),
      first ? el("p", { className: "cun-leg__soft" }, words.ask_first) : null,
      el("div", { className: "cun-leg__row" }, ...buttons),
    ),
  );
}
