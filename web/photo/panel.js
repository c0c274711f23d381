/* What is said of the places that were touched, the ways on from a question, and the tools. */

import { fill } from "../fill.js";
import { button, el } from "../instrument/parts.js";
import { MOST_MM, STRANGE_MM } from "./check.js";
import { fileButton } from "./start.js";

/** What is said of the places that were touched, or null. @param {any} one my leg */
export function saidOf(one) {
  const { words, called, side } = one.given,
    { fault, map } = one;
  const note = (text, className, ...more) => el("div", { className }, el("p", {}, text), ...more);
  if (fault?.kind === "swapped") {
    const other = side === "left" ? "right" : "left";
    return note(
      fill(words.fault_swapped, { other, view: called }),
      "cun-leg__fault",
      el(
        "div",
        { className: "cun-leg__row" },
        button(words.mirror_it, () => one.mirror()),
        button(words[`other_${other}`], () => one.tell({ act: "side", side: other, keeps: true })),
        button(words.undo, () => one.undo()),
      ),
    );
  }
  const undo = button(words.undo, () => one.undo());
  if (fault?.kind === "edge") return note(fill(words.fault_edge, { cm: STRANGE_MM / 10 }), "cun-leg__fault", undo);
  if (fault) return note(fill(words[`fault_${fault.kind}`], { view: called, mm: MOST_MM }), "cun-leg__fault");
  if (!map) return null;
  if (one.mine) return note(fill(words.mine_ask, { code: one.chosen }), "cun-leg__told", stopMine(one));
  const n = one.places.count(one.limb),
    agreed = n < 3 ? words.two : fill(words.agree, { n, mm: map.misfit.toFixed(0) });
  if (!one.shows.edges) return note(agreed, "cun-leg__told");
  return note(`${agreed} ${words.edges_ask}`, "cun-leg__told", n < one.places.taps.size ? undo : "");
}

const stopMine = (one) =>
  button(one.given.words.mine_stop, () => {
    one.mine = false;
    one.draw();
  });

/** The ways on from a question. @param {any} one @param {any} tap what is asked for */
export function questionButtons(one, tap) {
  const { words } = one.given;
  return [
    one.places.taps.has(tap.id)
      ? null
      : button(words.skip, () => {
          one.places.skipped.add(tap.id);
          one.draw();
        }),
    one.places.taps.size ? button(words.undo, () => one.undo()) : null,
    one.map
      ? button(
          words.enough,
          () => {
            one.places.enough = true;
            one.draw();
          },
          { className: "cun-leg__main" },
        )
      : null,
  ].filter(Boolean);
}

/** @param {any} one */
export function toolsOf(one) {
  const { words } = one.given;
  const turned = (name) => {
    one.shows[name] = !one.shows[name];
    one.draw();
  };
  const sets = (name, turn = () => turned(name)) =>
    button(words[name], turn, { "aria-pressed": String(one.shows[name]) });
  const open = one.limb.taps.some(({ id }) => !one.places.taps.has(id));
  return el(
    "div",
    { className: "cun-leg__row" },
    button("+", () => one.stage.zoom(1.6), { "aria-label": words.closer, title: words.closer }),
    button("−", () => one.stage.zoom(1 / 1.6), { "aria-label": words.farther, title: words.farther }),
    button(words.turn, one.turn),
    button(words.mirror, one.mirror),
    fileButton(words.another, (file) => one.open(file), {}),
    one.laid ? sets("ghost") : null,
    one.laid ? sets("edges") : null,
    one.laid ? sets("names") : null,
    one.laid && one.given.zones ? sets("zones") : null,
    one.laid && one.given.courses ? sets("under", () => one.showUnder()) : null,
    one.places.enough && open
      ? button(words.more, () => {
          one.places.goOn();
          one.draw();
        })
      : null,
  );
}
