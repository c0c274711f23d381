"""What the atlas is and is not, and where everything in it comes from: each source, what was taken, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from content.card_phrases import joined
from content.claims import Claim, load_claims
from content.source_counts import KINDS, OF_A_SOURCE, in_parts
from content.words import word
from data import Atlas
from data.reading.tables import LANGUAGE, read_rows
from data.sayings import Saying, sayings_by_id
from data.zones import load_zones

SHOWS = ("as_is", "corrected", "traditional_only", "warn", "omit")  # how a claim is shown
Row = Mapping[str, str]


def _good_to_know() -> None:
    """The general notes: what a point, a meridian, qi and a cun are, and what pressing may and may not do."""
    st.subheader(word("sources.good_to_know"), anchor=False)
    for row in read_rows(f"words/{LANGUAGE}/notes.csv", ("id", "title", "text")):
        with st.expander(row["title"]):
            st.markdown(row["text"])


def show(atlas: Atlas) -> None:
    """Draw the page."""
    st.header(word("sources.heading"), anchor=False)
    st.markdown(word("sources.what_it_is"))
    _good_to_know()
    st.subheader(word("sources.how_sure_heading"), anchor=False)
    st.markdown(word("sources.how_sure"))
    st.subheader(word("sources.sources"), anchor=False)
    rows = read_rows("sources.csv", OF_A_SOURCE)
    st.markdown(word("sources.sources_say", count=len(rows)))
    query = st.text_input(word("sources.search"), key="source_query", placeholder=word("sources.search_example"))
    kept = [row for row in rows if fits(row, query)]
    if not kept:
        st.markdown(word("sources.none"))
    for kind in KINDS:
        of_kind = [row for row in kept if row["kind"] == kind]
        if of_kind:
            heading = word("sources.heading_count", kind=word(f"sources.kind_{kind}"), count=len(of_kind))
            _group(atlas, of_kind, kind, heading, word(f"sources.use_{kind}"), unfolded=bool(query.strip()))
    st.subheader(word("sources.licences_heading"), anchor=False)
    st.markdown(word("sources.licences"))


def fits(row: Row, query: str) -> bool:
    """Every word of the query stands somewhere in the source."""
    columns = ("id", "author", "title", "year", "locator", "note", "read_in")
    text = " ".join(row[column] for column in columns).casefold()
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
    """A source in one entry: author, title and year, where it is, what is taken from it, how we read it."""
    work, locator, *more = in_parts(row)
    return "  \n  ".join(part for part in (work, located(locator), *more) if part)


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
    with st.expander(word("sources.article", title=row["title"], author=row["author"]), key=f"article_{row['id']}"):
        st.markdown(line(row))
        claims = [claim for claim in load_claims().values() if claim.article == row["id"]]
        told = [word("sources.claims", count=len(claims), how=told_how(claims))] if claims else []
        changed = corrections(row["id"], sayings_by_id().values())
        told += [word("sources.changed"), "\n".join(f"- {saying_line(atlas, saying)}" for saying in changed)]
        left_out = list(dict.fromkeys(claim.why for claim in claims if claim.why))
        if left_out:
            told += [word("sources.leaves_out"), "\n".join(f"- {why}" for why in left_out)]
        if told:
            st.markdown("\n\n".join(told))


def told_how(claims: Iterable[Claim]) -> str:
    """ "120 are shown as they are, 60 corrected …": how the claims of an article are shown."""
    shows = [claim.show for claim in claims]
    told = (word(f"sources.shown_{show}", count=shows.count(show)) for show in SHOWS if show in shows)
    return joined("list_comma", told)


def corrections(source: str, sayings: Iterable[Saying]) -> list[Saying]:
    """What this source says and the atlas does not simply follow."""
    return [saying for saying in sayings if source in saying.source and saying.agrees != "yes"]


def saying_line(atlas: Atlas, saying: Saying) -> str:
    """One disagreement: what is said of which point or area, and the atlas's answer."""
    return word("sources.saying", about=called(atlas, saying.code), says=saying.says, answer=saying.answer)


def called(atlas: Atlas, code: str) -> str:
    """A point by its code, "ST36"; a zone, or what is no point, by its name, "Heel"."""
    if code in atlas.points:
        point = atlas.points[code]
        return code if point.is_point else point.names.english[0]
    return load_zones()[code].name
