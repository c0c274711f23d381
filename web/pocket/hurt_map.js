/* The drawing that is tapped where it hurts: the parts of the skin of a view lie on it unseen and catch the tap. */

import { chartPlace } from "../instrument/chart.js";
import { button, el, put } from "../instrument/parts.js";
import { lookOf } from "./small.js";

const SIDES = ["left", "right"];

/** @param {import("./app.js").Pocket} pocket @param {any} practice @param {(area: any) => void} tapped
 * @returns {{element: HTMLElement, draw: () => void}} `draw` once it stands on the page */
export function hurtMap(pocket, practice, tapped) {
  const shown = { view: "foot_sole", side: pocket.choice.side, area: null },
    chart = chartPlace(pocket.data.words),
    views = el("div", { className: "cun-guide__views", role: "group", "aria-label": pocket.say("complaints.view") }),
    sides = el("div", { className: "cun-guide__views", role: "group", "aria-label": pocket.say("complaints.side") });
  const draw = () => {
    const about = pocket.data.views.find(({ id }) => id === shown.view),
      areas = practice.areas[shown.view];
    for (const row of [views, sides])
      for (const made of row.children)
        made.setAttribute("aria-pressed", String([shown.view, shown.side].includes(made.dataset.choice)));
    pocket.draw(
      chart,
      {
        scene: { frame: mirrored(about.frames?.whole ?? about.frame, shown.side), areas: areas.map(areaOf) },
        ...lookOf(pocket, about),
        plate: about.plates[shown.side],
        view: `${shown.view} ${shown.side}`,
        select: null,
        fade: { bones: pocket.data.bones[0] },
        alt: pocket.say("complaints.alt", {
          drawing: `${about.name}.`,
          parts: areas.map(({ name }) => name).join(", "),
        }),
        places: false,
      },
      { picked: take },
    );
  };
  const areaOf = ({ id, name, rings }) => ({
    code: id,
    name,
    rings: rings.map((ring) => ring.map(([x, y]) => [shown.side === "left" ? -x : x, y])),
    ...(id === shown.area ? { fill: "$selected@0.28", line: "$selected", width: 1 } : {}),
  });
  const take = (id) => {
    shown.area = id;
    draw();
    tapped(practice.areas[shown.view].find((area) => area.id === id));
  };
  const choice = (field, value, name) =>
    button(
      name,
      () => {
        Object.assign(shown, { area: null, [field]: value });
        draw();
      },
      { "data-choice": value },
    );
  const named = pocket.data.views.filter(({ id }) => id in practice.areas);
  put(views, ...named.map(({ id, name }) => choice("view", id, name)));
  put(sides, ...SIDES.map((side) => choice("side", side, pocket.data.words[side])));
  return { element: el("div", {}, el("p", {}, pocket.say("complaints.tap")), views, sides, chart), draw };
}

const mirrored = ([x0, y0, x1, y1], side) => (side === "left" ? [-x1, y0, -x0, y1] : [x0, y0, x1, y1]);
