/* Elements of the layers over the chart: making one, and how wide its words are. */

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
