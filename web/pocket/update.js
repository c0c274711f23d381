/* The service worker: begun when the first drawing is on the screen; a newer version that has come is offered, never
   forced. Without one (a private window, a page without TLS) the atlas works as long as there is a network. */

const PATIENCE_MS = 3000; // how long the first visit waits for a worker to answer it
const QUIET_MS = 1500; // what the reader asks for first has the line to itself
/** @type {ServiceWorkerContainer | undefined} */
const workers = /** @type {any} */ (window).cunWorkers;
const begun = Boolean(workers?.controller);
let kept = Promise.resolve(/** @type {any} */ (null)); // the registration

/** Begin it; done when it answers this page, or will not. @returns {Promise<any>} */
export async function beginWorker() {
  if (!workers) return;
  const answers = new Promise((done) => workers.addEventListener("controllerchange", done, { once: true })),
    late = new Promise((done) => setTimeout(done, PATIENCE_MS));
  kept = workers.register("sw.js").catch(() => null);
  if (!begun) await Promise.race([kept.then((one) => one && answers), late]);
}

/** All of it into the browser, and an offer whenever there is something newer.
    @param {(offer: { sentence: string, does: string, act: () => void }) => void} offer @param {(id: string) => string} say */
export async function keepOffline(offer, say) {
  const registered = await kept;
  if (!registered) return;
  let asked = false;
  workers.addEventListener("controllerchange", () => {
    if (asked) return location.reload();
    // Another tab asked for it: this page goes on as it is.
    if (begun) offer({ sentence: say("newer_elsewhere"), does: say("reload"), act: () => location.reload() });
  });
  const ready = () => {
    if (!registered.waiting || !workers.controller) return;
    const act = () => {
      asked = true;
      registered.waiting?.postMessage("now");
    };
    offer({ sentence: say("newer"), does: say("load_newer"), act });
  };
  ready();
  registered.addEventListener("updatefound", () => registered.installing?.addEventListener("statechange", ready));
  const { active } = await workers.ready;
  setTimeout(() => active.postMessage("fill"), QUIET_MS);
  if (begun) active.postMessage("tidy");
}
