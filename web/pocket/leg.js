/* My leg: a view laid on the reader's own photo, which never leaves this page unless the reader keeps it in this browser. */

import { button, el, put } from "../instrument/parts.js";
import mountLeg from "../photo/mount.js";
import { aboutView } from "./choice.js";
import { keptValue } from "./keeping.js";
import { readersNumbers } from "./reader.js";
import { sizeRows, takeSize } from "./sizes.js";
import { banners, instead } from "./told.js";

/** @param {HTMLElement} place @param {import("./app.js").Pocket} pocket */
export async function show(place, pocket) {
  const { say, data, choice } = pocket,
    [{ words, finger, limbs }, decision] = await Promise.all([pocket.part("photo"), pocket.decision()]);
  const within = el("div", { className: "cun-pocket" });
  put(place, within);
  if (decision.replacedBy.length) {
    put(within, ...instead(pocket, decision));
    return () => {};
  }
  // A view that no photo is asked for (a hand) gives way to the open point's own, else to the inner leg.
  if (!(choice.view in limbs)) {
    const home = data.homes[choice.point] ?? "";
    pocket.choose({ view: home in limbs ? home : "leg_medial" });
  }
  const root = el("div", { className: "cun-leg" }),
    turn = (changes) => {
      pocket.choose(changes);
      tell();
    },
    chooser = (id, options) =>
      el(
        "select",
        { onchange: ({ target }) => turn({ [id]: target.value }) },
        ...options.map(([value, text]) => el("option", { value }, text)),
      );
  const named = Object.keys(limbs).map((view) => [view, aboutView(data, view).name]),
    sides = ["left", "right"].map((side) => [side, say(`photo.side_${side}`)]),
    views = chooser("view", named),
    limb = chooser("side", sides);
  put(
    within,
    ...banners(pocket, decision),
    el("h1", {}, say("photo.title")),
    el("p", {}, say("photo.intro")),
    choice.routine ? button(say("photo.session"), () => pocket.go("session"), { className: "cun-told__back" }) : null,
    el(
      "p",
      { className: "cun-pocket__choices" },
      el("label", {}, say("photo.view"), " ", views),
      el("label", {}, say("photo.side"), " ", limb),
    ),
    root,
  );

  const acts = {
    open: ({ code }) => pocket.choose({ point: code, zone: null }),
    atlas: ({ code }) => pocket.go("atlas", { point: code, zone: null }),
    side: ({ side }) => turn({ side }),
    view: ({ view }) => turn({ view }),
    width: ({ name, text }) => {
      const { remark, ...more } = takeSize(pocket, name, text);
      asked = more.asked;
      if (remark) pocket.remark(remark);
      tell();
    },
  };
  let asked = null, // a length that was typed and cannot be used
    last = 0; // of what was told; files of an earlier view may come later
  async function tell() {
    const mine = ++last,
      { view, side, point } = choice,
      about = aboutView(data, view),
      [numbers, answers] = await Promise.all([readersNumbers(pocket, view, side), decision.of(view, side)]);
    if (mine !== last || !root.isConnected) return;
    [views.value, limb.value] = [view, side];
    const { look, tone } = { ...data.layers_begun, ...keptValue("layers", {}) };
    const told = {
      ...{ view, side, point, words, finger, known: true, notebook: false, dark: pocket.dark },
      called: say("photo.called", { view: about.name, side: say(`side.${side}`) }),
      limb: { ...limbs[view][side], mm: numbers.mm_per_unit },
      numbers: { ...numbers, answers },
      sizes: sizeRows(pocket, asked),
      sheet: about.sheet,
      plate: about.plates[side],
      palette: data.palettes[`${look}_${tone}`].back,
      courses: about.deep,
      zones: about.zone_files?.[side] ?? null,
      thumbnail: about.thumbnails[side],
    };
    const hear = (_, /** @type {any} */ act) => acts[act.act]?.(act);
    mountLeg({ parentElement: within, data: told, setTriggerValue: hear });
  }
  await tell();
  return () => {};
}
