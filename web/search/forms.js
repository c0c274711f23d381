// The search index as forms: every way to write everything, as data/search/find.py makes them.

const LONGEST_QUERY = 60;

/** The words of a text as they are compared. */
export function wordsOf(index, text) {
  const signs = [...text].slice(0, LONGEST_QUERY).join("").normalize("NFKD").toLowerCase();
  const bare = [...signs.replace(/\p{M}/gu, "").normalize("NFC")];
  return (
    bare
      .map((sign) => index.fold[sign] ?? sign)
      .join("")
      .match(/\p{L}+|\p{N}+/gu) ?? []
  );
}

/** Every way to write everything, each meaning of a name once for each family of books. */
export function* allForms(index, codes) {
  const known = new Set(),
    again = new Map(index.again.map(([code, means, books]) => [code, [means, books]]));
  const form = (written, id, books = "", kind = "", letters = "", number = "") => {
    const words = wordsOf(index, written),
      key = words.join("");
    known.add(`${key} ${id}`);
    return { key, words, written, kind: kind || (codes.includes(id) ? "point" : "other"), id, books, letters, number };
  };
  for (const code of [...codes, ...Object.keys(index.other)]) {
    const [, own, number] = /^([A-Z]+)(\d+)$/.exec(code) ?? [];
    for (const [letters, meridian, books] of own ? index.letters : []) {
      if (meridian !== own) continue;
      const written = letters + (letters.length > 3 ? " " : "") + number,
        key = wordsOf(index, letters).join("");
      yield form(written, code, books, "", key, number);
      if (again.has(code)) yield form(written, ...again.get(code), "", key, number);
    }
  }
  for (const [code, means, books] of index.again) if (!/^[A-Z]+\d+$/.test(code)) yield form(code, means, books);
  for (const [kind, id, names] of index.targets) {
    for (const name of names) {
      const key = wordsOf(index, name).join("");
      if (key && !known.has(`${key} ${id}`)) yield form(name, id, "", kind);
    }
  }
  for (const [code, name] of Object.entries(index.other)) yield form(name, code);
}
