/* Elements of the layers over the chart: making one, a name, how wide its words are, and whether two boxes meet. */

const SVG = "http://www.w3.org/2000/svg";

/** A new SVG element. */
export function node(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

let pen;
/** Px a text takes in the page's letters; `font` is what stands before their family: "italic 400 11px". */
export function widthOf(text, font) {
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = `${font} ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width;
}

/** How a name on the drawing looks, with a halo in the colour behind it. @param {{ text: string, back: string }} colours */
export const nameLook = (colours) => ({
  fill: colours.text,
  stroke: colours.back,
  "stroke-width": 2.6,
  "stroke-linejoin": "round",
  "paint-order": "stroke",
  "font-family": getComputedStyle(document.body).fontFamily,
  style: "pointer-events: none",
});

/** A name with that look. @param {string} words @param {{ text: string, back: string }} colours @param {Record<string, any>} attributes */
export function nameNode(words, colours, attributes) {
  const made = node("text", { ...nameLook(colours), ...attributes });
  made.textContent = words;
  return made;
}

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box in px */

/** Whether two boxes have room in common. @param {Box} one @param {Box} other */
export const boxesMeet = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Whether two lines cross. @param {number[]} one @param {number[]} other */
export function linesCross([ax, ay, bx, by], [cx, cy, dx, dy]) {
  const turn = (px, py, qx, qy, rx, ry) => Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  return (
    turn(ax, ay, bx, by, cx, cy) !== turn(ax, ay, bx, by, dx, dy) &&
    turn(cx, cy, dx, dy, ax, ay) !== turn(cx, cy, dx, dy, bx, by)
  );
}
