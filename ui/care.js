/* The answers of "Care first" in this tab's own store (sessionStorage): a reload finds them, another visit does not.
   The page sends all answers, or null as long as it has not heard what is kept; then the reply is what is kept, and
   whether it is older than half a day. Nothing else is read or written, and nothing goes into the address. After the
   last answer the page that was waiting is shown from its top. */

const STORE = "cun-atlas care";
const OLD_MS = 12 * 60 * 60 * 1000;
let refusalTold = false;
let tops = 0; // how often the page has asked to be shown from its top

export default function ({ data, setStateValue }) {
  const tell = (refused = false) => {
    const { answers, at } = read();
    const age = Date.now() - at;
    setStateValue("kept", { answers: answers ?? null, old: !(age >= 0 && age < OLD_MS), refused, told: Date.now() });
  };
  if (data.answers === null) {
    if (data.asked || !silent()) tell();
  }
  else if (!keep(data.answers) && !refusalTold) {
    refusalTold = true;
    tell(true);
  }
  if (data.tops > tops) document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
  tops = data.tops;
  const look = () => { // a tab that slept: its answers may be of yesterday
    const { answers, at } = read();
    if (!document.hidden && answers && Math.abs(Date.now() - at) >= OLD_MS) tell();
  };
  document.addEventListener("visibilitychange", look);
  return () => document.removeEventListener("visibilitychange", look);
}

/* Nothing is kept, and keeping works. */
function silent() {
  try {
    return sessionStorage.getItem(STORE) === null;
  } catch {
    return false;
  }
}

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORE));
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {};
  }
}

/* True when the browser keeps them. Answers that are kept already keep their age. */
function keep(answers) {
  try {
    if (Object.keys(answers).length === 0) sessionStorage.removeItem(STORE);
    else if (!same(read().answers, answers)) {
      sessionStorage.setItem(STORE, JSON.stringify({ answers, at: Date.now() }));
    }
    return Object.keys(answers).length === 0 || same(read().answers, answers);
  } catch {
    return false;
  }
}

function same(one, other) {
  const names = Object.keys(other);
  return Boolean(one) && Object.keys(one).length === names.length && names.every((name) => one[name] === other[name]);
}
