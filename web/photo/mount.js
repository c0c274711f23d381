/* My leg on the page: Streamlit calls this again for every run, and the living one hears what is new. */

import { MyLeg } from "./photo.js";

const living = new WeakMap(); // element: what lives there

/** @param {any} component what Streamlit gives */
export default function mountLeg({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".cun-leg");
  const tell = (act) => setTriggerValue("act", act);
  let one = living.get(root);
  if (!one) living.set(root, (one = new MyLeg(root, tell)));
  one.tell = tell;
  one.update(data);
  return () => {
    if (!root.isConnected) one.close();
  };
}
