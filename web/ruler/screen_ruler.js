/* The screen as a ruler. `ppm` is how many CSS px make one real mm: found with a bank card, kept in this browser for
   this screen at this zoom. Only the millimetres of a width are ever sent. */

const LIMITS = [2, 10]; // px per mm that can be set at all
const GUESS = { fine: 3.78, coarse: 6 }; // px per mm of a desktop screen and of a phone
const KEYS = { card: { fine: 0.001, coarse: 0.02 }, line: { fine: 0.1, coarse: 1 } }; // share of the card; mm of a line
const LINE = 3,
  KNOB = 44; // px, as in the style sheet
const TOP_MM = 4; // room above the fingertips
const CHANGED = "The screen changed, please match the card again.";

const rulers = new WeakMap(); // element -> its ruler

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".cun-ruler");
  if (!rulers.has(root)) rulers.set(root, start(root));
  const ruler = rulers.get(root);
  if (ruler.data?.method !== data.method) Object.assign(ruler, { left: null, set: false });
  ruler.data = data;
  ruler.send = (mm) => setTriggerValue("measured", { mm });
  draw(ruler);
  return () => {
    ruler.closing.abort();
    clearInterval(ruler.clock);
    ruler.resize.disconnect();
    rulers.delete(root);
  };
}

function start(root) {
  const part = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((node) => [node.dataset.part, node]));
  const ruler = { root, part, screen: nameOfScreen(), left: null, set: false, closing: new AbortController() };
  ruler.ppm = recall(ruler.screen);
  ruler.draft = ruler.ppm ?? GUESS[matchMedia("(pointer: coarse)").matches ? "coarse" : "fine"];
  ruler.matching = !ruler.ppm;
  listen(ruler);
  ruler.resize = new ResizeObserver(() => ruler.data && draw(ruler));
  ruler.resize.observe(root);
  return ruler;
}

/* ---- which screen this is, and what we know of it ---- */

function nameOfScreen() {
  const sides = [screen.width, screen.height].sort((a, b) => a - b).join("x"); // turning a phone changes no mm
  const pinch = (visualViewport?.scale ?? 1).toFixed(2);
  const apple = navigator.vendor?.startsWith("Apple") ? ` ${(outerWidth / innerWidth).toFixed(1)}` : ""; // Safari's zoom
  return `cun-screen-ruler ${sides} @${devicePixelRatio.toFixed(3)} *${pinch}${apple}`;
}

function recall(name) {
  try {
    const ppm = JSON.parse(localStorage.getItem(name))?.px_per_mm;
    return ppm >= LIMITS[0] && ppm <= LIMITS[1] ? ppm : null;
  } catch {
    return null; // nothing kept, or keeping is forbidden
  }
}

function keep(name, ppm) {
  try {
    if (name.includes("*1.00")) localStorage.setItem(name, JSON.stringify({ px_per_mm: ppm }));
  } catch {
    /* private windows forbid it; then it lasts until the page is closed */
  }
}

/* Another screen, zoom or pinch has its own px per mm, or none yet. */
function lookAtScreen(ruler) {
  const name = nameOfScreen();
  if (name === ruler.screen) return;
  const had = ruler.ppm;
  ruler.screen = name;
  ruler.ppm = recall(name);
  ruler.matching = !ruler.ppm;
  if (ruler.ppm) ruler.draft = ruler.ppm;
  if (had || ruler.ppm) ruler.part.news.textContent = ruler.ppm ? "" : CHANGED;
  draw(ruler);
}

/* ---- what moves ---- */

function listen(ruler) {
  const { root, closing } = ruler;
  const on = (node, names, act, options) =>
    names.split(" ").forEach((name) => node.addEventListener(name, act, { signal: closing.signal, ...options }));
  const look = () => lookAtScreen(ruler);
  for (const what of [window, window.visualViewport]) if (what) on(what, "resize", look);
  ruler.clock = setInterval(look, 1000); // a window that moves to another screen tells nobody

  for (const slider of root.querySelectorAll("[data-slider]")) {
    const name = slider.dataset.slider;
    drag(
      on,
      slider,
      () => place(ruler, name),
      (px) => move(ruler, name, px),
    );
    on(slider, "keydown", (event) => pressKey(ruler, name, event));
  }
  for (const button of root.querySelectorAll("button"))
    press(on, button, () => {
      look();
      pressButton(ruler, button.dataset);
    });
  for (const glass of root.querySelectorAll(".cun-ruler__glass")) {
    on(glass, "touchmove gesturestart contextmenu dragstart", (event) => event.preventDefault(), { passive: false });
    on(glass, "wheel", (event) => event.ctrlKey && event.preventDefault(), { passive: false }); // a touchpad's pinch
  }
}

/* A touch moves a line only by its knob: the lying finger and the card touch the glass everywhere else. */
function drag(on, slider, where, moveTo) {
  let from = null;
  on(slider, "pointerdown", (event) => {
    if (from || event.button > 0 || (event.pointerType === "touch" && !event.target.matches(".cun-ruler__knob")))
      return;
    event.preventDefault();
    from = { id: event.pointerId, x: event.clientX, px: where() };
    slider.setPointerCapture(event.pointerId);
    slider.focus({ preventScroll: true });
  });
  on(slider, "pointermove", (event) => from?.id === event.pointerId && moveTo(from.px + event.clientX - from.x));
  on(slider, "pointerup pointercancel lostpointercapture", (event) => {
    if (from?.id === event.pointerId) from = null;
  });
}

/* While a finger lies on the glass, browsers make no click of a second touch: so a touch acts when it is lifted. */
function press(on, button, act) {
  on(button, "pointerup", (event) => {
    const still = button.contains(document.elementFromPoint(event.clientX, event.clientY));
    if (event.pointerType === "touch" && still) act();
  });
  on(button, "touchend", (event) => event.cancelable && event.preventDefault(), { passive: false });
  on(button, "click", act);
}

function pressKey(ruler, name, event) {
  const sign = { ArrowLeft: -1, ArrowDown: -1, PageDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 1 }[event.key];
  if (!sign || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const size = event.shiftKey || event.key.startsWith("Page") ? "coarse" : "fine";
  if (name === "card") resize(ruler, sign * KEYS.card[size]);
  else step(ruler, name, sign * KEYS.line[size]);
}

function pressButton(ruler, { resize: share, move: line, do: deed }) {
  if (share) resize(ruler, Number(share));
  if (line) step(ruler, line.split(" ")[0], Number(line.split(" ")[1]));
  if (deed === "use" && ruler.set && ruler.ppm) {
    ruler.send(widthMm(ruler));
    ruler.part.news.textContent = `Width taken: ${ruler.part.width.textContent}.`;
  }
  if (deed === "fits") {
    ruler.ppm = ruler.draft;
    keep(ruler.screen, ruler.ppm);
    turnTo(ruler, "finger");
  }
  if (deed === "again") turnTo(ruler, "card");
}

function turnTo(ruler, stage) {
  ruler.matching = stage === "card";
  ruler.part.news.textContent = "";
  draw(ruler);
  ruler.root.querySelector(`[data-for="${stage}"] h4`).focus();
}

const place = (ruler, name) => (name === "card" ? ruler.draft * cardMm(ruler) : ruler[name] * ruler.ppm);

function move(ruler, name, px) {
  if (name === "card") ruler.draft = px / cardMm(ruler);
  else Object.assign(ruler, { [name]: px / ruler.ppm, set: true });
  draw(ruler, name);
  sayAloud(ruler);
}

const resize = (ruler, share) => move(ruler, "card", place(ruler, "card") * (1 + share));
const step = (ruler, name, mm) => move(ruler, name, (ruler[name] + mm) * ruler.ppm);

/* ---- what is seen ---- */

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
// An upright phone is narrower than a card is long.
const side = () => (innerWidth < innerHeight && innerWidth < 600 ? "short" : "long");
const cardMm = (ruler) => ruler.data.card_mm[side()];
const widthMm = (ruler) => Math.round((ruler.right - ruler.left) * 10) / 10;

function draw(ruler, moved = "") {
  const { root, matching } = ruler;
  root.dataset.stage = matching ? "card" : "finger";
  (matching ? drawCard : drawFinger)(ruler, spread(ruler), moved);
  root.style.setProperty("--ppm", matching ? ruler.draft : ruler.ppm);
}

/* On a phone the glass reaches from edge to edge, whatever margins the page has. Its width in px. */
function spread({ root, matching, part }) {
  const glass = matching ? part.cardglass : part.fingerglass;
  const page = root.closest('[data-testid="stMain"]')?.clientWidth ?? innerWidth;
  glass.style = "";
  if (innerWidth < 640) glass.style = `margin-left: ${-glass.getBoundingClientRect().left}px; width: ${page}px`;
  return glass.clientWidth;
}

function drawCard(ruler, glassPx) {
  const { part, data, root } = ruler;
  const highest = Math.min(LIMITS[1], (glassPx - 2 * LINE) / cardMm(ruler));
  ruler.draft = clamp(ruler.draft, LIMITS[0], highest);
  const ppm = ruler.draft,
    text = `${ppm.toFixed(2)} px per mm`;
  root.dataset.side = side();
  part.ppm.textContent = text;
  const full = ppm > highest - 0.005 && highest < LIMITS[1];
  part.cardhint.textContent = full ? "If your card is wider than this, turn the screen sideways." : unusual(ppm, data);
  setSlider(root, "card", LINE + ppm * cardMm(ruler), glassPx, {
    min: LIMITS[0],
    max: highest,
    now: ppm,
    digits: 2,
    text,
  });
}

function drawFinger(ruler, glassPx, moved) {
  const { part, data, root, ppm } = ruler;
  const [least] = data.width_mm,
    glassMm = (glassPx - 2 * LINE) / ppm;
  if (ruler.left === null) {
    ruler.left = Math.max(0, (glassMm - data.usual_mm) / 2);
    ruler.right = ruler.left + data.usual_mm;
  }
  keepApart(ruler, moved, glassMm);
  const { left, right } = ruler,
    { hand } = data;
  const tip = (TOP_MM - hand.top) * ppm,
    joint = Math.min(tip, innerHeight * 0.62); // a low screen shows no fingertips
  const lengths = { left: left * ppm, gap: (right - left) * ppm, tip, joint, bottom: hand.bottom * ppm };
  for (const [name, px] of Object.entries(lengths)) root.style.setProperty(`--${name}`, `${px}px`);
  part.hand.setAttribute("viewBox", `0 ${hand.top - TOP_MM} 100 ${TOP_MM - hand.top + hand.bottom}`);
  for (const path of part.hand.children) path.setAttribute("d", hand[path.classList[0]]);
  part.prompt.textContent = data.prompt;
  part.width.textContent = `${widthMm(ruler).toFixed(1)} mm`;
  root.querySelector('[data-do="use"]').disabled = !ruler.set; // where the lines stand at first is nobody's width
  const narrow = `This screen is ${glassMm.toFixed(0)} mm wide here. If your fingers do not fit, turn it sideways.`;
  part.fingerhint.textContent = glassMm < data.room_mm ? narrow : unusual(ppm, data);
  const put = (name, mm, min, max) =>
    setSlider(root, name, LINE + mm * ppm, glassPx, {
      min,
      max,
      now: mm,
      digits: 1,
      text: `${mm.toFixed(1)} mm from the left`,
    });
  put("left", left, 0, right - least);
  put("right", right, left + least, glassMm);
}

/* Both lines stay on the glass; the one that moved gives way. On another glass they keep their distance if they can. */
function keepApart(ruler, moved, glassMm) {
  const {
    left,
    right,
    data: {
      width_mm: [least, most],
    },
  } = ruler;
  if (moved === "left") ruler.left = clamp(left, Math.max(0, right - most), right - least);
  else if (moved === "right") ruler.right = clamp(right, left + least, Math.min(glassMm, left + most));
  else if (right > glassMm) {
    Object.assign(ruler, { left: Math.max(0, left - right + glassMm), right: glassMm });
    ruler.set &&= right - left <= glassMm;
  }
}

/* The measured edge of a line is the one toward the finger. The knob hangs outward, but never off the glass. */
function setSlider(root, name, px, glassPx, { min, max, now, digits, text }) {
  const slider = root.querySelector(`[data-slider="${name}"]`);
  const knob = { left: -KNOB, card: -KNOB / 2, right: 0 }[name];
  slider.style.transform = `translateX(${px}px)`;
  slider.style.setProperty("--knob", `${clamp(knob, -px, glassPx - KNOB - px)}px`);
  for (const [key, value] of Object.entries({ min, max, now }))
    slider.setAttribute(`aria-value${key}`, value.toFixed(digits));
  slider.setAttribute("aria-valuetext", text);
}

const unusual = (ppm, { usual_px_per_mm: [low, high] }) =>
  ppm < low || ppm > high ? `Few screens have ${ppm.toFixed(1)} px per mm: please match the card again.` : "";

/* A screen reader hears the width once the line rests. */
function sayAloud(ruler) {
  const { part, matching } = ruler;
  clearTimeout(ruler.timer);
  const say = () => {
    part.aloud.textContent = matching ? part.ppm.textContent : `${part.width.textContent} wide`;
  };
  ruler.timer = setTimeout(say, 400);
}
