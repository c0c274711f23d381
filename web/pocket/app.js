/* The shell of the pocket atlas: bar, pages, one sentence where something fails. README.md says what a page is given. */

import { fill } from "../fill.js";
import { spoken } from "../instrument/words.js";
import { button, el, put } from "../instrument/parts.js";
import menu from "../menu/menu.js";
import draw from "../plot/plot.js";
import { addressOf, chosenIn, measureIn } from "./address.js";
import { CHOICE } from "./choice.js";
import { keepAnswers, keepValue, keptAnswers, keptMeasures, keptValue } from "./keeping.js";
import { show } from "./host.js";
import { readersNumbers } from "./reader.js";
import { beginWorker, keepOffline } from "./update.js";

/**
 * @typedef {{
 *   say: (id: string, slots?: Record<string, any>) => string, data: any,
 *   part: (name: string) => Promise<any>, fetched: (address: string) => Promise<any>, at: (address: string) => string,
 *   choice: any, choose: (changes: object) => void, go: (page: string, changes?: object) => void,
 *   reader: { measure: string | null, mm: number | null, finger: string, unit: string, came: string },
 *   read: (changes: object) => void,
 *   numbers: (view: string, side: string) => Promise<any>,
 *   answers: { get: () => Record<string, string> | null, set: (answers: Record<string, string>) => void, refused: boolean },
 *   decision: () => Promise<any>, undecided: any,
 *   draw: (place: Element, chart: object, hear: object) => void, remark: (sentence: string) => void,
 *   dark: boolean, leaving: (() => string) | null, refused: () => void, failed: (error: any) => void,
 * }} Pocket
 */

/** @type {any} */
const window_ = window;
const FILES = JSON.parse(document.getElementById("cun-files").textContent);
const place = document.getElementById("cun-page"),
  remarks = document.getElementById("cun-remarks"),
  bar = document.getElementById("cun-bar");
const at = (address) => new URL(address, document.baseURI).href;
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

async function textOf(href) {
  const begun = window_.cunFiles?.[href];
  if (begun) return begun;
  const reply = await fetch(href);
  return reply.ok ? reply.text() : Promise.reject(new Error(`${href}: ${reply.status}`));
}

const fetchedFiles = new Map();
/** @param {string} address @returns {Promise<any>} */
function fetched(address) {
  if (!fetchedFiles.has(address)) {
    const file = textOf(at(address)).then(JSON.parse);
    file.catch(() => fetchedFiles.delete(address)); // the next try asks again
    fetchedFiles.set(address, file);
  }
  return fetchedFiles.get(address);
}

const words = {};
/** @param {string} id @param {Record<string, any>} [slots] */
function say(id, slots = {}) {
  if (!(id in words)) throw new Error(`no sentence ${id}`);
  return fill(words[id].replace(/\*\*|`/g, ""), slots);
}

function remark(...children) {
  put(
    remarks,
    el("p", {}, ...children),
    button("×", () => put(remarks), { "aria-label": say("close") }),
  );
}

/* A file that is not there: the page is older than the folder, or the network is gone and nothing was kept. */
function failed(error) {
  console.warn(`cun-pocket: ${error?.message}`);
  const sentence = words[navigator.onLine ? "file_missing" : "offline"];
  if (sentence)
    remark(
      sentence,
      button(words.reload, () => location.reload()),
    );
}

let plotly;
/* The library is fetched when the still is on the screen. */
const library = () =>
  (plotly ??= Promise.resolve(window_.cunBegun)
    .then(painted)
    .then(beginWorker)
    .then(() => loaded("script", { src: at(FILES.plotly) }))
    .then(() => window_.Plotly));

async function start() {
  const data = await fetched(FILES.index);
  Object.assign(words, data.said);
  const kept = new URLSearchParams(keptMeasures());
  const asked = new URLSearchParams(location.search),
    told = measureIn(asked, data),
    before = measureIn(kept, data);
  const came = told.measure ? (told.measure === before.measure && told.mm === before.mm ? "kept" : "given") : "kept";
  const { notes: said, ...size } = told.measure ? told : { ...before, notes: told.notes };

  let closing = null,
    page = "",
    turn = 0;
  /** @type {Pocket} */
  const pocket = {
    ...{ say, data, fetched, at, failed, choice: { ...CHOICE }, leaving: null },
    ...{ reader: { ...size, unit: keptValue("unit", "mm"), came: size.measure ? came : "typed" } },
    part: (name) => fetched(data.parts[name]),
    choose: (changes) => {
      Object.assign(pocket.choice, changes);
      write();
    },
    read: (changes) => {
      if ("unit" in changes && !keepValue("unit", changes.unit)) pocket.refused();
      Object.assign(pocket.reader, changes);
      write();
    },
    go: (next, changes = {}) => {
      if (!(next in data.pages)) return remark(say(data.elsewhere[next] ?? "no_page", { page: next }));
      if (!mayLeave()) return;
      Object.assign(pocket.choice, changes);
      history.pushState(null, "", addressOf({ page: next, choice: pocket.choice, reader: pocket.reader }));
      open(next);
    },
    numbers: async (view, side) => {
      const decision = await pocket.decision(),
        numbers = await readersNumbers(pocket, view, side);
      return { ...numbers, answers: spoken(await decision.of(view, side)) };
    },
    answers: {
      get: keptAnswers,
      set: (answers) => {
        pocket.answers.refused = !keepAnswers(answers);
        if (pocket.answers.refused) pocket.refused();
      },
      refused: false,
    },
    undecided: NO_DECISION,
    decision: async () => (FILES.decide ? (await import(at(FILES.decide))).decisionOf(pocket) : NO_DECISION),
    draw: (where, what, hear) =>
      draw(
        { parentElement: where, data: { height: 0, ...what }, setTriggerValue: (name, value) => hear[name]?.(value) },
        library(),
      ),
    remark: (sentence) => remark(sentence),
    refused: () => remark(say("refused")),
    get dark() {
      return matchMedia("(prefers-color-scheme: dark)").matches;
    },
  };

  const write = () => history.replaceState(null, "", addressOf({ page, choice: pocket.choice, reader: pocket.reader }));

  function mayLeave() {
    const question = pocket.leaving?.() ?? "";
    return !question || confirm(question);
  }

  async function open(next) {
    const mine = ++turn;
    page = next;
    closing?.();
    Object.assign(pocket, { leaving: null });
    closing = null;
    document.title = next === "atlas" ? words["pocket.name"] : `${data.pages[next].title} · ${words["pocket.name"]}`;
    drawMenu();
    try {
      const { script, styles, said: more } = data.pages[next];
      const module = script ? import(at(script)) : { show }; // the atlas itself comes with the shell
      const [{ show: shown }, own] = await Promise.all([module, more ? fetched(more) : {}, ...styles.map(styled)]);
      Object.assign(words, own);
      if (mine !== turn) return;
      put(place);
      place.dataset.page = next;
      if (next !== "atlas") scrollTo(0, 0);
      const close = await shown(place, pocket);
      if (mine === turn) closing = close;
      else close?.();
    } catch (error) {
      if (mine === turn) failed(error);
    }
  }

  const drawMenu = () =>
    menu({
      parentElement: bar,
      data: {
        pages: Object.entries(data.pages).map(([path, { title }]) => ({ path: `?page=${path}`, title })),
        ...{ here: `?page=${page}`, first: 4, more: words["menu.more"], label: words["menu.pages"] },
      },
      setTriggerValue: (_, path) => pocket.go(path.slice("?page=".length)),
    });

  async function follow() {
    const { page: next, choice, notes } = await chosenIn(location.search, data, fetched, say, pocket.choice);
    Object.assign(pocket.choice, choice);
    const all = [...notes, ...said.splice(0).map(([id, slots]) => say(id, slots))];
    if (all.length) remark(all.join(" "));
    await open(next);
    write();
  }
  addEventListener("popstate", follow);
  addEventListener("beforeunload", (event) => pocket.leaving?.() && event.preventDefault());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => page === "atlas" && open(page));
  await follow();
  await library().catch(failed);
  await keepOffline(({ sentence, does, act }) => remark(sentence, button(does, act)), say);
}

const NO_DECISION = {
  ...{ answered: false, stamp: "", leftOut: () => [] },
  of: async () => ({ points: {}, zones: {}, settled: [], texts: [] }),
};

/** An element of the head whose file has come. @param {string} tag @param {object} props @returns {Promise<any>} */
const loaded = (tag, props) =>
  new Promise((ok, fail) => {
    document.head.append(Object.assign(document.createElement(tag), props, { onload: ok, onerror: fail }));
  });

const laid = new Map();
/** A style file, once. @param {string} address */
function styled(address) {
  if (!laid.has(address)) laid.set(address, loaded("link", { rel: "stylesheet", href: at(address) }));
  return laid.get(address);
}

addEventListener("unhandledrejection", ({ reason }) => failed(reason));
start().catch(failed);
