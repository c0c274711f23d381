"""The layer of reflexology zones: how areas look and what is sent."""

import json

import pytest
from shapely.geometry import Polygon

from charts.palette import MARK_CONTRAST, SKIN_TONES, THEMES, ZONE_SYSTEMS, contrast, theme_palette
from charts.screen.zones import guide_lines, label_place, legend, zone_rings
from content.words import word
from data import load_atlas
from data.zones import systems, zones_at, zones_on
from web.zone_files import build, sheet_url, zone_areas

ATLAS = load_atlas()


# ---- drawing


@pytest.mark.parametrize("side", ["right", "left"])
def test_the_smallest_area_is_drawn_last_and_every_one_can_be_picked(side):
    areas = zone_rings(zone_areas("foot_sole", side), side)
    sizes = [sum(Polygon(ring).area for ring in area["rings"]) for area in areas]
    assert sizes == sorted(sizes, reverse=True) and len(sizes) > 30
    assert [area["code"] for area in areas] == [zone.id for zone in zones_on("foot_sole", side)]


def test_hover_names_the_other_system_and_an_article_that_stands_alone():
    told = {area["code"]: area["says"] for area in zone_rings(zone_areas("foot_dorsum", "right"), "right")}
    assert all(word("zones.system") in lines for lines in told.values())
    assert word("zones.article") in told["Z_TOE_TOPS"] and word("zones.article") not in told["Z_CHEST_BREAST"]


def test_a_rough_guess_looks_different_from_a_well_described_area():
    areas = {area["code"]: area for area in zone_rings(zone_areas("foot_lateral", "right"), "right")}
    assert areas["Z_HIP"]["dash"] == "dot" and "hatch" in areas["Z_HIP"]
    assert areas["Z_HEEL"]["dash"] == "solid" and "hatch" not in areas["Z_HEEL"]


def test_an_area_that_smaller_ones_fill_does_not_muddy_them():
    areas = {area["code"]: area for area in zone_rings(zone_areas("foot_sole", "right"), "right")}
    strength = {name: float(area["fill"].split("@")[1]) for name, area in areas.items()}
    assert strength["Z_HEEL_MIDFOOT"] < strength["Z_HEEL"]


def test_the_name_of_an_area_stands_where_no_smaller_one_lies_and_in_the_middle_of_a_band():
    areas = {area["code"]: area for area in zone_rings(zone_areas("foot_sole", "right"), "right")}
    for name in ("Z_LUNG_CHEST", "Z_LIVER", "Z_STOMACH", "Z_HEEL", "Z_ARCH"):
        x, y = areas[name]["at"]
        assert zones_at("foot_sole", "right", x, y)[0] == name
    band = Polygon([(0, 0), (1, 0), (1, 0.1), (0, 0.12)])
    assert label_place(band) == pytest.approx((band.centroid.x, band.centroid.y))


def test_the_legend_has_every_group_and_what_a_dashed_and_a_hatched_area_mean():
    entries = {entry.id: entry for entry in legend(systems(), "alone", "a rough guess")}
    areas = zone_rings(zone_areas("foot_sole", "right"), "right")
    assert {area["line"] for area in areas} <= {entry.edge for entry in entries.values()}
    assert entries["alone"].dash == "dash" and entries["rough"].hatched


def test_guide_lines_are_dashed_and_mirrored():
    line = ATLAS.limb.views["foot_sole"].guides["G_WAIST_LINE"]
    (right,), (left,) = guide_lines([("Waist line", line)], "right"), guide_lines([("Waist line", line)], "left")
    assert right["dash"] == "dash"
    assert left["places"] == [[-x, y] for x, y in right["places"]]


def test_edges_of_zones_can_be_seen_on_every_skin():
    for theme in THEMES:
        for tone in SKIN_TONES:
            palette = theme_palette(theme, tone)
            assert all(contrast(palette[f"zone_{s}_line"], palette["skin"]) >= MARK_CONTRAST for s in ZONE_SYSTEMS)
    assert set(ZONE_SYSTEMS) == set(systems())


def test_a_rerun_sends_ids_and_the_sheet_is_fetched_once(tmp_path):
    build(tmp_path)
    files = sorted((tmp_path / "zones").iterdir())
    assert len(files) == 12 and all(file.stat().st_size < 40_000 for file in files)
    ids = [zone.id for zone in zones_on("foot_sole", "right")]
    assert len(json.dumps({"url": sheet_url("foot_sole", "right"), "shown": ids})) < 1_000
    for file in files:
        sheet = json.loads(file.read_text())
        assert all(sum(map(len, area["rings"])) <= 60 for area in sheet["areas"])
    (tmp_path / "zones" / "old.json").write_text("{}")
    build(tmp_path)
    assert sorted((tmp_path / "zones").iterdir()) == files
