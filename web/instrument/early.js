/* The instrument before Streamlit: drawn by the page's own HTML while the front end is still on its way, with the numbers
   of an average adult or of the one width in the address. The page hears, when it mounts it, what was done meanwhile.
   Nothing begins early where the browser keeps what changes the drawing: answers, measures, a chosen theme. */

import start from "./loader.js";

const HARMLESS = { "cun-atlas notice": /./, "cun-atlas people": /./, "stActiveTheme-/-v2": /^"System"$/ };
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
  const data = JSON.parse(document.getElementById("cun-early-data").textContent);
  start({ parentElement: place, data, setStateValue() {} });
  setTimeout(() => place.remove(), PATIENCE_MS);
}
