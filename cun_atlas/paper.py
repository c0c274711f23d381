"""Paper from a terminal: a ruler strip, soles and tops of the feet, handouts, plates.

python -m charts strip --inner-leg 355.3mm --out strip.pdf
"""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import BinaryIO

from charts.palette import theme_palette
from charts.paper.page import About, PaperPage
from charts.paper.pdf import pdf, write_pdf
from charts.paper.plate_file import plate_page
from charts.paper.png import png
from charts.paper.sheets import sheet_named
from charts.paper.sole import NamedArea, both_feet, sole_pages
from charts.paper.strip import strip_pages
from charts.paper.svg import svg
from charts.screen.limb import framed
from content.asked import point_named, range_by_name
from content.handout_pages import handout_pages
from content.handouts import handout_of_points, handout_of_routine, steps_told, whose
from content.marks import VIEW_NAMES, alt_text, marks_in_view, meridian_runs
from content.on_paper import ankle_ring, foot_marks, foot_mm, point_names, sole_zones, strip_rulers
from content.people import read_people
from content.phrases import side_word
from content.stills import paper_still
from content.view_data import places_csv, places_geojson
from content.words import word
from coords.body import Body
from coords.options import Parser, Refused, add_measures, measured
from coords.printed import Handout
from coords.side import SIDES
from cun_atlas.answer import Help, Remarks, answer
from data import Atlas, load_atlas
from data.practice import load_practice, routine_named
from data.shapes.surfaces import load_warmth
from data.shapes.whole_file import write_whole
from web.plates import relief_png

ABOUT = """
Lengths carry their unit (20.7mm, 2.07cm, 0.815in, 5ft4); a bare number is mm for fingers and cm for the rest of the
body. Print at 100 %, never "fit to page": every sheet has a bar of 50 mm to check.
"""
FORMATS = ("pdf", "svg", "png", "geojson", "csv")
WIDTH = re.compile(r"(\d+(?:\.\d+)?)\s*(px|mm|cm|in)")
MM = {"mm": 1.0, "cm": 10.0, "in": 25.4}
DEFAULT_PX, DEFAULT_MM = 1600, 180.0
Write = Callable[[BinaryIO], object]


def main(arguments: Sequence[str]) -> int:
    """Write the file asked for; 0 when done, 2 with one sentence when something cannot be used."""
    return answer(partial(_write, arguments))


def _write(arguments: Sequence[str], notes: Remarks) -> str:
    """Write the file and return its name."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.help or asked.product is None:
        raise Help((asked.parser if asked.product else parser).format_help(), 0 if asked.help else 2)
    atlas = load_atlas()
    asked.out = asked.out or f"{asked.product}.pdf"
    write_whole(asked.out, asked.make(atlas, asked, notes))
    return asked.out


def _parser() -> Parser:
    first = (__doc__ or "").partition("\n")[0]
    parser = Parser(prog="python -m charts", description=first, epilog=ABOUT, add_help=False, allow_abbrev=False)
    parser.add_argument("-h", "--help", action="store_true", help="print this")
    products = parser.add_subparsers(dest="product", metavar="PRODUCT")
    for name, (make, words) in PRODUCTS.items():
        one = products.add_parser(name, description=words, help=words, epilog=ABOUT, add_help=False, allow_abbrev=False)
        say = one.add_argument
        one.set_defaults(make=make, parser=one)
        if name == "handout":
            say("points", nargs="*", help="codes or names: SP6, UB-60, zusanli, 'Tai Chong'")
            say("--routine", help="a routine instead of points, such as RT_HEEL")
            say("--short", action="store_true", help="the short version of the routine")
            say("--large", action="store_true", help="large print")
            say("--practitioner", default="", metavar="LINE", help="your name, printed under the title")
            say("--title", default=word("handout.my_points"), help="of a handout of points")
            say("--code", default="", metavar="ADDRESS", help="with a QR code that opens it in the atlas there")
            say("--class", dest="people", metavar="FILE", help="a table (CSV) of people; a handout for each")
        if name == "plate":
            say("view", help=", ".join(VIEW_NAMES))
            say("--width", metavar="WIDTH", help="1600px for a PNG; 180mm, 18cm or 7in for all")
            say("--life-size", action="store_true", help="as large as the limb itself")
            say("--margins", action="store_true", help="draw the region of every point")
        if name == "sole":
            say("--only", choices=("sole", "top"), help="only the soles, or only the tops")
            say("--zones", action="store_true", help="draw the reflexology zones too")
        if name in ("handout", "plate"):
            say("--side", default="right", help=" or ".join(SIDES))
        if name != "plate":
            say("--sheet", default="A4", help="A4, Letter, A3, or its own size such as 200x300mm")
        say("--out", metavar="FILE", help=f"where to write; {', '.join(FORMATS) if name == 'plate' else 'a PDF'}")
        add_measures(one)
        say("-h", "--help", action="store_true", help="print this")
    return parser


def _body(atlas: Atlas, asked: Namespace, notes: list[str]) -> Body:
    if getattr(asked, "side", "right") not in SIDES:
        raise Refused(f"No side {asked.side!r}; it is {' or '.join(SIDES)}.")
    return Body(atlas.limb, measured(range_by_name(atlas), asked, notes))


def _only_pdf(asked: Namespace) -> None:
    if not asked.out.lower().endswith(".pdf"):
        raise Refused(f"A {asked.product} is a PDF; --out {asked.out!r} should end in .pdf.")


def _as_pdf(pages: Sequence[PaperPage] | Iterator[PaperPage], title: str) -> Write:
    return lambda file: write_pdf(pages, About(title), file)


def _counted(whole: int) -> Callable[[int], object] | None:
    """Tells on a terminal how many of several handouts are done."""
    if whole < 2 or not sys.stderr.isatty():
        return None
    return lambda n: print(f"\r{n} of {whole} handouts", end="\n" if n == whole else "", file=sys.stderr, flush=True)


def _strip(atlas: Atlas, asked: Namespace, notes: list[str]) -> Write:
    _only_pdf(asked)
    rulers, left_out = strip_rulers(atlas, _body(atlas, asked, notes))
    notes += left_out
    return _as_pdf(
        strip_pages(rulers, left_out, sheet_named(asked.sheet), theme_palette("print"), word), word("strip.title")
    )


def _sole(atlas: Atlas, asked: Namespace, notes: list[str]) -> Write:
    _only_pdf(asked)
    body = _body(atlas, asked, notes)
    palette = theme_palette("print")
    areas = (
        (lambda side: [NamedArea(*one, palette["zone"]) for one in sole_zones(side)])
        if asked.zones
        else lambda side: ()
    )
    feet = both_feet(
        atlas.documents, atlas.limb.skin, foot_mm(body), lambda side, top: foot_marks(atlas, body, side, top), palette,
        ankle=ankle_ring(), names=point_names(atlas), zones=areas, warmth=load_warmth("foot_sole"),
        relief=lambda side: relief_png("foot_sole", side), kinds=(asked.only,) if asked.only else ("sole", "top"),
    )  # fmt: skip
    return _as_pdf(sole_pages(feet, sheet_named(asked.sheet), word), word("sole.title"))


def _handout(atlas: Atlas, asked: Namespace, notes: list[str]) -> Write:
    _only_pdf(asked)
    if bool(asked.points) == bool(asked.routine):
        raise Refused("A handout is of points or of a routine; for example python -m charts handout SP6 KI3.")
    codes = list(dict.fromkeys(point_named(atlas, name) for name in asked.points))
    body, practice, steps = _body(atlas, asked, notes), load_practice(), []
    if asked.routine:
        try:
            routine = routine_named(practice, f"RT_{asked.routine.upper().removeprefix('RT_')}")
        except KeyError as error:
            raise Refused(f"{error.args[0][0].upper()}{error.args[0][1:]}.") from None
        steps = steps_told(routine, short=asked.short)

    def one(who: Body) -> Handout:
        same = dict(side=asked.side, practitioner=asked.practitioner, base=asked.code)
        if asked.routine:
            return handout_of_routine(atlas, practice, who, routine, short=asked.short, **same)
        return handout_of_points(atlas, who, codes, title=asked.title, **same)

    who = [Body(atlas.limb, m) for m in read_people(atlas, asked.people, notes)] if asked.people else [body]
    pages = handout_pages(atlas, map(one, who), relief_png, steps, asked.sheet, asked.large, _counted(len(who)))
    return _as_pdf(pages, routine.title if asked.routine else asked.title)


def _plate(atlas: Atlas, asked: Namespace, notes: list[str]) -> Write:
    if asked.view not in VIEW_NAMES:
        raise Refused(f"No view {asked.view!r}; views are {', '.join(VIEW_NAMES)}.")
    ending = asked.out.lower().rpartition(".")[2]
    if ending not in FORMATS:
        raise Refused(f"--out {asked.out!r} should end in one of {', '.join('.' + name for name in FORMATS)}.")
    body = _body(atlas, asked, notes)
    if ending in ("csv", "geojson"):
        if asked.width or asked.life_size:
            raise Refused(f"Data ({ending}) have no width; leave --width and --life-size out.")
        text = (places_csv if ending == "csv" else places_geojson)(atlas, body, asked.view, asked.side)
        return lambda file: file.write(text.encode())
    wide_px, wide_mm = _width(asked, ending)
    palette, drawing = theme_palette("print"), atlas.limb.views[asked.view]
    marks = marks_in_view(atlas, body, asked.view, asked.side)
    page = plate_page(
        paper_still(atlas, asked.view, asked.side, palette, relief_png),
        framed(drawing, asked.side, "whole" if "whole" in drawing.frames else None), marks, palette,
        body_mm_per_unit=body.view_mm_per_unit(asked.view), alt=alt_text(asked.view, asked.side, marks),
        owner=whose(body),
        width_mm=wide_mm, with_margins=asked.margins, runs=meridian_runs(atlas, marks),
    )  # fmt: skip
    title = word("view.and_side", view=VIEW_NAMES[asked.view], side=side_word(asked.side))
    if ending == "svg":
        return lambda file: file.write(svg(page, title).encode())
    document = pdf([page], About(title))
    if ending == "png":
        picture = png(document, wide_px or round(page.width / 25.4 * 300))
        return lambda file: file.write(picture)
    return lambda file: file.write(document)


def _width(asked: Namespace, ending: str) -> tuple[int | None, float | None]:
    """(pixels, mm) asked for; None for what follows from the other; (None, None) for life size."""
    if asked.life_size:
        if asked.width:
            raise Refused("--width and --life-size do not go together: life size has its own width.")
        return None, None
    if not asked.width:
        return (DEFAULT_PX if ending == "png" else None), DEFAULT_MM
    found = WIDTH.fullmatch(asked.width.strip().lower())
    if not found:
        raise Refused(f"--width {asked.width!r} is no width; for example 1600px, 180mm, 18cm or 7in.")
    if found[2] == "px":
        if ending != "png":
            raise Refused(f"A {ending.upper()} has no pixels; give its width in mm, cm or in.")
        return round(float(found[1])), DEFAULT_MM
    return None, float(found[1]) * MM[found[2]]


PRODUCTS = {
    "strip": (_strip, "a paper ruler cut to your own bones, with cun ticks and points"),
    "sole": (_sole, "both soles and the tops of your feet, life size, to stand on"),
    "handout": (_handout, "where, how and how long, with plates, for one person or a class"),
    "plate": (_plate, "a view with your points as SVG, PDF, PNG, GeoJSON or CSV"),
}
