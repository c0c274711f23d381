/* Runs before anything else: what the address asks for is on its way while the code still is. `app.js` and the drawing find
   it under `window.cunFiles`, by address. On a first visit it comes as one pack, for a plain server does not gzip. */
{
  /** @type {any} */
  const page = window;
  const files = JSON.parse(document.getElementById("cun-files").textContent),
    address = new URLSearchParams(location.search),
    hrefOf = (path) => new URL(path, document.baseURI).href;
  const begin = (path, text) => {
    const begun = text.catch(() => fetched(path).then((reply) => reply.text()));
    begun.catch(() => delete page.cunFiles[hrefOf(path)]);
    page.cunFiles[hrefOf(path)] = begun;
  };
  const fetched = async (path) => {
    const reply = await fetch(hrefOf(path));
    return reply.ok ? reply : Promise.reject(new Error(path));
  };
  const unpacked = async (path) => {
    const plain = (await fetched(path)).body.pipeThrough(new DecompressionStream("gzip"));
    return new Response(plain).json();
  };
  const workers = () => {
    try {
      return navigator.serviceWorker;
    } catch {
      return undefined; // a browser that forbids them here
    }
  };
  const begun = (paths, pack) => {
    const all = page.cunWorkers?.controller ? Promise.reject() : unpacked(pack);
    for (const path of paths)
      begin(
        path,
        all.then((texts) => texts[path] ?? Promise.reject()),
      );
  };

  page.cunFiles = {};
  page.cunWorkers = workers();
  const isAtlas = (address.get("page") ?? "atlas") === "atlas",
    named = Object.hasOwn(files.views, address.get("view") ?? "") ? address.get("view") : null;
  // A point without a view is shown where it is drawn best, which the index knows.
  const view = named ?? (address.has("point") || address.has("zone") ? null : files.first),
    of = isAtlas && view && files.views[view],
    side = address.get("side") === "left" ? "left" : "right";
  if (of) {
    begun([files.index, of.sheet, of.numbers[side], of.plate[side], of.palette], of.pack[side]);
    const relief = Object.assign(new Image(), { src: hrefOf(of.relief[side]) });
    // What is fetched before the library may take the line.
    page.cunBegun = Promise.allSettled([...Object.values(page.cunFiles), relief.decode()]);
  } else begin(files.index, Promise.reject());
}
