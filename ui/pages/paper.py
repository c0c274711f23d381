"""The page "On paper": a ruler strip, the feet in life size, handouts and plates, made when they are asked for.

Nothing is made before its button is pressed, and only the last file is kept, until a choice or a measure changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from charts.palette import theme_palette
from charts.paper.handout import MOST_ROWS
from charts.paper.page import About, PaperPage
from charts.paper.pdf import pdf
from charts.paper.plate_file import NARROWEST, WIDEST, plate_page
from charts.paper.png import pages_in, png
from charts.paper.sheets import sheet_named
from charts.paper.sole import NamedArea, both_feet, sole_pages
from charts.paper.strip import strip_pages
from charts.paper.svg import svg
from charts.screen.limb import framed
from content.card_phrases import joined
from content.deep_link import public_base
from content.handout_pages import handout_pages
from content.handouts import handout_of_points, handout_of_routine, steps_told
from content.marks import VIEW_NAMES, alt_text, marks_in_view, meridian_runs
from content.on_paper import ankle_ring, foot_marks, foot_mm, point_names, sole_zones, strip_rulers
from content.people import people
from content.phrases import side_name, side_word, whose
from content.stills import paper_still
from content.view_data import places_csv, places_geojson
from content.words import word
from coords.body import Body
from coords.options import Refused
from coords.place import FOOT_SCALE
from coords.side import SIDES
from data import Atlas
from data.care.decision import load_care
from data.practice import load_practice
from data.shapes.surfaces import load_warmth
from ui import care, link, pick, state
from ui.components.browser_store import visit
from ui.text import plain
from web.plates import relief_png

NOTES_TOLD = 10  # of a class
SHEETS = ("A4", "Letter", "A3")
FORMATS = {
    "pdf": "application/pdf", "svg": "image/svg+xml", "png": "image/png", "geojson": "application/geo+json",
    "csv": "text/csv",
}  # fmt: skip
PREVIEW_PX = 900

Progress = Callable[[int], object]


@dataclass(frozen=True)
class Job:
    """A file that can be made: its name, kind and maker; `known_by` changes whenever the file would."""

    name: str
    mime: str
    known_by: tuple
    make: Callable[[Progress], bytes]
    parts: int = 1  # of a batch
    true_size: bool = False  # the sheet has a bar to check


@dataclass(frozen=True)
class Made:
    """The last file that was made."""

    known_by: tuple | None = None
    content: bytes = b""


def show(atlas: Atlas, body: Body, measure_page: StreamlitPage | None = None) -> None:
    """Draw the page. `measure_page` is where a missing length can be measured."""
    st.header(word("paper.title"), anchor=False)
    link.say_notes(atlas)
    product = st.pills(
        word("paper.choose"), list(JOBS), format_func=lambda name: word(f"paper.product_{name}"), default="strip",
        required=True, key="paper_product",
    )  # fmt: skip
    st.markdown(word(f"paper.about_{product}"))
    choices, result = st.columns([3, 2], gap="large")
    with choices:
        try:
            job = JOBS[product](atlas, body, measure_page)
        except (Refused, ValueError) as error:
            st.warning(plain(str(error)))
            _measure(measure_page, word("paper.measure"))
            return
    if job is not None:
        with result:
            _offer(job)


def _offer(job: Job) -> None:
    """The button that makes a file, and the file once it is made."""
    if st.button(word("paper.make"), type="primary", key="paper_make", icon=":material/print:"):
        state.put(Made())
        bar = st.progress(0.0, word("paper.making")) if job.parts > 1 else None
        try:
            made = job.make(lambda done: bar.progress(min(done / job.parts, 1.0)) if bar else None)
            state.put(Made(job.known_by, made))
        except (Refused, ValueError) as error:
            st.error(plain(str(error)))
        if bar:
            bar.empty()
    if state.now(Made).known_by != job.known_by:
        return
    content = state.now(Made).content
    st.download_button(
        word("paper.save", name=job.name, kb=max(len(content) // 1000, 1)), content, job.name, job.mime,
        key="paper_save", icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    if job.true_size:
        st.markdown(word("paper.true_size"))
    if job.mime in (FORMATS["pdf"], FORMATS["png"]):
        paged = job.mime == FORMATS["pdf"]
        count = pages_in(content) if paged else 1
        caption = word("paper.first_of", count=count) if count > 1 else word("paper.page" if paged else "paper.picture")
        st.image(png(content, PREVIEW_PX) if paged else content, caption=caption, width="stretch")


def _measure(page: StreamlitPage | None, label: str) -> None:
    if page is not None:
        st.page_link(page, label=label, icon=":material/straighten:")


def _sheet() -> str:
    return st.segmented_control(word("paper.sheet"), list(SHEETS), default="A4", required=True, key="paper_sheet")


def _side() -> str:
    return st.segmented_control(
        word("paper.side"), list(SIDES), format_func=side_name, default="right", required=True, key="paper_side"
    )


# ---- the four products


def _strip(atlas: Atlas, body: Body, measure_page: StreamlitPage | None) -> Job:
    sheet = _sheet()
    rulers, left_out = strip_rulers(atlas, body)
    for sentence in left_out:
        st.info(plain(sentence))
    if left_out:
        _measure(measure_page, word("paper.measure_missing"))

    def make(told: Progress) -> bytes:
        return pdf(
            strip_pages(rulers, left_out, sheet_named(sheet), theme_palette("print"), word), About(word("strip.title"))
        )

    return Job("my-ruler-strip.pdf", FORMATS["pdf"], ("strip", sheet, body.measured), make, true_size=True)


def _sole(atlas: Atlas, body: Body, measure_page: StreamlitPage | None) -> Job | None:
    if FOOT_SCALE not in body.measured.segments_mm:
        st.warning(word("strip.no_foot"))
        _measure(measure_page, word("paper.measure_foot"))
        return None
    sheet = _sheet()
    zones = st.checkbox(word("paper.zones"), key="paper_zones")

    def make(told: Progress) -> bytes:
        palette = theme_palette("print")
        feet = both_feet(
            atlas.documents, atlas.limb.skin, foot_mm(body), lambda side, top: foot_marks(atlas, body, side, top),
            palette, ankle=ankle_ring(), names=point_names(atlas), warmth=load_warmth("foot_sole"),
            relief=lambda side: relief_png("foot_sole", side),
            zones=lambda side: [NamedArea(*one, palette["zone"]) for one in sole_zones(side)] if zones else (),
        )  # fmt: skip
        return pdf(sole_pages(feet, sheet_named(sheet), word), About(word("sole.title")))

    return Job("my-feet.pdf", FORMATS["pdf"], ("sole", sheet, zones, body.measured), make, true_size=True)


def _handout(atlas: Atlas, body: Body, measure_page: StreamlitPage | None) -> Job | None:
    if care.decision().replaced_by:
        care.say_not_now()
        return None
    way = st.segmented_control(
        word("paper.of"),
        ("points", "routine"),
        format_func=lambda way: word(f"paper.of_{way}"),
        default="points",
        required=True,
        key="paper_way",
    )
    practice, codes, routine, short, title = load_practice(), [], None, False, word("handout.my_points")
    if way == "points":
        points = [code for code, point in atlas.points.items() if point.is_point]

        def called(code: str) -> str:
            return " ".join((code, atlas.points[code].names.pinyin))

        codes = st.multiselect(
            word("paper.points"), points, key="paper_points", on_change=pick.take,
            args=("paper_points", points), format_func=called,
            default=[point] if (point := state.choice().point) in atlas.points else None,
            **pick.SEVERAL,
        )  # fmt: skip
        pick.say("paper_points", called)
        title = st.text_input(
            word("paper.handout_title"), word("handout.my_points"), max_chars=80, key="paper_title"
        ) or word("handout.my_points")
    else:
        routine = practice.routines[st.selectbox(
            word("paper.routine"), list(practice.routines), format_func=lambda name: practice.routines[name].title,
            key="paper_routine", filter_mode="contains",
        )]  # fmt: skip
        short = st.checkbox(word("paper.short"), key="paper_short")
        title = routine.title
    side, sheet = _side(), _sheet()
    large = st.checkbox(word("paper.large"), key="paper_large")
    practitioner = st.text_input(word("paper.practitioner"), max_chars=120, key="paper_practitioner")
    with st.expander(word("paper.class_heading")):
        st.markdown(word("paper.class"))
        key = f"paper_class_{visit()}"  # another session has no file
        table = st.file_uploader(word("paper.table"), type="csv", key=key, max_upload_size=1)
    base = public_base()
    if base and not st.checkbox(word("paper.code"), key="paper_code"):
        base = ""
    out = care.left_out(codes, side) if table is None else ()
    if out:
        reasons = "  \n".join(dict.fromkeys(care.notes_for("point", code, side).left_out for code in out))
        st.warning(word("paper.left_out", codes=joined("list_comma", out), reasons=reasons))
    codes = [code for code in codes if code not in out]
    if way == "points" and not codes:
        st.markdown(word("paper.choose_one"))
        return None
    if len(codes) > MOST_ROWS:
        st.warning(word("paper.too_many", count=f"{len(codes):,}", most=MOST_ROWS))
        return None
    notes: list[str] = []
    measured = list(people(atlas, table.getvalue(), table.name, notes)) if table is not None else [body.measured]
    if notes:
        more = [word("paper.more_notes", count=len(notes) - NOTES_TOLD)] if len(notes) > NOTES_TOLD else []
        st.info("  \n".join([*map(plain, notes[:NOTES_TOLD]), *more]))
    done = None
    if routine is not None and table is None:
        done = care.decision().routine(replace(routine, steps=routine.chosen(short)))
        if done.blocked_by:
            messages = [load_care().words[name].message for name in done.blocked_by]
            st.error("  \n".join([word("session.routine_not_now"), *messages]))
            return None

    steps = steps_told(routine, done, short) if routine is not None else []

    def pages(told: Progress) -> Iterator[PaperPage]:
        same = dict(side=side, practitioner=practitioner, base=base)
        readers = (Body(atlas.limb, one) for one in measured)
        each = (
            handout_of_points(atlas, reader, codes, title=title, **same) if routine is None
            else handout_of_routine(atlas, practice, reader, routine, done, short=short, **same)
            for reader in readers
        )  # fmt: skip
        return handout_pages(atlas, each, relief_png, steps, sheet, large, told)

    given = care.answers() if table is None else {}
    known_by = ("handout", tuple(codes), routine and routine.id, short, title, side, sheet, large, practitioner, base,
                tuple(measured), tuple(sorted(given.items())))  # fmt: skip
    name = "handouts.pdf" if len(measured) > 1 else "my-handout.pdf"
    return Job(name, FORMATS["pdf"], known_by, lambda told: pdf(pages(told), About(title)), len(measured))


def _plate(atlas: Atlas, body: Body, measure_page: StreamlitPage | None) -> Job:
    view = st.selectbox(
        word("paper.drawing"),
        list(VIEW_NAMES),
        format_func=VIEW_NAMES.__getitem__,
        key="paper_view",
        filter_mode="contains",
    )
    side = _side()
    kind = st.segmented_control(word("paper.file"), list(FORMATS), format_func=str.upper, default="pdf", required=True,
                                key="paper_format")  # fmt: skip
    name = f"{view}_{side}.{kind}"
    if kind in ("geojson", "csv"):
        write = places_csv if kind == "csv" else places_geojson
        known_by = ("plate", view, side, kind, body.measured)
        return Job(name, FORMATS[kind], known_by, lambda told: write(atlas, body, view, side).encode())
    if kind == "png":
        width = st.number_input(word("paper.width_px"), 100, 8000, 1600, key="paper_px")
        wide_mm: float | None = 180.0
    else:
        life = st.checkbox(word("paper.life_size"), key="paper_life")
        width = 0
        wide_mm = None if life else st.number_input(
            word("paper.width_mm"), NARROWEST, WIDEST, 180.0, step=10.0, format="%.0f", key="paper_mm"
        )  # fmt: skip
    regions = st.checkbox(word("paper.regions"), key="paper_regions")

    def make(told: Progress) -> bytes:
        palette, drawing = theme_palette("print"), atlas.limb.views[view]
        marks = marks_in_view(atlas, body, view, side)
        page = plate_page(
            paper_still(atlas, view, side, palette, relief_png),
            framed(drawing, side, "whole" if "whole" in drawing.frames else None), marks, palette,
            body_mm_per_unit=body.view_mm_per_unit(view), alt=alt_text(view, side, marks), owner=whose(body),
            width_mm=wide_mm, with_margins=regions, runs=meridian_runs(atlas, marks),
        )  # fmt: skip
        words = word("view.and_side", view=VIEW_NAMES[view], side=side_word(side))
        if kind == "svg":
            return svg(page, words).encode()
        document = pdf([page], About(words))
        return png(document, int(width)) if kind == "png" else document

    return Job(name, FORMATS[kind], ("plate", view, side, kind, width, wide_mm, regions, body.measured), make)


JOBS: dict[str, Callable[[Atlas, Body, StreamlitPage | None], Job | None]] = {
    "strip": _strip, "sole": _sole, "handout": _handout, "plate": _plate,
}  # fmt: skip
