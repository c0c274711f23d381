// Finding a point, a complaint or a zone by whatever people write. The rules stand in data/search/find.py, and a test holds
// both equal; the index is made by web/search_index.py.

import { fill } from "../fill.js";
import { allForms, wordsOf } from "./forms.js";

const SHORTEST_PART = 3;
export const EXACT = 0;
const NAMED = 1,
  BEGINNING = 2,
  BEGINNINGS = 3,
  CONTAINED = 4,
  NEAR = 5;
const MOST = { point: 8, complaint: 6, zone: 6 },
  KINDS = Object.keys(MOST);
const TODAY = ["", "who"];

/** Everything that does not depend on what is typed: call it once for an index. */
export function finder(index) {
  const titles = new Map(index.targets.map(([kind, id, , title]) => [kind + id, title]));
  const codes = index.targets.filter(([kind]) => kind === "point").map(([, id]) => id);
  const forms = [...allForms(index, codes)],
    shown = forms.filter((form) => KINDS.includes(form.kind));
  const exact = new Map();
  for (const form of forms) {
    for (const key of new Set([form.key, sorted(form.words)])) {
      if (!exact.has(key)) exact.set(key, []);
      exact.get(key).push(form);
    }
  }
  const named = (words) => exact.get(words.join("")) ?? exact.get(sorted(words)) ?? [];
  /** What a text means: {found: [{kind, id, title, matched, rank, reason}], notes, means}. */
  return (query) => {
    let words = wordsOf(index, query);
    if (!words.length) return { found: [], notes: [], means: [] };
    if (!named(words).length) words = stripped(index, words);
    const key = words.join(""),
      { pieces, whole } = cut(words, named);
    const inAll = (form) => pieces.every((piece) => piece.some((other) => nameOf(other) === nameOf(form)));
    const isExact = whole && pieces[0].some(inAll);
    let hits = pieces
      .flat()
      .filter((form) => !isExact || inAll(form))
      .map((form) => ({ rank: isExact ? EXACT : NAMED, differs: 0, form }));
    const means = hits
      .filter(({ form }) => isExact && ["point", "other"].includes(form.kind))
      .map((hit) => hit.form.id);
    hits.push(...shown.map((form) => ({ rank: part(form, key, words), differs: 0, form })).filter((hit) => hit.rank));
    if (!hits.length) hits = near(forms, key, words);
    const found = answers(index, hits).map((one) => ({ ...one, title: titles.get(one.kind + one.id) }));
    const notes = [...new Set(notesOf(index, wordsOf(index, query).join(""), hits, found.length > 0))];
    return { found, notes, means: [...new Set(means)] };
  };
}

const sorted = (words) => [...words].sort().join(" ");
const nameOf = (form) => `${form.kind}:${form.id}`;

function stripped(index, words) {
  const ends = (word) => index.endings.some((end) => word.endsWith(end));
  const bare = words.map((word) => (word.length > 1 && ends(word) ? word.slice(0, -1) : word));
  const kept = bare.filter((word) => !index.drop.includes(word) && !index.endings.includes(word));
  return kept.length ? kept : words;
}

function cut(words, named) {
  const pieces = [];
  let at = 0,
    whole = true;
  while (at < words.length) {
    let end = words.length;
    while (end > at && !named(words.slice(at, end)).length) end -= 1;
    if (end > at) pieces.push(named(words.slice(at, end)));
    else whole = false;
    at = Math.max(end, at + 1);
  }
  return { pieces, whole };
}

/** The rank of a form that a text is a part of; 0 for none. */
function part(form, key, words) {
  const long = [...key].length >= SHORTEST_PART;
  if (form.key.startsWith(key) && (long || form.kind === "point")) return BEGINNING;
  if (!long || form.number) return 0;
  if (words.every((word) => form.words.some((own) => own.startsWith(word)))) return BEGINNINGS;
  return form.key.includes(key) ? CONTAINED : 0;
}

function near(forms, key, words) {
  const code = words.length === 2 && /^[0-9]+$/.test(words[1]),
    hits = [];
  for (const form of forms) {
    const fits = code && form.number === words[1] && Math.min(form.letters.length, words[0].length) > 1;
    const most = form.number ? Number(fits) : key.length >= 8 ? 2 : Number(key.length >= 4);
    const [a, b] = form.number ? [words[0], form.letters] : [key, form.key];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the letters of ASCII
    if (!most || Math.abs(a.length - b.length) > most || /[^\x00-\x7f]/.test(a + b)) continue;
    const differs = slips(a, b);
    if (differs > 0 && differs <= most) hits.push({ rank: NEAR, differs, form });
  }
  const least = Math.min(...hits.map((hit) => hit.differs));
  return hits.filter((hit) => hit.differs === least);
}

/** Letters put in, left out, changed or swapped with their neighbour. */
export function slips(a, b) {
  let older = [],
    old = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + Number(a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    [older, old] = [old, row];
  }
  return old[b.length];
}

function answers(index, hits) {
  const best = new Map();
  for (const hit of hits.map((hit, at) => ({ ...hit, at })).filter(({ form }) => KINDS.includes(form.kind))) {
    const known = best.get(nameOf(hit.form));
    if (!known || order(hit, known) < 0) best.set(nameOf(hit.form), hit);
  }
  const told = { point: 0, complaint: 0, zone: 0 };
  let kept = [...best.values()].sort(order).filter(({ form }) => ++told[form.kind] <= MOST[form.kind]);
  if (kept.some(({ rank, form }) => form.kind === "point" && rank === EXACT)) {
    kept = kept.filter(({ rank, form }) => form.kind !== "point" || rank <= NAMED);
  }
  return kept.map(({ rank, differs, form }) => {
    const same = hits.filter((hit) => hit.rank === rank && hit.form.id === form.id && hit.form.key === form.key);
    const books = [...new Set(same.map((hit) => hit.form.books))];
    const told = books.some((book) => TODAY.includes(book)) ? [] : books;
    const said = rank === NAMED ? "named" : rank === NEAR ? `near_${differs}` : told.length ? "answers_in" : "answers";
    const reason = fill(index.said[said], { name: form.written, books: told.map((id) => index.books[id]).join(", ") });
    return { kind: form.kind, id: form.id, matched: form.written, rank, reason };
  });
}

const order = (a, b) =>
  a.rank - b.rank ||
  KINDS.indexOf(a.form.kind) - KINDS.indexOf(b.form.kind) ||
  Number(!TODAY.includes(a.form.books)) - Number(!TODAY.includes(b.form.books)) ||
  [...a.form.key].length - [...b.form.key].length ||
  a.at - b.at;

function* notesOf(index, key, hits, answered) {
  if (Object.hasOwn(index.notes, key)) return yield index.notes[key];
  const means = hits.filter(({ rank }) => rank <= NAMED || (rank === NEAR && !answered)).map(({ form }) => form);
  yield* means.filter(({ kind }) => kind === "none").map(({ id }) => index.notes[`none:${id}`]);
  const points = means.filter(({ kind }) => kind === "point" || kind === "other");
  for (const own of new Set(points.map((form) => form.key))) {
    const same = points.filter((form) => form.key === own);
    const now = same.filter((form) => TODAY.includes(form.books));
    const codes = [...new Set([...now, ...same].map((form) => form.id))];
    if (codes.length === 1 && same[0].kind !== "other") continue;
    const readings = codes.map((code) => reading(index, code, same)).join("; ");
    yield fill(index.said[codes.length > 1 ? "several" : "only_other"], { typed: same[0].written, readings });
  }
}

function reading(index, code, same) {
  const meant = same.filter((form) => form.id === code && form.written !== code && form.books);
  const books = [...new Set(meant.map((form) => index.books[form.books]))].join(", "),
    name = index.other[code] ?? "";
  return fill(index.said[(name ? "other" : "reading") + (books ? "_in" : "")], { code, name, books });
}
