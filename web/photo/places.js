/* The places that the reader touched, by landmark, the edges that they pulled, and which landmark is asked for next. */

import { judged } from "./check.js";

/** @typedef {[number, number]} Place px of the photo, y up */

export class Places {
  /** @type {Map<string, Place>} landmarks and edges, in the order they were touched */ taps = new Map();
  /** @type {Set<string>} landmarks that cannot be seen */ skipped = new Set();
  enough = false; // no more are asked for

  /** @param {string} id @param {Place} place */
  touch(id, place) {
    this.taps.delete(id); // it goes to the end: "undo" takes the last one
    this.taps.set(id, place);
  }

  /** Take back what was touched or pulled last. @param {any} limb */
  undo(limb) {
    const last = [...this.taps.keys()].at(-1);
    this.taps.delete(last);
    if (limb.taps.some(({ id }) => id === last)) this.enough = false;
  }

  /** How many landmarks were touched. @param {any} limb */
  count(limb) {
    return this.#put(limb.taps).length;
  }

  /** Those of the limb's landmarks or edges that the reader put somewhere, with the place on the photo. */
  #put(ones) {
    return ones
      .filter(({ id }) => this.taps.has(id))
      .map((one) => ({ ...one, px: this.taps.get(one.id)[0], py: this.taps.get(one.id)[1] }));
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
    const about = { ...limb, middle: [width / 2, -height / 2] };
    return judged(this.#put(limb.taps), this.#put(limb.edges), about, Math.min(width, height));
  }

  /** The landmark to touch next, or once more; null: none. @param {any} limb @param {import("./check.js").Fault | null} fault */
  asked(limb, fault) {
    const open = limb.taps.find(({ id }) => !this.taps.has(id) && !this.skipped.has(id)) ?? null;
    if (fault?.kind === "line" && open) return open;
    if (fault) return fault.kind === "swapped" ? null : (limb.taps.find(({ id }) => id === fault.id) ?? null);
    return this.enough ? null : open;
  }
}
