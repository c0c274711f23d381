/* Runs before anything else: the code, and what the address asks for, are on their way. A plain server does not gzip, so on a
   first visit both come as packs, and the plate's light and shade as a small preview; later the worker puts the pack together
   from what it keeps. The code of a pack is a script in the page, of which the policy names the hash. `app.js` and the
   drawing find what has begun under `window.cunFiles`, by address. */
{
  /** @type {any} */
  const page = window;
  const files = JSON.parse(document.getElementById("cun-files").textContent),
    address = new URLSearchParams(location.search),
    hrefOf = (path) => new URL(path, document.baseURI).href,
    put = (tag, props) => document.head.append(Object.assign(document.createElement(tag), props));
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
    const reply = await fetched(path);
    if (reply.headers.get("content-type")?.includes("json")) return reply; // the worker's
    return new Response(reply.body.pipeThrough(new DecompressionStream("gzip")));
  };
  const workers = () => {
    try {
      return navigator.serviceWorker;
    } catch {
      return undefined; // a browser that forbids them here
    }
  };

  page.cunFiles = {};
  page.cunPreviews = {};
  page.cunStatic = hrefOf("app/static/");
  page.cunWorkers = workers();
  const held = Boolean(page.cunWorkers?.controller), // then all of it lies in this browser
    parsed = new Promise((done) => document.addEventListener("DOMContentLoaded", done)),
    styled = parsed.then(() => {
      const style = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=stylesheet]"));
      return style.sheet ?? new Promise((done) => Object.assign(style, { onload: done, onerror: done }));
    });
  const run = async (code) => {
    await styled;
    put("script", { type: "module", ...code });
  };
  if (held) put("link", { rel: "modulepreload", href: hrefOf(files.app) });
  (held ? Promise.reject() : unpacked(files.code).then((code) => code.text())).then(
    (textContent) => run({ textContent }),
    () => run({ src: hrefOf(files.app) }),
  );

  const isAtlas = (address.get("page") ?? "atlas") === "atlas",
    named = Object.hasOwn(files.views, address.get("view") ?? "") ? address.get("view") : null;
  // A point without a view is shown where it is drawn best, which the index knows.
  const view = named ?? (address.has("point") || address.has("zone") ? null : files.first),
    of = isAtlas && view && files.views[view],
    side = address.get("side") === "left" ? "left" : "right";
  if (of) {
    const all = unpacked(of.pack[side]).then((texts) => texts.json());
    for (const path of [files.index, of.sheet, of.numbers[side], of.plate[side], of.palette])
      begin(
        path,
        all.then((texts) => texts[path] ?? Promise.reject()),
      );
    const whole = hrefOf(of.relief[side]),
      shade = Object.assign(new Image(), { src: held ? whole : whole.replace("/plates/", "/first/") });
    if (!held) page.cunPreviews[whole] = shade.src;
    // What is fetched before the library may take the line.
    page.cunBegun = Promise.allSettled([...Object.values(page.cunFiles), shade.decode()]);
  } else begin(files.index, Promise.reject());
}
