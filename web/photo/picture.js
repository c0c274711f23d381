/* The reader's photo as pixels of this page: opened, turned, mirrored. It goes nowhere from here. */

const LONGEST = 2000; // px of the longer side that is kept of a photo: enough for a millimetre, and little memory

/** The photo of a file, upright and not larger than it must be. Rejects when this browser cannot open it.
 * @param {Blob} file @returns {Promise<HTMLCanvasElement>} */
export async function readPhoto(file) {
  const { width, height } = await sizeOf(file),
    share = Math.min(1, LONGEST / Math.max(width, height));
  const size = { resizeWidth: Math.round(width * share), resizeHeight: Math.round(height * share) };
  /** @type {ImageBitmap} */
  const bitmap = await createImageBitmap(file, {
    imageOrientation: "from-image",
    resizeQuality: "medium",
    ...(share < 1 ? size : {}),
  });
  return shown(bitmap);
}

/* A canvas that shows a bitmap as it is: one that is drawn on is handed to the screen anew with every frame. */
function shown(bitmap) {
  const { width, height } = bitmap,
    made = Object.assign(document.createElement("canvas"), { width, height });
  made.getContext("bitmaprenderer").transferFromImageBitmap(bitmap);
  return made;
}

/* The same photo drawn another way. */
function redrawn(width, height, draw) {
  const made = new OffscreenCanvas(width, height);
  draw(made.getContext("2d"));
  return shown(made.transferToImageBitmap());
}

/** How large a photo is when it stands upright. @param {Blob} file @returns {Promise<{ width: number, height: number }>} */
function sizeOf(file) {
  const image = new Image(),
    address = URL.createObjectURL(file);
  return new Promise((ok, fail) => {
    image.onload = () => ok({ width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => fail(new Error("no picture"));
    image.src = address;
  }).finally(() => {
    URL.revokeObjectURL(address);
    image.src = "";
  });
}

/** @param {number} width @param {number} height @param {(pen: CanvasRenderingContext2D) => void} draw */
export function canvasOf(width, height, draw) {
  const made = Object.assign(document.createElement("canvas"), { width, height });
  draw(made.getContext("2d"));
  return made;
}

/** The same turned by a quarter to the right. @param {HTMLCanvasElement} photo */
export const quarterTurned = (photo) =>
  redrawn(photo.height, photo.width, (pen) => {
    pen.translate(photo.height, 0);
    pen.rotate(Math.PI / 2);
    pen.drawImage(photo, 0, 0);
  });

/** The same as a mirror shows it. @param {HTMLCanvasElement} photo */
export const mirrorImage = (photo) =>
  redrawn(photo.width, photo.height, (pen) => {
    pen.translate(photo.width, 0);
    pen.scale(-1, 1);
    pen.drawImage(photo, 0, 0);
  });

/* Where a place (px, y up) lies after the same. */
/** @param {HTMLCanvasElement} photo as it was @param {[number, number]} place @returns {[number, number]} */
export const turnedPlace = (photo, [x, y]) => [photo.height + y, -x];
/** @param {HTMLCanvasElement} photo @param {[number, number]} place @returns {[number, number]} */
export const mirroredPlace = (photo, [x, y]) => [photo.width - x, y];
