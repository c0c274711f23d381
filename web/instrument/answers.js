/* What the answers of “Before you press” make of a view, while the page has not said it or when nothing was answered. */

export const NO_ANSWERS = { points: {}, zones: {}, settled: [] };

/** Whether this tab keeps answers; `web/browser_store/store.js` tells them to the page. */
export function keepsAnswers() {
  try {
    return sessionStorage.getItem("cun-atlas care") !== null;
  } catch {
    return false;
  }
}
