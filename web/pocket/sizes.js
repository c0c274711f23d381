/* The sizes of the reader: what a typed one means, and how their row shows them. A plain number is in the unit beside the
   box, one with a unit in its own; anything else is answered by one sentence that names an example. */

const MM = {
  mm: 1,
  cm: 10,
  m: 1000,
  in: 25.4,
  inch: 25.4,
  inches: 25.4,
  '"': 25.4,
  "″": 25.4,
  ft: 304.8,
  feet: 304.8,
  "'": 304.8,
};
const LENGTH = /^(\d{1,4}(?:[.,]\d{1,3})?)\s*(mm|cm|m|inches|inch|in|ft|feet|["″'])?\.?$/;
const FEET_AND_INCHES = /^(\d)\s*(?:'|ft|feet)\s*(\d{1,2}(?:[.,]\d)?)\s*(?:"|''|″|in|inch|inches)?$/;

/** mm of what was typed, NaN for what is no length. @param {string} text @param {string} unit beside the box */
export function lengthIn(text, unit) {
  const typed = text.trim().toLowerCase().replace(/[’′]/g, "'").replace(/[”]/g, '"');
  const number = (part) => Number(part.replace(",", "."));
  const both = FEET_AND_INCHES.exec(typed);
  if (both) return number(both[2]) < 12 ? (Number(both[1]) * 12 + number(both[2])) * MM.in : NaN;
  const one = LENGTH.exec(typed);
  return one ? number(one[1]) * MM[one[2] ?? unit] : NaN;
}

/** @param {{ range: number[] }} size @param {number} mm */
export const inRange = ({ range: [low, high] }, mm) => mm >= low && mm <= high;

const isFinger = (data, name) => data.fingers.includes(name);

/** The unit a measure is typed in. @param {any} data @param {string} name @param {string} unit the reader's */
export const unitOf = (data, name, unit) => (isFinger(data, name) ? unit : data.body_unit[unit]);

/** A length as the reader types it. @param {any} data @param {number} mm @param {string} unit */
export const shown = (data, mm, unit) => String(Number((mm * data.per_mm[unit]).toFixed(unit === "in" ? 3 : 2)));

/** What is said of a text that cannot be used. @param {any} pocket @param {string} name @param {string} unit */
export function sizeAsked({ data, say }, name, unit) {
  const { title, neutral, range } = data.sizes[name],
    told = (mm) => `${shown(data, mm, unit)} ${unit}`;
  return say("size_asked", { name: title, low: told(range[0]), high: told(range[1]), example: told(neutral) });
}

/** The rows of sizes as the instrument has them (`ui/instrument.py`).
    @param {any} pocket @param {{ name: string, text: string, says: string } | null} asked what was typed and cannot be used */
export function sizeRows({ data, reader, say }, asked) {
  const row = (name, { title, neutral, range }) => {
    const unit = unitOf(data, name, reader.unit),
      mm = reader.measure === name ? reader.mm : null,
      said = asked?.name === name ? asked : null;
    return {
      ...{ title, neutral, range, unit, mm },
      label: say("measure.named_in", { name: title, unit }),
      text: said?.text ?? (mm === null ? "" : shown(data, mm, unit)),
      units: isFinger(data, name) ? Object.keys(data.per_mm) : [...new Set(Object.values(data.body_unit))],
      perMm: data.per_mm[unit],
      decimals: unit === "in" ? 3 : 2,
      example: shown(data, neutral, unit),
      says: said && { level: "reject", text: said.says, choices: [] },
    };
  };
  return Object.fromEntries(Object.entries(data.sizes).map(([name, size]) => [name, row(name, size)]));
}

/** A size that was typed counts from now on; an empty one no longer. What is asked about it for `sizeRows`, and what is to be
    remarked. @param {any} pocket @param {string} name @param {string} text
    @returns {{ asked: { name: string, text: string, says: string } | null, remark: string | null }} */
export function takeSize(pocket, name, text) {
  const { data, reader, say } = pocket,
    unit = unitOf(data, name, reader.unit),
    mm = lengthIn(text, unit),
    finger = isFinger(data, name) ? { finger: name } : {},
    other = reader.measure !== name && data.sizes[reader.measure]?.title;
  if (!text.trim()) {
    if (!other && reader.measure) pocket.read({ ...finger, measure: null, mm: null, came: "forgotten" });
    return { asked: null, remark: null };
  }
  if (!inRange(data.sizes[name], mm)) {
    pocket.read(finger);
    return { asked: { name, text, says: sizeAsked(pocket, name, unit) }, remark: null };
  }
  pocket.read({ ...finger, measure: name, mm, came: "typed" });
  return { asked: null, remark: other ? say("replaced", { name: data.sizes[name].title, other }) : null };
}
