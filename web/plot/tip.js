/* What an area is: a label beside the mouse, with the other areas under it. */

/** Say what these areas are, the first one above; nothing for none. */
export function tell(chart, areas, event) {
  const { root, graph, Plotly } = chart;
  const tip = (chart.tip ??= root.appendChild(
    Object.assign(document.createElement("div"), { className: "cun-plot__tip", hidden: true, ariaHidden: "true" }),
  ));
  if (!areas.length) {
    tip.hidden = true;
    return;
  }
  const also = areas.slice(1).map(({ name }) => name);
  const words = [...areas[0].says, ...(also.length ? [`Also here: ${also.join(", ")}`] : [])];
  if (tip.dataset.words !== words.join("\n")) {
    tip.dataset.words = words.join("\n");
    tip.replaceChildren(
      ...words.map((line, i) => Object.assign(document.createElement(i ? "span" : "strong"), { textContent: line })),
    );
  }
  if (tip.hidden) Plotly.Fx.unhover(graph);
  tip.hidden = false;
  const box = root.getBoundingClientRect(),
    x = event.clientX - box.left,
    y = event.clientY - box.top;
  const left = x + 16 + tip.offsetWidth <= box.width ? x + 16 : Math.max(x - 16 - tip.offsetWidth, 0);
  tip.style.left = `${left}px`;
  tip.style.top = `${Math.max(Math.min(y + 16, box.height - tip.offsetHeight), 0)}px`;
}
