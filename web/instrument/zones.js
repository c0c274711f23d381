/* The layer of reflexology zones: which are shown, and what the chart is told of them. */

/**
 * The ids of the zones that are drawn on a side; the open one is among them, one that the answers leave out never.
 * @param {any} sheet @param {any} answers @param {string} side @param {any} layers @param {string | null} opened
 * @returns {string[]}
 */
export function zonesShown(sheet, answers, side, layers, opened) {
  if (layers.zones === "points") return [];
  return Object.entries(sheet.zones)
    .filter(([id, zone]) => zone.sides.includes(side) && !answers.zones[id]?.left_out)
    .filter(([id, zone]) => id === opened || (inGroups(zone, layers) && (!zone.article || layers.articles)))
    .map(([id]) => id);
}

/** Those drawn on any side that is shown. @param {any} one the instrument @param {any} sheet @param {any} answers @returns {string[]} */
export function zonesSeen(one, sheet, answers) {
  const { zone } = one.shown;
  return [...new Set(one.sidesShown().flatMap((side) => zonesShown(sheet, answers, side, one.given.layers, zone)))];
}

const inGroups = ({ system }, { systems }) => systems === null || systems.includes(system);

/** What the scene says of them; nothing where none is drawn. A zone that the chosen school puts elsewhere is drawn there.
 * @param {any} about @param {any} sheet @param {string} side @param {string[]} ids @param {any} layers */
export function zonesOf({ zone_files: files }, sheet, side, ids, layers) {
  if (!files || !ids.length) return {};
  const shown = ids.map((id) => (layers.school in sheet.zones[id].schools ? `${id}@${layers.school}` : id));
  return { zones: { url: files[side], shown, lines: layers.guides, names: layers.labels } };
}
