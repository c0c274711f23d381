/* What the atlas is and is not is said until the reader has read it; this browser remembers which of these notices was read. */

const NOTICE = "cun-atlas notice";
let readHere = ""; // where the browser keeps nothing, it is read for as long as the page is open

/** @param {string} version */
export function noticeRead(version) {
  try {
    return [readHere, localStorage.getItem(NOTICE)].includes(version);
  } catch {
    return readHere === version;
  }
}

/** @param {string} version */
export function keepNoticeRead(version) {
  readHere = version;
  try {
    localStorage.setItem(NOTICE, version);
  } catch {
    // it is asked again at the next visit
  }
}
