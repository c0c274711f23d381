"""My feet in life size, read back from the PDF: true length, the right foot on the right, pieces that join."""

from functools import cache

import numpy as np
import pytest
from paper_helpers import PrintedPage, outside, overlaps, read
from shapely.geometry import Point, Polygon

from charts.palette import theme_palette
from charts.paper.page import About, PaperError
from charts.paper.pdf import pdf
from charts.paper.sheets import sheet_named
from charts.paper.sole import NamedArea, both_feet, sole_pages
from charts.paper.top import top_document
from content.on_paper import ankle_ring, foot_marks, foot_mm, point_names, sole_zones
from content.words import word as say
from coords.body import Body
from coords.cun import Measurements
from data import load_atlas
from data.shapes.surfaces import load_warmth

ATLAS = load_atlas()
PALETTE = theme_palette("print")


def feet_of(mm: float, zones: bool = False, kinds=("sole", "top")):
    body = Body(ATLAS.limb, Measurements(segments_mm={"S_FOOT_LEN": mm}))
    return both_feet(
        ATLAS.documents, ATLAS.limb.skin, foot_mm(body), lambda side, top: foot_marks(ATLAS, body, side, top), PALETTE,
        ankle=ankle_ring(), names=point_names(ATLAS), warmth=load_warmth("foot_sole"), kinds=kinds,
        zones=lambda side: [NamedArea(*one, PALETTE["zone"]) for one in sole_zones(side)] if zones else (),
    )  # fmt: skip


@cache
def printed(mm: float, sheet: str, zones: bool = False) -> list[PrintedPage]:
    return read(pdf(sole_pages(feet_of(mm, zones), sheet_named(sheet), say), About("My feet, life size")))


def word(page: PrintedPage, text: str, nth: int = 0):
    return [one for one in page.words if one.text == text][nth]


@pytest.mark.parametrize(("mm", "sheet", "pages"), [(250.0, "A4", 4), (240.0, "Letter", 4), (265.0, "A3", 2)])
def test_a_foot_is_as_long_on_paper_as_it_was_measured(mm, sheet, pages):
    assert len(printed(mm, sheet)) == pages
    for page in printed(mm, sheet):
        measures = page.line(mm, 0.25, level=False)
        assert len(measures) == (2 if pages == 2 else 1)
        for line in measures:
            assert line.length == pytest.approx(mm, abs=0.1)


def test_the_drawn_foot_itself_is_as_long_as_the_line_beside_it():
    (line,) = printed(250.0, "A4")[0].line(250.0, 0.25, level=False)
    x0, y0, x1, y1 = max(printed(250.0, "A4")[0].shapes, key=lambda box: box[3] - box[1])
    assert y1 - y0 == pytest.approx(250.0 * 1.0008, abs=0.6)  # the contour's line is half a mm wide
    assert y0 == pytest.approx(line.y0, abs=0.4) and y1 == pytest.approx(line.y1, abs=0.4)
    assert 0.33 * 250 < x1 - x0 < 0.42 * 250


def test_seen_from_above_the_big_toes_look_at_each_other():
    left, right, left_top, right_top = printed(250.0, "A4")
    for page, side in ((left, 1), (right, -1)):
        assert (word(page, "KI2").x0 - word(page, "KI1").x0) * side > 10  # KI2 lies on the inner edge
    for page, side in ((left_top, 1), (right_top, -1)):
        assert (word(page, "SP1").x0 - word(page, "BL67").x0) * side > 20  # big toe and little toe
    assert "LEFT" in left.text and "RIGHT" in right.text and "RIGHT" not in left.text


def test_the_drawing_is_of_the_same_foot_as_its_marks():
    for foot in feet_of(250.0):
        skin = np.asarray(foot.still.items[0].lines[0])  # the flat skin lies under everything
        toe_x = skin[np.argmax(skin[:, 1]), 0]
        assert (toe_x > 0) == (foot.side == "left"), foot.title  # the big toe, which is the longest, looks inward
        area = Polygon(skin * foot.foot_mm).buffer(2.0)
        assert all(area.covers(Point(dot.x, dot.y)) for dot in foot.dots)


def test_on_one_sheet_the_left_foot_is_on_the_left():
    soles, tops = printed(265.0, "A3")
    for page in (soles, tops):
        assert word(page, "LEFT").x0 < page.width / 2 < word(page, "RIGHT").x0
    assert word(soles, "KI1", 0).x0 < soles.width / 2 < word(soles, "KI1", 1).x0


def test_ki1_lies_where_the_body_puts_it():
    body = Body(ATLAS.limb, Measurements(segments_mm={"S_FOOT_LEN": 250.0}))
    place = body.place("KI1", "foot_sole", "left")
    (print_,) = [foot for foot in feet_of(250.0, kinds=("sole",)) if foot.side == "left"]
    (dot,) = [dot for dot in print_.dots if dot.label == "KI1"]
    assert (dot.x, dot.y) == pytest.approx((-place.xy[0] * 250.0, place.xy[1] * 250.0), abs=0.01)


def test_both_feet_are_mirror_images():
    feet = {(foot.kind, foot.side): foot for foot in feet_of(250.0)}
    for kind in ("sole", "top"):
        left, right = feet[kind, "left"], feet[kind, "right"]
        assert np.allclose(left.outline * (-1, 1), right.outline)
        assert np.allclose([(-d.x, d.y) for d in left.dots], [(d.x, d.y) for d in right.dots])


@pytest.mark.parametrize(("mm", "sheet"), [(300.0, "A4"), (270.0, "Letter")])
def test_pieces_of_a_long_foot_join_within_two_tenths_of_a_millimetre(mm, sheet):
    pages = printed(mm, sheet)
    assert len(pages) == 8
    for upper, lower in zip(pages[::2], pages[1::2], strict=True):
        wide = upper.width - 20
        (cut,) = upper.line(wide, 0.15)
        (flap,) = lower.line(wide, 0.3)
        (above,), (below,) = upper.line(mm, 0.25, level=False), lower.line(mm, 0.25, level=False)
        assert cut.y0 - above.y0 == pytest.approx(flap.y0 - below.y0, abs=0.2)  # the join, counted from the heel
        assert above.x0 == pytest.approx(below.x0, abs=0.2)
        assert 0 < flap.y0 - below.y0 < mm


def test_the_check_bars_stand_on_every_whole_foot():
    for page in printed(250.0, "A4"):
        (bar,) = page.line(50.0, 0.3, level=False)
        assert bar.length == pytest.approx(50.0, abs=0.01)


def test_hanzi_and_tones_come_out_as_text():
    text = printed(250.0, "A4")[0].text
    assert "Yǒngquán" in text and "湧泉" in text and "失眠" in text


@pytest.mark.parametrize(("mm", "sheet"), [(250.0, "A4"), (300.0, "A4"), (220.0, "Letter"), (265.0, "A3")])
def test_every_letter_stands_on_the_sheet(mm, sheet):
    for page in printed(mm, sheet):
        assert outside(page) == []


def test_zones_are_drawn_only_when_asked_for_and_called_another_system():
    with_zones, without = printed(250.0, "A4", True)[0], printed(250.0, "A4")[0]
    assert "Heel" in with_zones.text and "Heel" not in without.text
    left, right = ("".join(one.text for one in page.letters) for page in printed(250.0, "A4", True)[:2])
    assert "different system" in left and "Heart" in left and "Heart" not in right  # the heart's zone is on the left


@pytest.mark.parametrize(("mm", "sheet"), [(220.0, "A4"), (260.0, "A4"), (310.0, "Letter")])
def test_every_zone_is_named_once_off_the_other_names(mm, sheet):
    pages = printed(mm, sheet, True)
    soles = pages[: len(pages) // 2]
    half = len(soles) // 2
    for side, own in (("left", soles[:half]), ("right", soles[half:])):
        text = " ".join(word.text for page in own for word in page.words)
        for name, _ in sole_zones(side):
            assert all(part in text for part in name.replace(",", "").split()), name
        for page in own:
            assert overlaps(page) == []
            assert outside(page) == []


def test_zones_of_one_foot_alone_are_on_that_foot():
    left, right = ({name for name, _ in sole_zones(side)} for side in ("left", "right"))
    assert {"Heart", "Spleen", "Colon, down"} <= left - right
    assert {"Liver", "Gallbladder", "Colon, up"} <= right - left


def test_a_zone_lies_where_the_foot_above_it_has_it():
    """The heart is toward the middle, so on the left foot as printed it is on the right half of the sheet's foot."""
    (left,) = [foot for foot in feet_of(250.0, True, ("sole",)) if foot.side == "left"]
    rings = {zone.name: np.asarray(zone.rings[0]) for zone in left.zones}
    assert rings["Heart"][:, 0].mean() > rings["Spleen"][:, 0].mean() + 25  # the spleen is at the outer edge
    outline = Polygon(left.outline * left.foot_mm).buffer(0.6)
    assert all(outline.covers(Polygon(zone.rings[0])) for zone in left.zones)


def test_the_view_from_above_keeps_nails_on_toes_and_nothing_behind_the_heel():
    top = top_document(ATLAS.documents["foot_dorsum"], ATLAS.documents["foot_sole"], ATLAS.limb.skin, ankle_ring())
    details = {f["properties"]["id"]: np.array(f["geometry"]["coordinates"], dtype=object) for f in top["features"]
               if f["properties"]["role"] == "detail"}  # fmt: skip
    nail = np.array(details["toe1_nail"][0], float)
    assert nail[:, 1].min() > 0.9 and nail[:, 0].max() < 0  # the big toe of the right foot is on the left
    ankle = np.array([list(p) for p in details["ankle"]], float)
    assert ankle[:, 1].min() > 0.0 and ankle[:, 1].max() < 0.4


def test_without_a_foot_length_nothing_is_guessed():
    for known in (Measurements(), Measurements(stature_mm=1630), Measurements(segments_mm={"S_LEG_MED": 355.0})):
        with pytest.raises(ValueError, match="not guessed"):
            foot_mm(Body(ATLAS.limb, known))


def test_a_sheet_narrower_than_the_foot_is_refused_with_the_width_it_needs():
    with pytest.raises(PaperError, match=r"A6 is too small for a foot of 26.0 cm: it must be at least \d+ mm wide"):
        sole_pages(feet_of(260.0), sheet_named("A6"), say)
