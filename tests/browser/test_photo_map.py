"""The map from a view to a photo, and the ring that is drawn: through known cameras, touched as people touch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from photo_helpers import body, height, shots
from playwright.sync_api import Page
from stage import Part, Stage

from content.numbers import marks_of, numbers, places_of
from content.photo import photo_limb
from data import load_atlas
from data.care.decision import decide, load_care
from data.photo import load_photo_views

VIEWS = tuple(load_photo_views())
TRIED = tuple((taps, edges) for taps, edges in ((2, 0), (3, 0), (4, 0), (6, 0), (8, 0), (2, 4), (3, 4), (6, 4)))
MOST_MM = 12  # `web/photo/check.js`
SIDES = ("right", "left")
NOTHING = Part("", "", "export default () => {}")
# For each number of taps and pulled edges: how far each mark is off in mm, and whether its ring holds the true place,
# with our own margin (`all`) and, of places that are known to the letter, without it (`map`).
TRY = """async ([base, { limb, rows, shots, middle }, columns, counts]) => {
  const { mapOf } = await import(`${base}/web/photo/map.js`), margin = await import(`${base}/web/photo/margin.js`);
  const inside = ([a, b, d], [x, y]) => (d * x * x - 2 * b * x * y + a * y * y) / (a * d - b * b) <= 5.9915;
  const flat = ([[a, b], [, d]]) => [a, b, d];
  return counts.map(([count, pulled]) => {
    const off = [], all = [], map = [], misfits = [];
    for (const shot of shots) {
      const put = (ones, at) => ones.map((one, i) => ({ ...one, px: at[i][0], py: at[i][1] }));
      const taps = put(limb.taps, shot.taps).slice(0, count), edges = put(limb.edges, shot.edges).slice(0, pulled);
      const made = mapOf(taps, { ...limb, middle }, edges);
      misfits.push(made.misfit);
      rows.forEach((row, i) => {
        const [x, y] = margin.placeOf(columns, row), at = made.at(x, y);
        const from = (place) => [place[0] - at[0], place[1] - at[1]];
        off.push(Math.hypot(...from(shot.known[i])) / shot.mm);
        all.push(inside(flat(margin.regionOf(made, columns, row)), from(shot.true[i])));
        map.push(inside(flat(made.doubt(x, y)), from(shot.known[i])));
      });
    }
    return { off, all, map, misfits };
  });
}"""


@pytest.fixture
def tried(page: Page, stage: Stage) -> Callable[..., list[dict[str, Any]]]:
    """tried(view, side, count) -> for each of TRIED what came of so many photos."""
    page.goto(stage.put(NOTHING, {}))

    def make(view: str, side: str, count: int, seed: int = 7) -> list[dict[str, Any]]:
        rng = np.random.default_rng([seed, VIEWS.index(view), SIDES.index(side)])
        columns = numbers(load_atlas(), body(), view, side, decide(load_care(), {}))["columns"]
        return page.evaluate(TRY, [stage.url, shots(view, side, rng, count), columns, TRIED])

    return make


def table(view: str, found: list[dict[str, Any]]) -> list[str]:
    """Lines of the printed table."""
    return [
        f"{view:14}{taps:3} taps, {edges} edges: median {np.median(one['off']):4.1f} mm, 19 in 20 within"
        f"{np.quantile(one['off'], 0.95):5.1f}; inside {np.mean(one['all']):.3f}, map alone {np.mean(one['map']):.3f};"
        f" taps agree to {np.median(one['misfits']):.1f}, asked again {np.mean(np.array(one['misfits']) > MOST_MM):.3f}"
        for (taps, edges), one in zip(TRIED, found, strict=True)
    ]


@pytest.mark.endure
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("view", VIEWS)
def test_nineteen_in_twenty_true_places_lie_in_the_ring(tried, view, side):
    found = tried(view, side, 200)
    print("\n".join(table(f"{view} {side[0]}", found)))
    for one in found:
        assert np.mean(one["all"]) >= 0.95 and np.mean(one["map"]) >= 0.95


def test_the_ring_holds_its_place_in_all_views_together_and_pulled_edges_bring_it_nearer(tried):
    found = [tried(view, "left", 12) for view in VIEWS]
    together = {how: {name: np.concatenate([of[n][name] for of in found]) for name in ("off", "all", "map")}
                for n, how in enumerate(TRIED)}  # fmt: skip
    for how, one in together.items():
        assert min(np.mean(one["all"]), np.mean(one["map"])) >= 0.95, how
    for taps in (2, 3, 6):
        plain, pulled = (np.median(together[taps, edges]["off"]) for edges in (0, 4))
        print(f"{taps} taps: half of the points within {plain:.1f} mm, with four pulled edges {pulled:.1f} mm")
        assert pulled < 0.95 * plain


@pytest.mark.parametrize("view", VIEWS)
def test_the_depth_of_a_view_is_that_of_the_measured_skin(view):
    limb = photo_limb(load_atlas(), body(), view, "right")
    x0, y0, x1, y1 = limb["frame"]
    dots = [place.xy for place in places_of(body(), marks_of(load_atlas(), view), view, "right")]
    dots = [(x, y) for x, y in dots if x0 <= x <= x1 and y0 <= y <= y1]
    taps = height(view, np.array([(tap["x"], tap["y"]) for tap in limb["taps"]]))
    apart = np.concatenate([taps, height(view, np.array(dots))]) - taps.mean()
    depth_mm = np.sqrt(np.mean(apart**2)) * load_atlas().limb.views[view].reference_unit_mm
    assert limb["depth"] == pytest.approx(depth_mm, abs=4)


# ---- what is wrong with taps

JUDGE = """async ([base, limb, taps]) => {
  const { judged } = await import(`${base}/web/photo/check.js`);
  const all = taps.map(([id, px, py]) => ({ ...limb.taps.find((tap) => tap.id === id), px, py }));
  const { map, fault } = judged(all, [], { ...limb, middle: [640, -800] }, 1280);
  return [fault?.kind ?? null, fault?.id ?? null, map?.misfit ?? null, map ? map.back(...map.at(0.01, 0.3)) : null];
}"""
Taps = list[tuple[str, float, float]]


@pytest.fixture
def judge(page: Page, stage: Stage) -> Callable[[str, str, Taps], list[Any]]:
    """judge(view, side, [(landmark, px, py), …]) -> [what is wrong, with which, mm of misfit, a place and back]."""
    page.goto(stage.put(NOTHING, {}))
    return lambda view, side, taps: page.evaluate(
        JUDGE, [stage.url, photo_limb(load_atlas(), body(), view, side), taps]
    )


def touched(view: str, side: str = "right", count: int = 4, seed: int = 5, **how: str) -> Taps:
    """What somebody touches on a photo."""
    made = shots(view, side, np.random.default_rng(seed), 1, **how)
    return [
        (tap["id"], x, y)
        for tap, (x, y) in zip(made["limb"]["taps"][:count], made["shots"][0]["taps"][:count], strict=True)
    ]


@pytest.mark.parametrize("count", [3, 5])
@pytest.mark.parametrize("view", VIEWS)
def test_the_other_side_and_a_mirrored_picture_are_told(judge, view, count):
    right = touched(view, "right", count)
    assert judge(view, "right", right)[0] is None
    assert judge(view, "left", right)[0] == "swapped"
    mirrored = [(name, 1280 - x, y) for name, x, y in right]
    assert judge(view, "right", mirrored)[0] == "swapped" and judge(view, "left", mirrored)[0] is None


@pytest.mark.parametrize("view", VIEWS)
def test_a_photo_upside_down_is_as_good(judge, view):
    fault, _, misfit, back = judge(view, "left", touched(view, "left", turned="over"))
    assert fault is None and 0 < misfit < 12
    assert back == pytest.approx([0.01, 0.3], abs=1e-3)


@pytest.mark.parametrize("view", VIEWS)
def test_a_slip_is_asked_for_again_by_name(judge, view):
    taps = touched(view, count=5)
    name, x, y = taps[3]
    px_per_mm = 1600 / 1.25 / (524 if view.startswith("leg") else 259)
    taps[3] = (name, x + 45 * px_per_mm, y - 30 * px_per_mm)
    fault, asked, *_ = judge(view, "right", taps)
    assert fault in ("misfit", "view") and asked == name


def test_places_on_one_line_cannot_tell_a_leg_from_its_mirror_image(judge):
    taps = [one for one in touched("leg_anterior", count=8) if one[0] in ("PAT_APEX", "MM", "TIB_TUB")]
    assert judge("leg_anterior", "right", taps)[0] == "line"


def test_places_in_one_spot_are_asked_for_again(judge):
    (first, x, y), (second, *_) = touched("leg_medial", count=2)
    assert judge("leg_medial", "right", [(first, x, y), (second, x + 20, y)])[:2] == ["near", second]


def test_a_foot_where_a_leg_is_asked_for_is_told(judge):
    foot = touched("foot_medial", count=4)
    leg = [tap["id"] for tap in photo_limb(load_atlas(), body(), "leg_medial", "right")["taps"]]
    as_leg = [(name, x, y) for name, (_, x, y) in zip(leg, foot, strict=False)]
    assert judge("leg_medial", "right", as_leg)[0] in ("view", "misfit", "swapped")
