/* What is drawn: switches, groups and a slider that open beside the drawing. Each is shown at once; the page hears it after. */

import { el, put } from "./parts.js";

/** @typedef {{ id: string, label: string, kind: string, zones?: boolean, options?: [string, string][] }} Layer see `content.instrument` */

/**
 * @param {HTMLElement} place @param {Layer[]} layers @param {Record<string, any>} values @param {{zones: boolean, deep: boolean}} has what of it the view has
 * @param {string} title
 * @param {(name: string, value: any) => void} choose
 */
export function layerWindow(place, layers, values, has, title, choose) {
  if (!place.childElementCount)
    put(place, el("summary", {}, title), el("div", {}, ...layers.map((layer) => layerControl(layer, choose))));
  for (const { id, kind, zones: ofZones } of layers) {
    const field = /** @type {any} */ (place.querySelector(`[data-layer="${id}"]`));
    (field.closest("label") ?? field).hidden = (Boolean(ofZones) && !has.zones) || (id === "deep" && !has.deep);
    if (kind === "switch") field.checked = Boolean(values[id]);
    else if (kind === "many") for (const box of boxesOf(field)) box.checked = values[id]?.includes(box.value) ?? true;
    else if (kind !== "note") field.value = String(values[id]);
  }
}

/** @param {Element} field @returns {HTMLInputElement[]} */
const boxesOf = (field) => [...field.querySelectorAll("input")];

/** @param {Layer} layer @param {(name: string, value: any) => void} choose */
function layerControl({ id, label, kind, options }, choose) {
  const props = { "data-layer": id };
  if (kind === "switch")
    return el(
      "label",
      {},
      el("input", { type: "checkbox", ...props, onchange: (event) => choose(id, event.target.checked) }),
      label,
    );
  if (kind === "note") return el("p", props, label);
  if (kind === "many") {
    const field = el("fieldset", { "data-layer": id }, el("legend", {}, label));
    const chosen = () =>
      choose(
        id,
        boxesOf(field).flatMap((box) => (box.checked ? [box.value] : [])),
      );
    for (const [value, words] of options ?? [])
      field.append(el("label", {}, el("input", { type: "checkbox", value, onchange: chosen }), words));
    return field;
  }
  if (kind === "slider")
    return el(
      "label",
      {},
      label,
      el("input", {
        type: "range",
        min: "0",
        max: "100",
        step: "20",
        ...props,
        onchange: (event) => choose(id, Number(event.target.value)),
      }),
    );
  return el(
    "label",
    {},
    label,
    el(
      "select",
      { ...props, onchange: (event) => choose(id, event.target.value) },
      ...(options ?? []).map(([value, words]) => el("option", { value }, words)),
    ),
  );
}

/** Close a window of choices when the reader presses elsewhere, or Escape. @param {HTMLDetailsElement} place @param {AbortSignal} signal */
export function closesAlone(place, signal) {
  document.addEventListener(
    "pointerdown",
    (event) => {
      if (!place.contains(/** @type {Node} */ (event.target))) place.open = false;
    },
    { signal },
  );
  place.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      place.open = false;
      place.querySelector("summary").focus();
    },
    { signal },
  );
}
