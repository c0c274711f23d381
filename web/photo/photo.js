/* My leg: the reader's own photo, the places touched on it, and what follows from them. Nothing of the photo is told to the
   page; it hears which point is open and, when the reader keeps a spot, its place in view units. */

import { inFull } from "../instrument/table.js";
import { keepsAnswers, NO_ANSWERS } from "../instrument/answers.js";
import { el, put } from "../instrument/parts.js";
import { spoken } from "../instrument/words.js";
import { keptPhoto } from "./keeping.js";
import { laidOut } from "./laid.js";
import { overlay } from "./overlay.js";
import { mirrorImage, mirroredPlace, quarterTurned, readPhoto, turnedPlace } from "./picture.js";
import { Places } from "./places.js";
import { showWork, startOf } from "./shown.js";
import { Stage } from "./stage.js";
import { underFile } from "./under.js";

/** @typedef {[number, number]} Place */

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
  /** @type {number | null} */ frame = null;
  mine = false; // the reader's own spot is asked for
  said = ""; // why there is no photo
  told = ""; // what became of keeping it
  shows = { ghost: true, names: true, zones: false, under: false };

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
        asking: () => !this.mine && this.asked() !== null,
        put: (place) => this.touched(place),
        move: (id, place) => this.moved(id, place),
        done: () => this.draw(),
        pick: (place) => this.picked(place),
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

  /** @param {Place} place */
  touched(place) {
    this.places.touch(this.asked().id, place);
    this.draw();
  }

  moved(id, place) {
    this.places.taps.set(id, place);
    this.stage.taps.get(id).place = place;
    this.frame ??= requestAnimationFrame(() => {
      this.reckon();
      this.stage.lay(); // once a frame, however often a finger is heard
      this.frame = null;
    });
  }

  undo() {
    this.places.undo();
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

  /** @param {Place} place */
  picked(place) {
    if (!this.laid) return;
    if (this.mine) {
      const [x, y] = this.map.back(...place);
      this.mine = false;
      this.tell({ act: "mine", code: this.chosen, x, y });
      this.draw();
      return;
    }
    const [sx, sy] = this.stage.toScreen(place);
    const away = ({ place: dot }) => Math.hypot(...this.stage.toScreen(dot).map((one, i) => one - [sx, sy][i]));
    const near = this.laid.dots.filter((dot) => away(dot) < 26).sort((a, b) => away(a) - away(b))[0];
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
    const judgement = this.judge();
    Object.assign(this, judgement, { laid: null });
    if (!judgement.map || !this.sheet || !this.colours || this.waits()) return;
    const areas = this.shows.zones ? (this.files[this.given.zones]?.areas ?? []) : [];
    this.laid = laidOut(judgement.map, {
      limb: this.limb,
      sheet: this.sheet,
      columns: this.given.columns,
      left: this.left(),
      chosen: this.chosen,
      courses: this.shows.under ? (this.files[underFile(this.given)]?.names ?? []) : [],
      spots: this.given.spots ?? [],
      zones: areas.filter(({ code, place }) => code === place && this.zoneShown(code)),
    });
  }

  /** Whether answers of “Before you press” are still on their way: nothing is shown that they may leave out. */
  waits = () => !this.given.known && keepsAnswers();

  /** The points that the answers leave out. */
  left() {
    return new Set(Object.keys(this.answers.points).filter((code) => this.answers.points[code].left_out));
  }
  zoneShown(code) {
    const zone = this.sheet.zones[code];
    return zone?.sides.includes(this.given.side) && !zone.article && !this.answers.zones[code]?.left_out;
  }

  /** @param {(place: Place) => Place} project @param {number} size @param {number} wide */
  overlaid(project, size, wide) {
    const { ghost } = this.shows,
      names = this.shows.names && !this.frame; // while a place is moved there is no time for them
    return overlay(this.laid, project, { colours: this.colours, chosen: this.chosen, ghost, names, size, wide });
  }

  /** Lay the drawing over the photo as it is shown now. */
  lay() {
    const over = this.stage.over;
    if (!this.laid) over.replaceChildren();
    else over.replaceChildren(...this.overlaid(this.stage.toScreen, 1, this.stage.wide));
  }

  draw() {
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
