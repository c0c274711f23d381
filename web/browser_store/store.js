/* What this browser keeps for the atlas, each thing in an entry of its own: the answers of “Before you press” in the
   tab's store (sessionStorage: a reload finds them, another visit does not) with the time they were given; the reader's
   measures, and people with theirs, in localStorage. What was written and not saved, and where it hurts, lies in the
   tab's store too, with every letter as it is typed.

   `keep` holds what is to be kept: all answers; measures, of which only a refusal is told; orders for people,
   {id, put: {name: person}} or {id, remove: name}. Each order is carried out once, and `done` of what is told of people
   names all that were. `wants` says what the page cannot do without: `care`, whatever is kept. Once a load, and only when
   something is kept or wanted, all that is kept is told together; afterwards only what has changed. Each part says in
   `at` when it was told.

   After a gap the server may know this page no more, and runs nothing by itself: all is told once, which makes it run.
   `unsaved` says then that the line was lost. */

import { keepMeasures } from "./measures.js";
import "./translated.js";

const ENTRY = {
  care: "cun-atlas care",
  people: "cun-atlas people",
  unsaved: "cun-atlas unsaved",
};
const STORE = {
  care: () => sessionStorage,
  people: () => localStorage,
  unsaved: () => sessionStorage,
};
const KIND = "cun_atlas_people";
const OLD_MS = 12 * 60 * 60 * 1000;
const told = {}; // the last of each part: what is told twice in one moment must not be lost
const done = new Set(); // the ids of the orders that were carried out
let visit = ""; // of the page that was told all
let refusalTold = false,
  tops = 0;

export default function ({ data, setStateValue }) {
  const { keep, wants } = data;
  const tell = (parts = {}) => {
    const all = { care: answers(), people: people(), unsaved: parsed("unsaved") };
    const at = Math.max(Date.now(), 1 + Math.max(0, ...Object.values(told).map((part) => part.at)));
    for (const [name, part] of Object.entries(visit === data.visit ? parts : { ...all, ...parts })) {
      told[name] = { ...part, at };
    }
    visit = data.visit;
    setStateValue("told", { ...told });
  };
  const tellOnce = () => {
    if (visit !== data.visit) tell();
  };
  if (keep.care && !keepAnswers(keep.care) && !refusalTold) {
    refusalTold = true;
    tell({ care: { ...answers(), refused: true } });
  }
  if (!keepMeasures(keep.measures)) tell({ measures: { refused: true } });
  if (keep.unsaved) write("unsaved", Object.keys(keep.unsaved).length ? JSON.stringify({ kept: keep.unsaved }) : null);
  const orders = (keep.people ?? []).filter(({ id }) => !done.has(id));
  if (orders.length > 0) {
    const refused = orders.map(carryOut).includes(false);
    tell({ people: { refused, ...people() } });
  }
  if (wants.care || read("care") !== null || read("unsaved") !== null) tellOnce();
  else if (read("people") !== null) {
    // The drawing comes first: the answer makes the page run once more.
    const wait = window.requestIdleCallback ?? ((then) => setTimeout(then, 500));
    wait(tellOnce, { timeout: 2500 });
  }
  // After the last answer the page that was waiting is shown from its top.
  if (data.tops > tops) document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
  tops = data.tops;

  const look = () => {
    // a tab that slept: its answers may be of yesterday
    const kept = answers();
    if (!document.hidden && kept.answers && kept.old) tell({ care: kept });
  };
  const listen = ({ key }) => {
    // another tab saved or deleted
    if (key === ENTRY.people || key === null) tell({ people: people() });
  };
  const app = /** @type {HTMLElement | null} */ (document.querySelector('[data-testid="stApp"]'));
  const isOn = () => app?.dataset.testConnectionState === "CONNECTED";
  let on = isOn();
  const line = new MutationObserver(() => {
    const back = isOn() && !on;
    on = isOn();
    if (!back) return;
    visit = "";
    tell({ unsaved: { ...parsed("unsaved"), lost: true } });
  });
  if (app) line.observe(app, { attributeFilter: ["data-test-connection-state"] });
  document.addEventListener("visibilitychange", look);
  document.addEventListener("input", typed);
  window.addEventListener("storage", listen);
  return () => {
    line.disconnect();
    document.removeEventListener("input", typed);
    document.removeEventListener("visibilitychange", look);
    window.removeEventListener("storage", listen);
  };
}

function read(name) {
  try {
    return STORE[name]().getItem(ENTRY[name]);
  } catch {
    return null;
  }
}

/* True when the browser kept it. */
function write(name, text) {
  try {
    if (text === null) STORE[name]().removeItem(ENTRY[name]);
    else STORE[name]().setItem(ENTRY[name], text);
  } catch {
    return false;
  }
  return read(name) === text;
}

function parsed(name) {
  try {
    return JSON.parse(read(name)) ?? {};
  } catch {
    return {};
  }
}

/* What is kept, and whether it is older than half a day. */
function answers() {
  const { answers = null, at } = parsed("care");
  const age = Date.now() - at;
  return { answers, old: !(age >= 0 && age < OLD_MS) };
}

/* Answers that are kept already keep their age. */
function keepAnswers(given) {
  const names = Object.keys(given),
    kept = parsed("care").answers ?? {};
  if (names.length === 0) return write("care", null);
  if (Object.keys(kept).length === names.length && names.every((name) => kept[name] === given[name])) return true;
  return write("care", JSON.stringify({ answers: given, at: Date.now() }));
}

function people() {
  return { text: read("people"), done: [...done] };
}

/* A letter in a box of which the page keeps what is written: Streamlit says it only when the box is left. */
function typed({ target }) {
  const name = target.closest?.('[class*="st-key-nb_"]')?.className.match(/st-key-(nb_\w*(?:note|text))\b/)?.[1];
  if (!name || !(target instanceof HTMLTextAreaElement)) return;
  const { kept = {} } = parsed("unsaved");
  write("unsaved", JSON.stringify({ kept: { ...kept, [name]: target.value } }));
}

function carryOut({ id, put, remove }) {
  done.add(id);
  const kept = parsed("people");
  const people = new Map(Object.entries((kept[KIND] === 1 && kept.people) || {}));
  if (remove !== undefined) people.delete(remove);
  for (const [name, person] of Object.entries(put ?? {})) people.set(name, person);
  return write("people", JSON.stringify({ [KIND]: 1, people: Object.fromEntries(people) }));
}
