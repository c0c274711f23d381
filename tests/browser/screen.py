"""The atlas as its reader sees it: where a mark is on the screen, which card is open, which names can be read."""

from playwright.sync_api import Page

from tools.serve import Server

GRAPH = ".cun-plot__graph"
CARD = ".st-key-card"
HEADING = f"{CARD} h3"
X_RANGE = f"document.querySelector('{GRAPH}')._fullLayout.xaxis.range"
Y_AXIS = f"document.querySelector('{GRAPH}')._fullLayout.yaxis"
PX_PER_UNIT = f"Math.abs({Y_AXIS}.l2p(1) - {Y_AXIS}.l2p(0))"
# {code: [x, y]} of every filled mark, in px of the window.
MARKS = f"""() => {{
  const graph = document.querySelector('{GRAPH}'), box = graph.getBoundingClientRect();
  const {{ xaxis, yaxis }} = graph._fullLayout, points = graph._fullData.find((trace) => trace.name === 'points');
  return Object.fromEntries(points.x.map((x, i) => [points.customdata[i][0],
    [box.left + xaxis._offset + xaxis.l2p(x), box.top + yaxis._offset + yaxis.l2p(points.y[i])]]));
}}"""
NAMES = """() => [...document.querySelectorAll('.cun-plot__labels text')].map((node) => {
  const { left, right, top, bottom } = node.getBoundingClientRect();
  return { text: node.textContent, bold: node.getAttribute('font-weight') === '700', left, right, top, bottom };
})"""
AT_REST = f"""() => new Promise((done) => {{
  let last = null, still = 0;
  const look = () => {{
    const y = document.querySelector('{GRAPH}').getBoundingClientRect().top;
    still = y === last ? still + 1 : 0;
    last = y;
    still > 4 ? done() : requestAnimationFrame(look);
  }};
  look();
}})"""


# When the page and Streamlit last spoke, in ms since the page opened; and a way to hold back what the page says.
# Added to every page before it loads.
TALK = """(() => {
  const Plain = window.WebSocket, talk = { sent: 0, heard: 0, held: null };
  talk.hold = () => { talk.held = []; };
  talk.letGo = () => {
    const held = talk.held;
    talk.held = null;
    for (const [socket, words] of held) socket.send(words);
  };
  window.cunTalk = talk;
  window.WebSocket = class extends Plain {
    constructor(...told) {
      super(...told);
      this.addEventListener('message', () => { talk.heard = performance.now(); });
    }
    send(words) {
      talk.sent = performance.now();
      if (talk.held) talk.held.push([this, words]);
      else super.send(words);
    }
  };
})();"""
# At rest: nothing runs, nothing was heard for 60 ms, and the last thing said was answered (or never will be).
QUIET = """() => {
  const talk = window.cunTalk ?? { sent: 0, heard: 0 }, now = performance.now();
  return document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
    && now - talk.heard > 60 && (talk.heard >= talk.sent || now - talk.sent > 1500);
}"""


def open_atlas(page: Page, atlas: Server, address: str = "") -> None:
    page.goto(f"{atlas.url}/{address}")
    painted(page)
    settled(page)


def revision(page: Page) -> int:
    return int(page.locator(".cun-plot").get_attribute("data-revision") or 0)


def painted(page: Page, after: int = 0) -> int:
    """Wait for a paint of the chart later than number `after`; its number."""
    page.wait_for_function(
        "n => Number(document.querySelector('.cun-plot')?.dataset.revision) > n", arg=after, timeout=12_000
    )
    return revision(page)


def settled(page: Page) -> None:
    """Wait until Streamlit has run the script and nothing more is on its way."""
    page.wait_for_timeout(60)  # what was just clicked is said within this time
    page.wait_for_function(QUIET, polling=20, timeout=30_000)


def addressed(page: Page, *words: str) -> None:
    """Wait until the page's address holds each of these."""
    for word in words:
        page.wait_for_function("word => location.href.includes(word)", arg=word)


def marks(page: Page) -> dict[str, tuple[float, float]]:
    """Where every mark is in the window, in px."""
    return {code: tuple(place) for code, place in page.evaluate(MARKS).items()}


def place_on_drawing(page: Page, code: str) -> tuple[float, float]:
    """Where a mark is on the drawing, in px from its top left corner, wherever the page has scrolled to."""
    (x, y), corner = marks(page)[code], page.locator(GRAPH).bounding_box()
    assert corner is not None
    return x - corner["x"], y - corner["y"]


def at_rest(page: Page) -> None:
    """Wait until the page scrolls no more."""
    page.evaluate(AT_REST)


def card_of(page: Page, code: str) -> None:
    """Wait until the card of this point is open."""
    page.wait_for_function(
        "([where, code]) => document.querySelector(where)?.textContent.trim().split(' ')[0] === code",
        arg=[HEADING, code],
        timeout=10_000,
    )


def on_you(page: Page) -> str:
    return page.locator(".st-key-card h4").inner_text()


def type_width(page: Page, width: str) -> None:
    before = revision(page)
    box = page.get_by_label("Width in")
    box.fill(width)
    box.press("Enter")
    painted(page, before)
    settled(page)


def choose_view(page: Page, name: str) -> None:
    """Turn to a view by its name; nothing to do when it is shown. The row of views may slide away under a press, so a
    second press is allowed here; another test asks for the first."""
    view = page.get_by_role("radiogroup", name="View").get_by_role("radio", name=name)
    if view.is_checked():
        return
    before = revision(page)
    for _ in range(2):
        view.click()
        page.wait_for_timeout(300)
        if view.is_checked():
            break
    painted(page, before)
    settled(page)


def click(page: Page, code: str) -> None:
    page.mouse.click(*marks(page)[code])
    card_of(page, code)
    settled(page)


def names_that_meet(page: Page) -> list[tuple[str, str]]:
    """Pairs of names on the drawing that cover each other; a px of the empty rim of a letter box does not count."""
    names = page.evaluate(NAMES)
    return [
        (one["text"], other["text"])
        for i, one in enumerate(names)
        for other in names[i + 1 :]
        if one["left"] + 1 < other["right"]
        and other["left"] + 1 < one["right"]
        and one["top"] + 2 < other["bottom"]
        and other["top"] + 2 < one["bottom"]
    ]
