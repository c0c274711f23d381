/* Lines to tick before anything is pressed. A tick answers its question at once, first on the screen and then to the
   page; with sides or kinds it means the strictest until the reader says which. A line without a tick is no answer
   until the button says "none".

   What the reader changed is told under a number that grows, all of it again until the page has heard that number and
   knows what was said. The page's answers are shown, and over them what it does not know yet. */

const NO = "no";
const SHORT = 12; // letters of a line that takes half the width
const AGAIN = 3000; // ms until what was not heard is told again

const lists = new WeakMap(); // element -> its lines

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".cun-lines");
  if (!lists.has(root)) lists.set(root, lay(root, data));
  const list = lists.get(root);
  list.send = (changes) => setTriggerValue("said", { n: list.n, changes });
  list.words = data.words;
  list.part.danger.textContent = data.danger;
  list.part.none.disabled = !data.ready;
  list.n = Math.max(list.n, data.told);
  hear(list, data);
  list.answers = { ...data.answers, ...list.changes };
  draw(list);
  return () => {
    clearTimeout(list.waiting);
    lists.delete(root);
  };
}

/* The page has run. It may have lost what it heard: then it is told once more. */
function hear(list, { told, answers }) {
  if (told !== list.n) return;
  clearTimeout(list.waiting);
  const known = Object.entries(list.changes).every(([id, answer]) => (answers[id] ?? null) === answer);
  if (known) list.changes = {};
  else tell(list, list.n + 1);
}

function tell(list, n) {
  clearTimeout(list.waiting);
  list.n = n;
  list.waiting = setTimeout(() => tell(list, n), AGAIN);
  list.send(list.changes);
}

/* ---- what was answered ---- */

/* The answer that the ticks of a question give, or null: of several lines and kinds the last is the strictest. */
function ticked(rows) {
  const row = rows.findLast(({ box }) => box.checked);
  return row ? (row.kinds.find(({ input }) => input.checked)?.value ?? row.value) : null;
}

function say(list, changes) {
  Object.assign(list.answers, changes);
  Object.assign(list.changes, changes);
  draw(list);
  tell(list, list.n + 1);
}

const open = (list) => [...list.rows.keys()].filter((id) => !list.answers[id]);

/* ---- what is seen ---- */

function draw(list) {
  const { part, words, rows, answers } = list;
  for (const [id, lines] of rows) {
    const given = answers[id] && answers[id] !== NO ? answers[id] : null;
    if (ticked(lines) !== given) for (const row of lines) put(row, given);
    for (const row of lines) show(row, answers[id] === NO);
  }
  const left = open(list).length,
    any = Object.values(answers).some(Boolean);
  part.none.textContent = any ? words.others : words.none;
  if (!left && part.none === document.activeElement) part.left.focus();
  part.none.hidden = !left;
  const text = left ? words.left.replace("{left}", left).replace("{all}", rows.size) : words.done;
  if (part.left.textContent !== text) part.left.textContent = text;
}

function put(row, given) {
  row.box.checked = given !== null && (row.value === given || row.kinds.some(({ value }) => value === given));
  for (const { input, value } of row.kinds) input.checked = value === given;
}

function show(row, no) {
  row.no.hidden = !no;
  row.element.classList.toggle("cun-lines__row--on", row.box.checked);
  if (row.which) row.which.hidden = !row.box.checked;
  if (row.help) {
    row.help.hidden = !(row.box.checked || row.asked);
    row.why.setAttribute("aria-expanded", String(!row.help.hidden));
  }
}

/* ---- the elements, made once ---- */

function lay(root, data) {
  const part = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((node) => [node.dataset.part, node]));
  const list = { part, n: 0, changes: {}, answers: {}, rows: new Map(), words: data.words, send: null, waiting: 0 };
  part.groups.replaceChildren();
  for (const { heading, questions } of data.groups) {
    const group = add(part.groups, "fieldset", "cun-lines__group");
    add(group, "legend", "", heading);
    for (const question of questions) {
      const rows = question.lines.map((line) => layRow(list, add(group, "div", "cun-lines__row"), question, line));
      list.rows.set(question.id, rows);
      for (const row of rows) listen(list, question.id, rows, row);
    }
  }
  root.ariaBusy = "false";
  part.none.onclick = () => say(list, Object.fromEntries(open(list).map((id) => [id, NO])));
  return list;
}

function layRow(list, element, question, line) {
  const { words } = list,
    name = `cun-lines-${question.id}`;
  const row = {
    element,
    value: line.value,
    box: null,
    no: null,
    why: null,
    help: null,
    asked: false,
    which: null,
    kinds: [],
  };
  element.dataset.question = question.id;
  element.classList.toggle("cun-lines__row--half", line.text.length <= SHORT);
  const label = add(element, "label", "cun-lines__line");
  row.box = addInput(label, "checkbox", name, line.value);
  add(label, "span", "", line.text);
  row.no = add(label, "span", "cun-lines__no", words.no);
  if (question.help) {
    row.why = add(element, "button", "cun-lines__why");
    row.why.type = "button";
    row.why.setAttribute("aria-label", words.help.replace("{line}", line.text));
    add(row.why, "span", "", "?").setAttribute("aria-hidden", "true");
    row.help = add(element, "p", "cun-lines__help", question.help);
    row.help.id = `${name}-help`;
    row.why.setAttribute("aria-controls", row.help.id);
    row.box.setAttribute("aria-describedby", row.help.id);
  }
  if (question.kinds.length) {
    row.which = add(element, "fieldset", "cun-lines__which");
    add(row.which, "legend", "", question.which);
    for (const { value, text } of question.kinds) {
      const kind = add(row.which, "label", "cun-lines__kind");
      row.kinds.push({ value, input: addInput(kind, "radio", `${name}-kind`, value) });
      add(kind, "span", "", text);
    }
  }
  return row;
}

function listen(list, id, rows, row) {
  row.box.onchange = () => {
    for (const { input, value } of row.kinds) input.checked = row.box.checked && value === row.value;
    row.asked = false;
    say(list, { [id]: ticked(rows) });
  };
  for (const { input } of row.kinds) input.onchange = () => say(list, { [id]: ticked(rows) });
  if (row.why)
    row.why.onclick = () => {
      row.asked = !row.asked;
      draw(list);
    };
}

/** @param {Element} parent @param {string} tag */
function add(parent, tag, className = "", text = "") {
  const element = /** @type {any} */ (document.createElement(tag));
  if (className) element.className = className;
  element.textContent = text;
  parent.append(element);
  return element;
}

function addInput(parent, type, name, value) {
  const input = add(parent, "input");
  return Object.assign(input, { type, name, value });
}
