/* Colours: "$ink" or "$ink@0.4" is a colour of the palette, which the page gives for light and dark. */

import { failure } from "./files.js";

const TOKEN = /^\$([A-Za-z][\w-]*)(?:@([\d.]+))?$/;
const canvas = document.createElement("canvas").getContext("2d");

/** A value in which every token has become a colour. */
export function fill(value, colours) {
  if (typeof value === "string") {
    const token = value[0] === "$" && TOKEN.exec(value);
    return token ? colourOf(token, colours) : value;
  }
  // Long lists of numbers are passed on whole; a pair such as [0.5, "$ink"] of a colour scale is not one.
  if (Array.isArray(value))
    return typeof value[0] === "number" && typeof value.at(-1) !== "string"
      ? value
      : value.map((item) => fill(item, colours));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fill(item, colours)]));
}

/** @param {string[]} token what TOKEN found @param {object} colours */
function colourOf([token, name, alpha], colours) {
  const hex = colours[name];
  if (!hex) throw failure(`The chart asks for the colour ${token}, which the palette does not have.`);
  if (alpha === undefined) return hex;
  const [r, g, b] = rgb(hex);
  return `rgba(${r},${g},${b},${alpha})`;
}

function rgb(colour) {
  canvas.fillStyle = "#ffffff";
  canvas.fillStyle = colour; // the browser reads any CSS colour and writes it back as #rrggbb or rgba(…)
  const text = String(canvas.fillStyle);
  return text[0] === "#" ? [1, 3, 5].map((i) => parseInt(text.slice(i, i + 2), 16)) : text.match(/[\d.]+/g).map(Number);
}

/** Whether a page of this ground is a dark one. */
export function isDark(background) {
  const [r, g, b] = rgb(background);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}
