"""My ruler strip, read back from its PDF with a ruler: every length, every tick, every join."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_helpers import PrintedPage, outside, overlaps, read

from charts.palette import theme_palette
from charts.paper.page import About, PaperError
from charts.paper.pdf import pdf
from charts.paper.sheets import sheet_named
from charts.paper.strip import FACE, spread, strip_pages
from content.on_paper import strip_rulers
from content.words import word
from coords.body import Body
from coords.cun import Measurements
from data import load_atlas

ATLAS = load_atlas()
LONG = "300x600mm"  # a sheet on which every ruler is in one piece
WHOLE = Measurements(segments_mm={"S_LEG_LAT": 320.0, "S_LEG_MED": 300.0, "S_ANKLE_MED": 72.0, "S_FOOT_LEN": 240.0})
SHORT = Measurements(stature_mm=1500, segments_mm={"S_FOOT_LEN": 222.0})
TALL = Measurements(stature_mm=2000, segments_mm={"S_FOOT_LEN": 310.0})


@cache
def printed(who: Measurements, sheet: str) -> list[PrintedPage]:
    rulers, left_out = strip_rulers(ATLAS, Body(ATLAS.limb, who))
    return read(
        pdf(strip_pages(rulers, left_out, sheet_named(sheet), theme_palette("print"), word), About("My ruler strip"))
    )


def columns(page: PrintedPage) -> list[float]:
    """Where the folds are."""
    return sorted({round((tick.x0 + tick.x1) / 2, 2) for tick in page.line(9.2, 0.28)})


def ticks(page: PrintedPage, fold: float) -> list[float]:
    """Heights of the cun ticks across a fold that are seen, from below."""
    return sorted(t.y0 for t in page.line(9.2, 0.28) if abs((t.x0 + t.x1) / 2 - fold) < 0.1)


def joins(page: PrintedPage, fold: float) -> tuple[float | None, float | None]:
    """(edge below that is glued on, line on the flap above) of the piece around a fold."""
    here = [one for one in page.line(2 * FACE, 0.15) if abs((one.x0 + one.x1) / 2 - fold) < 0.1]
    flaps = [one.y0 for one in page.line(2 * FACE, 0.3) if abs((one.x0 + one.x1) / 2 - fold) < 0.1]
    return (min((one.y0 for one in here), default=None), flaps[0] if flaps else None)


def pieces(pages: list[PrintedPage]) -> list[tuple[PrintedPage, float]]:
    return [(page, fold) for page in pages for fold in columns(page)]


def test_the_check_bar_of_every_sheet_is_fifty_millimetres():
    for page in (*printed(SHORT, "A4"), *printed(TALL, "Letter"), *printed(WHOLE, LONG)):
        (bar,) = page.line(50, 0.3)
        assert bar.length == pytest.approx(50.0, abs=0.01)
        tens = [one for one in page.lines if one.upright and abs(one.y0 - bar.y0) < 0.01 and one.length < 3]
        assert sorted(round(one.x0 - bar.x0, 2) for one in tens) == [0, 10, 20, 30, 40, 50]


def test_the_bank_card_has_the_size_of_a_bank_card():
    boxes = [box for page in printed(SHORT, "A4") for box in page.shapes]
    sizes = [(round(x1 - x0, 2), round(y1 - y0, 2)) for x0, y0, x1, y1 in boxes]
    assert (53.98, 85.60) in sizes


def test_ticks_divide_the_readers_own_bone_into_equal_cun():
    outer, inner, foot = (ticks(page, fold) for page, fold in pieces(printed(WHOLE, LONG))[:3])
    assert [b - a for a, b in pairwise(outer)] == pytest.approx([320 / 16] * 16, abs=0.1)
    assert outer[-1] - outer[0] == pytest.approx(320.0, abs=0.1)
    steps = [b - a for a, b in pairwise(sorted(set(round(y, 3) for y in inner)))]
    assert steps == pytest.approx([72 / 3] * 3 + [300 / 15] * 15, abs=0.1)
    assert foot[-1] - foot[0] == pytest.approx(240.0, abs=0.1)
    assert len(foot) == 13


def test_every_point_has_its_tick_where_the_body_puts_it():
    rulers, _ = strip_rulers(ATLAS, Body(ATLAS.limb, WHOLE))
    for ruler, (page, fold) in zip(rulers, pieces(printed(WHOLE, LONG)), strict=False):
        zero = min(ticks(page, fold)) - ruler.low_mm
        own = [one for one in page.line(3.2, 0.5) if min(abs(one.x0 - fold), abs(one.x1 - fold)) < 0.01]
        for face, end in ((0, "x1"), (1, "x0")):
            wanted = sorted(point.mm for point in ruler.points if point.face == face)
            found = sorted(one.y0 - zero for one in own if abs(getattr(one, end) - fold) < 0.01)
            assert found == pytest.approx(wanted, abs=0.1)


def test_sp6_stands_seventy_one_millimetres_above_the_ankle_on_a_leg_of_355_3():
    rulers, left_out = strip_rulers(ATLAS, Body(ATLAS.limb, Measurements(segments_mm={"S_LEG_MED": 355.3})))
    points = {point.code: point for ruler in rulers for point in ruler.points}
    assert points["SP6"].mm == pytest.approx(71.06) and points["KI7"].mm == pytest.approx(2 / 15 * 355.3)
    assert points["GB39"].mm == pytest.approx(3 / 16 * (16 / 15 * 355.3))
    assert len(left_out) == 2 and "not guessed" in left_out[1]


@given(st.floats(280, 480), st.floats(280, 480), st.floats(60, 110))
@settings(max_examples=12, deadline=None)
def test_a_point_counted_from_an_end_lies_as_far_from_it_on_paper_as_on_the_leg(outer, inner, ankle):
    segments = {"S_LEG_LAT": outer, "S_LEG_MED": inner, "S_ANKLE_MED": ankle}
    body = Body(ATLAS.limb, Measurements(segments_mm=segments))
    counted = 0
    for ruler in strip_rulers(ATLAS, body)[0]:
        for point in ruler.points:
            place = body.place(point.code, ATLAS.limb.rules[point.code].home)
            level = {"MM": 0.0, "LM": 0.0, "BL60": 0.0, "POP_CREASE": outer, "BL40": outer}.get(place.origin or "")
            if level is not None and place.distance_mm is not None:
                counted += 1
                assert abs(point.mm - level) == pytest.approx(place.distance_mm, abs=0.1), point.code
    assert counted >= 15


@pytest.mark.parametrize("who", [SHORT, TALL])
@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_pieces_join_so_that_the_cun_goes_on_across_the_glue(who, sheet):
    rulers, _ = strip_rulers(ATLAS, Body(ATLAS.limb, who))
    cun = {round(s.cun_mm, 3) for ruler in rulers for s in ruler.stretches}
    upper_first, joined = pieces(printed(who, sheet)), 0
    for (above, fold_above), (below, fold_below) in pairwise(upper_first):
        _, flap = joins(below, fold_below)
        if flap is None:
            continue
        edge, _ = joins(above, fold_above)
        over = min(y for y in ticks(above, fold_above) if y > edge) - edge
        under = flap - max(y for y in ticks(below, fold_below) if y < flap)
        assert min(abs(over + under - one) for one in cun) < 0.2
        joined += 1
    assert joined == sum(page.text.count("its cut edge on this line") for page in printed(who, sheet)) >= 2


@pytest.mark.parametrize("who", [SHORT, TALL])
@pytest.mark.parametrize("sheet", ["A4", "Letter", "A3", "A5"])
def test_every_letter_of_a_strip_stands_on_the_sheet(who, sheet):
    for page in printed(who, sheet):
        assert outside(page) == []


@pytest.mark.parametrize("who", [SHORT, TALL])
@pytest.mark.parametrize("sheet", ["A4", "Letter", "A3"])
def test_no_words_of_a_strip_are_cut_or_cover_each_other(who, sheet):
    for page in printed(who, sheet):
        assert "…" not in "".join(one.text for one in page.letters)
        assert overlaps(page) == []


def test_pieces_are_numbered_from_the_lowest():
    text = " ".join(page.text for page in printed(TALL, "A4"))
    assert "Outer leg 3" in text and "Outer leg 2: glue 3 of 3 on here," in text and "Outer leg 1: glue 2 of 3" in text
    assert "Inner leg" in " ".join(page.text for page in printed(WHOLE, LONG)) and "Outer leg 1" not in " ".join(
        page.text for page in printed(WHOLE, LONG)
    )


def test_names_stand_on_the_face_of_their_side():
    page, fold = pieces(printed(WHOLE, LONG))[0]
    words = {word.text.strip("~±"): word for word in page.words if abs(word.x0 - fold) < FACE}
    assert words["ST36"].x1 < fold < words["GB39"].x0 and words["BL57"].x0 > fold


def test_the_ends_say_where_to_hold_them():
    text = " ".join(page.text.replace("\n", " ") for page in printed(WHOLE, LONG))
    for place in ("knee crease", "outer ankle bone", "end of your kneecap", "inner ankle bone", "longest toe"):
        assert place in text
    assert "this end stands on the floor" in text and "Print at 100" in text


def test_names_keep_apart_and_near_their_place():
    places = spread([0.0, 0.5, 1.0, 30.0], 3.7, -100, 100)
    assert all(b - a >= 3.7 - 1e-9 for a, b in pairwise(places)) and places[3] == pytest.approx(30.0)
    assert sum(places[:3]) / 3 == pytest.approx(0.5)


def test_nothing_measured_plain_cun_and_small_sheets_get_a_sentence():
    with pytest.raises(ValueError, match="nothing of it is known"):
        strip_rulers(ATLAS, Body(ATLAS.limb, Measurements()))
    plain = Measurements(fingers={"thumb": 20.7}, traditional=True, stature_mm=1630)
    with pytest.raises(ValueError, match="leave “traditional” out"):
        strip_rulers(ATLAS, Body(ATLAS.limb, plain))
    rulers, left_out = strip_rulers(ATLAS, Body(ATLAS.limb, WHOLE))
    for small in ("50x80mm", "100x100mm"):
        with pytest.raises(PaperError, match="too small for"):
            strip_pages(rulers, left_out, sheet_named(small), theme_palette("print"), word)


def test_a_foot_that_was_not_measured_is_not_on_the_strip_even_when_the_height_is_known():
    rulers, left_out = strip_rulers(ATLAS, Body(ATLAS.limb, Measurements(stature_mm=1630)))
    assert [ruler.id for ruler in rulers] == ["outer", "inner"]
    assert any("foot" in sentence and "not guessed" in sentence for sentence in left_out)
    assert all(stretch.plus_minus_mm for ruler in rulers for stretch in ruler.stretches)
