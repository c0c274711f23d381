/* A point or a zone is opened: the drawing turns to a view and side that show it, as `ui/model.py` does it. */

export const CHOICE = {
  ...{ point: null, zone: null, view: "foot_medial", side: "right", whole: false, both: false },
  ...{ complaints: [], routine: null, short: false, technique: "press" },
};

/** The view whose sheet has the card of what is open: the drawing's own, or where it is drawn best.
    @param {any} data @param {any} choice @param {any} sheet of the view that is drawn */
export function cardView(data, { point, zone, view }, sheet) {
  if (zone) return zone in sheet.zones ? view : data.zones[zone].views[0];
  return point && !(point in sheet.points) ? data.homes[point] : view;
}

/** @param {any} data @param {(address: string) => Promise<any>} fetched @param {any} choice @param {string} code of a point
    @param {boolean} [keepView] stay on the view that is shown when it draws the point */
export async function withPoint(data, fetched, choice, code, keepView = true) {
  const opened = { ...choice, point: code, zone: null };
  if (data.undrawn.includes(code)) return opened;
  let sheet = await fetched(sheetOf(data, opened.view));
  if (!keepView || !(code in sheet.points)) {
    opened.view = data.homes[code];
    sheet = await fetched(sheetOf(data, opened.view));
  }
  return sheet.points[code]?.whole ? { ...opened, whole: true } : opened;
}

/** @param {any} data @param {any} choice @param {string} id of a zone */
export function withZone(data, choice, id, keepView = true) {
  const { views, sides } = data.zones[id];
  return {
    ...{ ...choice, zone: id, point: null },
    view: keepView && views.includes(choice.view) ? choice.view : views[0],
    side: sides.includes(choice.side) ? choice.side : sides[0],
  };
}

/** @param {any} data @param {string} view */
export const aboutView = (data, view) => data.views.find(({ id }) => id === view);

const sheetOf = (data, view) => aboutView(data, view).sheet;

/** The limbs that are drawn, from left to right. @param {any} data @param {any} choice @returns {string[]} */
export const sidesShown = (data, { both, view, side }) => (both && aboutView(data, view).both) || [side];
