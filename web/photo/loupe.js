/* The loupe: what lies under a finger, larger, with a cross on the very place. */

export const LOUPE = 124; // px of the screen

/** Draw the photo around a place, so many px of the screen for each of its own.
 * @param {HTMLCanvasElement} loupe @param {HTMLCanvasElement} photo @param {[number, number]} place px of the photo, y up @param {number} larger */
export function magnified(loupe, photo, [x, y], larger) {
  const pen = loupe.getContext("2d"),
    half = LOUPE / larger / 2,
    { width } = loupe;
  pen.fillStyle = "#777";
  pen.fillRect(0, 0, width, width);
  pen.drawImage(photo, x - half, -y - half, 2 * half, 2 * half, 0, 0, width, width);
  stroked(pen, width, "#fff", 5);
  stroked(pen, width, "#c2185b", 2);
}

/* A cross that is open in its middle. */
function stroked(pen, width, colour, lineWidth) {
  Object.assign(pen, { strokeStyle: colour, lineWidth });
  pen.beginPath();
  for (const [from, to] of [
    [0, 0.42 * width],
    [0.58 * width, width],
  ]) {
    pen.moveTo(width / 2, from);
    pen.lineTo(width / 2, to);
    pen.moveTo(from, width / 2);
    pen.lineTo(to, width / 2);
  }
  pen.stroke();
}
