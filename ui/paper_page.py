"""The page "On paper": a ruler strip, the feet in life size, handouts and plates, made when they are asked for.

Nothing is made before its button is pressed, and only the last file is kept, until a choice or a measure changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from charts.limb import framed
from charts.palette import theme_palette
from charts.paper.drawing import About, Page
from charts.paper.handout import MOST_ROWS, batch_pages
from charts.paper.pdf import pdf
from charts.paper.plate_file import NARROWEST, WIDEST, plate_page, still_of
from charts.paper.png import pages_in, png
from charts.paper.sheets import sheet_named
from charts.paper.sole import Zone, both_feet, sole_pages
from charts.paper.strip import strip_pages
from charts.paper.svg import svg
from coords.body import Body
from coords.options import Refused
from coords.place import FOOT_SCALE
from coords.view import SIDES
from data import Atlas
from data.care import load_care
from data.deep_link import NO_ADDRESS, public_base
from data.handouts import handout_of_points, handout_of_routine, routine_zones, steps_told, whose
from data.marks import VIEW_NAMES, alt_text, marks_in_view, meridian_runs
from data.on_paper import NO_FOOT, ankle_ring, foot_marks, foot_mm, point_names, sole_zones, strip_rulers
from data.people import people
from data.practice import load_practice
from data.surfaces import load_warmth
from data.view_data import places_csv, places_geojson
from ui import care

TITLE = "On paper"
PRODUCTS = {"strip": "My ruler strip", "sole": "My feet, life size", "handout": "My handout", "plate": "A plate"}
ABOUT = {
    "strip": "A paper ruler cut to your own leg: cun ticks, the points beside them, and where to hold each end. Fold "
    "it lengthwise and read its edge.",
    "sole": "Both soles and the tops of your feet at their true size, to stand on.",
    "handout": "Where, how and how long, beside the drawings, with what to take care of and lines for notes.",
    "plate": "Any drawing with your points as a file, or its places as data.",
}
SHEETS = ("A4", "Letter", "A3")
FORMATS = {
    "pdf": "application/pdf", "svg": "image/svg+xml", "png": "image/png", "geojson": "application/geo+json",
    "csv": "text/csv",
}  # fmt: skip
TRUE_SIZE = "Print at 100 %, not “fit to page”. A 50 mm bar on the sheet shows whether the size is true."
WAYS = {"points": "Points", "routine": "A routine"}
CLASS = (
    "A table with a line for each person. Its first line names the measures: height, inner-leg, outer-leg, ankle, "
    "foot, thumb … It needs no names, and what stands in it is not kept."
)
PREVIEW_PX = 900

Told = Callable[[int], object]


@dataclass(frozen=True)
class Job:
    """A file that can be made: its name, kind and maker; `known_by` changes whenever the file would."""

    name: str
    mime: str
    known_by: tuple
    make: Callable[[Told], bytes]
    parts: int = 1  # of a batch
    true_size: bool = False  # the sheet has a bar to check


def show(atlas: Atlas, body: Body, measure_page: StreamlitPage | None = None) -> None:
    """Draw the page. `measure_page` is where a missing length can be measured."""
    st.header(TITLE, anchor=False)
    for note in st.session_state.get("notes", []):
        st.warning(note)
    product = st.pills(
        "What to print", list(PRODUCTS), format_func=PRODUCTS.__getitem__, default="strip", required=True,
        key="paper_product",
    )  # fmt: skip
    st.markdown(ABOUT[product])
    choices, result = st.columns([3, 2], gap="large")
    with choices:
        try:
            job = JOBS[product](atlas, body, measure_page)
        except (Refused, ValueError) as error:
            st.warning(str(error))
            _measure(measure_page, "Measure")
            return
    if job is not None:
        with result:
            _offer(job)


def _offer(job: Job) -> None:
    """The button that makes a file, and the file once it is made."""
    now = st.session_state
    if st.button("Make the file", type="primary", key="paper_make", icon=":material/print:"):
        now["paper_made"] = None
        bar = st.progress(0.0, "Making the handouts …") if job.parts > 1 else None
        try:
            made = job.make(lambda done: bar.progress(min(done / job.parts, 1.0)) if bar else None)
            now["paper_made"] = (job.known_by, made)
        except (Refused, ValueError) as error:
            st.error(str(error))
        if bar:
            bar.empty()
    made = now.get("paper_made")
    if not made or made[0] != job.known_by:
        return
    content = made[1]
    st.download_button(
        f"Save {job.name} ({max(len(content) // 1000, 1)} kB)", content, job.name, job.mime, key="paper_save",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    if job.true_size:
        st.markdown(TRUE_SIZE)
    if job.mime in (FORMATS["pdf"], FORMATS["png"]):
        paged = job.mime == FORMATS["pdf"]
        count = pages_in(content) if paged else 1
        caption = f"The first of {count} pages" if count > 1 else "The page" if paged else "The picture"
        st.image(png(content, PREVIEW_PX) if paged else content, caption=caption, width="stretch")


def _measure(page: StreamlitPage | None, label: str) -> None:
    if page is not None:
        st.page_link(page, label=label, icon=":material/straighten:")


def _sheet() -> str:
    return st.segmented_control("Sheet of paper", list(SHEETS), default="A4", required=True, key="paper_sheet")


def _side() -> str:
    return st.segmented_control(
        "Side", list(SIDES), format_func=str.capitalize, default="right", required=True, key="paper_side"
    )


# ---- the four products


def _strip(atlas: Atlas, body: Body, measure_page: StreamlitPage | None) -> Job:
    sheet = _sheet()
    rulers, left_out = strip_rulers(atlas, body)
    for sentence in left_out:
        st.info(sentence)
    if left_out:
        _measure(measure_page, "Measure what is missing")

    def make(told: Told) -> bytes:
        return pdf(strip_pages(rulers, left_out, sheet_named(sheet), theme_palette("print")), About("My ruler strip"))

    return Job("my-ruler-strip.pdf", FORMATS["pdf"], ("strip", sheet, body.measured), make, true_size=True)


def _sole(atlas: Atlas, body: Body, measure_page: StreamlitPage | None) -> Job | None:
    if FOOT_SCALE not in body.measured.segments_mm:
        st.warning(NO_FOOT)
        _measure(measure_page, "Measure my foot")
        return None
    sheet = _sheet()
    zones = st.checkbox("Draw the reflexology zones too, which are another system", key="paper_zones")

    def make(told: Told) -> bytes:
        palette = theme_palette("print")
        feet = both_feet(
            atlas.documents, atlas.limb.skin, foot_mm(body), lambda side, top: foot_marks(atlas, body, side, top),
            palette, ankle=ankle_ring(), names=point_names(atlas), warmth=load_warmth("foot_sole"),
            zones=lambda side: [Zone(*one, palette["zone"]) for one in sole_zones(side)] if zones else (),
        )  # fmt: skip
        return pdf(sole_pages(feet, sheet_named(sheet)), About("My feet, life size"))

    return Job("my-feet.pdf", FORMATS["pdf"], ("sole", sheet, zones, body.measured), make, true_size=True)


def _handout(atlas: Atlas, body: Body, measure_page: StreamlitPage | None) -> Job | None:
    if care.decision().replaced_by:
        care.say_not_now()
        return None
    way = st.segmented_control(
        "Of", list(WAYS), format_func=WAYS.__getitem__, default="points", required=True, key="paper_way"
    )
    practice, codes, routine, short, title = load_practice(), [], None, False, "My points"
    if way == "points":
        codes = st.multiselect(
            "Points", [code for code, point in atlas.points.items() if point.is_point], key="paper_points",
            format_func=lambda code: f"{code} {atlas.points[code].names.pinyin}",
            default=[point] if (point := st.session_state.get("point")) in atlas.points else None,
        )  # fmt: skip
        title = st.text_input("Title", "My points", max_chars=80, key="paper_title") or "My points"
    else:
        routine = practice.routines[st.selectbox(
            "Routine", list(practice.routines), format_func=lambda name: practice.routines[name].title,
            key="paper_routine",
        )]  # fmt: skip
        short = st.checkbox("The short version", key="paper_short")
        title = routine.title
    side, sheet = _side(), _sheet()
    large = st.checkbox("Large print", key="paper_large")
    practitioner = st.text_input("Your name, if you give it to somebody", max_chars=120, key="paper_practitioner")
    with st.expander("For a class: a handout for each person"):
        st.markdown(CLASS)
        table = st.file_uploader("A table (CSV)", type="csv", key="paper_class")
    base = public_base()
    if not base:
        st.markdown(NO_ADDRESS)
    out = care.left_out(codes, side) if table is None else ()
    if out:
        reasons = "  \n".join(dict.fromkeys(care.notes_for("point", code, side).left_out for code in out))
        st.warning(f"{', '.join(out)}: {reasons}")
    codes = [code for code in codes if code not in out]
    if way == "points" and not codes:
        st.markdown("Choose at least one point.")
        return None
    if len(codes) > MOST_ROWS:
        st.warning(f"You chose {len(codes):,} places; a handout holds {MOST_ROWS} at most. Choose fewer, or make two.")
        return None
    notes: list[str] = []
    measured = list(people(atlas, table.getvalue(), table.name, notes)) if table is not None else [body.measured]
    for note in notes:
        st.info(note)
    done = None
    if routine is not None and table is None:
        done = care.decision().routine(replace(routine, steps=routine.chosen(short)))
        if done.blocked_by:
            messages = [load_care().words[name].message for name in done.blocked_by]
            st.error("  \n".join(["**This routine is not for you now.**", *messages]))
            return None

    steps = steps_told(routine, done, short) if routine is not None else []

    def pages(told: Told) -> Iterator[Page]:
        palette = theme_palette("print")
        same = dict(side=side, practitioner=practitioner, base=base)
        readers = (Body(atlas.limb, one) for one in measured)
        each = (
            handout_of_points(atlas, reader, codes, title=title, **same) if routine is None
            else handout_of_routine(atlas, practice, reader, routine, done, short=short, **same)
            for reader in readers
        )  # fmt: skip
        return batch_pages(
            each, lambda view, drawn: still_of(atlas.documents[view], drawn, palette, warmth=load_warmth(view)),
            sheet_named(sheet), palette, large, told,
            lambda view, foot: [Zone(area, rings, palette["zone"], number)
                                for number, area, rings in routine_zones(steps, view, foot)],
        )  # fmt: skip

    given = care.answers() if table is None else {}
    known_by = ("handout", tuple(codes), routine and routine.id, short, title, side, sheet, large, practitioner, base,
                tuple(measured), tuple(sorted(given.items())))  # fmt: skip
    name = "handouts.pdf" if len(measured) > 1 else "my-handout.pdf"
    return Job(name, FORMATS["pdf"], known_by, lambda told: pdf(pages(told), About(title)), len(measured))


def _plate(atlas: Atlas, body: Body, measure_page: StreamlitPage | None) -> Job:
    view = st.selectbox("Drawing", list(VIEW_NAMES), format_func=VIEW_NAMES.__getitem__, key="paper_view")
    side = _side()
    kind = st.segmented_control("File", list(FORMATS), format_func=str.upper, default="pdf", required=True,
                                key="paper_format")  # fmt: skip
    name = f"{view}_{side}.{kind}"
    if kind in ("geojson", "csv"):
        write = places_csv if kind == "csv" else places_geojson
        known_by = ("plate", view, side, kind, body.measured)
        return Job(name, FORMATS[kind], known_by, lambda told: write(atlas, body, view, side).encode())
    if kind == "png":
        width = st.number_input("Width in pixels", 100, 8000, 1600, key="paper_px")
        wide_mm: float | None = 180.0
    else:
        life = st.checkbox("Life size", key="paper_life")
        width = 0
        wide_mm = None if life else st.number_input(
            "Width in mm", NARROWEST, WIDEST, 180.0, step=10.0, format="%.0f", key="paper_mm"
        )  # fmt: skip
    regions = st.checkbox("Draw the region of every point", key="paper_regions")

    def make(told: Told) -> bytes:
        palette, drawing = theme_palette("print"), atlas.limb.views[view]
        marks = marks_in_view(atlas, body, view, side)
        page = plate_page(
            still_of(atlas.documents[view], side, palette, warmth=load_warmth(view)),
            framed(drawing, side, "whole" if "whole" in drawing.frames else None), marks, palette,
            body_mm_per_unit=body.view_mm_per_unit(view), alt=alt_text(view, side, marks), owner=whose(body),
            width_mm=wide_mm, with_margins=regions, runs=meridian_runs(atlas, marks),
        )  # fmt: skip
        words = f"{VIEW_NAMES[view]}, {side}"
        if kind == "svg":
            return svg(page, words).encode()
        document = pdf([page], About(words))
        return png(document, int(width)) if kind == "png" else document

    return Job(name, FORMATS[kind], ("plate", view, side, kind, width, wide_mm, regions, body.measured), make)


JOBS: dict[str, Callable[[Atlas, Body, StreamlitPage | None], Job | None]] = {
    "strip": _strip, "sole": _sole, "handout": _handout, "plate": _plate,
}  # fmt: skip
