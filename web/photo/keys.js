/* The stage by keys: arrows move the place that has the focus, else a cross which Enter presses. */

/** @typedef {[number, number]} Place */

const BY = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] },
  EDGE = 24; // px of the room: what is moved stays so far inside

/** @param {import("./stage.js").Stage} stage @param {import("./stage.js").Hear} hear @returns {(event: any) => void} */
export function keyed(stage, hear) {
  /** @type {Place | null} px of the photo */
  let cross = null;
  return (event) => {
    const { id } = event.target.dataset,
      by = BY[event.key];
    if (!stage.photo || (!by && (event.key !== "Enter" || id || !cross))) return;
    event.preventDefault();
    if (!by) {
      stage.magnify(null);
      hear.press(cross);
      return;
    }
    cross ??= stage.toPhoto(stage.middle);
    const from = id ? stage.taps.get(id).place : stage.inside(cross),
      step = (event.shiftKey ? 10 : 1) / stage.scale,
      to = stage.inside([from[0] + by[0] * step, from[1] + by[1] * step]);
    inSight(stage, to);
    if (id) {
      hear.move(id, to);
      hear.done();
    } else cross = to;
    stage.magnify(stage.toScreen(to));
  };
}

/* Shift a photo that is shown larger until the place can be seen. */
function inSight(stage, place) {
  const room = [stage.wide, stage.high],
    by = stage.toScreen(place).map((at, i) => Math.max(0, EDGE - at) + Math.min(0, room[i] - EDGE - at));
  if (by.some(Boolean)) stage.shift(by);
}
