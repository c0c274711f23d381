/* Whether the first notice has been read, in this browser's own store. The page asks to `keep` it; the answer says what
   is kept. Without a store the notice is shown each time. */

const STORE = "cun-atlas notice";

export default function ({ data, setStateValue }) {
  if (data.keep) write(data.version);
  const read = data.keep || kept() === data.version;
  if (data.heard !== read) setStateValue("read", read);
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
