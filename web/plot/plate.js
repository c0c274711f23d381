/* The still drawing of a view as pictures that Plotly lays in their place: it draws only what changes, and as SVG the
   pictures stay sharp at every zoom. A plate's file has one group a layer (`data-role`) and CSS variables as colours;
   a picture of pixels among its layers has an address of its own, because a picture within a picture cannot fetch. */

import { addressOf, fetched } from "./files.js";

export const APART = 0.00137; // view units a picture is wider than the one below it: Plotly drops a second one of the same place
const PATIENCE_MS = 200; // how long a drawing waits for a picture
const KEPT = 24; // plates and zones whose pictures are kept
const stock = new Map(); // what a drawing was made of: its pictures, those shown last at the end

/** Pictures that are made once and kept while they are among those shown last. @param {any[]} of @param {() => any[]} make */
export function pictures(of, make) {
  const key = JSON.stringify(of),
    all = stock.get(key) ?? make();
  stock.delete(key);
  stock.set(key, all);
  if (stock.size > KEPT) {
    const [oldest, gone] = stock.entries().next().value;
    stock.delete(oldest);
    for (const { image } of gone) URL.revokeObjectURL(image.source);
  }
  return all;
}

/** When the browser can show these pictures in the next frame; null: it can. @param {any[]} all @returns {Promise<any> | null} */
export function notReady(all) {
  const waited = all
    .filter(({ held }) => !held)
    .map((one) => (one.held = Object.assign(new Image(), { src: one.image.source })));
  if (!waited.length) return null;
  const late = new Promise((done) => setTimeout(done, PATIENCE_MS));
  return Promise.race([late, Promise.allSettled(waited.map((one) => one.decode()))]);
}

/** The parts of a plate's file, from below. @param {string} path */
export const fetchPlate = (path) => fetched(path, partsOf);

/** @param {string} text */
function partsOf(text) {
  const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const unit = Number(root.dataset.unit),
    whole = root
      .getAttribute("viewBox")
      .split(" ")
      .map((value) => Number(value) / unit);
  const parts = [];
  for (const group of root.children) {
    const linked = group.querySelector("image"),
      last = parts.at(-1);
    if (linked) {
      const box = ["x", "y", "width", "height"].map((name) => Number(linked.getAttribute(name)) / unit);
      parts.push({ role: group.getAttribute("data-role"), box, href: linked.getAttribute("href") });
      continue;
    }
    const drawn = { role: group.getAttribute("data-role"), html: group.outerHTML };
    if (last?.drawn) last.drawn.push(drawn);
    else
      parts.push({
        drawn: [drawn],
        box: whole.map((value, i) => value + APART * parts.length * (i < 2 ? -1 : 2)),
        unit,
      });
  }
  return parts;
}

/** [{role, image}] from below: a plate's parts with their colours, `role` only where a picture is one layer.
    @param {string} path @param {any[]} parts @param {object} colours @param {Record<string, number>} fade opacity by role */
export const platePictures = (path, parts, colours, fade) =>
  pictures([path, colours, fade], () => {
    const tokens = Object.entries(colours)
      .map(([token, colour]) => `--${token}:${colour};`)
      .join("");
    const faded = Object.entries(fade)
      .map(([role, opacity]) => `[data-role="${role}"]>*{opacity:${opacity}}`)
      .join("");
    return parts.map((part) => ({
      role: part.role,
      image: imageAt(
        part.box,
        part.drawn ? pictureOf(part, `:root{${tokens}}${faded}`) : nowAt(new URL(part.href, addressOf(path)).href),
      ),
    }));
  });

function pictureOf({ drawn, box, unit }, style) {
  return svgAddress(box, unit, `<style>${style}</style>${drawn.map(({ html }) => html).join("")}`);
}

/* ---- on a first visit over a slow line a picture comes small at first, and whole once the drawing is on the screen ---- */

/** By address, what stands in for a picture that has not come. @type {Record<string, string>} */
const previews = /** @type {any} */ (window).cunPreviews ?? {};

const nowAt = (href) => previews[href] ?? href;

/** Fetch the whole pictures of a drawing, and put each in the place of its preview; one that does not come leaves it.
    @param {Element} graph where the still is @param {{ image: any }[]} images */
export const sharpened = (graph, images) => Promise.allSettled(images.map(({ image }) => sharpen(graph, image)));

async function sharpen(graph, image) {
  const whole = Object.keys(previews).find((href) => previews[href] === image.source);
  if (!whole) return;
  await Object.assign(new Image(), { src: whole }).decode();
  for (const drawn of graph.querySelectorAll("image"))
    if (drawn.getAttribute("href") === image.source) drawn.setAttribute("href", whole);
  image.source = whole;
  delete previews[whole];
}

/* ---- making pictures ---- */

/** The address of a new picture. @param {number[]} box left, top (y down), width, height @param {number} unit @param {string} content */
export function svgAddress(box, unit, content) {
  const [x, y, width, height] = box.map((value) => value * unit);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" preserveAspectRatio="none"` +
    ` viewBox="${x} ${y} ${width} ${height}">${content}</svg>`;
  return URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
}

/** A layout image. @param {number[]} box left, top (y down), width, height @param {string} source */
export function imageAt([x, y, sizex, sizey], source) {
  return { source, x, y: -y, sizex, sizey, xref: "x", yref: "y", sizing: "stretch", layer: "below" };
}
