"""The chart of several answers for one cun, judged by its numbers."""

import re
from dataclasses import replace
from html import unescape

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.palette import SKIN_TONES, THEMES, contrast, paint, theme_palette
from charts.screen.rulers import LABEL_WIDTH, rulers_figure
from content.phrases import ruler_called
from content.words import begun, word
from coords.cun import Cun, Measurements, Scale, rulers, scale_cun
from data import load_atlas

LEG = load_atlas().limb.scales["S_LEG_MED"]
FOOT = load_atlas().limb.scales["S_FOOT_LEN"]
HAND = {"thumb": 20.7, "middle": 20.0, "two": 36.0, "three": 46.5, "four": 66.4}
EVERYTHING = Measurements(HAND, stature_mm=1628, segments_mm={"S_LEG_LAT": 386, "S_LEG_MED": 355, "S_FOOT_LEN": 246})
LABEL = "lower end of the kneecap to inner ankle bump"


def in_words(reader: Measurements, scale: Scale) -> list[Cun]:
    return [replace(cun, detail=begun(ruler_called(cun.detail))) for cun in rulers(reader, scale)]


def chart(reader: Measurements, scale: Scale = LEG) -> dict:
    return rulers_figure(in_words(reader, scale), scale_cun(reader, scale), LABEL, word)


def trace(fig: dict, name: str) -> dict:
    (found,) = [trace for trace in fig["data"] if trace["name"] == name]
    return found


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html.replace("<br>", " ")))


def rows(fig: dict) -> list[str]:
    return [plain(label) for label in fig["layout"]["yaxis"]["ticktext"]]


def test_every_ruler_has_its_row_from_the_top_down_in_the_order_given():
    fig, answers = chart(EVERYTHING), in_words(EVERYTHING, LEG)
    assert [row.lower().startswith(cun.detail.lower()) for row, cun in zip(rows(fig), answers, strict=True)] == [
        True
    ] * len(answers)
    low, high = fig["layout"]["yaxis"]["range"]
    assert low > high == 0, "the first row is at the top"
    assert fig["layout"]["yaxis"]["tickvals"] == sorted(fig["layout"]["yaxis"]["tickvals"])


def test_a_dot_is_the_length_of_the_cun_and_its_bar_reaches_almost_two_margins_to_both_sides():
    fig = rulers_figure([Cun(24.0, 1.0, "stature", "Your height")], None, LABEL, word)
    assert trace(fig, "rulers")["x"] == [24.0]
    assert trace(fig, "margins")["x"] == pytest.approx([22.04, 25.96])
    assert rows(fig) == ["Your height 24.0 mm ± 2.0"]


def test_bars_of_different_rulers_do_not_hang_together():
    fig = chart(Measurements(stature_mm=1628))
    assert trace(chart(EVERYTHING), "margins")["x"].count(None) == len(rulers(EVERYTHING, LEG)) - 2
    assert None not in trace(fig, "margins")["x"], "of two rulers one is used, and drawn apart"


@pytest.mark.parametrize(
    ("reader", "row"),
    [
        (EVERYTHING, "This part of your leg, measured 23.7 mm ± 0.8"),
        (Measurements(HAND, stature_mm=1628), "Your height 24.1 mm ± 2.4"),
        (Measurements({"thumb": 20.7}), "Your fingers together, corrected to the leg 23.2 mm ± 4.4"),
        (Measurements({"thumb": 20.7}, 1628, traditional=True), "Your fingers together, as tradition counts them"),
        (Measurements(segments_mm={"S_LEG_LAT": 386}), "Knee crease to outer ankle bump, measured 24.1 mm ± 1.7"),
        (Measurements({"thumb": 24.0}, 1750, helper_stature_mm=1628), "Your height 25.9 mm"),
    ],
)
def test_the_ruler_in_use_is_filled_and_says_so(reader, row):
    fig = chart(reader)
    used = trace(fig, "ruler used")
    (level,) = used["y"]
    assert rows(fig)[fig["layout"]["yaxis"]["tickvals"].index(level)].startswith(row)
    assert used["x"] == [scale_cun(reader, LEG).mm] == trace(fig, "used")["x"]
    assert used["marker"]["color"] != trace(fig, "rulers")["marker"]["color"] == "$paper"
    assert trace(fig, "used")["text"] == ["<b>used</b>"]
    assert level not in trace(fig, "rulers")["y"], "the row in use has one dot"


def test_no_row_is_in_use_when_the_winner_is_none_of_them():
    """A measured foot is no ruler for the leg: there the average leg is used."""
    fig = chart(Measurements(segments_mm={"S_FOOT_LEN": 246}))
    assert {trace["name"] for trace in fig["data"]} == {"margins", "rulers"}
    assert trace(fig, "rulers")["x"] == [246 / 12]


def test_every_bar_lies_inside_the_chart():
    fig = chart(EVERYTHING)
    low, high = fig["layout"]["xaxis"]["range"]
    ends = [x for name in ("margins", "margin used") for x in trace(fig, name)["x"] if x is not None]
    assert low < min(ends) < max(ends) < high


def test_more_rulers_make_a_higher_chart_and_no_two_rows_touch():
    heights = [chart(r)["layout"]["height"] for r in (Measurements({"thumb": 20.7}), EVERYTHING)]
    assert heights[1] > 2 * heights[0]
    fig = chart(EVERYTHING)
    levels, labels = fig["layout"]["yaxis"]["tickvals"], fig["layout"]["yaxis"]["ticktext"]
    for (y, label), (below, label_below) in zip(
        zip(levels[:-1], labels[:-1], strict=True), zip(levels[1:], labels[1:], strict=True), strict=True
    ):
        lines = label.count("<br>") + label_below.count("<br>") + 2
        assert below - y >= lines / 2 * 15 + 8


def test_labels_are_short_enough_for_a_phone():
    for label in chart(EVERYTHING)["layout"]["yaxis"]["ticktext"]:
        assert max(len(plain(line)) for line in label.split("<br>")) <= LABEL_WIDTH
    assert chart(EVERYTHING)["layout"]["margin"]["l"] <= 160


def test_the_hover_tells_length_margin_and_why():
    texts = [plain(text) for text in trace(chart(EVERYTHING), "rulers")["hovertext"]]
    height, whole = (next(t for t in texts if t.startswith(name)) for name in ("Your height 24", "Your height divided"))
    assert "24.1 mm ± 2.4" in height and "People of one height" in height
    assert "75 parts" in whole and "People of one height" not in whole
    assert "bone" in plain(trace(chart(EVERYTHING), "ruler used")["hovertext"][0])


def test_the_title_counts_the_answers():
    assert plain(chart(Measurements({"thumb": 20.7}))["layout"]["title"]["text"]).startswith(
        "Three answers for one cun"
    )
    one = rulers_figure([Cun(24.0, 1.0, "stature", "Your height")], None, LABEL, word)
    assert plain(one["layout"]["title"]["text"]) == f"One answer for one cun {LABEL.capitalize()}"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", SKIN_TONES)
def test_bars_and_words_stand_out_on_every_paper(theme, tone):
    palette = theme_palette(theme, tone)
    fig = paint(chart(EVERYTHING), palette)
    for name in ("margins", "margin used"):
        assert contrast(trace(fig, name)["line"]["color"], palette["paper"]) >= 3
    for name in ("rulers", "ruler used"):
        assert contrast(trace(fig, name)["marker"]["line"]["color"], palette["paper"]) >= 3
    assert contrast(fig["layout"]["yaxis"]["tickfont"]["color"], palette["paper"]) >= 4.5
    assert go.Figure(fig).layout.paper_bgcolor == "rgba(0,0,0,0)"
    assert {t["type"] for t in fig["data"]} == {"scatter"}


@given(st.text(max_size=80))
@settings(max_examples=25, deadline=None)
def test_whatever_a_ruler_is_called_is_shown_as_text(words):
    fig = rulers_figure([Cun(24.0, 1.0, "stature", words)], None, words, word)
    shown = re.sub(r"</?(b|br)>|</?span[^>]*>", "", fig["layout"]["yaxis"]["ticktext"][0])
    assert "<" not in shown and ">" not in shown


def test_without_any_ruler_there_is_nothing_to_draw():
    with pytest.raises(ValueError, match="as soon as one size is measured"):
        rulers_figure([], None, LABEL, word)


def test_a_foot_cun_from_height_is_the_one_of_the_foot():
    reader = Measurements(stature_mm=1628)
    assert trace(chart(reader, FOOT), "ruler used")["x"] == [scale_cun(reader, FOOT).mm]
    assert trace(chart(reader, FOOT), "ruler used")["x"][0] < trace(chart(reader, LEG), "ruler used")["x"][0]
