/* What the answers change on the cards of a view: `content/answered.py` in the browser, over tables that Python wrote. */

import { followsFor, toldUnder } from "./follows.js";

/** As `content.answered.answered` has it, with the texts where their numbers would stand.
 * @param {any} decision @param {any} changes the table `care_changes` @param {any} sheet of the view @param {string} side */
export function answersOf(decision, changes, sheet, side) {
  const codes = Object.keys(sheet.points);
  const settles = codes.flatMap((code) => sheet.points[code].cautions.map(([, , , row]) => row));
  return {
    points: touched(codes, (code) => pointOf(decision, code, changes.points[code], side)),
    zones: touched(Object.keys(sheet.zones), (name) => zoneOf(decision, name, changes.zones[name], side)),
    settled: [...new Set(settles)].filter(decision.settled).sort(),
    texts: [],
  };
}

const touched = (codes, of) =>
  Object.fromEntries(codes.map((code) => [code, of(code)]).filter(([, what]) => Object.keys(what).length));

function pointOf(decision, code, table, side) {
  const follows = followsFor(decision, "point", code, side, table.hardest);
  if (follows.left_out) return whatOf(follows, {});
  const sections = { ...limited(decision, "point", code, table, side) };
  if (table.studies?.when.every(decision.settled)) sections.studies = table.studies.section;
  return whatOf(follows, sections);
}

function zoneOf(decision, name, table, side) {
  const follows = followsFor(decision, "zone", name, side, table.hardest);
  const gone = Object.fromEntries(Object.keys(table.told[0]).map((id) => [id, null]));
  const sections = follows.left_out ? gone : { ...limited(decision, "zone", name, table, side) };
  const { section, rest } = table.care,
    others = rest.filter(([row]) => !follows.noted.includes(row)).map(([, sentence]) => sentence),
    told = [...follows.notes, ...others];
  if (told.join("\n") !== rest.map(([, sentence]) => sentence).join("\n"))
    sections.care = [...section.slice(0, -1), told.map((text) => ["", text])];
  return whatOf(follows, sections);
}

/** The sections that stand instead under what limits a thing. */
function limited(decision, kind, name, table, side) {
  const found = toldUnder(decision.table, table, decision.cap(kind, name, side), decision.without(side));
  const differs = ([id, section]) => JSON.stringify(section) !== JSON.stringify(table.told[0][id]);
  return Object.fromEntries(Object.entries(found).filter(differs));
}

function whatOf({ left_out, limit, notes }, sections) {
  return {
    ...(left_out && { left_out }),
    ...(limit && { limit }),
    ...(notes.length && { notes }),
    ...(Object.keys(sections).length && { sections }),
  };
}
