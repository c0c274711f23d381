"""JavaScript that needs no screen, imported into one empty page: the time of a session, what lies under a tap."""

from collections.abc import Iterator
from typing import Any

import pytest
from care_helpers import ALL_NO
from playwright.sync_api import Browser, Page
from stage import Stage

from charts.screen.compare import compared
from charts.screen.figure import figure_of
from charts.screen.limb import LimbLayers, limb_scene
from content.marks import VIEW_NAMES, marks_in_view, measured_from, view_content
from content.phrases import gap_of_ruler
from coords.body import Body
from coords.cun import Measurements
from data import load_atlas
from data.care.decision import decide, load_care
from data.hurt import HURT_VIEWS, areas_of
from data.practice import load_practice
from ui import care
from ui.cards import guided
from ui.pages.complaints import _areas

PRACTICE = load_practice()
LOOK = 0.1  # s between two looks at the clock


@pytest.fixture(scope="module")
def empty(browser: Browser, stage: Stage) -> Iterator[Page]:
    """A page of the stage's own address, so that it may import."""
    page = browser.new_page()
    page.goto(stage.url + stage.script("// nothing is drawn"))
    yield page
    page.close()


@pytest.fixture
def answered_no(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader answered no to every question."""
    decision = decide(load_care(), ALL_NO)
    monkeypatch.setattr(care, "decision", lambda: decision)


def session(name: str) -> dict[str, Any]:
    atlas, routine = load_atlas(), PRACTICE.routines[name]
    body = Body(atlas.limb, Measurements())
    return guided.session_of(atlas, body, PRACTICE, routine, guided.allowed(routine, False))


RUN = """async ([session, seconds]) => {
  const { advance, fresh, goTo, left } = await import('/web/clock/session_clock_time.js');
  const now = { ...fresh({}), stage: 'steps' }, heard = [], lefts = [];
  goTo(now, session, 0);
  for (let looks = 0; now.stage === 'steps' && looks < 200_000; looks++) {
    lefts.push(left(now, session));
    if (session.steps[now.at].seconds === 0 && now.t >= 0) {
      heard.push([now.at, 'wait']);
      goTo(now, session, now.at + 1);
    } else advance(now, session, seconds, (kind) => heard.push([now.at, kind]));
  }
  return { stage: now.stage, pressed: session.steps.map((_, i) => now.pressed[i] ?? 0), heard, lefts };
}"""


@pytest.mark.parametrize("name", PRACTICE.routines)
@pytest.mark.usefixtures("answered_no")
def test_every_session_runs_to_its_end_and_each_step_takes_its_time(empty: Page, name: str) -> None:
    led = {"ready": 5, **session(name)}
    ran = empty.evaluate(RUN, [led, LOOK])
    assert ran["stage"] == "after"
    assert ran["pressed"] == pytest.approx([step["seconds"] for step in led["steps"]], abs=1e-6)
    whole = sum(step["seconds"] + led["ready"] for step in led["steps"])
    assert ran["lefts"][0] == pytest.approx(whole)
    assert all(later <= earlier + 1e-9 for earlier, later in zip(ran["lefts"], ran["lefts"][1:], strict=False))
    kinds = [kind for _, kind in ran["heard"]]
    assert kinds.count("begin") == len(led["steps"])
    assert kinds.count("wait") == sum(step["seconds"] == 0 for step in led["steps"])
    assert kinds[-1] in ("finish", "wait")
    for n, step in enumerate(led["steps"]):
        lets_go = sum(kind == "release" for at, kind in ran["heard"] if at == n)
        press, release = step.get("press_seconds"), step.get("release_seconds")
        expected = len(range(press, step["seconds"], press + release)) if press else 0
        assert lets_go == expected, step["title"]


TAPS = """async ([areas, picks, taps, finger]) => {
  const { idAt } = await import('/web/plot/hit.js');
  const scale = 700, axis = (up) => ({ _offset: 0, _length: 4000, l2p: (v) => (up ? 2 - v : v + 2) * scale,
    p2l: (px) => (up ? 2 - px / scale : px / scale - 2), range: [-2, 2] });
  const xaxis = axis(false), yaxis = axis(true);
  const graph = { getBoundingClientRect: () => ({ left: 0, top: 0 }), _fullLayout: { xaxis, yaxis } };
  return taps.map(([x, y]) => idAt({ graph, picks, areas }, xaxis.l2p(x), yaxis.l2p(y), finger));
}"""


@pytest.mark.parametrize("view", HURT_VIEWS)
@pytest.mark.parametrize("side", ["right", "left"])
def test_a_tap_on_each_place_that_hurts_is_of_that_place(empty: Page, side: str, view: str) -> None:
    flip = -1 if side == "left" else 1
    areas = areas_of(view)
    spots = [area.shape.representative_point() for area in areas]
    taps = [[flip * spot.x, spot.y] for spot in spots]
    answers = empty.evaluate(TAPS, [_areas(view, side, None), [], [*taps, [flip * 1.9, 1.9]], True])
    assert answers == [*(area.id for area in areas), None]


@pytest.mark.parametrize(
    ("finger", "px", "found"),
    [(True, 13, "P"), (True, 15, "Z"), (False, 9, "P"), (False, 10.5, "Z")],
    ids=["within a finger's reach", "beyond it", "within a mouse's reach", "beyond that"],
)
def test_over_an_area_a_point_answers_as_far_as_finger_or_mouse_reaches(
    empty: Page, finger: bool, px: float, found: str
) -> None:
    """A mark of 11 px in an area: a finger reaches 14 px from its middle, a mouse 4 px beyond its edge."""
    mark = {"id": "P", "x": 0, "y": 0, "size": 11}
    area = {"code": "Z", "rings": [square(1)]}
    assert empty.evaluate(TAPS, [[area], [mark], [[px / 700, 0]], finger]) == [found]


def square(half: float) -> list[list[float]]:
    return [[-half, -half], [half, -half], [half, half], [-half, half]]


def test_a_ring_within_a_ring_is_a_hole(empty: Page) -> None:
    area = {"code": "Z", "rings": [square(1), square(0.5)]}
    taps = [[0, 0], [0.75, 0], [0, -0.75], [1.2, 0]]
    assert empty.evaluate(TAPS, [[area], [], taps, False]) == [None, "Z", "Z", None]


DRAWN = """async (scene) => {
  const { drawnScene } = await import('/web/plot/scene.js');
  return drawnScene(scene).data;
}"""


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("view", VIEW_NAMES)
def test_the_browser_draws_a_scene_as_a_figure_outside_it_does(empty: Page, view: str, side: str) -> None:
    atlas = load_atlas()
    body = Body(atlas.limb, Measurements(fingers={"thumb": 20.7}))
    marks = marks_in_view(atlas, body, view, side)
    for margins in ("selected", "all"):
        given = {
            "selected": marks[0].code,
            "measured_from": measured_from(body, marks, marks[0].code),
            "layers": LimbLayers(margins=margins, experts=True),
        }
        scene = limb_scene(**(view_content(atlas, body, view, side) | given))
        scene["pins"], scene["rings"] = compared(body, [marks[0].place], gap_of_ruler, "")
        seen = {trace["name"]: trace for trace in empty.evaluate(DRAWN, scene)}
        kept = {trace["name"]: trace for trace in figure_of(scene)["data"]}
        assert kept.keys() - seen.keys() <= {"labels", "measure text"} and len(seen) >= 5
        for name, trace in seen.items():
            for axis in "xy":
                assert [value is None for value in trace[axis]] == [value is None for value in kept[name][axis]]
                one, other = ([value or 0 for value in either[axis]] for either in (trace, kept[name]))
                assert one == pytest.approx(other, abs=2e-5), name
            same = ("mode", "hovertext", "customdata", "marker", "line", "fill", "fillcolor")
            assert [trace.get(key) for key in same] == [kept[name].get(key) for key in same], name


TIMES: list[tuple[str, list[float], list[str]]] = [
    ("minutes", [0, 59.2, 60, 61, 3599.5, -3], ["0:00", "1:00", "1:00", "1:01", "60:00", "0:00"]),
    (
        "spoken",
        [0, 45, 60, 75, 615],
        ["0 seconds", "45 seconds", "1 minute", "1 minute 15 seconds", "10 minutes 15 seconds"],
    ),
]


@pytest.mark.parametrize(("name", "seconds", "words"), TIMES, ids=lambda one: one if isinstance(one, str) else "")
def test_times_are_written_as_a_clock_and_as_people_say_them(
    empty: Page, name: str, seconds: list[float], words: list[str]
) -> None:
    write = """async ([name, all]) => {
      const time = await import('/web/clock/session_clock_time.js');
      return all.map(time[name]);
    }"""
    assert empty.evaluate(write, [name, seconds]) == words
