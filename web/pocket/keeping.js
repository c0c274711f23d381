/* What this browser keeps. One that keeps nothing (a private window) is said once, and what was to be kept lasts until the
   page is left. */

const ANSWERS = "cun-atlas care",
  NO = "no",
  OLD_MS = 12 * 60 * 60 * 1000;
const here = new Map(); // what the browser would not keep

/** @param {() => Storage} store @param {string} name @returns {string | null} */
function kept(store, name) {
  if (here.has(name)) return here.get(name);
  try {
    return store().getItem(name);
  } catch {
    return null;
  }
}

/** True when the browser kept it. @param {() => Storage} store @param {string} name @param {string | null} text */
function keep(store, name, text) {
  here.delete(name);
  try {
    if (text === null) store().removeItem(name);
    else store().setItem(name, text);
    return true;
  } catch {
    if (text !== null) here.set(name, text);
    return false;
  }
}

const ofBrowser = () => localStorage,
  ofTab = () => sessionStorage;

/** A JSON value that this browser keeps, or what stands in for one. @param {string} name @param {any} otherwise */
export function keptValue(name, otherwise) {
  try {
    return JSON.parse(kept(ofBrowser, `cun-atlas ${name}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** @param {string} name @param {any} value null forgets @returns {boolean} whether the browser kept it */
export const keepValue = (name, value) =>
  keep(ofBrowser, `cun-atlas ${name}`, value === null ? null : JSON.stringify(value));

/** The measures, as an address says them. */
export const keptMeasures = () => kept(ofBrowser, "cun-atlas measures") ?? "";

/** The answers of “Before you press” in this tab, as `web/browser_store/store.js` keeps them; null without any. Of
    those older than half a day only what asks for care still counts (`ui/care.py`). @returns {Record<string, string> | null} */
export function keptAnswers() {
  try {
    const { answers, at } = JSON.parse(kept(ofTab, ANSWERS)),
      age = Date.now() - at;
    if (age >= 0 && age < OLD_MS) return Object.keys(answers).length ? answers : null;
    const asking = Object.entries(answers).filter(([, answer]) => answer !== NO);
    return asking.length ? Object.fromEntries(asking) : null;
  } catch {
    return null;
  }
}

/** Keep answers with the time they were given; the same ones keep their age. @param {Record<string, string>} answers */
export function keepAnswers(answers) {
  const names = Object.keys(answers),
    before = keptAnswers() ?? {};
  if (!names.length) return keep(ofTab, ANSWERS, null);
  if (Object.keys(before).length === names.length && names.every((name) => before[name] === answers[name])) return true;
  return keep(ofTab, ANSWERS, JSON.stringify({ answers, at: Date.now() }));
}
