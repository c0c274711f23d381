/* What the atlas is and is not, how sure a place is, and where everything in it comes from. */

import { el, put } from "../instrument/parts.js";

/** @param {HTMLElement} place @param {any} pocket */
export async function show(place, { say, part }) {
  const { notes, sources } = await part("about");
  const said = (id, slots) =>
    say(id, slots)
      .split(/\n+/)
      .map((text) => el("p", {}, text));
  const folded = (head, ...inside) => el("details", {}, el("summary", {}, head), ...inside);
  const version = document.querySelector("meta[name=version]").getAttribute("content"),
    kept = Boolean(/** @type {any} */ (window).cunWorkers?.controller);
  put(
    place,
    el(
      "article",
      { className: "cun-pocket" },
      el("h1", {}, say("sources.heading")),
      ...said("sources.what_it_is"),
      ...said("about_pocket"),
      ...said(kept ? "about_kept" : "about_unkept"),
      ...said("about_big"),
      el("h2", {}, say("sources.good_to_know")),
      ...notes.map(([title, text]) => folded(title, el("p", {}, text))),
      el("h2", {}, say("sources.how_sure_heading")),
      ...said("sources.how_sure"),
      el("h2", {}, say("sources.sources")),
      ...said("sources.sources_say", { count: sources.flatMap(([, , works]) => works).length }),
      ...sources.map(([kind, use, works]) =>
        folded(
          say("sources.heading_count", { kind, count: works.length }),
          el("p", {}, use),
          el("ul", {}, ...works.map((parts) => el("li", {}, parts.filter(Boolean).join(" · ")))),
        ),
      ),
      el("h2", {}, say("sources.licences_heading")),
      ...said("sources.licences"),
      el("p", {}, say("about_version", { version })),
    ),
  );
  return () => {};
}
