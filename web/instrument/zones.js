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
    .filter(([id, zone]) => id === opened || (inGroups(zone, layers) && (zone.shown || layers.hidden_zones)))
    .map(([id]) => id);
}

/** Those drawn on any side that is shown. @param {any} one the instrument @param {any} sheet @param {any} answers @returns {string[]} */
export function zonesSeen(one, sheet, answers) {
  const { zone } = one.shown;
  return [...new Set(one.sidesShown().flatMap((side) => zonesShown(sheet, answers, side, one.given.layers, zone)))];
}

const inGroups = ({ system }, { systems }) => systems === null || systems.includes(system);

/** What the scene says of them; nothing where none is drawn. @param {any} about @param {string} side @param {string[]} shown @param {any} layers */
export const zonesOf = ({ zone_files: files }, side, shown, layers) =>
  files && shown.length ? { zones: { url: files[side], shown, lines: layers.guides, names: layers.labels } } : {};
