/* The service worker is begun when the first page is drawn; a newer version that has come is offered, never forced. */

/** @param {(offer: { sentence: string, does: string, act: () => void }) => void} offer @param {(id: string) => string} say */
export async function keepOffline(offer, say) {
  const { serviceWorker: workers } = navigator;
  if (!workers) return;
  const begun = Boolean(workers.controller);
  let asked = false;
  workers.addEventListener("controllerchange", () => {
    if (asked) return location.reload();
    // Another tab asked for it: this page goes on as it is.
    if (begun) offer({ sentence: say("newer_elsewhere"), does: say("reload"), act: () => location.reload() });
  });
  try {
    const kept = await workers.register("sw.js");
    workers.controller?.postMessage("tidy");
    const ready = () => {
      if (!kept.waiting || !workers.controller) return;
      const act = () => {
        asked = true;
        kept.waiting?.postMessage("now");
      };
      offer({ sentence: say("newer"), does: say("load_newer"), act });
    };
    ready();
    kept.addEventListener("updatefound", () => kept.installing?.addEventListener("statechange", ready));
  } catch {
    // a private window, a page without TLS: the atlas works as long as there is a network
  }
}
