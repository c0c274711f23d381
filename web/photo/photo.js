/* My leg: the reader's own photo, the places touched on it, and what follows from them. Nothing of the photo is told to the
   page; it hears which point is open and, when the reader keeps a spot, its place in view units. */

import { inFull } from "../instrument/table.js";
import { NO_ANSWERS } from "../instrument/answers.js";
import { el, put } from "../instrument/parts.js";
import { spoken } from "../instrument/words.js";
import { keptPhoto } from "./keeping.js";
import { overlay } from "./overlay.js";
import { mirrorImage, mirroredPlace, quarterTurned, readPhoto, turnedPlace } from "./picture.js";
import { Places } from "./places.js";
import { laidOf } from "./reader.js";
import { redrawn } from "./redrawn.js";
import { handlesOf, showWork, startOf } from "./shown.js";
import { Stage } from "./stage.js";
import { underFile } from "./under.js";

/** @typedef {[number, number]} Place */

const CATCHES = 26; // px around a dot that catch a finger

export class MyLeg {
  /** @type {HTMLElement} where it stands */ root = null;
  /** @type {(act: object) => void} */ tell = () => {};
  /** @type {any} what the page sent last */ given = null;
  /** @type {Record<string, any>} what was fetched */ files = {};
  /** @type {HTMLCanvasElement | null} */ photo = null;
  places = new Places();
  /** @type {Stage | null} */ stage = null;
  /** @type {any} */ map = null;
  /** @type {any} */ fault = null;
  /** @type {any} */ laid = null;
  /** @type {any} */ answers = NO_ANSWERS;
  /** @type {HTMLElement[] | null} */ parts = null;
  /** @type {import("./keeping.js").Kept | null} */ kept = null;
  /** @type {string | null} the point that is open */ chosen = null;
  moving = false; // a place follows a finger
  mine = false; // the reader's own spot is asked for
  said = ""; // why there is no photo
  told = ""; // what became of keeping it
  shows = { ghost: true, names: true, edges: false, zones: false, under: false };

  constructor() {
    keptPhoto().then((kept) => {
      this.kept = kept;
      if (this.given && !this.photo) this.draw();
    });
  }

  /** What the page sends with a run. @param {any} data */
  async update(data) {
    const before = this.given,
      another = before && before.view !== data.view; // on the other side the same places are touched
    this.given = { ...data, columns: inFull(data.numbers.columns) };
    this.answers = data.numbers.answers ? spoken(data.numbers.answers) : NO_ANSWERS;
    if (another) this.forgetTaps();
    if (data.point !== before?.point) this.chosen = data.point;
    this.draw();
    await this.fetchFiles();
    this.draw();
  }

  /* Sheet, colours and zones: each fetched once, and kept for when the network is gone. */
  async fetchFiles() {
    const { sheet, palette, zones } = this.given;
    await Promise.all(
      [sheet, palette, zones, this.shows.under && underFile(this.given)].filter(Boolean).map(async (path) => {
        this.files[path] ??= await (await fetch(new URL(path, document.baseURI))).json();
      }),
    );
  }

  get sheet() {
    return this.files[this.given.sheet];
  }
  /** The colours on a photo are those on light paper. */
  get colours() {
    return this.files[this.given.palette]?.light;
  }
  get limb() {
    return this.given.limb;
  }

  // ---- what the reader does

  /** @param {Blob} file */
  async open(file) {
    this.said = "";
    put(this.root, el("p", { role: "status" }, this.given.words.opening));
    try {
      this.show(await readPhoto(file));
    } catch {
      Object.assign(this, { photo: null, said: this.given.words.unreadable });
      this.draw();
    }
  }

  /** @param {HTMLCanvasElement} photo */
  show(photo) {
    this.forgetTaps();
    this.photo = photo;
    this.stage ??= new Stage(
      {
        aims: () => this.mine || this.asked() !== null,
        press: (place) => this.pressed(place),
        move: (id, place) => this.moved(id, place),
        done: () => this.draw(),
        drawn: () => this.lay(),
      },
      this.given.words,
    );
    this.stage.show(photo);
    this.draw();
    this.stage.root.scrollIntoView({ block: "start" });
  }

  forgetTaps() {
    this.places = new Places();
    Object.assign(this, { mine: false, told: "" });
  }

  /** The landmark that is asked for; null: none. */
  asked = () => this.places.asked(this.limb, this.judge().fault);
  judge = () => this.places.judged(this.limb, this.photo);

  /** What a press on the photo means now. @param {Place} place */
  pressed(place) {
    const asked = this.asked();
    if (this.mine) this.keepSpot(place);
    else if (asked) this.places.touch(asked.id, place);
    else return this.pick(place);
    this.draw();
  }

  /** A place that was touched follows the finger: the rest waits until it is put down. */
  moved(id, place) {
    this.moving = true;
    this.places.taps.set(id, place);
    this.reckon();
    this.stage.taps = handlesOf(this);
    this.stage.lay();
  }

  undo() {
    this.places.undo(this.limb);
    this.draw();
  }

  /** Another picture of the same, with the places where they are on it. */
  remake(make, where) {
    this.places.moveAll((place) => where(this.photo, place));
    this.photo = make(this.photo);
    this.stage.show(this.photo);
    this.draw();
  }
  turn = () => this.remake(quarterTurned, turnedPlace);
  mirror = () => this.remake(mirrorImage, mirroredPlace);

  keepSpot(place) {
    if (!this.map) return;
    const [x, y] = this.map.back(...place);
    this.mine = false;
    this.tell({ act: "mine", code: this.chosen, x, y });
  }

  /** Choose the point next to a place. @param {Place} place */
  pick(place) {
    const far = (dot) => Math.hypot(dot.place[0] - place[0], dot.place[1] - place[1]) * this.stage.scale,
      near = (this.laid?.dots ?? []).filter((dot) => far(dot) < CATCHES).sort((a, b) => far(a) - far(b))[0];
    if (near) this.choose(near.code);
  }

  choose(code) {
    this.chosen = code;
    this.told = "";
    this.tell({ act: "open", code });
    this.draw();
  }

  /** Show or hide what lies under the skin, which is fetched only then. */
  async showUnder() {
    Object.assign(this.shows, { under: !this.shows.under });
    this.told = "";
    this.draw();
    await this.fetchFiles().catch(() => {
      this.shows.under = false;
      this.told = this.given.words.under_not;
    });
    this.draw();
  }

  // ---- what is shown

  reckon() {
    const before = this.laid;
    Object.assign(this, this.judge());
    this.laid = laidOf(this, this.moving ? before : null);
  }

  /** @param {(place: Place) => Place} project @param {number} size @param {number} wide */
  overlaid(project, size, wide) {
    const ghost = this.shows.ghost || this.shows.edges,
      names = this.shows.names && !this.moving; // they would jump
    return overlay(this.laid, project, { colours: this.colours, chosen: this.chosen, ghost, names, size, wide });
  }

  /** Lay the drawing over the photo as it is shown now. */
  lay() {
    const { over, toScreen, wide } = this.stage;
    redrawn(over, this.laid ? this.overlaid(toScreen, 1, wide) : []);
  }

  draw() {
    this.moving = false;
    if (!this.photo) put(this.root, startOf(this));
    else {
      this.reckon();
      showWork(this);
    }
  }

  async showKept() {
    const { photo, view, side, taps } = this.kept;
    await this.open(photo);
    if (this.photo && view === this.given.view && side === this.given.side) {
      Object.assign(this.places, { taps: new Map(taps), enough: true });
      this.draw();
    }
  }
}
