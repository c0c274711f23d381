"""Finding a point, a complaint or a zone by whatever people write: KL-6, UB 60, Leber 3, 昆仑穴, left ST36, cramp.

The rules, the same here and in `web/search/find.js` (a test holds them equal over the whole index):

1.  A text is read as words: NFKD, small letters, no accents; letters are folded (đ is d, 衝 is 冲); whatever is neither
    letter nor number parts words, and so does the step from letters to digits: "Zusanli (ST36)" is zusanli, st, 36.
    At most 60 signs are read. Words are compared written together, so that "Tai Chong" is "taichong".
2.  A name is what the index writes, or letters of a meridian with a number: "ST36", "Magen 36", "36 E".
3.  When the whole text is no name, endings (穴) fall away, and words that name no place ("left", "point").
4.  Ranks, the best first. A point shows itself once, at its best.
        0  exact: the words are a name, in any order; or several names that all mean it
        1  named: some words are a name ("ST36 daily")
        2  beginning: a name begins so; from three letters on for complaints and zones
        3  beginnings: every word begins a word of a name
        4  contained: three letters or more stand inside a name that is no code
        5  near: none of these, and a name in Latin letters differs by one letter (from 4 letters on) or by two (from 8
           on), a swap of neighbours counting as one. A number is never guessed: of a code only the letters may differ.
    Only the nearest are told. A point that is exact shuts out other points that are not even named.
5.  In a rank points come before complaints before zones, then the shorter name, then the order of the index; of points
    that are exact, those of the WHO standard come first.
6.  What a text means that the atlas does not show (H3 is LR3 in Spanish books, and HT3 in English ones; gout) is told
    in a note, and so is why there are several answers: never one reading alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from data.atlas import Atlas
from data.search.index import search_index

LONGEST_QUERY = 60
SHORTEST_PART = 3  # letters a part of a name must have to be searched for inside other names
EXACT, NAMED, BEGINNING, BEGINNINGS, CONTAINED, NEAR = range(6)
KINDS: tuple[str, ...] = ("point", "complaint", "zone")
MOST = {"point": 8, "complaint": 6, "zone": 6}
TODAY = {"", "who"}  # what needs no word in which books it stands
CODE = re.compile(r"([A-Z]+)(\d+)")


class Form(NamedTuple):
    """One way to write one thing: its words together, and apart (" tai chong"). A code has `letters` and a `number`."""

    key: str
    apart: str
    written: str
    kind: str
    id: str
    books: str
    letters: str
    number: str


class Hit(NamedTuple):
    """A form that answers: its rank, and how many letters differ."""

    rank: int
    differs: int
    form: Form


@dataclass(frozen=True)
class Found:
    """One answer: the name that matched, how (a rank), in which books it is written so, and letters that differ."""

    code: str
    matched: str
    rank: int
    kind: str = "point"
    books: tuple[str, ...] = ()
    differs: int = 0

    @property
    def exact(self) -> bool:
        return self.rank == EXACT

    @property
    def reason(self) -> str:
        """Why it is an answer: "answers to “Leber 3” in German books"."""
        index = search_index()
        told = "named" if self.rank == NAMED else f"near_{self.differs}" if self.rank == NEAR else "answers"
        if self.books and told == "answers":
            told = "answers_in"
        return index["said"][told].format(name=self.matched, books=", ".join(index["books"][b] for b in self.books))


@dataclass(frozen=True)
class SearchResult:
    """What a text means: the answers in their order, and notes to tell beside them.

    `means` are the codes that it names exactly, also those that the atlas does not show.
    """

    found: tuple[Found, ...] = ()
    notes: tuple[str, ...] = ()
    means: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meant:
    """The one point a text means: its code, or "" and the codes it may be; notes say why."""

    code: str
    choices: tuple[str, ...]
    notes: tuple[str, ...]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared.

    >>> words_of("Zúsānlǐ (ST-36)"), words_of("太衝穴")
    (('zusanli', 'st', '36'), ('太冲穴',))
    """
    fold = search_index()["fold"]
    signs = unicodedata.normalize("NFKD", text[:LONGEST_QUERY]).lower()
    bare = unicodedata.normalize("NFC", "".join(sign for sign in signs if unicodedata.category(sign)[0] != "M"))
    parts: list[str] = []
    before = ""
    for sign in "".join(fold.get(sign, sign) for sign in bare):
        kind = unicodedata.category(sign)[0]
        if kind in "LN":
            if kind == before:
                parts[-1] += sign
            else:
                parts.append(sign)
        before = kind
    return tuple(parts)


def plain(text: str) -> str:
    """A text as one word.

    >>> plain("Tài Chōng"), plain("UB-60"), plain("昆侖")
    ('taichong', 'ub60', '昆仑')
    """
    return "".join(words_of(text))


@cache
def forms() -> tuple[Form, ...]:
    """Every way to write everything, each meaning of a name once for each family of books."""
    return tuple(_forms(search_index()))


def _forms(index: dict[str, Any]) -> Iterator[Form]:
    shown = set(shown_first(index))
    codes: dict[str, set[str]] = defaultdict(set)

    def form(written: str, id: str, books: str = "", kind: str = "", letters: str = "", number: str = "") -> Form:
        words = words_of(written)
        codes["".join(words)].add(id)
        kind = kind or ("point" if id in shown else "other")
        return Form("".join(words), f" {' '.join(words)}", written, kind, id, books, letters, number)

    again = {code: (means, books) for code, means, books in index["again"]}
    for code in [*shown_first(index), *index["other"]]:
        if not (parts := CODE.fullmatch(code)):
            continue
        for letters, meridian, books in index["letters"]:
            if meridian == parts[1]:
                written = f"{letters}{' ' if len(letters) > 3 else ''}{parts[2]}"
                yield form(written, code, books, "", plain(letters), parts[2])
                if code in again:
                    yield form(written, again[code][0], again[code][1], "", plain(letters), parts[2])
    for code, means, books in index["again"]:
        if not CODE.fullmatch(code):
            yield form(code, means, books)
    for kind, id, names in index["targets"]:
        for name in names:
            if (key := plain(name)) and id not in codes[key]:
                yield form(name, id, "", kind)
    for code, name in index["other"].items():
        yield form(name, code)


def shown_first(index: dict[str, Any]) -> list[str]:
    """The codes of the atlas in the order of the index."""
    return [id for kind, id, *_ in index["targets"] if kind == "point"]


@cache
def _shown() -> tuple[Form, ...]:
    return tuple(form for form in forms() if form.kind in KINDS)


@cache
def _exact() -> dict[tuple[str, ...], list[Form]]:
    """Forms by their words written together, and by their words in order of the alphabet."""
    found: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in forms():
        for key in {(form.key,), tuple(sorted(form.apart.split()))}:
            found[key].append(form)
    return dict(found)


def _named(words: tuple[str, ...]) -> list[Form]:
    exact = _exact()
    return exact.get(("".join(words),), []) or exact.get(tuple(sorted(words)), [])


def _stripped(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without endings and without those that name no place, or all of them when nothing else is left."""
    index = search_index()
    endings = tuple(index["endings"])
    bare = tuple(word[:-1] if len(word) > 1 and word.endswith(endings) else word for word in words)
    return tuple(word for word in bare if word not in index["drop"] and word not in endings) or words


def _pieces(words: tuple[str, ...]) -> tuple[list[list[Form]], bool]:
    """The names that a text is made of, the longest first from its beginning; whether nothing is left over."""
    pieces, at, whole = [], 0, True
    while at < len(words):
        for end in range(len(words), at, -1):
            if found := _named(words[at:end]):
                pieces.append(found)
                at = end
                break
        else:
            whole, at = False, at + 1
    return pieces, whole


def find(query: str) -> SearchResult:
    """What a text means, by the rules above."""
    words = words_of(query)
    if not words:
        return SearchResult()
    words = words if _named(words) else _stripped(words)
    key, (pieces, whole) = "".join(words), _pieces(words)
    common = set.intersection(*({(form.kind, form.id) for form in piece} for piece in pieces)) if pieces else set()
    exact = whole and bool(common)
    hits = [
        Hit(EXACT if exact else NAMED, 0, form)
        for piece in pieces
        for form in piece
        if not exact or (form.kind, form.id) in common
    ]
    means = tuple(dict.fromkeys(form.id for _, _, form in hits if exact and form.kind in ("point", "other")))
    hits += _parts(key, words)
    hits = hits or _near(words)
    found = _answers(hits)
    return SearchResult(found, tuple(_notes(plain(query), hits, bool(found))), means)


def _parts(key: str, words: tuple[str, ...]) -> Iterator[Hit]:
    """The forms that a text is a part of."""
    long, starts = len(key) >= SHORTEST_PART, [f" {word}" for word in words]
    for form in _shown():
        if form.key.startswith(key):
            if long or form.kind == "point":
                yield Hit(BEGINNING, 0, form)
        elif long and not form.number:
            if all(start in form.apart for start in starts):
                yield Hit(BEGINNINGS, 0, form)
            elif key in form.key:
                yield Hit(CONTAINED, 0, form)


def _near(words: tuple[str, ...]) -> list[Hit]:
    key = "".join(words)
    code = len(words) == 2 and words[1].isdecimal() and words[1].isascii()
    near = []
    for form in forms():
        if form.number:
            fits = code and form.number == words[1] and min(len(form.letters), len(words[0])) > 1
            most, a, b = int(fits), words[0], form.letters
        else:
            most, a, b = (2 if len(key) >= 8 else int(len(key) >= 4)), key, form.key
        if most and a.isascii() and b.isascii() and 0 < (by := OSA.distance(a, b, score_cutoff=most)) <= most:
            near.append(Hit(NEAR, by, form))
    least = min((hit.differs for hit in near), default=0)
    return [hit for hit in near if hit.differs == least]


def _answers(hits: list[Hit]) -> tuple[Found, ...]:
    best: dict[tuple[str, str], tuple[Any, Found]] = {}
    for order, (rank, by, form) in enumerate(hits):
        if form.kind not in KINDS:
            continue
        place = (rank, KINDS.index(form.kind), form.books not in TODAY, len(form.key), order)
        known = best.get((form.kind, form.id))
        if known is None or place < known[0]:
            best[form.kind, form.id] = (place, Found(form.id, form.written, rank, form.kind, (), by))
    kept: list[Found] = []
    told: dict[str, int] = dict.fromkeys(KINDS, 0)
    for _, answer in sorted(best.values(), key=lambda one: one[0]):
        told[answer.kind] += 1
        if told[answer.kind] <= MOST[answer.kind]:
            kept.append(answer)
    if any(answer.kind == "point" and answer.exact for answer in kept):
        kept = [answer for answer in kept if answer.kind != "point" or answer.rank <= NAMED]
    return tuple(_with_books(answer, hits) for answer in kept)


def _with_books(answer: Found, hits: list[Hit]) -> Found:
    books = [form.books for rank, _, form in hits if rank == answer.rank and form.id == answer.code
             and plain(form.written) == plain(answer.matched)]  # fmt: skip
    told = () if set(books) & TODAY else tuple(dict.fromkeys(books))
    return Found(answer.code, answer.matched, answer.rank, answer.kind, told, answer.differs)


def _notes(key: str, hits: list[Hit], answered: bool) -> Iterator[str]:
    """What to tell beside the answers. What is only near is told when nothing else is."""
    index = search_index()
    if key in index["notes"]:
        yield index["notes"][key]
        return
    means = [form for rank, _, form in hits if rank <= NAMED or (rank == NEAR and not answered)]
    yield from dict.fromkeys(index["notes"][f"none:{form.id}"] for form in means if form.kind == "none")
    by_key: dict[str, list[Form]] = defaultdict(list)
    for form in means:
        if form.kind in ("point", "other"):
            by_key[form.key].append(form)
    for same in by_key.values():
        codes = dict.fromkeys(form.id for form in sorted(same, key=lambda form: form.books not in TODAY))
        if len(codes) > 1 or same[0].kind == "other":
            told = index["said"]["several" if len(codes) > 1 else "only_other"]
            readings = "; ".join(_reading(index, code, same) for code in codes)
            yield told.format(typed=same[0].written, readings=readings)


def _reading(index: dict[str, Any], code: str, same: Iterable[Form]) -> str:
    books = dict.fromkeys(form.books for form in same if form.id == code and form.written != code and form.books)
    id = ("other" if code in index["other"] else "reading") + ("_in" if books else "")
    told = ", ".join(index["books"][book] for book in books)
    return index["said"][id].format(code=code, name=index["other"].get(code, ""), books=told)


def find_points(atlas: Atlas, query: str, limit: int = MOST["point"]) -> list[Found]:
    """The points among the answers; [] for nothing found."""
    return [one for one in find(query).found if one.kind == "point" and one.code in atlas.points][:limit]


def written_note(query: str) -> str:
    """The note that `words/<language>/search_notes.csv` has for a name, without the readings of other books, or ""."""
    return search_index()["notes"].get(plain(query), "")


def code_meant(text: str) -> Meant:
    """The one point that a text means: a code of today means its own point, whatever older books count."""
    answers, own = find(text), text.strip().upper()
    points = [one for one in answers.found if one.kind == "point"]
    if own in shown_first(search_index()):
        return Meant(own, (own,), answers.notes)
    exact = tuple(one.code for one in points if one.exact)
    alone = exact[0] if len(exact) == len(answers.means) == 1 else ""
    return Meant(alone, exact or tuple(one.code for one in points), answers.notes)
