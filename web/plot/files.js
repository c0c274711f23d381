/* Files below static/ that a chart is made of: each fetched once and kept. */

// This file is served from a folder of static/, unless the page says otherwise.
const STATIC = /** @type {any} */ (window).cunStatic ?? new URL("..", import.meta.url);
const kept = new Map(); // path -> promise of what was made of the file

/** The address of a path such as "app/static/plates/…". @param {string} path */
export const addressOf = (path) => new URL(path.replace(/^\/?app\/static\//, ""), STATIC).href;

/** An error with a sentence that a reader is shown. @param {string} sentence */
export const failure = (sentence) => Object.assign(new Error(sentence), { plain: sentence });

/** The text of a file; those of the first view are on their way before anything is drawn. @param {string} href */
async function textAt(href) {
  const begun = /** @type {any} */ (window).cunFiles?.[href];
  if (begun) return begun;
  const reply = await fetch(href);
  if (!reply.ok) throw new Error(`${href}: ${reply.status}`);
  return reply.text();
}

/** What `read` makes of a file's text. @template T @param {string} path @param {(text: string) => T} read @returns {Promise<T>} */
export function fetched(path, read) {
  if (!kept.has(path)) {
    const file = textAt(addressOf(path))
      .then(read)
      .catch((error) => {
        kept.delete(path); // so that the next run tries again
        console.warn(`cun-plot: ${error.message}`);
        throw failure("The drawing could not be loaded. Check that the atlas is still running, then reload the page.");
      });
    kept.set(path, file);
  }
  return kept.get(path);
}
