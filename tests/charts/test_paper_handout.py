"""My handout: what stands on it, that nothing overflows, and that its code opens the same card."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
import zxingcpp
from app_helpers import heading, open_app, remembered
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_helpers import outside, overlaps, read
from PIL import Image
from shapely.geometry import Polygon, box

from charts.drawing import Block, Placed, Shape, Words
from charts.palette import theme_palette
from charts.paper.areas import NamedArea
from charts.paper.clipping import bounds
from charts.paper.handout import LARGE, MOST_ROWS, batch_pages, handout_pages, no_zones
from charts.paper.page import About, PaperError
from charts.paper.pdf import pdf, write_pdf
from charts.paper.plate_file import still_of
from charts.paper.png import png
from charts.paper.sheets import sheet_named
from content.deep_link import LENGTHS, deep_link, measures
from content.handouts import (
    general_box,
    handout_of_points,
    handout_of_routine,
    routine_zones,
    steps_told,
    whose,
)
from content.pressing import how_hard, step_told
from content.sessions import step_view
from content.words import word
from coords.body import Body
from coords.cun import Measurements
from data import load_atlas
from data.care.decision import decide, load_care
from data.practice import Routine, load_practice
from data.reading.tables import listed, read_rows
from data.zones import load_zones
from ui import address, link
from ui.model import Choice, Measures

ATLAS, PRACTICE = load_atlas(), load_practice()
PALETTE = theme_palette("print")
READER = Measurements(stature_mm=1630.0, segments_mm={"S_LEG_MED": 355.3, "S_FOOT_LEN": 250.0})
BASE = "https://atlas.example/feet"
CODES = [code for code, point in ATLAS.points.items() if point.is_point]


@cache
def still(view: str, side: str):
    return still_of(ATLAS.documents[view], side, PALETTE)


def of_points(*codes: str, who: Measurements = READER, **more):
    return handout_of_points(ATLAS, Body(ATLAS.limb, who), codes, **more)


def printed(handout, sheet: str = "A4", large: bool = False, zones=no_zones) -> bytes:
    return pdf(handout_pages(handout, still, sheet_named(sheet), PALETTE, word, large, zones), About(handout.title))


def zones_of(routine: Routine):
    """The zones of a routine as they are drawn."""
    steps = steps_told(routine)
    return lambda view, side: [NamedArea(name, rings, PALETTE["zone"], number)
                               for number, name, rings in routine_zones(steps, view, side)]  # fmt: skip


def longest(count: int) -> list[str]:
    """The points with the most words on their cards."""

    def words(code: str) -> int:
        point = ATLAS.points[code]
        return len(point.card.where) + len(point.card.press) + 3 * len(point.names.pinyin)

    return sorted(CODES, key=words, reverse=True)[:count]


def test_three_points_stand_on_one_page_with_where_how_and_how_long():
    (page,) = read(printed(of_points("SP6", "KI3", "KI1", practitioner="Łucja Öztürk, feet and hands")))
    for words in ("SP6", "Sānyīnjiāo", "三陰交", "太谿", "湧泉", "7.1 cm above the bump", "30 seconds to 2 minutes",
                  "Łucja Öztürk", "Take care", "Sources:", "Notes", "Date"):  # fmt: skip
        assert words in page.text.replace("\u00a0", " "), words


def test_the_centimetres_are_the_readers_own():
    taller = Measurements(stature_mm=1900.0)
    one, other = of_points("SP6").rows[0].distance, of_points("SP6", who=taller).rows[0].distance
    assert one.startswith("7.1 cm above") and other.startswith("8.4 cm above")


def test_there_are_lines_to_write_on():
    for document in (printed(of_points("SP6", "KI3")), printed(of_points(*longest(6)))):
        page = read(document)[-1]
        wide = page.width - 20
        assert len(page.line(wide, 0.15)) >= 2


def decoded(document: bytes) -> str:
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(png(document, 1700))))
    return code.text


def test_the_code_holds_the_point_and_the_measures_and_nothing_else():
    parts = urlsplit(decoded(printed(of_points("SP6", "KI3", base=BASE, practitioner="Dr. Who"))))
    asked = dict(parse_qsl(parts.query))
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "atlas.example", "/feet/")
    assert asked == {"point": "SP6", "view": "foot_medial", "side": "right", "height": "1630", "shin": "355.3",
                     "foot": "250"}  # fmt: skip
    assert set(asked) <= set(address.KNOWN)


def test_the_code_opens_the_same_card_with_the_same_centimetres():
    handout = of_points("SP6", base=BASE, side="left")
    app = open_app(**dict(parse_qsl(urlsplit(decoded(printed(handout))).query)))
    assert heading(app).startswith("SP6") and remembered(app, link.Followed).notes == () and not app.exception
    assert remembered(app, Choice).side == "left"
    assert remembered(app, Measures).accepted == {"stature": 1630.0, "S_LEG_MED": 355.3, "S_FOOT_LEN": 250.0}


def test_the_code_of_a_routine_opens_the_routine():
    routine = PRACTICE.routines["RT_SLEEP"]
    handout = handout_of_routine(ATLAS, PRACTICE, Body(ATLAS.limb, READER), routine, base=BASE, short=True)
    parts = urlsplit(decoded(printed(handout)))
    assert parts.path == "/feet/session"
    assert {"routine": "RT_SLEEP", "short": "yes"}.items() <= dict(parse_qsl(parts.query)).items()
    assert set(dict(parse_qsl(parts.query))) <= set(address.KNOWN)


def test_every_measure_has_the_name_the_address_of_the_page_gives_it():
    assert LENGTHS.items() <= address.LENGTHS.items()
    everything = Measurements(
        fingers={"thumb": 20.7, "four": 66.4}, stature_mm=1630.0, helper_stature_mm=1800.0, age="10-17",
        traditional=True, segments_mm=dict.fromkeys(LENGTHS.values(), 300.0),
    )  # fmt: skip
    assert set(measures(everything)) <= set(address.KNOWN)
    assert measures(everything)["thumb"] == "20.7" and measures(everything)["helper"] == "1800"


def test_without_an_address_there_is_no_code_and_no_word_about_it():
    document = printed(of_points("SP6"))
    assert zxingcpp.read_barcodes(Image.open(BytesIO(png(document, 1700)))) == []
    assert "QR" not in read(document)[0].text and "CUN_ATLAS" not in read(document)[0].text
    assert deep_link("", READER, point="SP6") == ""
    assert deep_link("feet.example", READER).startswith("https://feet.example/?")


def test_what_to_take_care_of_stands_on_every_handout():
    text = " ".join(page.text for page in read(printed(of_points("SP6", "ST36"))))
    assert "SP6: Tradition says to leave this point alone in pregnancy" in text
    assert "Stop if it hurts" in text and "takes the place of no doctor" in text


GENERAL = ("no doctor", "clot", "bruise easily", "light touch", "diabetes", "SP6, BL60, LI4", "midwife")


@pytest.mark.parametrize("sheet", ["A4", "A5"])
def test_a_handout_of_fourteen_lower_leg_points_says_clot(sheet):
    codes = [code for code in CODES if ATLAS.limb.rules[code].home.startswith("leg")
             and "CAUTION_CLOT" in {one.id for one in ATLAS.points[code].cautions}][:14]  # fmt: skip
    text = " ".join(page.text for page in read(printed(of_points(*codes), sheet))).replace("\u00a0", " ")
    assert all(words in text for words in GENERAL)


def test_every_handout_of_a_point_carries_the_general_box_and_says_nothing_of_it_twice():
    for code in CODES:
        handout = of_points(code)
        said = " ".join(sentence for _, sentence in handout.general)
        assert all(words in said for words in GENERAL), code
        assert not any("massage can move" in told or "cannot feel" in told for _, told in handout.cautions), code


@pytest.mark.parametrize("name", PRACTICE.routines)
def test_every_handout_of_a_routine_carries_the_general_box_whatever_is_answered(name):
    routine = PRACTICE.routines[name]
    for answers in ({}, {"blood_thinner": "no", "pregnant": "no", "diabetes": "no"}, {"pregnant": "yes"}):
        done = decide(load_care(), answers).routine(routine)
        handout = handout_of_routine(ATLAS, PRACTICE, Body(ATLAS.limb, READER), routine, done)
        assert handout.general == general_box()
        assert all(words in " ".join(sentence for _, sentence in handout.general) for words in GENERAL)


def test_a_caution_of_paper_is_either_said_in_the_box_or_beside_its_points():
    """Every caution that asks for care reaches the sheet: by its own sentence, or by the box that stands for it."""
    boxed = {name for row in read_rows("handout_box.csv") for name in listed(row["cautions"])}
    assert {"CAUTION_CLOT", "CAUTION_DIABETES", "CAUTION_NUMB_FOOT"} <= boxed
    for code in CODES:
        sheet = " ".join(words for _, words in of_points(code).cautions)
        for caution in ATLAS.points[code].cautions:
            assert caution.level == "info" or caution.id in boxed or caution.sentence in sheet, (code, caution.id)


def test_the_artery_of_a_point_stands_before_its_milder_cautions_on_paper():
    (first, *_) = of_points("LR3").cautions
    assert first[0] == "LR3" and first[1].startswith("The foot pulse beats here")


def test_a_torn_tendon_is_told_on_the_handout_of_its_routine():
    handout = handout_of_routine(ATLAS, PRACTICE, Body(ATLAS.limb, READER), PRACTICE.routines["RT_FOOT"])
    assert any("torn heel tendon" in caution for _, caution in handout.cautions)


def test_a_routine_keeps_its_order_and_its_times():
    routine = PRACTICE.routines["RT_HEEL"]
    handout = handout_of_routine(ATLAS, PRACTICE, Body(ATLAS.limb, READER), routine)
    for row, step in zip(handout.rows, routine.steps, strict=True):
        assert row.how.startswith(step_told(ATLAS, step).instruction)
        assert how_hard(ATLAS, step.dose.levels) in row.how + row.how_long
    text = " ".join(page.text for page in read(printed(handout)))
    assert text.index("2 SHIMIAN") < text.index("3 KI4") < text.index("6 BL57")


def test_large_print_is_large():
    letters = [one for page in read(printed(of_points("SP6", "KI3"), large=True)) for one in page.letters]
    large = sum(one.size >= LARGE - 0.01 for one in letters)
    assert large > 0.7 * len(letters)  # the sources, the measures and the words beside the code are smaller
    assert min(one.size for one in letters) > 6.4


def assert_well_set(document: bytes) -> None:
    for page in read(document):
        assert outside(page) == []
        assert overlaps(page) == []


@pytest.mark.parametrize("sheet", ["A4", "Letter", "A5"])
def test_the_longest_cards_never_overflow(sheet):
    assert_well_set(printed(of_points(*longest(5), practitioner="W" * 90, title="W" * 60, base=BASE), sheet))


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_the_longest_cards_never_overflow_in_large_print(sheet):
    assert_well_set(printed(of_points(*longest(3), practitioner="W" * 90, title="W" * 60, base=BASE), sheet, True))


LEAST = 9.0  # pt, of the table


def table_type(document: bytes) -> float:
    """The smallest type of the words of the first step, in pt."""
    (page, *_) = read(document)
    return min(one.size for one in page.letters if one.text.strip() and one.x0 > page.width * 0.32
               and page.height * 0.55 < one.y0 < page.height * 0.8)  # fmt: skip


TWO_PAGES = {"RT_HEEL", "RT_BACK7"}  # eleven points with all their cautions; eleven steps with their drawings


@pytest.mark.parametrize("name", PRACTICE.routines)
def test_a_routine_is_well_set_on_one_page_of_type_that_can_be_read(name):
    routine = PRACTICE.routines[name]
    handout = handout_of_routine(ATLAS, PRACTICE, Body(ATLAS.limb, READER), routine, base=BASE)
    document = printed(handout, zones=zones_of(routine))
    assert len(read(document)) == (2 if name in TWO_PAGES else 1)
    assert table_type(document) >= LEAST - 0.01
    assert_well_set(document)


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
@pytest.mark.parametrize("codes", [("SP6", "KI3", "ST36", "KI1", "LR3"), tuple(longest(4))])
def test_a_handful_of_points_stands_on_one_page_with_all_they_need(codes, sheet):
    handout = of_points(*codes, base=BASE, practitioner="Łucja Öztürk")
    document = printed(handout, sheet)
    (page,) = read(document)
    text = page.text.replace("\u00a0", " ")
    assert all(row.where in text and row.how_long in text for row in handout.rows)
    assert all(caution in text for _, caution in (*handout.general, *handout.cautions))
    assert table_type(document) >= LEAST - 0.01 and "Notes" in text and "Sources" in text


def test_a_sentence_of_many_steps_is_told_once_with_their_numbers():
    handout = handout_of_routine(ATLAS, PRACTICE, Body(ATLAS.limb, READER), PRACTICE.routines["RT_BACK7"])
    assert handout.intro.endswith("Steps 5 to 10: A reflexology zone: another system than the points.")
    assert not any("another system" in row.note for row in handout.rows)
    assert [row.note for row in handout.rows if row.note.startswith("Fourth")] == ["Fourth of the seven places."]


def test_two_points_at_one_distance_share_their_words():
    handout = handout_of_routine(ATLAS, PRACTICE, Body(ATLAS.limb, READER), PRACTICE.routines["RT_HEEL"])
    assert handout.rows[3].distance.startswith("KI7 and KI8: 4.7 cm above the bump")
    ki1_and_lr3 = handout.rows[4].distance
    assert ki1_and_lr3.startswith("KI1: about 6.7 cm") and "; LR3: just in front of the place" in ki1_and_lr3


def test_every_drawn_point_of_a_routine_is_on_a_picture_of_its_handout():
    for routine in PRACTICE.routines.values():
        handout = handout_of_routine(ATLAS, PRACTICE, Body(ATLAS.limb, READER), routine)
        shown = {mark.code for plate in handout.plates for mark in plate.marks}
        wanted = {code for step in routine.steps for code in step.subjects if step.layer == "point"}
        assert {code for code in wanted if ATLAS.points[code].rule.on_drawing} <= shown, routine.id


# ---- zones

WITH_ZONES = [name for name, one in PRACTICE.routines.items() if any(step.layer == "zone" for step in one.steps)]
OUTLINES = {view: drawing.outline.buffer(1e-3) for view, drawing in ATLAS.limb.views.items()}


def plates_drawn(routine: Routine, side: str, large: bool = False) -> Iterator[tuple[str, str, Block]]:
    """(view, side, picture) of the plates of a routine's handout."""
    handout = handout_of_routine(ATLAS, PRACTICE, Body(ATLAS.limb, READER), routine, side=side)
    pages = handout_pages(handout, still, sheet_named("A4"), PALETTE, word, large, zones_of(routine))
    blocks = {item.alt: item for page in pages for item in page.items if isinstance(item, Block) and item.alt}
    for plate in handout.plates:
        yield plate.view, plate.side, blocks[plate.alt]


def areas_of(picture: Block) -> list[Polygon]:
    """The soft areas of a picture, carried back to the units of its view."""
    (placed,) = [item for item in picture.items if isinstance(item, Placed)]
    soft = [item for item in picture.items if isinstance(item, Shape) and item.fill == PALETTE["zone"]
            and item.fill_opacity < 1]  # fmt: skip
    corner = np.array([placed.x, placed.y])
    return [Polygon((ring - corner) / placed.mm_per_unit) for shape in soft for ring in shape.lines[:1]]


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("name", WITH_ZONES)
def test_every_zone_of_a_routine_is_a_soft_area_with_the_number_of_its_step(name, side):
    routine, seen = PRACTICE.routines[name], {}
    for view, foot, picture in plates_drawn(routine, side):
        words = [item.text for item in picture.items if isinstance(item, Words) and item.colour == PALETTE["zone"]]
        numbers = {text.partition(" ")[0] for text in words if text[0].isdigit()}
        areas = areas_of(picture)
        for number, (step, zone) in zone_steps(routine).items():
            if step_view(ATLAS, step) != view:
                continue
            area = max(getattr(zone.areas[view], "geoms", [zone.areas[view]]), key=lambda part: part.area)
            ring = np.asarray(area.exterior.coords) * ((-1, 1) if foot == "left" else (1, 1))
            assert any(Polygon(ring).symmetric_difference(one).area < 1e-6 for one in areas), zone.id
            assert str(number) in numbers and f"{zone.name} (step {number})" in picture.alt
            seen[number] = zone.id
    assert list(sorted(seen)) == list(zone_steps(routine)) != []


def zone_steps(routine: Routine) -> dict:
    """Number of a step → (the step, its zone)."""
    return {number: (step, load_zones()[step.subjects[0]]) for number, step in enumerate(routine.steps, start=1)
            if step.layer == "zone"}  # fmt: skip


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", WITH_ZONES)
def test_the_name_of_a_zone_stands_in_it_or_off_all_zones(name, large):
    for view, _, picture in plates_drawn(PRACTICE.routines[name], "right", large):
        zones = [item for item in picture.items if isinstance(item, Shape) and item.fill == PALETTE["zone"]
                 and item.fill_opacity < 1]  # fmt: skip
        for words in (item for item in picture.items if isinstance(item, Words) and item.colour == PALETTE["zone"]):
            around = bounds(words)
            assert around is not None
            x0, y0, x1, y1 = around
            inked = box(x0, y0 + 0.2 * (y1 - y0), x1, y1 - 0.1 * (y1 - y0))
            for shape in zones:
                area = Polygon(shape.lines[0])
                assert area.contains(inked) or not area.intersects(inked), (view, words.text)


def test_points_keep_their_signs_and_share_the_plate_of_a_view_with_its_zones():
    handout = handout_of_routine(ATLAS, PRACTICE, Body(ATLAS.limb, READER), PRACTICE.routines["RT_BACK7"])
    views = [plate.view for plate in handout.plates]
    assert sorted(views) == ["foot_dorsum", "foot_lateral", "foot_medial", "foot_sole"]
    on = {plate.view: {mark.code for mark in plate.marks} for plate in handout.plates}
    assert on["foot_lateral"] == {"BL60"} and on["foot_dorsum"] == {"LR3"} and on["foot_sole"] == set()
    assert "with LR3, the reflexology zone" in handout.plates[views.index("foot_dorsum")].alt


@pytest.mark.parametrize("foot", ["left", "right"])
@pytest.mark.parametrize("asked", ["left", "right"])
def test_a_zone_of_one_foot_alone_is_drawn_on_that_foot_and_said_to_be_its(foot, asked):
    zone = next(one for one in load_zones().values() if one.side == foot and one.views[0] == "foot_sole")
    routine = PRACTICE.routines["RT_PLANTAR"]
    steps = tuple(replace(step, subjects=(zone.id,)) if step.layer == "zone" else step for step in routine.steps)
    routine = replace(routine, steps=steps)
    handout = handout_of_routine(ATLAS, PRACTICE, Body(ATLAS.limb, READER), routine, side=asked)
    assert [row.name for row in handout.rows if row.name.endswith(f", {foot} foot only")]
    sole = next(plate for plate in handout.plates if plate.view == "foot_sole")
    assert sole.side == foot and sole.title.endswith(foot)
    assert {plate.side for plate in handout.plates if plate.view != "foot_sole"} == {asked}
    (area,) = next(areas_of(picture) for view, _, picture in plates_drawn(routine, asked) if view == "foot_sole")
    flip = (-1, 1) if foot == "left" else (1, 1)
    assert OUTLINES["foot_sole"].covers(Polygon(np.asarray(area.exterior.coords) * flip))
    assert routine_zones(steps, "foot_sole", "left" if foot == "right" else "right") == []


@pytest.mark.parametrize("who", [
    Measurements(), READER, Measurements(fingers={"thumb": 20.7}), Measurements(stature_mm=1700.0),
    Measurements(fingers={"thumb": 20.7}, traditional=True), Measurements(segments_mm={"S_FOOT_LEN": 250.0}),
])  # fmt: skip
def test_the_scale_bars_of_a_handout_say_what_the_screen_says(who):
    handout, body = of_points("SP6", "LI4", "KI1", who=who), Body(ATLAS.limb, who)
    assert {plate.owner for plate in handout.plates} == {whose(body)}
    assert ("of you" in next(iter({plate.owner for plate in handout.plates}))) == handout.measured.startswith(
        "Centimetres are yours"
    )


def test_the_words_before_a_caution_are_bold():
    (page,) = read(printed(of_points("SP6")))
    fonts = {one.font.partition("-")[2] for one in page.letters if one.text == "6"
             and one.size < 11.0 and one.y0 < page.height * 0.6}  # fmt: skip
    assert "Bold" in fonts
    text = page.text.replace("\u00a0", " ")
    assert "SP6: Tradition says to leave this point alone" in text


@given(
    st.lists(st.sampled_from(CODES), min_size=1, max_size=7, unique=True), st.sampled_from(["A4", "Letter", "A3"]),
    st.booleans(), st.sampled_from(["left", "right"]), st.text("abcdefgčłß éÜ Жω-,.", max_size=60),
)  # fmt: skip
@settings(max_examples=10, deadline=None)
def test_any_choice_of_points_is_well_set(codes, sheet, large, side, practitioner):
    handout = of_points(*codes, side=side, practitioner=practitioner)
    pages = read(printed(handout, sheet, large))
    text = " ".join(page.text for page in pages)
    for page in pages:
        assert outside(page) == []
    assert all(code in text for code in codes)


def test_a_thousand_points_are_refused_in_a_sentence():
    many = of_points("SP6")
    rows = tuple(many.rows[0] for _ in range(1000))
    with pytest.raises(PaperError, match=rf"You chose 1,000 places; a handout holds {MOST_ROWS} at most"):
        printed(type(many)(**{**vars(many), "rows": rows}))
    with pytest.raises(PaperError, match="at least one place"):
        printed(type(many)(**{**vars(many), "rows": ()}))


def test_a_sign_no_letter_exists_for_is_named():
    with pytest.raises(PaperError, match="no sign for 글 한: please write in Latin"):
        printed(of_points("SP6", practitioner="한글"))


def test_a_small_sheet_is_refused():
    with pytest.raises(PaperError, match="A6 is too small for this handout"):
        printed(of_points("SP6"), "A6", large=True)


class Counting:
    """A file that keeps nothing but its length."""

    def __init__(self):
        self.size = 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        return len(data)


def batch(count: int) -> tuple[int, int]:
    """(bytes of the file, most memory used) of a batch of people."""
    who = (Measurements(stature_mm=1500.0 + n) for n in range(count))
    handouts = (handout_of_points(ATLAS, Body(ATLAS.limb, one), ("SP6", "KI3"), base=BASE) for one in who)
    file = Counting()
    tracemalloc.start()
    try:
        write_pdf(batch_pages(handouts, still, sheet_named("A4"), PALETTE, word), About("A class"), file)
        return file.size, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("short", "long"), [(2, 8), pytest.param(20, 200, marks=pytest.mark.endure)])
def test_a_long_batch_of_pages_needs_hardly_more_memory_than_a_short_one(short, long):
    batch(2)
    (few_size, few), (many_size, many) = batch(short), batch(long)
    # A page more is its letters; the drawings are in the file once.
    assert many_size - few_size < (long - short) * 16_000
    assert many - few < 6 * (many_size - few_size)  # pages are kept packed, and copied when the file is closed


def test_the_progress_counts_people():
    told: list[int] = []
    handouts = [of_points("SP6", who=Measurements(stature_mm=1500.0 + n)) for n in range(3)]
    pages = list(batch_pages(handouts, still, sheet_named("A4"), PALETTE, word, progress=told.append))
    assert told == [1, 2, 3] and len(pages) == 3
