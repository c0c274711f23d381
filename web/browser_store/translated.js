/* A page that the browser translates: each text is taken out and an element with the translation put in its place. What
   Streamlit's front end (React) then writes would go into the text that is out, so an old point's sentence would stay
   beside a new one's; and what it takes away would not be found, which ends the page. Here a text that is out and is
   written to comes back, to be translated again, and its place-holder is taken away in its stead. */

const holders = new WeakMap(); // a text that was taken out: what stands in its place

const written = new MutationObserver((records) => {
  for (const { target } of records) {
    const holder = holders.get(target);
    if (!holder?.isConnected) continue;
    holders.delete(target);
    holder.replaceWith(target);
  }
});

const exchanged = new MutationObserver((records) => {
  for (const { removedNodes, addedNodes, previousSibling, nextSibling } of records)
    for (const text of removedNodes) {
      const holder = [...addedNodes, previousSibling, nextSibling].find((node) => node?.nodeName === "FONT");
      if (!(text instanceof Text) || !holder || text.isConnected) continue;
      holders.set(text, holder);
      written.observe(text, { characterData: true });
    }
});

/* The child of `parent` that stands for `node`: the node, what holds its place, or what it was put into. */
function standIn(parent, node) {
  let one = holders.get(node) ?? node;
  while (one?.parentNode && one.parentNode !== parent) one = one.parentNode;
  return one?.parentNode === parent ? one : null;
}

function watchTranslation() {
  const { removeChild, insertBefore } = Node.prototype;
  Node.prototype.removeChild = function (child) {
    const one = child.parentNode === this ? child : standIn(this, child);
    if (one) removeChild.call(this, one);
    else if (!(child instanceof Text)) return removeChild.call(this, child);
    return child;
  };
  Node.prototype.insertBefore = function (made, next) {
    const one = !next || next.parentNode === this ? next : standIn(this, next);
    return insertBefore.call(this, made, one);
  };
  exchanged.observe(document.body, { childList: true, subtree: true });
}

if (!(/** @type {any} */ (window).cunTranslated)) {
  /** @type {any} */ (window).cunTranslated = true;
  watchTranslation();
}
