/* Runs before anything else: what the address asks for is on its way while the code still is. `app.js` and the drawing find
   it under `window.cunFiles`, by address. */
{
  /** @type {any} */
  const page = window;
  const files = JSON.parse(document.getElementById("cun-files").textContent),
    address = new URLSearchParams(location.search);
  page.cunFiles = {};
  const begin = (path) => {
    const { href } = new URL(path, document.baseURI);
    const text = fetch(href).then((reply) => (reply.ok ? reply.text() : Promise.reject(new Error(href))));
    text.catch(() => delete page.cunFiles[href]);
    page.cunFiles[href] = text;
  };
  begin(files.index);
  if ((address.get("page") ?? "atlas") === "atlas") {
    const named = Object.hasOwn(files.views, address.get("view") ?? "") ? address.get("view") : null;
    // A point without a view is shown where it is drawn best, which the index knows.
    const view = named ?? (address.has("point") || address.has("zone") ? null : files.first);
    const of = view && files.views[view],
      side = address.get("side") === "left" ? "left" : "right";
    if (of) {
      for (const path of [of.sheet, of.numbers[side], of.plate[side], of.palette]) begin(path);
      const relief = Object.assign(new Image(), { src: new URL(of.relief[side], document.baseURI).href });
      // What is fetched before the library may take the line.
      page.cunBegun = Promise.allSettled([...Object.values(page.cunFiles), relief.decode()]);
    }
  }
}
