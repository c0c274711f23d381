/* The photo in its room: shown whole or larger, shifted, with the places that were touched and a loupe. Places are px of the
   photo, y up; screen places are px of the room, y down. What lies over the photo is drawn by others, through `toScreen`. */

import { el } from "../instrument/parts.js";
import { node } from "../plot/svg.js";
import { Fingers } from "./fingers.js";
import { keyed } from "./keys.js";
import { LOUPE, magnified } from "./loupe.js";

/** @typedef {[number, number]} Place */
/** What the reader does. `aims`: whether a press is meant for a very place, so that a finger has the loupe; `press`: at a place;
 * `move`: a place that was touched, at most once a frame, until `done`; `drawn`: the room was laid anew.
 * @typedef {{ aims: () => boolean, press: (place: Place) => void, move: (id: string, place: Place) => void, done: () => void, drawn: () => void }} Hear */

const BESIDE = 30, // px between the finger and the loupe
  CATCHES = 24, // px around a tap that catch a finger
  MOST = 8; // times as large as the whole photo

/** Something that a finger or a key moves. @typedef {{ place: Place, name: string, edge: boolean, again: boolean }} Handle */

export class Stage {
  /** @type {HTMLCanvasElement | null} */ photo = null;
  /** @type {Map<string, Handle>} */ taps = new Map();
  wide = 0; // px of the room
  high = 0;
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
    new Fingers(this, hear);
    this.root.addEventListener("keydown", keyed(this, hear));
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
  /** @type {Place} */
  get middle() {
    return [this.wide / 2, this.high / 2];
  }
  /** @param {Place} place @returns {Place} */
  toScreen = ([x, y]) => [this.place.left + x * this.scale, this.place.top - y * this.scale];
  /** @param {Place} screen @returns {Place} */
  toPhoto = ([x, y]) => [(x - this.place.left) / this.scale, (this.place.top - y) / this.scale];
  /** The place of the photo next to one that may lie beyond it. @param {Place} place @returns {Place} */
  inside = ([x, y]) => [Math.min(this.photo.width, Math.max(0, x)), Math.min(0, Math.max(-this.photo.height, y))];

  /** Lay the photo anew into the room that there is. */
  fit() {
    const { clientWidth, clientHeight } = this.root;
    if (!this.photo || !clientWidth || !clientHeight) return;
    [this.wide, this.high] = [clientWidth, clientHeight];
    this.base = Math.min(this.wide / this.photo.width, this.high / this.photo.height);
    this.shift([0, 0]);
  }

  /** @param {number} by @param {Place} [about] */
  zoom(by, about = this.middle) {
    const fixed = this.toPhoto(about);
    this.place.zoom = Math.min(MOST, Math.max(1, this.place.zoom * by));
    const [x, y] = this.toScreen(fixed);
    this.shift([about[0] - x, about[1] - y]);
  }

  /** Shift the photo, which never leaves its room. @param {Place} by */
  shift(by) {
    const room = [this.wide, this.high],
      size = [this.photo.width * this.scale, this.photo.height * this.scale];
    ["left", "top"].forEach((name, i) => {
      const free = room[i] - size[i];
      this.place[name] = free > 0 ? free / 2 : Math.min(0, Math.max(free, this.place[name] + by[i]));
    });
    this.lay();
  }

  /** What can be moved on the photo. @param {Map<string, Handle>} taps */
  setTaps(taps) {
    this.taps = taps;
    const old = new Map([...this.marks.children].map((one) => [one.dataset.id, one]));
    for (const [id, one] of old) if (!taps.has(id)) one.remove();
    for (const [id, { name, edge, again }] of taps) {
      const made = old.get(id) ?? el("button", { type: "button", className: "cun-leg__tap", "data-id": id });
      made.setAttribute("aria-label", name);
      made.toggleAttribute("data-again", again);
      made.toggleAttribute("data-edge", edge);
      if (!old.has(id)) this.marks.append(made);
    }
    this.lay();
  }

  /** Lay photo, taps and what lies over them where they are shown now. */
  lay() {
    if (!this.photo || !this.base) return;
    const { left, top } = this.place;
    this.sheet.style.transform = `translate(${left}px, ${top}px) scale(${this.scale})`;
    for (const one of this.marks.children) {
      const handle = this.taps.get(one.dataset.id);
      one.hidden = !handle; // an edge has no place while there is no map
      if (!handle) continue;
      const [x, y] = this.toScreen(handle.place);
      one.style.transform = `translate(${x}px, ${y}px)`;
    }
    this.hear.drawn();
  }

  /** The tap that a finger on the screen catches, or null. @param {Place} at */
  tapAt(at) {
    const far = ([, { place }]) => Math.hypot(...this.toScreen(place).map((one, i) => one - at[i]));
    const near = [...this.taps].filter((one) => far(one) < CATCHES).sort((a, b) => far(a) - far(b));
    return near[0]?.[0] ?? null;
  }

  /** What lies under a place of the room, larger; null: nothing. @param {Place | null} at */
  magnify(at) {
    this.loupe.hidden = !at;
    if (!at) return;
    const left = at[0] > this.wide / 2 ? at[0] - BESIDE - LOUPE : at[0] + BESIDE,
      top = Math.min(this.high - LOUPE, Math.max(0, at[1] - LOUPE / 2));
    this.loupe.style.transform = `translate(${left}px, ${top}px)`;
    magnified(this.loupe, this.photo, this.toPhoto(at), Math.max(2, 2.5 * this.scale));
  }
}
