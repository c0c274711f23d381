/* The page printed: the drawing keeps the size it has on the screen, as a chart cannot be drawn anew for paper, and is made
   smaller as a whole; what is folded is unfolded. The rest is the print style in instrument.css. */

const UPRIGHT = { wide: Infinity, high: 560 }, // px of paper; what is beside an upright leg may be cut
  ACROSS = { wide: 700, high: 420 };

/** @param {Record<string, any>} parts @param {() => boolean} isUpright @param {AbortSignal} signal */
export function printable({ limbs, drawing, inside }, isUpright, signal) {
  let folded = [];
  const begin = () => {
    const { clientWidth: wide, clientHeight: high } = limbs,
      upright = isUpright(),
      room = upright ? UPRIGHT : ACROSS;
    drawing.classList.toggle("cun-ins__drawing--upright", upright);
    drawing.style.setProperty("--wide", `${wide}px`);
    drawing.style.setProperty("--high", `${high}px`);
    drawing.style.setProperty("--middle", `${middleOf(limbs)}px`);
    drawing.style.setProperty("--on-paper", String(Math.min(room.wide / wide, room.high / high)));
    folded = [...inside.querySelectorAll("details:not([open])")];
    for (const one of folded) one.open = true;
  };
  const end = () => {
    for (const one of folded) one.open = false;
  };
  window.addEventListener("beforeprint", begin, { signal });
  window.addEventListener("afterprint", end, { signal });
}

/** The middle of what is marked, px from the left edge: a limb may stand aside of the buttons. @param {Element} limbs */
function middleOf(limbs) {
  const edges = [...limbs.querySelectorAll(".scatterlayer .point")].map((mark) => mark.getBoundingClientRect());
  const { left, width } = limbs.getBoundingClientRect();
  if (!edges.length) return width / 2;
  return (Math.min(...edges.map((one) => one.left)) + Math.max(...edges.map((one) => one.right))) / 2 - left;
}
