/* What can be measured and how, one measure at a time, and the screen as a ruler for fingers. */

import { button, el, put } from "../instrument/parts.js";
import ruler from "../ruler/screen_ruler.js";

/** @param {HTMLElement} place @param {any} pocket */
export async function show(place, pocket) {
  const { say, at } = pocket,
    [ways, laid] = await Promise.all([pocket.part("measuring"), pocket.part("screen_ruler")]);
  let end = () => {};
  const close = () => {
    end();
    place.querySelector(".cun-ruler")?.remove();
    end = () => {};
  };
  const lay = (name, title, row) => {
    const open = Boolean(row.querySelector(".cun-ruler"));
    close();
    if (open) return;
    // The component's own markup, which holds nothing that anybody typed.
    row.append(document.adoptNode(new DOMParser().parseFromString(laid.html, "text/html").body.firstElementChild));
    end = ruler({
      parentElement: row,
      data: laid.methods[name],
      setTriggerValue: (_, { mm }) => {
        pocket.read({ measure: name, mm, finger: name, came: "typed" });
        pocket.remark(say("ruler_use", { mm, name: title }));
      },
    });
  };
  put(
    place,
    el(
      "article",
      { className: "cun-pocket" },
      el("h1", {}, say("measure.title")),
      el("p", {}, say("measure_one")),
      ...ways.map(({ name, title, how, alt, pictures }) => {
        const row = el(
          "section",
          { className: "cun-pocket__way", "data-measure": name },
          el("img", { src: at(pictures[Number(pocket.dark)]), alt }),
          el(
            "div",
            {},
            el("h2", {}, title),
            el("p", {}, how),
            button(say("measure_here"), () => typed(name)),
            name in laid.methods ? button(say("measure.screen_open"), () => lay(name, title, row)) : null,
          ),
        );
        return row;
      }),
    ),
  );

  function typed(name) {
    if (pocket.data.fingers.includes(name)) pocket.read({ finger: name });
    pocket.go("atlas", {});
  }

  return close;
}
