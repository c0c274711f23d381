/* The instrument on the page: Streamlit calls `mount` again for every run, and the living one hears what is new. */

import { Instrument } from "./instrument.js";

const living = new WeakMap(); // element: its instrument

/**
 * @param {any} component what Streamlit gives @param {any} index
 * @param {(component: any, Plotly: any) => (() => void)} draw what draws a chart, as Streamlit would call it
 * @param {any} plotly the library, or the promise of it: until it is there each drawing is a still
 */
export default function mount({ parentElement, data, setStateValue }, index, draw, plotly) {
  const early = begunEarly(parentElement),
    root = early ?? parentElement.querySelector(".cun-ins");
  const tell = (acts) => setStateValue("acts", acts);
  let one = living.get(root);
  if (!one) {
    const paint = (place, what, hear) =>
      draw(
        { parentElement: place, data: { ...what, height: 0 }, setTriggerValue: (name, value) => hear[name]?.(value) },
        plotly,
      );
    one = new Instrument(root, index, { tell, draw: paint });
    living.set(root, one);
  }
  one.ways.tell = tell;
  one.update(data);
  if (early && one.acts.waiting.length) tell(one.acts.waiting);
  return () => {
    if (!root.isConnected) one.close();
  };
}

/* What the page's HTML has begun (`early.js`) goes on in the place that Streamlit gives; null where there is nothing. */
function begunEarly(parentElement) {
  const place = document.getElementById("cun-early");
  if (!place || place === parentElement) return null;
  const { scrollTop } = place,
    root = place.querySelector(".cun-ins"),
    scrolled = [...root.querySelectorAll("*")].filter((one) => one.scrollLeft || one.scrollTop),
    places = scrolled.map(({ scrollLeft: left, scrollTop: top }) => ({ left, top })),
    focused = /** @type {HTMLElement} */ (document.activeElement);
  parentElement.querySelector(".cun-ins").replaceWith(root);
  place.remove();
  scrolled.forEach((one, i) => one.scrollTo({ ...places[i], behavior: "instant" }));
  parentElement.closest('[data-testid="stMain"]')?.scrollTo({ top: scrollTop });
  if (root.contains(focused)) focused.focus({ preventScroll: true });
  return root;
}
