/* The atlas page: the instrument of the big atlas, answered here. What `ui/instrument.py` tells it and what `ui/acts.py` does
   with its acts is done from files and from what this browser keeps. */

import { Instrument } from "../instrument/instrument.js";
import { el, put } from "../instrument/parts.js";
import { measureTold } from "./address.js";
import { showBelow } from "./below.js";
import { cardView, sidesShown, withPoint, withZone } from "./choice.js";
import { keepValue, keptValue } from "./keeping.js";
import { readersNumbers } from "./reader.js";
import { sizeRows, takeSize } from "./sizes.js";
import { pinsOf } from "./voices.js";

/** @param {HTMLElement} place @param {any} pocket */
export async function show(place, pocket) {
  const { data, say } = pocket,
    root = el("div", { className: "cun-ins" }),
    below = el("div", { className: "st-key-below cun-pocket" });
  let heard = 0,
    asked = null, // a size that was typed and cannot be used
    remark = "",
    layers = { ...data.layers_begun, ...keptValue("layers", {}) },
    turn = Promise.resolve(),
    shown = null, // what the answers leave, and the sheet of the open card
    voices = null, // where other sources put points, once it has come
    closed = false;
  if (pocket.choice.zone && layers.zones === "points") layers = { ...layers, zones: "both" };
  // What the answers ask every page to say, or that nothing may be pressed.
  const decision = pocket.answers.get() ? await pocket.decision() : null;
  if (decision?.replacedBy.length) {
    put(place, el("div", { className: "cun-pocket__asked" }, ...decision.instead()));
    return () => {};
  }
  put(place, el("div", { className: "cun-pocket__asked" }, ...(decision?.banners() ?? [])), root, below);
  const one = new Instrument(root, data, { draw: pocket.draw, tell: (acts) => hear(acts) });

  const hear = (acts) => {
    turn = turn.then(async () => {
      const news = acts.filter(({ n }) => n > heard);
      for (const act of news) {
        await DOES[act.act]?.(act);
        heard = act.n;
      }
      if (news.length && !closed) await answer();
    }, pocket.failed);
  };

  const DOES = {
    open: async ({ code }) => {
      if (code in data.zones) return DOES.zone({ code });
      pocket.choose(await withPoint(data, pocket.fetched, pocket.choice, code));
      if (layers.zones === "zones") set("zones", "both");
    },
    zone: ({ code }) => {
      pocket.choose(withZone(data, pocket.choice, code));
      if (layers.zones === "points") set("zones", "both");
    },
    view: ({ view }) => pocket.choose({ view }),
    side: ({ side }) => pocket.choose({ side }),
    frame: ({ both, whole }) => {
      if (typeof both === "boolean") pocket.choose({ both });
      if (typeof whole === "boolean") pocket.choose({ whole });
    },
    layer: ({ name, value }) => set(name, value),
    finger: ({ finger }) => pocket.read({ finger }),
    unit: ({ unit }) => pocket.read({ unit }),
    width: ({ name, text }) => {
      ({ asked, remark } = takeSize(pocket, name, text));
    },
    forget: () => pocket.read({ measure: null, mm: null, came: "forgotten" }),
    page: ({ page, complaint }) => pocket.go(page, complaint ? { complaints: [complaint] } : {}),
  };

  function set(name, value) {
    layers = { ...layers, [name]: value };
    if (!keepValue("layers", layers)) pocket.refused();
  }

  async function answer() {
    const told = await given();
    if (closed) return;
    await one.update(told);
    showBelow(below, pocket, shown);
    if (voices || !layers.said || !pocket.choice.point) return;
    const came = (file) => {
      voices = file;
      turn = turn.then(() => (closed ? undefined : answer()), pocket.failed);
    };
    pocket.part("voices").then(came, () => {}); // without it the rest stands
  }

  async function given() {
    const { choice, reader } = pocket,
      decision = pocket.answers.get() ? await pocket.decision() : pocket.undecided,
      sheet = await pocket.fetched(data.views.find(({ id }) => id === choice.view).sheet),
      ofCard = cardView(data, choice, sheet),
      sides = sidesShown(data, choice);
    const wanted = sides.map((side) => [choice.view, side]);
    shown = { decision, sheet: await pocket.fetched(data.views.find(({ id }) => id === ofCard).sheet) };
    if (ofCard !== choice.view) wanted.push([ofCard, choice.side]);
    const names = Object.keys(data.sizes),
      measured = Boolean(reader.measure),
      keep = { typed: String(new URLSearchParams(measureTold(reader))), forgotten: "" }[reader.came];
    const told = await Promise.all(
      wanted.map(async ([view, side]) => ({
        ...(await readersNumbers(pocket, view, side)),
        answers: await decision.of(view, side),
      })),
    );
    const others = layers.said && voices ? sides.filter((side) => !decision.leftOut(side).includes(choice.point)) : [];
    return {
      heard,
      body: `${reader.measure} ${reader.mm} ${decision.stamp}`,
      choice: Object.fromEntries(
        ["point", "zone", "view", "side", "whole", "both"].map((name) => [name, choice[name]]),
      ),
      numbers: told,
      others: Object.fromEntries(names.map((name) => [name, ""])), // one measure at a time
      tables: [],
      table_files: names,
      answered: decision.answered,
      known: true,
      left_out: decision.leftOut(choice.side),
      measured,
      finger: reader.finger,
      remark,
      sizes: sizeRows(pocket, asked),
      layers,
      owner: say(measured ? "whose.you" : "whose.average"),
      pins: Object.fromEntries(others.map((side) => [side, pinsOf(pocket, voices, sheet, told[sides.indexOf(side)])])),
      palettes: data.palettes[`${layers.look}_${layers.tone}`],
      chart: { relief: layers.look !== "line", places: false },
      keep: keep ?? null,
      kept: reader.came === "kept" && measured,
      keeps: reader.came === "typed" && measured,
    };
  }

  const { point } = pocket.choice; // of a link from another page, perhaps drawn elsewhere
  if (point) pocket.choose(await withPoint(data, pocket.fetched, pocket.choice, point));
  await answer();
  return () => {
    closed = true;
    one.close();
  };
}
