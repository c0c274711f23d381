/* What hurts: choose a complaint by name or by the place, see its routine and what is known of it, and begin. */

import { button, el, put } from "../instrument/parts.js";
import { shorten } from "./address.js";
import { guarded } from "./asking.js";
import { joined } from "./consequences.js";
import { hurtMap } from "./hurt_map.js";
import { allowed, leftOutOf, minutesOf, secondsOf, stepsOnce } from "./steps.js";
import { box, toldIn } from "./told.js";

/** @param {Element} place empty @param {import("./app.js").Pocket} pocket @returns {Promise<() => void>} */
export async function show(place, pocket) {
  const practice = await pocket.part("practice");
  return guarded(place, pocket, async (within, decision) => {
    const answer = el("div", { className: "cun-guide__answer", "aria-live": "polite" });
    let length = "whole",
      tapped = null;
    const tell = () => {
      const condition = practice.conditions[pocket.choice.complaints[0]];
      put(answer, tapped && areaBox(tapped), ...(condition ? answerOf(condition) : []));
    };
    const choose = (id) => {
      pocket.choose({ complaints: id ? [id] : [] });
      if (!tapped?.conditions.includes(id) && id) tapped = null;
      list.mark();
      tell();
      answer.scrollIntoView({ block: "start", behavior: "smooth" });
    };
    const answerOf = (condition) =>
      condition.routine
        ? led(pocket, practice, decision, condition, length, (chosen) => {
            length = chosen;
            tell();
          })
        : notLed(pocket, decision, condition);
    const list = listOf(pocket, practice, choose);
    const map = hurtMap(pocket, practice, (area) => {
      tapped = area;
      choose(area.conditions[0]);
    });
    const areaBox = ({ name, say, conditions }) =>
      el(
        "section",
        { className: "cun-guide__box" },
        el("p", {}, pocket.say("complaints.tapped", { area: name, say })),
        el(
          "div",
          { className: "cun-guide__names" },
          ...conditions.map((id) =>
            button(practice.conditions[id].name, () => choose(id), {
              "aria-pressed": String(id === pocket.choice.complaints[0]),
            }),
          ),
        ),
      );
    const asked = pocket.choice.complaints,
      strange = asked.filter((id) => !Object.hasOwn(practice.conditions, id));
    pocket.choose({ complaints: asked.filter((id) => !strange.includes(id)) });
    const notes = [
      ...(strange.length ? [pocket.say("address.no_complaint", { complaint: shorten(strange[0]) })] : []),
      ...(pocket.choice.complaints.length > 1 ? [pocket.say("complaints.one")] : []),
    ];
    if (notes.length) pocket.remark(notes.join(" "));
    const chooser = el(
      "details",
      { className: "cun-guide__choose", open: !pocket.choice.complaints.length },
      el("summary", {}, pocket.say("complaints.which")),
      el("div", {}, map.element, list.element),
    );
    chooser.addEventListener("toggle", () => chooser.open && map.draw());
    within.append(el("h1", {}, pocket.say("complaints.heading")), chooser, answer);
    list.mark();
    tell();
    return () => {};
  });
}

/* ---- choosing ---- */

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Every complaint, or those that have all the typed words somewhere in their names. */
function listOf(pocket, { conditions, phrases }, choose) {
  const typed = el("input", {
    type: "search",
    className: "cun-guide__field",
    placeholder: pocket.say("complaints.example"),
    "aria-label": pocket.say("complaints.pick"),
  });
  const none = el("p", { role: "status" });
  const buttons = Object.entries(conditions).map(([id, { name, words }]) => ({
    id,
    words: folded([name, ...words].join(" ")),
    made: button(name, () => choose(id), { title: joined(phrases.list_comma, words) }),
  }));
  const filter = () => {
    const asked = folded(typed.value).split(/\s+/).filter(Boolean);
    for (const { words, made } of buttons) made.hidden = !asked.every((word) => words.includes(word));
    none.textContent = buttons.every(({ made }) => made.hidden) ? pocket.say("complaints.none_called") : "";
  };
  const mark = () => {
    for (const { id, made } of buttons) made.setAttribute("aria-pressed", String(id === pocket.choice.complaints[0]));
  };
  typed.addEventListener("input", filter);
  mark();
  const all = el("div", { className: "cun-guide__names", role: "group" }, ...buttons.map(({ made }) => made));
  return { element: el("div", { className: "cun-guide__list" }, typed, none, all), mark };
}

/* ---- what is told of a complaint ---- */

/** Without a session: why, and what is known. */
const notLed = (pocket, decision, condition) => [
  el(
    "section",
    { className: "cun-guide__box" },
    el("h2", {}, condition.name),
    el("p", {}, pocket.say("complaints.no_session", { why: condition.why })),
    ...known(condition),
    ...warned(decision, unsettled(decision, condition.safety)),
  ),
  ...remarked(pocket, decision, unsettled(decision, condition.safety)),
];

/** With a session: what it is, how long, the button that begins it; what is known; its steps. */
function led(pocket, practice, decision, condition, length, take) {
  const { title, intro } = practice.routines[condition.routine],
    head = [el("h2", {}, title), el("p", {}, intro)];
  const about = [
    el("section", { className: "cun-guide__box" }, ...known(condition)),
    condition.pressed ? el("p", {}, practice.dose) : null,
    ...remarked(pocket, decision, unsettled(decision, condition.safety)),
  ];
  const whole = allowed(decision, practice, condition.routine, false),
    brief = allowed(decision, practice, condition.routine, true);
  if (whole.blockedBy.length) {
    const why = whole.blockedBy.map((row) => decision.table.safety[row].message);
    const stop = box("stop", [pocket.say("session.routine_not_now"), ...why]);
    return [el("section", { className: "cun-guide__box" }, ...head, stop), ...about];
  }
  const lengths = { whole: pocket.say("complaints.whole", { time: minutesOf(practice, whole.kept) }) };
  if (brief.kept.length && !brief.blockedBy.length && brief.kept.length < whole.kept.length)
    lengths.short = pocket.say("complaints.short", { time: minutesOf(practice, brief.kept) });
  const chosen = length in lengths ? length : "whole",
    long = secondsOf(practice, whole.kept) > practice.long && lengths.short;
  const begin = () => pocket.go("session", { routine: condition.routine, short: chosen === "short" });
  const choices = Object.entries(lengths).map(([id, words]) =>
    button(words, () => take(id), { "aria-pressed": String(id === chosen) }),
  );
  return [
    el(
      "section",
      { className: "cun-guide__box" },
      ...head,
      ...warned(decision, unsettled(decision, condition.safety)),
      el(
        "div",
        { className: "cun-guide__begin" },
        el("div", { role: "group", "aria-label": pocket.say("complaints.length") }, ...choices),
        button(pocket.say("complaints.begin"), begin, { className: "cun-pocket__go" }),
      ),
      long ? el("p", {}, pocket.say("complaints.long")) : null,
      el("p", { className: "cun-guide__small" }, pocket.say("complaints.big")),
    ),
    ...about,
    ...steps(pocket, practice, decision, chosen === "short" ? brief : whole),
  ];
}

/** The note of a complaint, and what studies say. */
const known = ({ note, studies, found }) => [
  note ? el("p", {}, note) : null,
  toldIn("p", studies),
  ...found.map((row) => el("p", {}, row)),
];

function steps(pocket, practice, decision, done) {
  const listed = stepsOnce(decision, done.kept).map(({ step, sides, told }) =>
    el(
      "li",
      {},
      el("strong", {}, step.name),
      [
        "",
        ...(step.seconds ? [step.times[sides.length === 2 ? "each" : sides[0]]] : []),
        ...(told.strength ? [told.strength] : []),
      ].join(" · "),
      el("p", {}, told.say),
    ),
  );
  const gone = leftOutOf(decision, practice, done.leftOut, false);
  return [
    el("h2", {}, pocket.say("complaints.steps")),
    el("ol", { className: "cun-guide__steps" }, ...listed),
    ...(gone.length
      ? [
          toldIn("p", practice.phrases["complaints.left_out"]),
          el("ul", { translate: false }, ...gone.map((line) => el("li", {}, line))),
        ]
      : []),
  ];
}

/* ---- care sentences ---- */

/** The rows of a complaint that the answers have not settled. */
const unsettled = (decision, rows) =>
  [...new Set(rows)].filter((row) => row in decision.table.safety && !decision.settled(row));

/** Sentences that ask for care, in one box. @param {any} decision @param {string[]} rows safety rows */
export function warned(decision, rows) {
  const { safety } = decision.table,
    grave = rows.filter((row) => safety[row].level !== "info");
  return grave.length
    ? [
        box(
          "caution",
          grave.map((row) => safety[row].message),
        ),
      ]
    : [];
}

/** Sentences for everybody, as a plain list. @param {any} pocket @param {any} decision @param {string[]} rows */
export function remarked(pocket, decision, rows) {
  const { safety } = decision.table,
    mild = rows.filter((row) => safety[row].level === "info");
  if (!mild.length) return [];
  const head = el("strong", {}, pocket.say("session.good_to_know"));
  return [el("p", {}, head), el("ul", {}, ...mild.map((row) => el("li", {}, safety[row].message)))];
}
