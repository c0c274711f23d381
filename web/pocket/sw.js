/* The files of one version in a box of their own: opened once, the atlas needs no network. A box is filled whole or not at
   all, so half an update leaves the version before as it is. A new one waits until the reader asks for it. */

/** @type {any} */
const worker = self;
const VERSION = "VERSION",
  /** @type {any} */ { page, files, packs } = /** @type {any} */ ("LIST"), // addresses; {address of a pack: its addresses}
  BOX = `cun-pocket ${VERSION}`;
const KINDS = { js: "text/javascript", css: "text/css", json: "application/json", svg: "image/svg+xml" };
const at = (address) => new URL(address, worker.registration.scope).href;

/** A file that a box holds already: hashed names never change their content. @param {string} address */
const held = (address) => caches.match(at(address));

async function fetchedWhole(address) {
  const reply = await fetch(at(address), { cache: "no-cache" });
  if (!reply.ok) throw new Error(`${address}: ${reply.status}`);
  return reply;
}

async function fill() {
  const box = await caches.open(BOX);
  const first = await fetchedWhole(page),
    text = await first.clone().text();
  if (!text.includes(VERSION)) throw new Error("the page is of another version");
  for (const address of files) await box.put(at(address), (await held(address)) ?? (await fetchedWhole(address)));
  for (const [address, inside] of Object.entries(packs)) {
    const there = await Promise.all(inside.map(held));
    if (there.every(Boolean)) await Promise.all(inside.map((one, i) => box.put(at(one), there[i])));
    else await unpack(box, await fetchedWhole(address));
  }
  await box.put(at(page), first);
}

/** A pack is {address: text}, gzipped. @param {Cache} box @param {Response} reply */
async function unpack(box, reply) {
  const plain = reply.body.pipeThrough(new DecompressionStream("gzip")),
    inside = await new Response(plain).json();
  for (const [address, text] of Object.entries(inside)) {
    const kind = KINDS[address.slice(address.lastIndexOf(".") + 1)];
    await box.put(at(address), new Response(text, { headers: { "content-type": `${kind}; charset=utf-8` } }));
  }
}

async function answer(request) {
  const address = new URL(request.url);
  address.hash = "";
  if (request.mode === "navigate" && [at(page), at("index.html")].includes(address.origin + address.pathname))
    return (await (await caches.open(BOX)).match(at(page))) ?? fetch(request);
  return (await caches.match(request)) ?? fetch(request);
}

async function tidy() {
  // A page of an older version, open elsewhere, goes on from its own box.
  if ((await worker.clients.matchAll({ includeUncontrolled: true })).length > 1) return;
  for (const name of await caches.keys()) if (name.startsWith("cun-pocket ") && name !== BOX) await caches.delete(name);
}

worker.addEventListener("install", (event) =>
  event.waitUntil(fill().catch((error) => caches.delete(BOX).then(() => Promise.reject(error)))),
);
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", ({ data }) => (data === "now" ? worker.skipWaiting() : data === "tidy" && tidy()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(worker.registration.scope)) event.respondWith(answer(request));
});
