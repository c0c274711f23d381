/* The points and zones of the drawing as a list, for the keyboard and the screen reader. */

import { NO_ANSWERS } from "./answers.js";
import { asWritten, button, put } from "./parts.js";
import { isOfKind } from "./scene.js";
import { showLegend } from "./zone_legend.js";
import { zonesSeen } from "./zones.js";

/** @param {any} one the instrument @param {any} sheet @param {any} numbers this reader's, or null */
export function showList(one, sheet, numbers) {
  const { point, zone } = one.shown,
    answers = numbers?.answers ?? NO_ANSWERS;
  const listed = one.waits(numbers) ? { points: {}, zones: {} } : sheet;
  const { title } = one.given.layers;
  const codes = Object.keys(listed.points).filter(
    (code) => !answers.points[code]?.left_out && isOfKind(listed.points[code], title),
  );
  const zones = zonesSeen(one, listed, answers);
  const key = `${codes} ${zones}`,
    place = one.parts.list.lastElementChild;
  const made = (act, code, words) => button(words, () => one.do(act, { code }), { "data-code": code });
  if (one.listKey !== key)
    put(
      place,
      ...codes.map((code) => asWritten(made("open", code, code))),
      ...zones.map((id) => made("zone", id, sheet.zones[id].title)),
    );
  one.listKey = key;
  for (const entry of place.children)
    entry.setAttribute("aria-pressed", String(entry.dataset.code === (zone ?? point)));
  showLegend(one, sheet, zones);
}
