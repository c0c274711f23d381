/* The places that the reader touched, by landmark, and which is asked for next. */

import { judged } from "./check.js";

/** @typedef {[number, number]} Place px of the photo, y up */

export class Places {
  /** @type {Map<string, Place>} in the order they were touched */ taps = new Map();
  /** @type {Set<string>} landmarks that cannot be seen */ skipped = new Set();
  enough = false; // no more are asked for

  /** @param {string} id @param {Place} place */
  touch(id, place) {
    this.taps.delete(id); // it goes to the end: "undo" takes the last one
    this.taps.set(id, place);
  }

  undo() {
    const last = [...this.taps.keys()].at(-1);
    if (last) this.taps.delete(last);
    this.enough = false;
  }

  /** Ask for the rest once more. */
  goOn() {
    this.enough = false;
    this.skipped.clear();
  }

  /** @param {(place: Place) => Place} where */
  moveAll(where) {
    for (const [id, place] of this.taps) this.taps.set(id, where(place));
  }

  /** The map that they make on a photo, and what is wrong with them. @param {any} limb @param {HTMLCanvasElement} photo */
  judged(limb, { width, height }) {
    const taps = limb.taps
      .filter(({ id }) => this.taps.has(id))
      .map((tap) => ({ ...tap, px: this.taps.get(tap.id)[0], py: this.taps.get(tap.id)[1] }));
    return judged(taps, { ...limb, middle: [width / 2, -height / 2] }, Math.min(width, height));
  }

  /** The landmark to touch next, or once more; null: none. @param {any} limb @param {import("./check.js").Fault | null} fault */
  asked(limb, fault) {
    const open = limb.taps.find(({ id }) => !this.taps.has(id) && !this.skipped.has(id)) ?? null;
    if (fault?.kind === "line" && open) return open;
    if (fault) return fault.kind === "swapped" ? null : limb.taps.find(({ id }) => id === fault.id);
    return this.enough ? null : open;
  }
}
