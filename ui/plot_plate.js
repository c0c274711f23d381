/* The plate as one picture. Plotly draws every trace again at each change; a picture it only lays in its place, and
   as SVG the picture stays sharp at every zoom. Traces that are no plain fills are left to Plotly and lie above it. */

const FINE = 1000; // units of the picture in one unit of the view
const EDGE = 0.00137; // room around the lines; plotly drops a second image of exactly the same place, so it is an odd number

/** {traces, images}: what is left of the plate's traces, and the picture of the others as a plotly layout image. */
export function pictured(traces) {
  const fills = traces.filter(isPlainFill);
  if (!fills.length) return { traces, images: [] };
  const all = (axis) => fills.flatMap((trace) => trace[axis].filter((value) => value !== null));
  const image = picture(fills.map(drawn).join(""), ends(all("x"), EDGE), ends(all("y"), EDGE));
  return { traces: traces.filter((trace) => !isPlainFill(trace)), images: [image] };
}

/** {shapes, images}: what is left of the plate's shapes, and the picture of its flat areas (the skin). */
export function flatAreas(shapes = []) {
  const areas = shapes.filter(isFlatArea);
  if (!areas.length) return { shapes, images: [] };
  const numbers = areas.flatMap(({ path }) => path.match(/-?[\d.]+/g).map(Number));
  const every = (rest) => numbers.filter((_, i) => i % 2 === rest);
  const paths = areas.map(({ path, fillcolor }) => `<path fill="${fillcolor}" d="${path}"/>`).join("");
  const turned = `<g transform="scale(${FINE} ${-FINE})">${paths}</g>`; // y points up in a view, down in a picture
  return { shapes: shapes.filter((shape) => !isFlatArea(shape)), images: [picture(turned, ends(every(0), 2 * EDGE), ends(every(1), 2 * EDGE))] };
}

function picture(content, [left, right], [bottom, top]) {
  const width = (right - left) * FINE, height = (top - bottom) * FINE;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" preserveAspectRatio="none"` +
    ` viewBox="${left * FINE} ${-top * FINE} ${width} ${height}">${content}</svg>`;
  const source = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const place = { x: left, y: top, sizex: right - left, sizey: top - bottom, xref: "x", yref: "y" };
  return { source, ...place, sizing: "stretch", layer: "below" };
}

const isFlatArea = ({ type, layer, line, path }) => type === "path" && layer === "below" && line?.width === 0 && /^[ML\d.,\s-]+Z?$/.test(path);

function isPlainFill({ mode, fill, line, fillgradient, hoverinfo }) {
  const known = !fillgradient || fillgradient.type === "radial" || (fillgradient.type === "vertical" && "start" in fillgradient);
  return mode === "lines" && fill === "toself" && line?.width === 0 && hoverinfo === "skip" && known;
}

function drawn({ x, y, fillcolor, fillgradient, opacity = 1, visible = true }, i) {
  if (visible !== true) return "";
  const paint = fillgradient ? `url(#g${i})` : fillcolor;
  return (fillgradient ? gradient(fillgradient, i) : "") + `<path opacity="${opacity}" fill="${paint}" d="${path(x, y)}"/>`;
}

function gradient({ type, start, stop, colorscale }, i) {
  const stops = colorscale.map(([at, colour]) => `<stop offset="${at}" stop-color="${colour}"/>`).join("");
  if (type === "radial") return `<radialGradient id="g${i}">${stops}</radialGradient>`;
  return `<linearGradient id="g${i}" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="${-start * FINE}" y2="${-stop * FINE}">${stops}</linearGradient>`;
}

function path(x, y) {
  let d = "", pen = "M";
  x.forEach((value, i) => {
    if (value === null) { d += "Z"; pen = "M"; return; }
    d += `${pen}${(value * FINE).toFixed(2)} ${(-y[i] * FINE).toFixed(2)}`;
    pen = "L";
  });
  return `${d}Z`;
}

function ends(values, room) {
  let least = Infinity, most = -Infinity;
  for (const value of values) { least = Math.min(least, value); most = Math.max(most, value); }
  return [least - room, most + room];
}
