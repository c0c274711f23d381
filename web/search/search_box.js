// A search field: answers stand below it while somebody types. Arrow keys walk through them, Enter takes the one that is
// meant, Escape closes them. All text is set as text.

import { EXACT, finder } from "./find.js";

let boxes = 0;

/**
 * @param {HTMLElement} root an empty element, which the field fills
 * @param {{index: object | (() => Promise<object>), onChoose: (kind: string, id: string) => void,
 *   leftOut?: Iterable<string>, kinds?: string[], words?: Record<string, string>}} options
 *   index: what web/search_index.py writes, or how to get it, which happens when the field is first entered;
 *   leftOut: codes that the reader's answers leave out; kinds: what is offered; words: instead of index.said
 * @returns {{update: (changes: object) => void, close: () => void}}
 */
export function searchBox(root, { index, onChoose, ...options }) {
  const box = { leftOut: new Set(), kinds: ["point", "complaint", "zone"], words: {}, active: -1, hits: [] };
  const own = `cun-search-${(boxes += 1)}`,
    ending = new AbortController();
  const field = make("input", {
    type: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "go",
    maxlength: "60",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": own,
  });
  const notes = make("div", { class: "cun-search-notes", role: "status" });
  const list = make("ul", { class: "cun-search-list", id: own, role: "listbox", hidden: "" });
  let find, loading;

  function update(changes) {
    Object.assign(box, changes, { leftOut: new Set(changes.leftOut ?? box.leftOut) });
    field.setAttribute("aria-label", word("label"));
    list.setAttribute("aria-label", word("label"));
    field.placeholder = word("placeholder");
    if (!list.hidden || notes.textContent) look();
  }

  const word = (name) => box.words[name] ?? box.said?.[name] ?? "";

  async function load() {
    loading ??= Promise.resolve(typeof index === "function" ? index() : index).then(
      (loaded) => {
        find = finder(loaded);
        update({ said: loaded.said });
      },
      () => (loading = undefined),
    );
    await loading;
  }

  function look() {
    if (!find) return;
    const answers = find(field.value);
    box.hits = answers.found.filter((one) => box.kinds.includes(one.kind));
    box.active = -1;
    list.replaceChildren(...box.hits.map(option));
    const told = answers.notes.length || box.hits.length || !field.value.trim() ? answers.notes : [word("nothing")];
    notes.replaceChildren(...told.map((text) => make("p", {}, text)));
    open(box.hits.length > 0);
  }

  function option(hit, i) {
    const item = make("li", { id: `${own}-${i}`, role: "option", "aria-selected": "false", "data-kind": hit.kind });
    item.append(make("span", { class: "cun-search-kind" }, word(`kind_${hit.kind}`)), make("strong", {}, hit.title));
    if (box.leftOut.has(hit.id)) item.append(make("em", {}, word("left_out")));
    item.append(make("span", { class: "cun-search-why" }, hit.reason));
    return item;
  }

  function open(wanted) {
    list.hidden = !wanted;
    field.setAttribute("aria-expanded", String(wanted));
    if (!wanted) mark(-1);
  }

  function mark(at) {
    box.active = at;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", `${own}-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function choose(at) {
    const { kind, id } = box.hits[at];
    field.value = "";
    look();
    onChoose(kind, id);
  }

  /** What Enter takes: the marked answer, the only one of this name, the only exact one, or the only one; else -1. */
  function meant() {
    if (box.active >= 0) return box.active;
    const exact = box.hits.filter((hit) => hit.rank === EXACT);
    const named = exact.filter(({ title }) => title.toLowerCase() === field.value.trim().toLowerCase());
    for (const these of [named, exact]) if (these.length === 1) return box.hits.indexOf(these[0]);
    return box.hits.length === 1 ? 0 : -1;
  }

  async function pressed(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && box.hits.length) {
      event.preventDefault();
      if (list.hidden) open(true);
      const from = box.active < 0 && step < 0 ? 0 : box.active;
      mark((from + step + box.hits.length) % box.hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      await load();
      if (!find) return;
      if (list.hidden || !box.hits.length) look();
      if (!box.hits.length) return;
      if (meant() >= 0) choose(meant());
      else mark(0);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      open(false);
    }
  }

  const on = (node, name, deed) => node.addEventListener(name, deed, { signal: ending.signal });
  on(field, "focus", load);
  on(field, "input", () => load().then(look));
  on(field, "keydown", pressed);
  on(root, "focusout", (event) => root.contains(event.relatedTarget) || open(false));
  on(list, "pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  on(list, "click", (event) => {
    const at = [...list.children].indexOf(event.target.closest("[role=option]"));
    if (at >= 0) choose(at);
  });
  root.replaceChildren(field, list, notes);
  update(options);
  return {
    update,
    close: () => {
      ending.abort();
      root.replaceChildren();
    },
  };
}

function make(name, attributes, text = "") {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = text;
  return node;
}
