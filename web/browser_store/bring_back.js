/* Before anything reads the address: the measures that this browser keeps go into one that names none, so that the page
   begins with them. An address that names others wins. "kept" says that they are those which are kept; "MEASURES" stands
   for the names of measures in an address. */
try {
  const address = new URLSearchParams(location.search),
    kept = new URLSearchParams(localStorage.getItem("cun-atlas measures") ?? ""),
    names = /** @type {any} */ ("MEASURES");
  const told = names.some((name) => address.has(name));
  if (kept.size && (!told || names.every((name) => address.get(name) === kept.get(name)))) {
    for (const name of names) if (kept.has(name)) address.set(name, kept.get(name));
    address.set("kept", "yes");
    history.replaceState(history.state, "", `?${address}${location.hash}`);
    /** @type {any} */ (window).cunKept = told ? "told" : "brought";
  }
} catch {
  // a browser that keeps nothing
}
