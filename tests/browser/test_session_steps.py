"""From step to step of a session nothing moves under the finger, and the drawing shows all of a step."""

from collections.abc import Callable, Iterator

import pytest
from guiding import answer_none, begin, clock, drawn_codes, go_to_step, open_page, step_shown
from playwright.sync_api import Page
from screen import GRAPH

from tools.serve import Server

RINGED = f"""() => {{
  const {{ _fullData: traces, _fullLayout: {{ xaxis, yaxis }} }} = document.querySelector('{GRAPH}');
  const points = traces.find(({{ name }}) => name === 'points');
  return traces.filter(({{ marker }}) => marker?.symbol === 'circle-open' && marker.size === 26).map((ring) =>
    points.customdata[points.x.findIndex((x, i) => x === ring.x[0] && points.y[i] === ring.y[0])][0]);
}}"""
SEEN_BAR = f"""() => {{
  const {{ _fullData: traces, _fullLayout: {{ xaxis, yaxis }} }} = document.querySelector('{GRAPH}');
  const bar = traces.find(({{ name }}) => name === 'scale bar');
  return [[bar.x, xaxis], [bar.y, yaxis]].every(([values, {{ range: [low, high] }}]) =>
    values.every((value) => low <= value && value <= high));
}}"""


@pytest.fixture(params=[(390, 844), (844, 390), (1280, 800)], ids=lambda size: f"{size[0]}x{size[1]}")
def led(request: pytest.FixtureRequest, new_page: Callable[..., Page], atlas: Server) -> Iterator[Page]:
    """A reader with tired feet: pairs of points, and a pair that no drawing shows together."""
    width, height = request.param
    page = new_page(width=width, height=height, touch=width < 900)
    open_page(page, atlas, "session?routine=RT_FOOT")
    answer_none(page)
    begin(page)
    yield page


def box(page: Page, place: str) -> list[float]:
    """Left, top, right and bottom on the screen."""
    return page.locator(place).evaluate("""node => {
      const { left, top, right, bottom } = node.getBoundingClientRect();
      return [left, top, right, bottom];
    }""")


def test_skip_stays_under_the_finger_and_every_point_of_a_step_is_ringed(led: Page) -> None:
    places, choices = [], 0
    for number in range(1, int(step_shown(led).split()[-1]) // 2 + 2):  # one foot, and the first step of the other
        go_to_step(led, number)
        places.append(box(led, "[data-do=skip]"))
        tabs = led.locator(".st-key-session_spots button")
        choices += tabs.count()
        if codes := drawn_codes(led):
            assert sorted(led.evaluate(RINGED)) == sorted(codes), step_shown(led)
            assert led.evaluate(SEEN_BAR)
        if tabs.count():
            choice, zoom = box(led, ".st-key-session_spots button >> nth=-1"), box(led, "[data-zoom=in]")
            assert choice[2] <= zoom[0] or choice[1] >= zoom[3]
    assert all(place == places[0] for place in places) and choices == 2, "one step has a choice of what is drawn"
    assert places[0][3] < led.evaluate("innerHeight")
    assert clock(led).evaluate("node => node.scrollWidth <= node.clientWidth")
