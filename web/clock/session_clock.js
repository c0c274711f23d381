/* The guided session on the screen: asks how it feels, leads through the steps, asks again. Time runs here and only
   here; the page hears which step is on and, at the end, what was done. */

import {
  advance,
  doing,
  forget,
  fresh,
  goTo,
  keep,
  left,
  minutes,
  recall,
  signals,
  spoken,
  stopwatch,
  total,
} from "./session_clock_time.js";
import { makeFeedback } from "./session_clock_feedback.js";

const LOOK = 100; // ms between two looks at the clock
const BREATH = { in: 4, out: 6 }; // s
const SIDES = { left: "Left", right: "Right", both: "Both sides", none: "" };
const WORDS = {
  ready: "get ready",
  wait: "take your time",
  press: "press",
  release: "let go",
  light: "light",
  firm: "firm",
  hold: "",
};
const SLEPT = "Paused while the page was asleep.";
const ASK = "How does it feel now, 0–10?";

const clocks = new WeakMap(); // element -> its clock

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".cun-clock");
  if (!clocks.has(root)) clocks.set(root, mount(root));
  const clock = clocks.get(root);
  clock.send = setStateValue;
  if (clock.session?.id !== data.id) begin(clock, data);
  else clock.session = data; // the page was drawn again: the clock runs on
  draw(clock);
  return () => {
    look(clock);
    clock.closing.abort();
    clearInterval(clock.looking);
    clearTimeout(clock.telling);
    clock.feedback.close();
    clocks.delete(root);
  };
}

function mount(root) {
  const part = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((node) => [node.dataset.part, node]));
  const clock = {
    root,
    part,
    feedback: makeFeedback(),
    watch: stopwatch(),
    running: false,
    closing: new AbortController(),
  };
  part.dark.hidden = Boolean(navigator.wakeLock);
  for (const name of ["before", "after"]) layScores(part[name], name);
  listen(clock);
  return clock;
}

function begin(clock, session) {
  const kept = recall(session.id, session.steps);
  clock.session = session;
  clock.now =
    kept?.now ?? fresh({ quiet: false, voice: false, ...clock.now?.settings, breath: Boolean(session.breath) });
  clock.feedback.settings = clock.now.settings;
  run(clock, Boolean(kept?.running));
  const waiting = session.steps[clock.now.at];
  clock.why =
    kept && !kept.running
      ? `You were at step ${clock.now.at + 1}, with ${minutes(waiting.seconds - Math.max(0, clock.now.t))} to go.`
      : "";
  layBar(clock);
  clearScores(clock);
  if (clock.now.stage === "steps") tellStep(clock);
  toTop(clock);
}

/* ---- time ---- */

function run(clock, on, why = "") {
  clock.running = on;
  clock.why = why;
  clearInterval(clock.looking);
  if (on) {
    clock.feedback.wake();
    clock.watch.start();
    clock.looking = setInterval(() => look(clock), LOOK);
  } else clock.feedback.hush();
  clock.feedback.keepAwake(on);
}

function look(clock) {
  const { now, session, feedback } = clock,
    { at } = now;
  if (clock.running) {
    const { seconds, slept } = clock.watch.look();
    if (slept) run(clock, false, SLEPT);
    else {
      const heard = [];
      advance(now, session, seconds * session.speed, (kind) => heard.push(kind));
      for (const kind of heard) feedback.signal(kind);
      const word = WORDS[heard.at(-1)];
      if (word) feedback.say(word, true);
    }
  }
  if (now.at !== at || (clock.running && now.stage !== "steps")) arrive(clock);
  draw(clock);
}

/* At another step, or at the end of them. */
function arrive(clock) {
  if (clock.now.stage === "steps") {
    if (clock.running) clock.feedback.say(aloud(clock));
    return tellStep(clock);
  }
  clock.reach = false;
  run(clock, false);
  draw(clock);
  toTop(clock);
  clock.part.afterhead.focus({ preventScroll: true });
}

function moveTo(clock, at) {
  if (clock.reach) actions.reach(clock);
  clock.why = "";
  goTo(clock.now, clock.session, at);
  arrive(clock);
}

/* A reader who leafs through the steps tells the page only where they stop. */
function tellStep(clock) {
  const { session, now } = clock;
  clearTimeout(clock.telling);
  clock.telling = setTimeout(() => clock.send("step", { id: session.id, n: session.steps[now.at].n }), 120);
}

const aloud = ({ now, session }) => {
  const step = session.steps[now.at];
  const said = [SIDES[step.side], step.title, way(now, step), step.where].filter(Boolean);
  return said.map((text) => text.replace(/[.\s]+$/, "")).join(". ");
};

const way = (now, step) => (now.other.includes(step.n) ? step.other_way : step.say);

/* ---- what the reader does ---- */

const actions = {
  start(clock) {
    Object.assign(clock.now, { stage: "steps", before: score(clock, "before"), started: new Date().toISOString() });
    run(clock, true);
    moveTo(clock, 0);
    goOn(clock);
    toTop(clock);
  },
  run(clock) {
    if (!clock.session.steps[clock.now.at].seconds && clock.running && clock.now.t >= 0)
      return moveTo(clock, clock.now.at + 1);
    clock.reach = false;
    run(clock, !clock.running);
  },
  skip: (clock) => moveTo(clock, clock.now.at + 1),
  back: (clock) => moveTo(clock, clock.now.at - 1),
  repeat: (clock) => moveTo(clock, clock.now.at),
  reach(clock) {
    clock.reach = !clock.reach;
    if (clock.reach) clock.resume = clock.running;
    if (clock.resume) run(clock, !clock.reach);
  },
  other(clock) {
    clock.now.other.push(clock.session.steps[clock.now.at].n);
    actions.reach(clock);
    clock.feedback.say(aloud(clock));
    goOn(clock);
  },
  leave(clock) {
    actions.skip(clock);
    if (clock.now.stage === "steps") goOn(clock);
  },
  stop(clock) {
    clock.now.stage = "after";
    arrive(clock);
  },
  return(clock) {
    clock.now.stage = "steps";
    if (clock.now.t >= clock.session.steps[clock.now.at].seconds) goTo(clock.now, clock.session, clock.now.at);
    goOn(clock);
  },
  finish(clock) {
    const { now, session } = clock,
      { before, started } = now,
      ended = new Date().toISOString();
    now.after = score(clock, "after");
    const pressed = session.steps.map(({ n }, i) => ({ n, seconds: Math.round((now.pressed[i] ?? 0) * 10) / 10 }));
    now.stage = "done";
    clock.send("done", { id: session.id, before, after: now.after, pressed, started, ended });
    draw(clock);
    clock.part.donehead.focus({ preventScroll: true });
  },
  again(clock) {
    clock.now = fresh(clock.now.settings);
    clearScores(clock);
    draw(clock);
    clock.part.beforehead.focus({ preventScroll: true });
  },
  quiet: (clock) => wish(clock, "quiet"),
  voice: (clock) => wish(clock, "voice"),
  breath: (clock) => wish(clock, "breath"),
  still: (clock) => wish(clock, "still"),
};

function wish(clock, name) {
  clock.now.settings[name] = !clock.now.settings[name];
  if (name === "breath" || name === "still") return;
  clock.feedback.hush();
  if (name === "voice" && clock.running) clock.feedback.say(aloud(clock));
}

function goOn(clock) {
  draw(clock);
  clock.part.run.focus({ preventScroll: true });
}

function toTop({ root }) {
  if (root.getBoundingClientRect().top < 0) root.scrollIntoView({ block: "start" });
}

function act(clock, action) {
  const ran = clock.running;
  look(clock); // time up to now still belongs to what was
  if (ran && !clock.running) return; // the page slept, or the last step just ended: the press was meant for what was seen
  actions[action](clock);
  draw(clock);
}

function listen(clock) {
  const { root } = clock,
    { signal } = clock.closing;
  root.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest("button");
      if (button && button.offsetParent) act(clock, button.dataset.do); // not one that has just gone
    },
    { signal },
  );
  document.addEventListener("keydown", (event) => pressKey(clock, event), { signal });
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.hidden) clock.watch.hide();
      look(clock);
      clock.feedback.keepAwake(clock.running);
    },
    { signal },
  );
  window.addEventListener("pagehide", () => look(clock), { signal });
}

function pressKey(clock, event) {
  const { target, key } = event,
    within = clock.root.contains(target);
  if (
    clock.now?.stage !== "steps" ||
    event.ctrlKey ||
    event.altKey ||
    event.metaKey ||
    (!within && target !== document.body)
  )
    return;
  const action = { " ": "run", ArrowRight: "skip", ArrowLeft: "back" }[key];
  if (!action || (key === " " && (event.repeat || target.closest("button")))) return; // a focused button keeps its own key
  event.preventDefault();
  act(clock, action);
}

/* ---- what is seen ---- */

const put = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};
const show = (node, on) => {
  if (node.hidden === Boolean(on)) node.hidden = !on;
};

function draw(clock) {
  const { root, part, now, session, feedback } = clock;
  root.dataset.stage = now.stage;
  if (["steps", "after"].includes(now.stage)) keep(session.id, now, clock.running);
  else forget(session.id);
  if (now.stage === "before") {
    put(part.beforehead, session.title);
    put(
      part.length,
      `${session.steps.length} ${session.steps.length === 1 ? "step" : "steps"}, ${session.length ?? spoken(total(session))} in all`,
    );
  }
  if (now.stage === "steps") drawStep(clock);
  if (now.stage === "done") {
    const felt = [
      ["Before", now.before],
      ["Now", now.after],
    ].filter(([, number]) => number != null);
    const told = [["Time at the places", spoken(now.pressed.reduce((sum, s) => sum + (s ?? 0), 0))], ...felt];
    put(part.sum, told.map(([name, value]) => `${name}: ${value}.`).join(" "));
  }
  for (const name of ["quiet", "voice", "breath", "still"]) {
    root.querySelector(`[data-do="${name}"]`).setAttribute("aria-pressed", Boolean(now.settings[name]));
  }
  show(root.querySelector('[data-do="voice"]'), feedback.canSpeak);
}

function drawStep(clock) {
  const { root, part, now, session, running } = clock,
    step = session.steps[now.at];
  const what = doing(step, now.t),
    seen = [session.id, now.at, now.other.includes(step.n)].join();
  if (clock.seen !== seen) layStep(clock, step);
  if (clock.seen !== seen && (running || clock.seen))
    put(part.aloud, `Step ${now.at + 1} of ${session.steps.length}. ${aloud(clock)}`);
  clock.seen = seen;
  const pictures = session.pictures?.[step.technique];
  layMovement(part.movement, pictures?.[step.side] || pictures?.right, now.settings.still);

  const rest = now.t < 0 ? -now.t : step.seconds - now.t,
    whole = Math.ceil(rest - 1e-6);
  root.dataset.now = running ? what : "paused";
  put(part.number, what === "wait" ? "" : whole < 60 ? `${whole}` : minutes(rest));
  put(part.word, running ? WORDS[what] || (whole < 60 ? "seconds" : "minutes") : "paused");
  const share = what === "wait" ? 1 : now.t < 0 ? 1 + now.t / session.ready : rest / step.seconds;
  part.arc.style.strokeDashoffset = 1 - share;
  drawBreath(clock, running && now.settings.breath && step.seconds && now.t >= 0);

  const gone = total(session) - left(now, session);
  put(part.left, `${minutes(left(now, session))} left`);
  [...part.bar.children].forEach((bit, i) =>
    bit.style.setProperty("--done", i < now.at ? 1 : i > now.at ? 0 : Math.max(0, now.t) / (step.seconds || 1)),
  );
  part.bar.setAttribute("aria-valuenow", Math.round((gone / (total(session) || 1)) * 100));
  part.bar.setAttribute("aria-valuetext", `step ${now.at + 1} of ${session.steps.length}, ${part.left.textContent}`);

  put(
    part.run,
    running ? (what === "wait" ? "Next" : "Pause") : now.t > -session.ready || clock.why ? "Go on" : "Start this step",
  );
  put(part.why, clock.why);
  show(part.way, clock.reach);
  root.querySelector('[data-do="reach"]').setAttribute("aria-expanded", Boolean(clock.reach));
  root.querySelector('[data-do="back"]').disabled = now.at === 0;
}

function layStep({ part, root, now, session }, step) {
  root.dataset.side = step.side;
  put(part.count, `Step ${now.at + 1} of ${session.steps.length}`);
  put(part.side, SIDES[step.side]);
  put(part.title, step.title);
  put(part.say, way(now, step) || "");
  put(part.where, step.where || "");
  put(
    part.technique,
    [step.technique, step.tool && `with ${step.tool}`, step.together && "both places together"]
      .filter(Boolean)
      .join(", "),
  );
  show(part.pressure, step.pressure != null);
  put(part.level, `Pressure: ${step.strength}`);
  [...part.dots.children].forEach((dot, i) => dot.classList.toggle("on", i < step.pressure));
  part.care.replaceChildren(
    ...(step.care ?? []).map((text) => Object.assign(document.createElement("li"), { textContent: text })),
  );
  put(part.otherway, step.other_way || "There is no other way written for this step. You can leave it out.");
  show(root.querySelector('[data-do="other"]'), step.other_way);
  show(part.more, step.seconds);
  const tick = (at) => {
    // a gap in the ring where the hands change what they do
    const angle = (1 - at / step.seconds) * 2 * Math.PI,
      x = Math.sin(angle),
      y = -Math.cos(angle);
    return `M${100 + 82 * x} ${100 + 82 * y}L${100 + 98 * x} ${100 + 98 * y}`;
  };
  part.ticks.setAttribute(
    "d",
    signals(step)
      .map(({ at }) => tick(at))
      .join(""),
  );
}

/* How the hand moves; the same drawing is left alone, so that its movement does not begin anew. */
function layMovement(node, picture, still) {
  show(node, picture);
  if (!picture) return;
  const [calm, image] = node.children,
    src = still ? picture.still : picture.moving;
  if (calm.getAttribute("srcset") !== picture.still) calm.setAttribute("srcset", picture.still);
  if (image.getAttribute("src") !== src) Object.assign(image, { src, alt: picture.alt });
}

function drawBreath({ part, root, now }, on) {
  const t = now.t % (BREATH.in + BREATH.out),
    drawingIn = t < BREATH.in;
  const full = drawingIn ? t / BREATH.in : 1 - (t - BREATH.in) / BREATH.out;
  root.dataset.breath = on ? "on" : "off";
  put(part.breath, on ? (drawingIn ? "breathe in" : "breathe out") : "");
  part.lung.style.transform = `scale(${0.62 + (0.38 * (1 - Math.cos(full * Math.PI))) / 2})`;
}

function layBar({ part, session }) {
  part.bar.replaceChildren(
    ...session.steps.map(({ seconds }) => {
      const bit = document.createElement("i");
      bit.style.flexGrow = String(Math.max(seconds, 10));
      return bit;
    }),
  );
}

function layScores(box, name) {
  box.innerHTML =
    `<legend>${ASK}</legend>` +
    [...Array(11).keys()]
      .map((n) => `<label><input type="radio" name="cun-clock-${name}" value="${n}"><span>${n}</span></label>`)
      .join("");
}

function clearScores({ root }) {
  for (const input of root.querySelectorAll("input")) input.checked = false;
}

function score({ root }, name) {
  const chosen = root.querySelector(`[name="cun-clock-${name}"]:checked`);
  return chosen ? Number(chosen.value) : null;
}
