/* The files of one version in a box of their own: opened once, the atlas needs no network. The first box is filled beside
   the page that is read; an update is filled whole or not at all, so half of one leaves the version before as it is, and it
   waits until the reader asks for it. */

/** @type {any} */
const worker = self;
const VERSION = "VERSION",
  // page and files: addresses; packs: of gzipped {address: text}; paths: names that lead to a page, as in the big atlas;
  // firsts: what is in the packs of a first visit; library: the script that comes from the pack `from`
  { page, files, packs, paths, firsts, library, from } = /** @type {any} */ ("LIST"),
  BOX = `cun-pocket ${VERSION}`;
const KINDS = { js: "text/javascript", json: "application/json", svg: "image/svg+xml", css: "text/css" };
const AS_IT_IS = { ignoreVary: true }; // no header of a request makes another file of it
const at = (address) => new URL(address, worker.registration.scope).href;

/** A file that any box holds: hashed names never change their content. @param {string} address */
const held = (address) => caches.match(at(address), AS_IT_IS);
const isBox = (name) => name.startsWith("cun-pocket ");

async function fetchedWhole(address) {
  const reply = await fetch(at(address), { cache: "no-cache" });
  if (!reply.ok) throw new Error(`${address}: ${reply.status}`);
  return reply;
}

async function fill() {
  const box = await caches.open(BOX);
  if (await box.match(at(page), AS_IT_IS)) return; // it was put there last
  const first = await fetchedWhole(page),
    text = await first.clone().text();
  if (!text.includes(VERSION)) throw new Error("the page is of another version");
  for (const address of files) await box.put(at(address), (await held(address)) ?? (await fetchedWhole(address)));
  for (const address of packs) await unpack(box, address);
  await box.put(at(page), first);
}

/** Put what a pack holds into a box, from an older one that has it. Under the pack's own address stands what was in it.
    @param {Cache} box @param {string} address */
async function unpack(box, address) {
  if (await box.match(at(address))) return;
  const inside = (await (await held(address))?.json()) ?? [],
    there = await Promise.all(inside.map(held));
  if (inside.length && there.every(Boolean)) await Promise.all(inside.map((one, i) => box.put(at(one), there[i])));
  else {
    const plain = (await fetchedWhole(address)).body.pipeThrough(new DecompressionStream("gzip")),
      texts = await new Response(plain).json();
    for (const [one, text] of Object.entries(texts)) {
      const kind = KINDS[one.slice(one.lastIndexOf(".") + 1)];
      inside.push(one);
      await box.put(at(one), new Response(text, { headers: { "content-type": `${kind}; charset=utf-8` } }));
    }
  }
  await box.put(at(address), new Response(JSON.stringify([...new Set(inside)])));
}

/** {address: text} of files that are all kept, as JSON. @param {string[]} addresses */
async function together(addresses) {
  const texts = await Promise.all(addresses.map(async (one) => [one, await (await held(one))?.text()]));
  return texts.every(([, text]) => text !== undefined) ? Response.json(Object.fromEntries(texts)) : null;
}

async function answer(request) {
  const { origin, pathname, searchParams } = new URL(request.url),
    box = await caches.open(BOX),
    path = (origin + pathname).slice(at("").length).replace(/\/?(index\.html)?$/, "");
  if (request.mode === "navigate" && paths.includes(path))
    return Response.redirect(`${at(page)}?${new URLSearchParams([["page", path], ...searchParams])}`);
  if (request.mode === "navigate" && path === "") return (await box.match(at(page), AS_IT_IS)) ?? fetch(request);
  if (path in firsts) return (await together(firsts[path])) ?? fetch(request);
  const found = (await box.match(request, AS_IT_IS)) ?? (await caches.match(request, AS_IT_IS));
  if (found || request.url !== at(library)) return found ?? fetch(request);
  await unpack(box, from).catch(() => {}); // a third of it as the server has it, which may not gzip
  return (await box.match(request, AS_IT_IS)) ?? fetch(request);
}

async function install() {
  if (!(await caches.keys()).some((name) => isBox(name) && name !== BOX)) return;
  await fill().catch(async (error) => {
    await caches.delete(BOX);
    throw error;
  });
}

async function tidy() {
  // A page of an older version, open elsewhere, goes on from its own box.
  if ((await worker.clients.matchAll({ includeUncontrolled: true })).length > 1) return;
  for (const name of await caches.keys()) if (isBox(name) && name !== BOX) await caches.delete(name);
}

const DOES = { now: () => worker.skipWaiting(), tidy, fill: () => fill().catch(() => {}) };

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (event) => event.waitUntil(DOES[event.data]?.()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(worker.registration.scope)) event.respondWith(answer(request));
});
