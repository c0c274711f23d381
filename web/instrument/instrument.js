/* The atlas page as one instrument: drawing, views, side, width, list of points and card. The page (Python) computes every
   number and every sentence; here they are looked up, a straight line is drawn between two knots of a table, and what the
   reader does is shown in the next frame. The page hears of it after. */

import { keepMeasures } from "../browser_store/measures.js";
import { fill } from "../fill.js";
import { searchBox } from "../search/search_box.js";
import { Acts } from "./acts.js";
import { keepsAnswers } from "./answers.js";
import { showCard } from "./card_place.js";
import { layerWindow } from "./layers.js";
import { layOut } from "./layout.js";
import { drawLimbs } from "./limbs.js";
import { showList } from "./list.js";
import { measureRow } from "./measure.js";
import { printable } from "./paper.js";
import { afterPaint, button, el, put } from "./parts.js";
import { at, decode, inFull } from "./table.js";
import { keepNoticeRead, noticeRead } from "./notice.js";
import { check, viewRow } from "./views.js";
import { spoken, yoursLine } from "./words.js";

/** @typedef {{ draw: (place: Element, chart: object, hear: { picked: (id: string) => void }) => void, tell: (acts: object[]) => void }} Ways */

export class Instrument {
  /** @param {HTMLElement} root @param {any} index what is the same for every reader @param {Ways} ways how it draws and tells */
  constructor(root, index, ways) {
    this.index = index;
    this.ways = ways;
    this.acts = new Acts((acts) => afterPaint(() => this.ways.tell(acts)));
    this.closing = new AbortController();
    this.files = new Map(); // address: what was fetched
    this.known = new Map(); // view and side: this reader's numbers
    this.tables = new Map(); // measure, view and side: the table over its sizes
    this.rows = []; // what each limb shows
    this.cardKey = ""; // what the card that is shown was made of
    this.cardCode = null;
    this.opening = null; // the point that was opened just now
    this.tried = null; // the size that the reader tries just now: {name, mm, quick: until it is let go}
    const search = el("div", { className: "cun-search" });
    this.parts = layOut(
      root,
      index.words,
      {
        search,
        side: (side) => this.do("side", { side }),
        frame: () => this.do("frame", { [this.frameName()]: !this.shown[this.frameName()] }),
        zones: () =>
          this.do("layer", { name: "zones", value: this.given.layers.zones === "points" ? "both" : "points" }),
        page: (page) => this.acts.add("page", { page }),
      },
      this.closing.signal,
    );
    this.parts.inside.addEventListener("scroll", () => {
      this.scrolled = true;
    });
    this.find = searchBox(search, {
      index: () => this.fetched(index.search),
      words: index.search_words,
      onChoose: (kind, id) => this.found(kind, id),
    });
    printable(this.parts, () => this.isTall() && this.sidesShown().length === 1, this.closing.signal);
    this.showMeasure = measureRow(this.parts.measure, this.parts.says, index.words, {
      preview: (name, mm) => this.try(name, mm),
      told: (name, text) => this.acts.add("width", { name, text }),
      chosen: (name) => this.acts.add("finger", { finger: name }),
      unit: (unit) => this.acts.add("unit", { unit }),
      better: () => this.acts.add("page", { page: "measure" }),
      ready: (name) => this.getReady(name),
      rested: () => this.rest(),
    });
  }

  /** What the page says of this reader and of what is chosen, or what of it is new since it said something.
   * @param {any} sent */
  update(sent) {
    const same = sent.stamp && sent.stamp === this.acts.held; // said again, perhaps for another theme
    if (!same && sent.since && sent.since !== this.acts.held) {
      this.acts.held = "";
      return this.acts.add("resend"); // something that was said never came
    }
    const before = sent.since ? this.told : {};
    this.told = same ? this.told : { ...before, ...sent, sizes: { ...before.sizes, ...sent.sizes } };
    this.acts.held = this.told.stamp;
    const given = { ...this.told };
    if (this.given?.visit && given.visit !== this.given.visit) this.sayAgain();
    const settled = this.acts.settled(given.heard);
    if (given.body !== this.given?.body) this.known.clear();
    this.given = settled || !this.given ? given : { ...given, layers: this.given.layers };
    for (const numbers of given.numbers)
      this.known.set(`${numbers.view} ${numbers.side}`, {
        ...numbers,
        columns: inFull(numbers.columns),
        answers: spoken(numbers.answers),
      });
    for (const table of given.tables) this.tables.set(table.key, decode(table));
    if (!this.shown || (settled && !this.tried?.quick)) {
      this.shown = { ...given.choice };
      this.tried = null;
      this.showMeasure(given.sizes, given.finger);
    }
    if (this.tried) this.getReady(this.tried.name);
    keepMeasures(given.keep);
    this.find.update({ leftOut: given.left_out });
    return this.show();
  }

  /** The reader did something: it is shown now, and the page hears of it after. @param {string} act @param {any} what */
  do(act, what) {
    if (this.tried) this.tried.quick = false; // a size that was still held is let go
    if (act === "open") this.open(what.code);
    else if (act === "zone") this.openZone(what.code);
    else if (act === "layer") this.given.layers = { ...this.given.layers, [what.name]: what.value };
    else Object.assign(this.shown, what);
    this.show(act === "open" || act === "zone");
    this.acts.add(act, what);
  }

  /* After a gap the page begins anew, from its address: it hears what waits, and what no address holds. */
  sayAgain() {
    const { layers, sizes, finger, kept, keeps } = this.given,
      came = kept ? "kept" : keeps ? "typed" : "given";
    this.acts.add("again", { both: this.shown.both, layers, unit: Object.values(sizes)[0].unit, finger, came });
  }

  /* As `ui.model.with_point` does it: the drawing turns to a view that shows the point. */
  open(code) {
    const { homes, undrawn } = this.index,
      sheet = this.files.get(this.about().sheet);
    Object.assign(this.shown, { point: code, zone: null });
    if (this.given.layers.zones === "zones") this.given.layers = { ...this.given.layers, zones: "both" };
    if (sheet && !(code in sheet.points) && !undrawn.includes(code)) this.shown.view = homes[code];
    this.opening = code;
  }

  /* As `ui.model.with_zone` does it. */
  openZone(code) {
    const { views, sides } = this.index.zones[code];
    Object.assign(this.shown, { zone: code, point: null });
    if (!views.includes(this.shown.view)) this.shown.view = views[0];
    if (!sides.includes(this.shown.side)) this.shown.side = sides[0];
    if (this.given.layers.zones === "points") this.given.layers = { ...this.given.layers, zones: "both" };
  }

  /* What was chosen in the search. */
  found(kind, id) {
    if (kind === "complaint") this.acts.add("page", { page: "complaints", complaint: id });
    else this.do(kind === "zone" ? "zone" : "open", { code: id });
  }

  /** A size while it is typed or dragged: everything follows in the next frame. */
  try(name, mm) {
    this.tried = { name, mm, quick: true };
    cancelAnimationFrame(this.frameAsked);
    this.frameAsked = requestAnimationFrame(() => this.show());
  }

  /** The size is let go: the drawing is made whole again. */
  rest() {
    if (!this.tried?.quick) return;
    cancelAnimationFrame(this.frameAsked);
    this.tried = this.acts.waiting.length ? { ...this.tried, quick: false } : null;
    this.show();
  }

  /** The reader is about to change a size: the table over it is fetched, or asked of the page. */
  getReady(name) {
    const { view } = this.shown,
      ask = () => this.acts.add("table", { name });
    for (const side of this.sidesShown()) {
      const key = this.tableKey(name, view, side);
      if (this.tables.has(key)) continue;
      if (!this.given.table_files.includes(name)) return ask();
      this.fetched(fill(this.index.table, { measure: name, view, side })).then((table) => {
        this.tables.set(key, decode(table));
        if (this.tried?.quick) this.show();
      }, ask);
    }
  }

  /** This reader's numbers of a view and side, or null while the page has not said them. */
  numbers(view, side) {
    if (this.awaitsAnswers()) return null;
    const known = this.known.get(`${view} ${side}`) ?? null;
    const table = this.tried && this.tables.get(this.tableKey(this.tried.name, view, side));
    const now = table && known && at(table, this.tried.mm);
    return now ? { ...known, ...now, tried: true } : known;
  }

  /** Whether the tab keeps answers of “Before you press” of which the page has not heard yet. */
  awaitsAnswers() {
    return !this.given.known && keepsAnswers();
  }

  /** Nothing flashes that the answers may take away: without numbers no point and no zone is shown. */
  waits(numbers) {
    return !numbers && (this.given.answered || this.awaitsAnswers());
  }

  /** A table over one measure holds while the others stay as they are. */
  tableKey(name, view, side) {
    return `${name} ${view} ${side} ${this.given.others[name]}`;
  }

  /** The file of colours for the skin that is shown. */
  palette() {
    return this.given.palettes[this.about().palms ? "palms" : "back"];
  }

  about(view = this.shown.view) {
    return this.index.views.find(({ id }) => id === view);
  }

  /** What the button beside the sides does on this view: "both" feet, the "whole" leg, or nothing. */
  frameName() {
    const { frames, both } = this.about();
    return both ? "both" : frames.whole ? "whole" : "";
  }

  /** Whether the drawing leaves room at its sides. */
  isTall() {
    const { frames, frame } = this.about(),
      [x0, y0, x1, y1] = (this.shown.whole ? frames.whole : frames.lower) ?? frame;
    return y1 - y0 > 1.4 * (x1 - x0);
  }

  sidesShown() {
    return (this.shown.both && this.about().both) || [this.shown.side];
  }

  /** The view whose sheet has the open card: this one, or the card's own when this one does not draw it. */
  cardView(sheet) {
    const { point, zone } = this.shown;
    if (zone) return zone in sheet.zones ? sheet.view : this.index.zones[zone].views[0];
    return point && !(point in sheet.points) ? this.index.homes[point] : sheet.view;
  }

  /** @param {boolean} [pressed] the card is what is waited for, and the drawing, which has a ring already, can wait */
  async show(pressed = false) {
    const { view, side, point, zone } = this.shown,
      about = this.about();
    const sheet = this.files.get(about.sheet) ?? (await this.fetched(about.sheet));
    const beside = this.about(this.cardView(sheet));
    const ofCard = this.files.get(beside.sheet) ?? (await this.fetched(beside.sheet));
    const now = this.shown; // another may have been chosen meanwhile
    if (now.view !== view || now.side !== side || now.point !== point || now.zone !== zone) return;
    if (this.opening === point && sheet.points[point]?.whole) now.whole = true;
    this.opening = null;
    this.showYours(sheet, this.numbers(view, side));
    showCard(this, ofCard, this.numbers(beside.id, side));
    if (this.tried?.quick) return drawLimbs(this, about, sheet); // of a size nothing else depends
    if (!pressed || this.drawnView !== view) this.draw(about, sheet);
    else this.drawnView = "";
    cancelAnimationFrame(this.restAsked);
    this.restAsked = afterPaint(() => this.showRest());
  }

  draw(about, sheet) {
    this.drawnView = about.id;
    this.showNotice(); // first: it takes room from the drawing
    this.showTools();
    drawLimbs(this, about, sheet);
  }

  /** What can wait until the reader sees what they asked for. */
  showRest() {
    if (this.closing.signal.aborted || this.tried?.quick) return;
    const about = this.about(),
      sheet = this.files.get(about.sheet);
    if (!sheet) return; // another view was chosen meanwhile, and is on its way
    if (this.drawnView !== about.id) this.draw(about, sheet);
    showList(this, sheet, this.numbers(this.shown.view, this.shown.side));
  }

  showTools() {
    const { view, side } = this.shown,
      { words, views, layers } = this.index,
      frame = this.frameName(),
      zones = Boolean(this.about().zone_files);
    viewRow(this.parts.views, views, view, side, words.views, {
      choose: (chosen) => this.do("view", { view: chosen }),
      about: (next) => this.fetchAhead(next),
    });
    check(this.parts.sides, (one) => one.dataset.side === side);
    Object.assign(this.parts.frame, { hidden: !frame, textContent: words[frame] ?? "" });
    this.parts.frame.setAttribute("aria-pressed", String(Boolean(this.shown[frame])));
    this.parts.tools.classList.toggle("cun-ins__tools--upright", this.isTall() && this.sidesShown().length === 1);
    this.parts.zones.hidden = !zones;
    this.parts.zones.setAttribute("aria-pressed", String(this.given.layers.zones !== "points"));
    const has = { zones, deep: this.about().deep };
    layerWindow(this.parts.layers, layers, this.given.layers, has, words.layers, (name, value) =>
      this.do("layer", { name, value }),
    );
  }

  showYours(sheet, numbers) {
    const { words } = this.index;
    if (!numbers && this.yoursKey) return; // the page has not said the numbers of this view yet: the line stays
    const yours = numbers && (this.given.measured || numbers.tried),
      text = yours ? yoursLine(sheet.words, numbers.yours) : words.average;
    const { remark, kept, keeps } = this.given,
      key = `${text} ${remark} ${kept} ${keeps}`,
      forget = () => button(words.forget, () => this.acts.add("forget"));
    if (this.yoursKey === key) return;
    this.yoursKey = key;
    put(
      this.parts.yours,
      el("span", {}, text),
      yours ? el("span", { className: "cun-ins__legend" }, words.legend) : null,
      remark ? el("span", { className: "cun-ins__remark" }, ` ${remark}`) : null,
      kept ? el("span", { className: "cun-ins__kept" }, words.kept, forget()) : null,
    );
    // Below, where it moves nothing: the reader is typing.
    put(this.parts.keeps, ...(keeps ? [el("p", { className: "cun-ins__kept" }, words.keeps, forget())] : []));
  }

  showNotice() {
    const { words, notice } = this.index;
    if (noticeRead(notice) || this.parts.notice.childElementCount) return;
    const read = () => {
      put(this.parts.notice);
      keepNoticeRead(notice);
    };
    put(this.parts.notice, el("p", {}, words.notice), button(words.notice_read, read));
  }

  /** @param {string} address relative to the app's root */
  async fetched(address) {
    if (!this.files.has(address)) {
      const { href } = new URL(address, document.baseURI);
      this.files.set(address, JSON.parse(await (begun()[href] ?? textOf(href))));
    }
    return this.files.get(address);
  }

  /* While the finger is still down its view is on its way, unless the reader saves data: a scroll may begin like this. */
  fetchAhead(view) {
    if (/** @type {any} */ (navigator).connection?.saveData) return;
    const { sheet, plates } = this.about(view);
    for (const address of [sheet, ...this.sidesShown().map((side) => plates[side])]) {
      const { href } = new URL(address, document.baseURI),
        file = (begun()[href] ??= textOf(href));
      file.catch(() => delete begun()[href]);
    }
  }

  close() {
    this.closing.abort();
    this.find.close();
    cancelAnimationFrame(this.frameAsked);
  }
}

/* What is on its way, by address: `loader.js` begins it, the chart looks there too. */
function begun() {
  /** @type {{ cunFiles?: Record<string, Promise<string>> }} */
  const page = /** @type {any} */ (window);
  return (page.cunFiles ??= {});
}

async function textOf(href) {
  const answer = await fetch(href);
  if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
  return answer.text();
}
