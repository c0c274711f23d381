/* The sheet at the lower edge of a phone: low (name and centimetres), half, or up to the whole card. A press or a drag on
   its top moves it, or its handle by keys; the drawing above stays where it is. On wide pages CSS makes it a column and
   the handle goes. */

const HEIGHTS = ["low", "half", "high"];

/** @param {HTMLElement} sheet @param {HTMLElement} top @param {HTMLElement} handle @param {AbortSignal} signal */
export function drawer(sheet, top, handle, signal) {
  let from = null;
  const set = (step) => {
    sheet.dataset.step = step;
    sheet.style.removeProperty("--pulled");
    handle.setAttribute("aria-expanded", String(step !== "low"));
  };
  const move = (by) =>
    set(HEIGHTS[Math.min(Math.max(HEIGHTS.indexOf(sheet.dataset.step) + by, 0), HEIGHTS.length - 1)]);
  const press = () => set(sheet.dataset.step === "low" ? "half" : "low");
  set("low");

  top.addEventListener(
    "pointerdown",
    (event) => {
      if (!handle.checkVisibility()) return;
      from = { y: event.clientY, height: sheet.getBoundingClientRect().height, moved: false };
      top.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  top.addEventListener(
    "pointermove",
    (event) => {
      if (!from) return;
      const rise = from.y - event.clientY;
      from.moved ||= Math.abs(rise) > 6;
      if (from.moved) sheet.style.setProperty("--pulled", `${from.height + rise}px`);
    },
    { signal },
  );
  const end = (event) => {
    if (!from) return;
    const rise = from.y - event.clientY,
      { moved } = from;
    from = null;
    if (!moved) press();
    else if (Math.abs(rise) < 30) set(sheet.dataset.step);
    else move(Math.sign(rise) * (Math.abs(rise) > 260 ? 2 : 1));
  };
  top.addEventListener("pointerup", end, { signal });
  top.addEventListener(
    "pointercancel",
    () => {
      from = null;
      set(sheet.dataset.step);
    },
    { signal },
  );
  handle.addEventListener(
    "keydown",
    (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      move(by);
    },
    { signal },
  );
  handle.addEventListener("click", ({ detail }) => detail === 0 && press(), { signal }); // by a key or a screen reader
  return { set };
}
