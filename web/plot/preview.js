/* On a first visit over a slow line a picture comes small at first, and whole once the drawing is on the screen:
   `window.cunPreviews` says by address what stands in for it. */

const previews = /** @type {Record<string, string>} */ (/** @type {any} */ (window).cunPreviews ?? {});

/** The address to draw a picture from just now. @param {string} href */
export const nowAt = (href) => previews[href] ?? href;

/** Fetch the whole pictures of a drawing, and put each in the place of its preview; one that does not come leaves it.
    @param {Element} graph where the still is @param {{ image: any }[]} images */
export const sharpened = (graph, images) => Promise.allSettled(images.map(({ image }) => sharpen(graph, image)));

async function sharpen(graph, image) {
  const whole = Object.keys(previews).find((href) => previews[href] === image.source);
  if (!whole) return;
  await Object.assign(new Image(), { src: whole }).decode();
  for (const drawn of graph.querySelectorAll("image"))
    if (drawn.getAttribute("href") === image.source) drawn.setAttribute("href", whole);
  image.source = whole;
  delete previews[whole];
}
