/* Whether the first notice has been read, in this browser's own store. The page asks to `keep` it; the answer says what
   is kept. Without a store the notice is shown each time. */

const STORE = "cun-atlas notice";

export default function ({ data, setStateValue }) {
  if (data.keep) write(data.version);
  const read = data.keep || kept() === data.version;
  if (data.heard === read) return;
  // The drawing comes first: the answer makes the page run once more.
  const wait = window.requestIdleCallback ?? ((then) => setTimeout(then, 500));
  wait(() => setStateValue("read", read), { timeout: 2500 });
}

function kept() {
  try {
    return localStorage.getItem(STORE);
  } catch {
    return null;
  }
}

function write(version) {
  try {
    localStorage.setItem(STORE, version);
  } catch {
    /* read for now; shown again the next time */
  }
}
