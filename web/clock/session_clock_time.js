/* The time of a session, without a screen. All times are seconds of the session. The time `t` of a step runs from
   −ready (the hands move to the place) over 0 (pressing begins) to the step's `seconds`. A step of 0 seconds has no
   clock: it waits until the reader goes on. */

const AWAKE = 3000; // ms; the clock looks far more often, so a longer gap means that the page slept

export const fresh = (settings) => ({
  stage: "before",
  at: 0,
  t: 0,
  before: null,
  after: null,
  started: null,
  pressed: [],
  other: [],
  settings,
});

/* What the hands do at `t`. */
export function doing({ seconds, press_seconds: press, release_seconds: release, switch_seconds: change }, t) {
  if (t < 0) return "ready";
  if (!seconds) return "wait";
  if (press && t % (press + release) >= press) return "release";
  if (change) return Math.floor(t / change) % 2 ? "firm" : "light";
  return press ? "press" : "hold";
}

/* When the hands change what they do, within one step: [{at, kind}]. */
export function signals({ seconds, press_seconds: press, release_seconds: release, switch_seconds: change }) {
  const all = [];
  for (let at = press; at && at < seconds; at += press + release) {
    all.push({ at, kind: "release" });
    if (at + release < seconds) all.push({ at: at + release, kind: "press" });
  }
  for (let at = change, firm = true; at && at < seconds; at += change, firm = !firm)
    all.push({ at, kind: firm ? "firm" : "light" });
  return all.sort((one, other) => one.at - other.at);
}

export function goTo(now, session, at) {
  if (at >= session.steps.length) now.stage = "after";
  else Object.assign(now, { at: Math.max(0, at), t: -session.ready });
}

/* Let `seconds` pass; what they leave over goes to the next step. `tell` hears each signal on the way. */
export function advance(now, session, seconds, tell) {
  while (seconds > 0 && now.stage === "steps") {
    const step = session.steps[now.at],
      from = now.t,
      to = Math.min(from + seconds, step.seconds);
    for (const { at, kind } of signals(step)) if (at > from && at <= to) tell(kind);
    if (from < 0 && to >= 0) tell("begin");
    now.pressed[now.at] = (now.pressed[now.at] ?? 0) + Math.max(0, to) - Math.max(0, from);
    now.t = to;
    if (to < step.seconds || !step.seconds) return;
    seconds -= to - from;
    goTo(now, session, now.at + 1);
    tell(now.stage === "after" ? "finish" : "end");
  }
}

export const total = ({ steps, ready }, from = 0) =>
  steps.slice(from).reduce((sum, step) => sum + ready + step.seconds, 0);
export const left = (now, session) => session.steps[now.at].seconds - now.t + total(session, now.at + 1);
export const minutes = (seconds) => {
  const whole = Math.max(0, Math.ceil(seconds - 1e-6));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

/* As content/pressing.py says it: "1 minute 30 seconds". */
export const spoken = (seconds) => {
  const whole = Math.round(seconds),
    m = Math.floor(whole / 60),
    s = whole % 60;
  const counted = (count, unit) => `${count} ${unit}${count === 1 ? "" : "s"}`;
  return [m && counted(m, "minute"), (s || !m) && counted(s, "second")].filter(Boolean).join(" ");
};

/* The time since the last look, by the clock that nobody can set. `slept` when the page was asleep in between: some
   devices stop that clock too, which shows only as a jump of the day's time while the page is hidden. */
export function stopwatch() {
  let last, day, hidden;
  return {
    start() {
      [last, day, hidden] = [performance.now(), Date.now(), document.hidden];
    },
    hide() {
      hidden = true;
    },
    look() {
      const ms = performance.now() - last,
        slept = ms > AWAKE || (hidden && Date.now() - day - ms > AWAKE);
      this.start();
      return { seconds: ms / 1000, slept };
    },
  };
}

/* ---- kept in this tab until the session is finished ---- */

const STORE = "cun-session ";

export function keep(id, now, running) {
  const here = { page: performance.timeOrigin, when: performance.now(), running };
  try {
    sessionStorage.setItem(STORE + id, JSON.stringify({ now, here }));
  } catch {
    /* forbidden or full: then a reload begins again */
  }
}

/* What was kept of this session; what was kept of any other is thrown away. `running` only when the page itself never
   went away, but merely drew this part of it again. */
export function recall(id, steps) {
  try {
    for (const name of Object.keys(sessionStorage))
      if (name.startsWith(STORE) && name !== STORE + id) sessionStorage.removeItem(name);
    const { now, here } = JSON.parse(sessionStorage.getItem(STORE + id));
    const { stage, at, t, pressed, other, settings } = now,
      step = steps[at];
    if (!step || !["steps", "after"].includes(stage) || !(Math.abs(t) <= 3600 && t <= step.seconds)) return null;
    if (!Array.isArray(pressed) || !Array.isArray(other) || !(settings instanceof Object)) return null;
    const running = here.running && here.page === performance.timeOrigin && performance.now() - here.when < AWAKE;
    return { now: { ...fresh(settings), ...now }, running };
  } catch {
    return null; // nothing kept, or nothing that can be read
  }
}

export function forget(id) {
  try {
    sessionStorage.removeItem(STORE + id);
  } catch {
    /* nothing was kept either */
  }
}
