/* The guided session: the clock leads through the steps that the answers allow; a small drawing turns to each place. */

import clock from "../clock/session_clock.js";
import { button, el, put } from "../instrument/parts.js";
import { shorten } from "./address.js";
import { guarded, nodesOf } from "./asking.js";
import { warned, remarked } from "./complaints.js";
import { stepDrawing } from "./small.js";
import { allowed, inOrder, leftOutOf, minutesOf, sessionOf } from "./steps.js";
import { box } from "./told.js";

/** @param {Element} place empty @param {import("./app.js").Pocket} pocket @returns {Promise<() => void>} */
export async function show(place, pocket) {
  const [practice, markup, pictures] = await Promise.all(["practice", "markup", "pictures"].map(pocket.part));
  return guarded(place, pocket, async (within, decision) => {
    const asked = (pocket.choice.routine ?? "").split("+").filter(Boolean),
      id = asked.find((one) => Object.hasOwn(practice.routines, one)),
      routine = practice.routines[id],
      strange = asked.find((one) => !Object.hasOwn(practice.routines, one));
    if (strange) pocket.remark(pocket.say("address.no_routine", { routine: shorten(strange) }));
    else if (asked.length > 1) pocket.remark(pocket.say("session.one_routine"));
    const other = button(pocket.say("session.other"), () => pocket.go("complaints"), { className: "cun-told__back" });
    if (!routine) {
      put(within, ...offered(pocket, practice, decision));
      return () => {};
    }
    const done = allowed(decision, practice, id, pocket.choice.short);
    if (done.blockedBy.length) {
      const why = done.blockedBy.map((row) => decision.table.safety[row].message);
      put(within, el("h1", {}, routine.title), box("stop", [pocket.say("session.not_now"), ...why]), other);
      return () => {};
    }
    const session = await sessionOf(pocket, practice, id, done, decision);
    const order = inOrder(done.kept),
      drawing = el("div", { className: "cun-session__place" }),
      after = el("div", { className: "cun-session__after", "aria-live": "polite" }),
      stand = el("div", {}, ...nodesOf(markup.clock)),
      onPhoto = button(pocket.say("session.on_photo"), () => {}, { className: "cun-told__back", hidden: true });
    put(
      within,
      el("div", { className: "cun-session" }, stand, drawing),
      after,
      onPhoto,
      ...leftOut(pocket, decision, practice, done.leftOut),
      ...warned(decision, done.notes),
      ...remarked(pocket, decision, done.notes),
      other,
    );
    const draw = stepDrawing(drawing, pocket, practice, order, (shown) => {
      onPhoto.hidden = !shown.point || shown.view.startsWith("hand");
      onPhoto.onclick = () => {
        pocket.leaving = null; // the clock waits in this tab
        pocket.go("leg", { ...shown, zone: null });
      };
    });
    draw(1);
    const told = {
      step: ({ n }) => {
        put(after);
        draw(n);
      },
      done: (result) => put(after, ...outcome(pocket, result, session).map((line) => el("p", {}, line))),
    };
    const close = clock({
      parentElement: stand,
      data: { ...session, pictures: picturesOf(pocket, pictures, done.kept), speed: 1 },
      setStateValue: (name, value) => told[name](value),
    });
    const root = /** @type {HTMLElement} */ (stand.querySelector(".cun-clock"));
    pocket.leaving = () => (root.dataset.stage === "steps" ? pocket.say("session.runs") : "");
    return () => {
      pocket.leaving = null;
      close();
    };
  });
}

/** Every routine, for a reader who chose none. */
const offered = (pocket, practice, decision) => [
  el("h1", {}, pocket.say("session.title")),
  el("p", {}, pocket.say("session.none")),
  button(pocket.say("session.what_hurts"), () => pocket.go("complaints"), { className: "cun-told__back" }),
  el(
    "div",
    { className: "cun-guide__names" },
    ...Object.entries(practice.routines).map(([id, { title }]) => {
      const { kept, blockedBy } = allowed(decision, practice, id, false),
        time = minutesOf(practice, kept);
      const words = blockedBy.length ? title : pocket.say("session.offer", { routine: title, time });
      return button(words, () => pocket.go("session", { routine: id, short: false }));
    }),
  ),
];

function leftOut(pocket, decision, practice, gone) {
  if (!gone.length) return [];
  const lines = leftOutOf(decision, practice, gone, true);
  return [
    el(
      "details",
      { translate: false },
      el("summary", {}, pocket.say("session.left_out", { count: gone.length })),
      el("ul", {}, ...lines.map((line) => el("li", {}, line))),
    ),
  ];
}

/** Sentences after a session: how much of it was done, how it feels against before, when to see a doctor. */
function outcome(pocket, { before, after, pressed }, session) {
  const timed = new Set(session.steps.filter(({ seconds }) => seconds).map(({ n }) => n)),
    done = pressed.filter(({ n, seconds }) => timed.has(n) && seconds > 0).length;
  const lines = [done ? pocket.say("session.did", { done, count: timed.size }) : pocket.say("session.did_nothing")];
  if (before !== null && after !== null)
    lines.push(after > before ? pocket.say("session.worse") : pocket.say("session.weeks"));
  return [...lines, pocket.say("session.doctor")];
}

/** How the hand moves, by the technique's name and the side. */
function picturesOf(pocket, pictures, kept) {
  const found = {};
  for (const { step } of kept) {
    const drawn = pictures[step.technique]?.[pocket.dark ? "dark" : "light"];
    if (!drawn) continue;
    const at = ([side, { moving, still, alt }]) => [side, { moving: pocket.at(moving), still: pocket.at(still), alt }];
    found[step.texts.told[0].technique] = Object.fromEntries(Object.entries(drawn).map(at));
  }
  return found;
}
