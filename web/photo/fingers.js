/* What fingers, or a mouse, do on the stage: touch a place or correct one, shift the photo, pinch it. However often they are
   heard, the screen follows once a frame. */

/** @typedef {[number, number]} Place px of the room, y down */

const STILL = 6; // px that a finger may stray and yet only press

export class Fingers {
  /** @type {Map<number, Place>} where they are */ now = new Map();
  /** @type {Place[]} where they were when the screen followed last */ before = [];
  /** @type {any} what a single finger does */ held = null;
  /** @type {number | null} */ frame = null;

  /** @param {import("./stage.js").Stage} stage @param {import("./stage.js").Hear} hear */
  constructor(stage, hear) {
    this.stage = stage;
    this.hear = hear;
    const on = (name, act) => stage.root.addEventListener(name, act);
    on("pointerdown", (event) => this.#down(event));
    on("pointermove", (event) => this.#move(event));
    on("pointerup", (event) => this.#up(event));
    on("pointercancel", (event) => this.#gone(event));
    on("wheel", (event) => this.#wheel(event));
  }

  #at({ clientX, clientY }) {
    return /** @type {Place} */ ([clientX - this.box.left, clientY - this.box.top]);
  }

  #down(event) {
    const { stage } = this;
    if (!stage.photo || (event.pointerType === "mouse" && event.button !== 0)) return;
    this.box = stage.root.getBoundingClientRect(); // it stays there while it is touched
    const at = this.#at(event);
    stage.root.setPointerCapture(event.pointerId);
    this.now.set(event.pointerId, at);
    this.before = [...this.now.values()];
    if (this.now.size > 1) {
      this.held = null;
      stage.magnify(null);
      return;
    }
    const id = stage.tapAt(at),
      away = id ? stage.toScreen(stage.taps.get(id).place).map((one, i) => one - at[i]) : [0, 0];
    this.held = { id, begun: at, away, moved: false, aims: !id && this.hear.aims() };
    if (this.held.aims) stage.magnify(at);
  }

  #move(event) {
    if (!this.now.has(event.pointerId)) return;
    this.now.set(event.pointerId, this.#at(event));
    this.frame ??= requestAnimationFrame(() => this.#follow());
  }

  #follow() {
    cancelAnimationFrame(this.frame);
    this.frame = null;
    const { stage, held } = this,
      [one, other] = this.now.values(),
      [begun, apart] = this.before;
    this.before = [...this.now.values()];
    if (other) {
      const middle = between(one, other);
      stage.shift(less(middle, between(begun, apart)));
      stage.zoom(far(one, other) / far(begun, apart), middle);
    } else if (held) {
      held.moved ||= far(one, held.begun) > STILL;
      if (held.aims) stage.magnify(one);
      else if (held.id && held.moved) {
        const aimed = /** @type {Place} */ (one.map((at, i) => at + held.away[i]));
        this.hear.move(held.id, stage.inside(stage.toPhoto(aimed)));
        stage.magnify(aimed);
      } else if (held.moved) stage.shift(less(one, begun));
    }
  }

  #up(event) {
    const at = this.now.get(event.pointerId),
      { stage, held } = this;
    if (this.frame) this.#follow();
    this.#gone(event);
    if (!at || !held) return;
    if (held.id && held.moved) this.hear.done();
    else if (held.id) stage.marks.querySelector(`[data-id="${held.id}"]`)?.focus({ preventScroll: true });
    else if (held.aims || !held.moved) this.hear.press(stage.inside(stage.toPhoto(at)));
  }

  #gone({ pointerId }) {
    this.now.delete(pointerId);
    this.before = [...this.now.values()];
    this.held = null;
    this.stage.magnify(null);
  }

  #wheel(event) {
    if (!event.ctrlKey) return; // a plain wheel scrolls the page
    event.preventDefault();
    this.box = this.stage.root.getBoundingClientRect();
    this.stage.zoom(Math.exp(-event.deltaY / 200), this.#at(event));
  }
}

/** @type {(a: Place, b: Place) => Place} */
const less = (a, b) => [a[0] - b[0], a[1] - b[1]],
  /** @type {(a: Place, b: Place) => Place} */
  between = (a, b) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2],
  /** @type {(a: Place, b: Place) => number} */
  far = (a, b) => Math.max(1, Math.hypot(...less(a, b)));
