/* My leg on the page: Streamlit calls this again for every run. One lives as long as the tab, so that a reader who measures
   on another page finds the photo again. */

import { MyLeg } from "./photo.js";

/** @type {MyLeg | null} */
let living = null;

/** @param {any} component what Streamlit gives */
export default function mountLeg({ parentElement, data, setTriggerValue }) {
  living ??= new MyLeg();
  Object.assign(living, {
    root: parentElement.querySelector(".cun-leg"),
    tell: (act) => setTriggerValue("act", act),
  });
  living.update(data);
}
