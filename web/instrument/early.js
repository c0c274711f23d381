/* The instrument before Streamlit: drawn by the page's own HTML while the front end is still on its way, with the numbers
   of an average adult or of the one width in the address, which may be the one that this browser keeps. The page hears,
   when it mounts it, what was done meanwhile.
   Nothing begins early where the browser keeps what changes the drawing: answers, more measures, a chosen theme. */

import start from "./loader.js";

const HARMLESS = {
  "cun-atlas notice": /./,
  "cun-atlas measures": /./,
  "cun-atlas people": /./,
  "cun-atlas unsaved": /./,
  "stActiveTheme-/-v2": /^"System"$/,
};
const PATIENCE_MS = 20_000; // then what Streamlit says, perhaps that it cannot be reached, must be seen

/** All that a store holds. @param {() => Storage} store @returns {Record<string, string>} */
function heldBy(store) {
  try {
    return { ...store() };
  } catch {
    return {}; // a browser that keeps nothing
  }
}

const place = document.getElementById("cun-early"),
  held = { ...heldBy(() => localStorage), ...heldBy(() => sessionStorage) };
const changes = ([name, value]) => /^(cun-atlas|stActiveTheme)/.test(name) && !HARMLESS[name]?.test(value);
if (Object.entries(held).some(changes)) place.remove();
else {
  place.hidden = false;
  const letters = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=preload][as=font]"));
  if (letters) document.fonts.add(new FontFace("Source Sans", `url(${letters.href})`, { weight: "200 900" }));
  firstData().then((data) => {
    if (!data) return place.remove();
    if (!place.isConnected) return; // the page was there first
    start({ parentElement: place, data, setStateValue() {} });
  });
  setTimeout(() => place.remove(), PATIENCE_MS);
}

/* What the page says of this reader. Measures that were brought back are in the address only since the page was sent: it
   is asked once more, with them; null when there are more of them than can begin early. */
async function firstData() {
  const { cunKept: kept } = /** @type {any} */ (window);
  let page = document;
  if (kept === "brought") {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  }
  const told = page.getElementById("cun-early-data");
  return told && { ...JSON.parse(told.textContent), kept: Boolean(kept) };
}
