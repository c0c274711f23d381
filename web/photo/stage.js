/* The photo under the reader's finger: shown, pinched, shifted, and touched with a loupe beside the finger. Places are px of
   the photo, y up. What is done is told to `hear`; what lies over the photo is drawn by others, through `toScreen`. */

import { el } from "../instrument/parts.js";
import { node } from "../plot/svg.js";
import { LOUPE, magnified } from "./loupe.js";

/** @typedef {[number, number]} Place */
/** @typedef {{ asking: () => boolean, put: (place: Place) => void, move: (id: string, place: Place) => void, done: () => void, pick: (place: Place) => void, drawn: () => void }} Hear */

const BESIDE = 30, // px between the finger and the loupe
  CATCHES = 24, // px around a tap that catch a finger
  STILL = 6, // px that a finger may stray and yet only press
  MOST = 8; // times as large as the whole photo

export class Stage {
  /** @type {HTMLCanvasElement | null} */ photo = null;
  /** @type {Map<string, { place: Place, name: string, again: boolean }>} */ taps = new Map();
  /** @type {Map<number, Place>} where fingers are on the screen */ fingers = new Map();
  /** @type {any} what a single finger does */ held = null;
  /** @type {Place | null} what the keys move */ cross = null;
  wide = 0; // px of the room
  base = 0; // px of the screen for a px of the photo that is shown whole
  place = { zoom: 1, left: 0, top: 0 };

  /** @param {Hear} hear @param {any} words */
  constructor(hear, words) {
    this.hear = hear;
    this.over = node("svg", { class: "cun-leg__over", "aria-hidden": "true" });
    this.loupe = el("canvas", { className: "cun-leg__loupe", width: 2 * LOUPE, height: 2 * LOUPE, hidden: true });
    this.marks = el("div", { className: "cun-leg__taps" });
    this.sheet = el("div", { className: "cun-leg__sheet" });
    this.root = el(
      "div",
      { className: "cun-leg__stage", tabIndex: 0, role: "application", "aria-label": words.stage },
      this.sheet,
      this.over,
      this.marks,
      this.loupe,
    );
    const on = (name, act) => this.root.addEventListener(name, act);
    on("pointerdown", (event) => this.#down(event));
    on("pointermove", (event) => this.#move(event));
    on("pointerup", (event) => this.#up(event));
    on("pointercancel", (event) => this.#gone(event));
    on("wheel", (event) => this.#wheel(event));
    on("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.fit()).observe(this.root);
  }

  /** Show another photo whole. @param {HTMLCanvasElement} photo */
  show(photo) {
    this.photo = photo;
    this.sheet.replaceChildren(photo);
    this.root.style.setProperty("--shape", `${photo.width / photo.height}`);
    this.place = { zoom: 1, left: 0, top: 0 };
    this.fit();
  }

  /** Px of the screen that a px of the photo takes. */
  get scale() {
    return this.base * this.place.zoom;
  }
  /** @param {Place} place @returns {Place} */
  toScreen = ([x, y]) => [this.place.left + x * this.scale, this.place.top - y * this.scale];
  /** @param {Place} screen @returns {Place} */
  toPhoto = ([x, y]) => [(x - this.place.left) / this.scale, (this.place.top - y) / this.scale];

  /** Lay the photo anew into the room that there is. */
  fit() {
    const { clientWidth: wide, clientHeight: high } = this.root;
    if (!this.photo || !wide || !high) return;
    this.wide = wide;
    this.base = Math.min(wide / this.photo.width, high / this.photo.height);
    this.#hold();
    this.lay();
  }

  /** @param {number} by @param {Place} [about] */
  zoom(by, about = [this.root.clientWidth / 2, this.root.clientHeight / 2]) {
    const fixed = this.toPhoto(about);
    this.place.zoom = Math.min(MOST, Math.max(1, this.place.zoom * by));
    const [x, y] = this.toScreen(fixed);
    this.place.left += about[0] - x;
    this.place.top += about[1] - y;
    this.#hold();
    this.lay();
  }

  /** The places that were touched, each with its name. @param {Map<string, { place: Place, name: string, again: boolean }>} taps */
  setTaps(taps) {
    this.taps = taps;
    const old = new Map([...this.marks.children].map((one) => [/** @type {HTMLElement} */ (one).dataset.id, one]));
    for (const [id, one] of old) if (!taps.has(id)) one.remove();
    for (const [id, { name, again }] of taps) {
      const made = old.get(id) ?? el("button", { type: "button", className: "cun-leg__tap", "data-id": id });
      made.setAttribute("aria-label", name);
      made.toggleAttribute("data-again", again);
      if (!old.has(id)) this.marks.append(made);
    }
    this.lay();
  }

  /* The photo never leaves its room. */
  #hold() {
    const room = [this.root.clientWidth, this.root.clientHeight],
      size = [this.photo.width * this.scale, this.photo.height * this.scale];
    ["left", "top"].forEach((name, i) => {
      const free = room[i] - size[i];
      this.place[name] = free > 0 ? free / 2 : Math.min(0, Math.max(free, this.place[name]));
    });
  }

  /** Lay photo, taps and what lies over them where they are shown now. */
  lay() {
    if (!this.photo || !this.base) return;
    const { left, top } = this.place;
    this.sheet.style.transform = `translate(${left}px, ${top}px) scale(${this.scale})`;
    for (const one of this.marks.children) {
      const [x, y] = this.toScreen(this.taps.get(one.dataset.id).place);
      one.style.transform = `translate(${x}px, ${y}px)`;
    }
    this.hear.drawn();
  }

  #at({ clientX, clientY }) {
    const box = this.root.getBoundingClientRect();
    return /** @type {Place} */ ([clientX - box.left, clientY - box.top]);
  }

  #inside([x, y]) {
    return /** @type {Place} */ ([
      Math.min(this.photo.width, Math.max(0, x)),
      Math.min(0, Math.max(-this.photo.height, y)),
    ]);
  }

  #down(event) {
    if (!this.photo || (event.pointerType === "mouse" && event.button !== 0)) return;
    const at = this.#at(event);
    this.root.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, at);
    if (this.fingers.size > 1) {
      this.held = null;
      this.#magnify(null);
      return;
    }
    const near = this.#tapAt(at);
    const away = near ? this.toScreen(this.taps.get(near).place).map((one, i) => one - at[i]) : [0, 0];
    this.held = { id: near, begun: at, away, moved: false, puts: !near && this.hear.asking() };
    if (this.held.puts) this.#magnify(at);
  }

  #move(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const at = this.#at(event);
    this.fingers.set(event.pointerId, at);
    if (this.fingers.size === 2) {
      const [other] = [...this.fingers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      const far = (place) => Math.max(1, Math.hypot(place[0] - other[0], place[1] - other[1]));
      this.place.left += (at[0] - before[0]) / 2;
      this.place.top += (at[1] - before[1]) / 2;
      this.zoom(far(at) / far(before), [(at[0] + other[0]) / 2, (at[1] + other[1]) / 2]);
      return;
    }
    const { held } = this;
    if (!held) return;
    held.moved ||= Math.hypot(at[0] - held.begun[0], at[1] - held.begun[1]) > STILL;
    if (held.puts) this.#magnify(at);
    else if (held.id && held.moved) {
      const aimed = /** @type {Place} */ (at.map((one, i) => one + held.away[i]));
      this.hear.move(held.id, this.#inside(this.toPhoto(aimed)));
      this.#magnify(aimed);
    } else if (!held.id && held.moved) {
      this.place.left += at[0] - before[0];
      this.place.top += at[1] - before[1];
      this.#hold();
      this.lay();
    }
  }

  #up(event) {
    const at = this.fingers.get(event.pointerId),
      { held } = this;
    this.#gone(event);
    if (!at || !held) return;
    if (held.puts) this.hear.put(this.#inside(this.toPhoto(at)));
    else if (held.id && held.moved) this.hear.done();
    else if (held.id) this.marks.querySelector(`[data-id="${held.id}"]`)?.focus({ preventScroll: true });
    else if (!held.moved) this.hear.pick(this.toPhoto(at));
  }

  #gone({ pointerId }) {
    this.fingers.delete(pointerId);
    this.held = null;
    this.#magnify(null);
  }

  #wheel(event) {
    if (!event.ctrlKey) return; // a plain wheel scrolls the page
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY / 200), this.#at(event));
  }

  #tapAt(at) {
    const far = ([, { place }]) => Math.hypot(...this.toScreen(place).map((one, i) => one - at[i]));
    const near = [...this.taps].filter((one) => far(one) < CATCHES).sort((a, b) => far(a) - far(b));
    return near[0]?.[0] ?? null;
  }

  /* Arrows move the tap that has the focus, else a cross which Enter puts down. */
  #key(event) {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    const id = event.target.dataset?.id;
    if (!this.photo || (!by && event.key !== "Enter")) return;
    if (!by && (id || !this.cross || !this.hear.asking())) return;
    event.preventDefault();
    this.cross ??= this.toPhoto([this.root.clientWidth / 2, this.root.clientHeight / 2]);
    const from = id ? this.taps.get(id).place : this.cross;
    if (!by) {
      this.hear.put(this.cross);
      this.#magnify(null);
      return;
    }
    const step = (event.shiftKey ? 10 : 1) / this.scale;
    const to = this.#inside([from[0] + by[0] * step, from[1] + by[1] * step]);
    if (id) this.hear.move(id, to);
    else this.cross = to;
    this.#magnify(this.toScreen(to));
    if (id) this.hear.done();
  }

  /** What lies under a place of the screen, larger, beside it; null: nothing. @param {Place | null} at */
  #magnify(at) {
    this.loupe.hidden = !at;
    if (!at) return;
    const left = at[0] > this.wide / 2 ? at[0] - BESIDE - LOUPE : at[0] + BESIDE,
      top = Math.min(this.root.clientHeight - LOUPE, Math.max(0, at[1] - LOUPE / 2));
    this.loupe.style.transform = `translate(${left}px, ${top}px)`;
    magnified(this.loupe, this.photo, this.toPhoto(at), Math.max(2, 2.5 * this.scale));
  }
}
