"""What the atlas is and is not, and where everything in it comes from: each source, what was taken, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from data import Atlas
from data.claims import Claim, load_claims
from data.practice import load_practice
from data.sayings import Saying, sayings_by_id
from data.source_counts import counted, statements
from data.tables import read_rows

TITLE = "About and sources"
WHAT_IT_IS = """
Cun Atlas shows where the acupressure points of the foot and leg lie **on your own body**, in centimetres, with an
honest margin. A point is a rule, such as “3 cun above the bump of the inner ankle bone”. One cun is a share of a bone,
so it differs from person to person and from one part of the leg to the next. Finger widths are the traditional ruler;
studies find them inexact, so the atlas corrects them and prefers your height, or best a measured shin.

Meridians and points are a traditional map; no anatomical structure has been found that matches them. The atlas makes no
promise of a cure. It does not diagnose or treat any illness and does not replace medical care.
"""
HOW_SURE = """
The dark ellipse holds the place in about two of three cases, the light one in about 19 of 20. The ± is the longer half
of the light range along the limb. The dotted ring (Layers) shows how far trained people's own marks differ.
"""
LICENCES = """
Code: MIT licence. Data and drawings: CC BY 4.0. The shape of the limb was measured from the Vitruvian character (CC0),
itself derived from Antonia Polygon (CC BY), with proportions from the ANSUR II survey.
"""
KINDS = {  # kind of a source: heading, what this kind is used for
    "article": ("The five articles", "Where this atlas began. Doses and techniques are kept, errors are not."),
    "standard": ("Standards", "Where a point is, unless a card says otherwise."),
    "paper": ("Studies", "What was measured: how exact cun is, what pressing was tried for, what went wrong."),
    "book": ("Books", "The traditional map in print."),
    "dataset": ("Data", "Body sizes, tables, and the choices of this atlas itself."),
    "website": ("Websites", "Safety advice of health services, and traditional uses. Facts only."),
}
RULER = "Rulers and margins are computed from it; no single statement rests on it."
Row = Mapping[str, str]


def _good_to_know() -> None:
    """The general notes: what a point, a meridian, qi and a cun are, and what pressing may and may not do."""
    st.subheader("Good to know", anchor=False)
    for row in read_rows("words/en/notes.csv", ("id", "title", "text")):
        with st.expander(row["title"]):
            st.markdown(row["text"])


def show(atlas: Atlas) -> None:
    """Draw the page."""
    st.header("About this atlas", anchor=False)
    st.markdown(WHAT_IT_IS)
    _good_to_know()
    st.subheader("How sure is a place?", anchor=False)
    st.markdown(HOW_SURE)
    st.subheader("Sources", anchor=False)
    rows = read_rows("sources.csv", ("id", "kind", "author", "title", "year", "locator", "note"))
    st.markdown(
        f"{len(rows)} sources, each with what was taken from it. A study that an article mentions without saying which "
        "is not listed and not shown: nobody could look it up."
    )
    query = st.text_input("Search the sources", key="source_query", placeholder="an author, a title, a year, a word")
    kept = [row for row in rows if fits(row, query)]
    if not kept:
        st.markdown("No source has these words. Fewer words find more.")
    for kind, (heading, use) in KINDS.items():
        of_kind = [row for row in kept if row["kind"] == kind]
        if of_kind:
            _group(atlas, of_kind, kind, f"{heading} ({len(of_kind)})", use, unfolded=bool(query.strip()))
    st.subheader("Licences", anchor=False)
    st.markdown(LICENCES)


def fits(row: Row, query: str) -> bool:
    """Every word of the query stands somewhere in the source."""
    text = " ".join(row[column] for column in ("id", "author", "title", "year", "locator", "note")).casefold()
    return all(word in text for word in query.casefold().split())


def _group(atlas: Atlas, rows: Sequence[Row], kind: str, heading: str, use: str, unfolded: bool) -> None:
    """All sources of one kind: the articles with what was corrected, the others in one list that unfolds."""
    if kind == "article":
        st.markdown(f"#### {heading}\n{use}")
        for row in rows:
            _article(atlas, row)
        return
    with st.expander(heading, expanded=unfolded or kind == "standard"):
        st.markdown("\n".join([use, "", *(f"- {line(row)}" for row in rows)]))


def line(row: Row) -> str:
    """A source in one entry: author, title and year, where it is, what is taken from it."""
    taken = counted(row["id"])
    total = sum(statements().get(row["id"], {}).values())
    amount = f"{total} statement{'s' if total != 1 else ''}: {taken}." if total else RULER
    told = [f"**{row['author']}**, {row['title']} ({row['year']})", located(row["locator"]), row["note"], amount]
    return "  \n  ".join(part for part in told if part)


def located(locator: str) -> str:
    """Where a work is found, as a link when it has an address.

    >>> located("doi:10.1136/aim.18.1.15")
    '[doi:10.1136/aim.18.1.15](https://doi.org/10.1136/aim.18.1.15)'
    """
    word, _, rest = locator.partition(" ")
    if word.startswith(("http://", "https://")):
        return f"<{word}> {rest}".strip()
    if word.startswith("doi:"):
        return f"[{word}](https://doi.org/{word[4:]}) {rest}".strip()
    return locator


def _article(atlas: Atlas, row: Row) -> None:
    with st.expander(f"{row['title']} ({row['author']})", key=f"article_{row['id']}"):
        st.markdown(line(row))
        claims = [claim for claim in load_claims().values() if claim.article == row["id"]]
        told = [f"It makes {len(claims)} claims; {told_how(claims)}."] if claims else []
        changed = corrections(row["id"], sayings_by_id().values())
        told += ["**What the atlas changed**", "\n".join(f"- {saying_line(atlas, saying)}" for saying in changed)]
        left_out = list(dict.fromkeys(claim.why for claim in claims if claim.show == "omit" and claim.why))
        if left_out:
            told += ["**What the atlas leaves out**", "\n".join(f"- {why}" for why in left_out)]
        if told:
            st.markdown("\n\n".join(told))


def told_how(claims: Iterable[Claim]) -> str:
    """ "120 are shown as they are, 60 corrected …": how the claims of an article are shown."""
    shows = [claim.show for claim in claims]
    words = {
        "as_is": "{} shown as they are",
        "corrected": "{} corrected",
        "traditional_only": "{} told as tradition only",
        "warn": "{} shown with a warning",
        "omit": "{} left out",
    }
    return ", ".join(word.format(shows.count(show)) for show, word in words.items() if show in shows)


def corrections(source: str, sayings: Iterable[Saying]) -> list[Saying]:
    """What this source says and the atlas does not simply follow."""
    return [saying for saying in sayings if source in saying.source and saying.agrees != "yes"]


def saying_line(atlas: Atlas, saying: Saying) -> str:
    """One disagreement: what is said of which point or area, and the atlas's answer."""
    return f"**{called(atlas, saying.code)}**: {saying.says} → {saying.answer}"


def called(atlas: Atlas, code: str) -> str:
    """A point by its code, "ST36"; anything else by its name, "The heel"."""
    if code in atlas.points:
        point = atlas.points[code]
        return code if point.is_point else point.names.english[0]
    name = load_practice().zone_names.get(code) or code.removeprefix("Z_").replace("_", " ").lower()
    return name[0].upper() + name[1:]
