/* The pages of the atlas: a row at the top, on a phone a bar at the lower edge with the first few and "More". Each is a
   link, so it can be opened in another tab; a plain press asks the page to turn, and nothing is loaded anew. */

/** @param {{ data: { pages: { path: string, title: string }[], here: string, first: number, more: string, label: string }, parentElement: Element, setTriggerValue: (name: string, value: any) => void }} component */
export default function ({ data, parentElement, setTriggerValue }) {
  const bar = parentElement.querySelector(".cun-menu");
  const closing = new AbortController(),
    { signal } = closing;
  const link = ({ path, title }) => {
    const made = document.createElement("a");
    made.href = new URL(path, document.baseURI).href;
    made.textContent = title;
    if (path === data.here) made.setAttribute("aria-current", "page");
    made.addEventListener(
      "click",
      (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        rest.open = false;
        if (path !== data.here) setTriggerValue("go", path);
      },
      { signal },
    );
    return made;
  };
  const rest = document.createElement("details"),
    summary = document.createElement("summary"),
    list = document.createElement("div");
  summary.textContent = data.more;
  if (data.pages.slice(data.first).some(({ path }) => path === data.here)) summary.setAttribute("data-here", "");
  list.append(...data.pages.slice(data.first).map(link));
  rest.append(summary, list);
  bar.setAttribute("aria-label", data.label);
  bar.replaceChildren(...data.pages.map(link), rest);
  document.addEventListener(
    "pointerdown",
    (event) => {
      if (!rest.contains(/** @type {Node} */ (event.target))) rest.open = false;
    },
    { signal },
  );
  document.addEventListener(
    "keydown",
    ({ key }) => {
      if (key !== "Escape" || !rest.open) return;
      rest.open = false;
      summary.focus();
    },
    { signal },
  );
  return () => closing.abort();
}
