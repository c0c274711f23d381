/** A template with its slots filled. Throws for a slot that nothing fills.
 * @param {string} template @param {Record<string, string | number>} slots @returns {string} */
export function fill(template, slots) {
  return template.replace(/\{(\w+)\}/g, (_, name) => {
    if (!(name in slots)) throw new Error(`nothing fills {${name}} of “${template}”`);
    return String(slots[name]);
  });
}
