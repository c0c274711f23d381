/* The photo with its marks as a picture file, made in this browser. */

import { node } from "../plot/svg.js";
import { canvasOf } from "./picture.js";
import { redrawn } from "./redrawn.js";

/** A PNG of the photo with what `draw` lays over it, at the photo's own size.
 * @param {HTMLCanvasElement} photo @param {(svgSize: number) => import("./redrawn.js").Part[]} draw size of marks → what is drawn, in px of the photo, y down
 * @param {string[]} lines what stands at its foot @returns {Promise<Blob>} */
export async function pictureWithMarks(photo, draw, lines) {
  const { width, height } = photo,
    size = Math.min(width, height) / 420;
  const over = node("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` });
  redrawn(over, draw(size));
  const image = new Image(),
    address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(over)], { type: "image/svg+xml" }));
  image.src = address;
  await image.decode().finally(() => URL.revokeObjectURL(address));
  const foot = Math.ceil((lines.length + 0.6) * 18 * size);
  const made = canvasOf(width, height + foot, (pen) => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, width, height + foot);
    pen.drawImage(photo, 0, 0);
    pen.drawImage(image, 0, 0);
    pen.fillStyle = "#2b1e19";
    lines.forEach((line, i) => {
      pen.font = `${i ? 400 : 700} ${13 * size}px sans-serif`;
      pen.fillText(line, 10 * size, height + (i + 1) * 18 * size, width - 20 * size);
    });
  });
  return new Promise((ok) => made.toBlob(ok, "image/png"));
}

/** Hand a file to the reader. @param {Blob} file @param {string} name */
export function handOver(file, name) {
  const address = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
