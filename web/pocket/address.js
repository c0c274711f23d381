/* What the reader chose as an address, and back, in the words of the big atlas (`ui/address.py`):
   `?point=SP6&view=leg_medial&side=left&finger=thumb&mm=20.7`. What it says wrongly is left out, with one sentence why. */

import { finder } from "../search/find.js";
import { CHOICE, aboutView, withPoint, withZone } from "./choice.js";
import { inRange } from "./sizes.js";

const FINGERS = ["thumb", "middle", "two", "three", "four"],
  LENGTHS = { height: "stature", shin: "S_LEG_MED" };
const ELSEWHERE = [
  "outer",
  "ankle",
  "foot",
  "thigh_front",
  "thigh_outer",
  "thigh_back",
  "helper",
  "age",
  "traditional",
];
const OF_PAGE = {
  complaints: ({ complaints }) => (complaints.length ? { complaints: complaints.join(",") } : {}),
  session: ({ routine, short }) => (routine ? { routine, ...(short ? { short: "yes" } : {}) } : {}),
  techniques: ({ technique }) => ({ technique }),
};
const KNOWN = [
  "page",
  "point",
  "zone",
  "view",
  "side",
  "whole",
  "finger",
  "mm",
  "kept",
  ...FINGERS,
  ...Object.keys(LENGTHS),
];
KNOWN.push(...ELSEWHERE, "complaints", "routine", "short", "technique");
const FOLLOWS_READERS = /^(utm_|.*clid$|mc_|igsh|si$|ref$)/i; // what other sites hang on a link

/** @param {{ page: string, choice: any, reader: any }} now @returns {string} "?…" */
export function addressOf({ page, choice, reader }) {
  const { view, side, zone, point, whole } = choice,
    told = { ...(page === "atlas" ? {} : { page }), view, side };
  Object.assign(told, zone ? { zone } : point ? { point } : {});
  if (whole && view.startsWith("leg")) Object.assign(told, { whole: "yes" });
  return `?${new URLSearchParams({ ...told, ...measureTold(reader), ...OF_PAGE[page]?.(choice) })}`;
}

/** The one measure, in mm. @param {any} reader @returns {Record<string, string>} */
export function measureTold({ measure, mm }) {
  if (!measure) return {};
  const told = String(Number(mm.toPrecision(6))),
    length = Object.keys(LENGTHS).find((name) => LENGTHS[name] === measure);
  return length ? { [length]: told } : { finger: measure, mm: told };
}

/** What an address says of measures. @param {URLSearchParams} address @param {any} data
    @returns {{ measure: string | null, mm: number | null, finger: string, notes: [string, object][] }} */
export function measureIn(address, data) {
  const finger = FINGERS.includes(address.get("finger")) ? address.get("finger") : "thumb",
    notes = [],
    found = [];
  const wanted = { ...Object.fromEntries(FINGERS.map((name) => [name, address.get(name)])) };
  if (address.has("mm")) wanted[finger] = address.get("mm");
  for (const [name, measure] of Object.entries(LENGTHS)) wanted[measure] = address.get(name);
  for (const [name, text] of Object.entries(wanted)) {
    if (text === null || text === undefined) continue;
    const mm = Number(text);
    if (text.trim() && inRange(data.sizes[name], mm)) found.push([name, mm]);
    else notes.push(["length_left_out", { length: shorten(text), ...rangeOf(data.sizes[name]) }]);
  }
  // The ruler that wins: bone, then height, then a finger.
  const [best = [null, null]] = ["S_LEG_MED", "stature", ...FINGERS].flatMap((name) =>
    found.filter(([one]) => one === name),
  );
  if (found.length > 1 || ELSEWHERE.some((name) => address.has(name)))
    notes.push(best[0] ? ["one_measure", { measure: data.sizes[best[0]].title }] : ["no_measure", {}]);
  return { measure: best[0], mm: best[1], finger: FINGERS.includes(best[0]) ? best[0] : finger, notes };
}

const rangeOf = ({ range: [low, high] }) => ({ low: String(low), high: String(high) });

/** At most 24 signs of what an address holds. @param {string} text */
export function shorten(text) {
  const bare = [...text].filter((sign) => /[\p{L}\p{N} .,\-_?&=+]/u.test(sign)).join("");
  return bare.length > 24 ? `${bare.slice(0, 24)}…` : bare;
}

/** The page and what is chosen on it, with a sentence for everything that cannot be used.
    @param {string} text "?…" @param {any} data @param {(address: string) => Promise<any>} fetched
    @param {(id: string, slots?: object) => string} say @param {any} before what was chosen
    @returns {Promise<{ page: string, choice: any, notes: string[] }>} */
export async function chosenIn(text, data, fetched, say, before = CHOICE) {
  const address = new URLSearchParams(text),
    notes = [];
  const note = (id, slots = {}) => notes.push(say(id, slots));
  const strange = [...address.keys()].filter((key) => !KNOWN.includes(key) && !FOLLOWS_READERS.test(key));
  if (strange.length) note("address.unknown", { keys: strange.slice(0, 3).map(shorten).join(", ") });

  let choice = { ...before };
  const given = (name, good, id, slot = name) => {
    const value = address.get(name);
    if (!value) return false;
    if (good(value)) return true;
    note(id, { [slot]: shorten(value) });
    return false;
  };
  if (given("side", (side) => ["left", "right"].includes(side), "address.no_side")) choice.side = address.get("side");
  const keepView = given("view", (view) => Boolean(aboutView(data, view)), "address.no_view");
  if (keepView) choice.view = address.get("view");
  if (address.has("whole")) choice.whole = address.get("whole") === "yes";
  if (address.get("point")) {
    const { code, notes: why } = await codeMeant(address.get("point"), data, fetched);
    if (code) choice = await withPoint(data, fetched, choice, code, keepView);
    else notes.push(why || say("address.no_point", { point: shorten(address.get("point")) }));
  }
  const zone = (address.get("zone") ?? "").toUpperCase();
  if (Object.hasOwn(data.zones, zone)) choice = withZone(data, choice, zone, keepView);
  else if (zone) note("address.no_zone", { zone: shorten(zone) });

  if (address.has("complaints")) choice.complaints = address.get("complaints").split(",").filter(Boolean);
  if (address.has("routine"))
    Object.assign(choice, {
      routine: address.get("routine").replaceAll(" ", "+"),
      short: address.get("short") === "yes",
    });
  if (address.get("technique")) choice.technique = address.get("technique");

  const page = address.get("page") ?? "atlas";
  if (page in data.pages) return { page, choice, notes };
  note(page in data.elsewhere ? data.elsewhere[page] : "no_page", { page: shorten(page) });
  return { page: "atlas", choice, notes };
}

/** The one point that a text means, as `data.search.code_meant`. */
async function codeMeant(text, data, fetched) {
  const own = text.trim().toUpperCase();
  if (Object.hasOwn(data.homes, own)) return { code: own, notes: "" };
  const { found, notes, means } = finder(await fetched(data.search))(text),
    exact = found.filter(({ kind, rank }) => kind === "point" && rank === 0);
  return { code: exact.length === 1 && means.length === 1 ? exact[0].id : null, notes: notes.join(" ") };
}
