/* The elements of the instrument, built once, in the order a reader walks through them. */

import { drawer } from "./drawer.js";
import { closesAlone } from "./layers.js";
import { asWritten, button, el, put } from "./parts.js";
import { sideSwitch } from "./views.js";

/** @typedef {{ side: (side: string) => void, frame: () => void, zones: () => void, page: (page: string) => void, search: Element }} Hear */

/** @param {Element} root @param {any} words @param {Hear} hear @param {AbortSignal} signal @returns {Record<string, any>} */
export function layOut(root, words, hear, signal) {
  const part = (name, ...inside) => el("div", { className: `cun-ins__${name}` }, ...inside);
  const hurts = button(words.hurts, () => hear.page("complaints"), { className: "cun-ins__hurts" });
  const parts = {
    measure: part("measure"),
    says: el("div", { className: "cun-ins__say", role: "status" }),
    views: el("div", { className: "cun-ins__views" }),
    sides: sideSwitch({ right: words.right, left: words.left }, words.side, hear.side),
    frame: button("", hear.frame),
    zones: button(words.zones, hear.zones),
    layers: el("details", { className: "cun-ins__layers" }),
    yours: el("p", { className: "cun-ins__yours", role: "status" }),
    limbs: part("limbs"),
    title: asWritten(el("h2", { className: "cun-ins__title" })), // a code and a name
    told: el("p", { className: "cun-ins__told" }),
    notice: part("notice"),
    inside: el("div", { className: "cun-ins__inside", tabIndex: 0, role: "region", "aria-label": words.card }),
    legend: part("zone-legend"),
    keeps: part("keeps"),
    list: el("details", { className: "cun-ins__list" }, el("summary", {}, words.list), el("div")),
  };
  const handle = el("button", { type: "button", className: "cun-ins__handle", "aria-label": words.card });
  const top = el(
    "div",
    { className: "cun-ins__top" },
    handle,
    el("div", { "aria-live": "polite" }, parts.title, parts.told),
  );
  const sheet = el("section", { className: "cun-ins__sheet" }, top, parts.notice, parts.inside);
  const head = part("head", el("h1", {}, words.name), el("span", {}, ` ${words.what}`));
  const tools = part("tools", parts.sides, parts.frame, parts.zones, parts.layers),
    drawing = el("div", { className: "cun-ins__drawing cun-plot__place" }, tools, parts.limbs);
  closesAlone(parts.layers, signal);
  put(
    root,
    part(
      "page",
      part("bar", head, part("find", hurts, hear.search), parts.measure, parts.says),
      parts.views,
      parts.yours,
      drawing,
      sheet,
      el("p", { className: "cun-ins__paper" }, words.paper, " ", words.disclaimer),
    ),
    parts.list,
    parts.legend,
    parts.keeps,
  );
  return { ...parts, tools, drawing, drawer: drawer(sheet, top, handle, signal) };
}
