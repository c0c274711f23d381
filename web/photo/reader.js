/* What of a view this reader sees on the photo: nothing that the answers of “Before you press” leave out. */

import { keepsAnswers } from "../instrument/answers.js";
import { laidOut } from "./laid.js";
import { underFile } from "./under.js";

/** The points that the answers leave out. @param {any} one my leg @returns {Set<string>} */
export function leftOut({ answers }) {
  return new Set(Object.keys(answers.points).filter((code) => answers.points[code].left_out));
}

/** All that is drawn of the view, through the map; null while the map or a file is not there, or while answers that may leave
 * something out are still on their way. @param {any} one my leg @param {any} before what was laid when a finger began to move a place */
export function laidOf(one, before = null) {
  const { map, sheet, colours, given, files, shows, chosen } = one;
  if (!map || !sheet || !colours || (!given.known && keepsAnswers())) return null;
  const areas = (shows.zones && files[given.zones]?.areas) || [];
  return laidOut(map, {
    limb: given.limb,
    sheet,
    columns: given.columns,
    left: leftOut(one),
    chosen,
    courses: (shows.under && files[underFile(given)]?.names) || [],
    spots: given.spots ?? [],
    zones: areas.filter(({ code, place }) => code === place && zoneShown(one, code)),
    before,
  });
}

function zoneShown({ sheet, given, answers }, code) {
  const zone = sheet.zones[code];
  return zone?.sides.includes(given.side) && !zone.article && !answers.zones[code]?.left_out;
}
