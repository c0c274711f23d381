/* The reader's own measures, as an address says them: kept in localStorage for the next visit, which begins with them
   (`bring_back.js`). Another tab may keep others meanwhile, so the same is not written twice. */

let last = null;

/** Keep them; "" forgets, null leaves what is kept. False when the browser refuses. @param {string | null} text */
export function keepMeasures(text) {
  if ((text ?? last) === last) return true;
  last = text;
  try {
    if (text) localStorage.setItem("cun-atlas measures", text);
    else localStorage.removeItem("cun-atlas measures");
    return true;
  } catch {
    return false;
  }
}
