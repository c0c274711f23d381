/* What lies under the skin, laid into the still drawing while its layer is on: a veil makes skin and relief sheer, the
   bones stand on it, the courses on the bones, and lines and contour above all. Its files lie beside the plate's. */

import { fetched } from "./files.js";
import { APART, fetchPlate, platePictures } from "./plate.js";

const BONY = "bones",
  VEILED = "veil";
const OTHERS_PALE = 0.3; // opacity of the other courses while those of the open point stand out

/** Bands and names of a plate. @param {string} plate its address @returns {Promise<{parts: any[], told: any}>} */
export async function fetchDeep(plate) {
  const beside = (ending) => plate.replace(/\.svg$/, `.deep.${ending}`);
  const [parts, told] = await Promise.all([fetchPlate(beside("svg")), fetched(beside("json"), JSON.parse)]);
  return { parts, told };
}

/** [{role, image}] of a chart's still drawing from below, with what lies under the skin where `deep` was fetched. */
export function stillPictures({ plate: path, deep: own, fade, relief }, plate, deep, colours) {
  const pictures = deep
    ? deepPictures(path, plate, deep.parts, own, colours, fade)
    : platePictures(path, plate, colours, fade);
  return pictures.filter(({ role }) => relief || role !== "relief");
}

/* [{role, image}] from below, as `platePictures` gives them, with the courses among them; `own` are the ids of those that
    lie under the open point. */
function deepPictures(path, plate, deep, own, colours, fade) {
  const [layer] = deep,
    at = plate.findIndex((part) => part.drawn?.some(({ role }) => role === BONY)),
    bony = plate[at],
    above = bony.drawn.findIndex(({ role }) => role === BONY) + 1;
  const here = layer.drawn.filter(({ role }) => own.includes(role));
  const courses = layer.drawn.filter(({ role }) => role !== VEILED),
    others = here.length ? "the other courses" : "courses";
  /** @type {[string, any[]][]} */
  const pieces = [
    ["skin", plate.slice(0, at)],
    ["veil", [piece(layer, [layer.drawn[0]], at)]],
    ["bones", [piece(bony, bony.drawn.slice(0, above), at + 1)]],
    [others, [piece(layer, courses, at + 2)]],
    [`own ${own}`, here.length ? [piece(layer, here, at + 3)] : []],
    ["lines", [piece(bony, bony.drawn.slice(above), at + 4), ...plate.slice(at + 1)]],
  ];
  return pieces.flatMap(([name, parts]) => {
    const made = platePictures(`${path}#${name}`, parts, colours, fade);
    if (here.length && name === others) for (const { image } of made) image.opacity = OTHERS_PALE;
    return made;
  });
}

/* Some groups of a part as a picture of its own, by a hair larger than those below it. */
const piece = ({ box, unit }, drawn, number) => ({
  drawn,
  unit,
  box: box.map((value, i) => value + APART * number * (i < 2 ? -1 : 2)),
});
