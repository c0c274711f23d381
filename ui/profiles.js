/* People and their measures in this browser's own store. The page sends an order ({put: {name: person}} or
   {remove: name}); the answer is always all that is kept, as text. Nothing else is read or written. */

const STORE = "cun-atlas people";
const KIND = "cun_atlas_people";

export default function ({ data, setStateValue }) {
  const tell = (refused = false) => setStateValue("kept", { text: read(), refused });
  if (data.order) {
    const done = carryOut(data.order);
    tell(!done);
  } else if ((read() ?? null) !== (data.heard ?? null)) tell();
  const listen = (event) => { if (event.key === STORE || event.key === null) tell(); }; // another tab saved or deleted
  window.addEventListener("storage", listen);
  return () => window.removeEventListener("storage", listen);
}

function read() {
  try {
    return localStorage.getItem(STORE);
  } catch {
    return null;
  }
}

function people() {
  try {
    const whole = JSON.parse(read());
    return whole?.[KIND] === 1 && typeof whole.people === "object" ? { ...whole.people } : {};
  } catch {
    return {};
  }
}

/* True when the browser kept it. */
function carryOut({ put, remove }) {
  const all = new Map(Object.entries(people()));
  if (remove !== undefined) all.delete(remove);
  for (const [name, person] of Object.entries(put ?? {})) all.set(name, person);
  const text = JSON.stringify({ [KIND]: 1, people: Object.fromEntries(all) });
  try {
    localStorage.setItem(STORE, text);
    return localStorage.getItem(STORE) === text;
  } catch {
    return false;
  }
}
