/* What the colours and edges of the zones that are drawn mean, below the instrument. */

import { el, put } from "./parts.js";

/** @param {any} one the instrument @param {any} sheet @param {string[]} zones those that are drawn */
export async function showLegend(one, sheet, zones) {
  const here = new Set(zones.flatMap((id) => sheet.zones[id].legend)),
    address = one.palette(),
    key = `${[...here]} ${address}`;
  if (one.legendKey === key) return;
  one.legendKey = key;
  const palette = await one.fetched(address);
  if (one.legendKey !== key) return; // others are drawn meanwhile
  const { head, entries } = one.index.zone_legend,
    lines = entries.filter(({ id }) => here.has(id)).map((entry) => lineOf(entry, palette));
  put(one.parts.legend, ...(lines.length ? [el("p", {}, head), el("ul", {}, ...lines)] : []));
}

function lineOf({ name, dash, hatched, ...look }, palette) {
  const sample = el("span", { "aria-hidden": "true", "data-dash": dash, className: hatched ? "cun-ins__hatched" : "" });
  for (const [mode, colours] of Object.entries(palette))
    for (const part of ["fill", "edge"]) sample.style.setProperty(`--${part}-${mode}`, mixed(look[part], colours));
  return el("li", {}, sample, name);
}

/* "$ink@0.4" as it lies on the skin. */
function mixed(token, colours) {
  const [name, share = "1"] = token.slice(1).split("@");
  return `color-mix(in srgb, ${colours[name]} ${100 * Number(share)}%, ${colours.skin})`;
}
