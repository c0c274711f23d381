"""The atlas as its reader sees it: where a mark is on the screen, which card is open, which names can be read."""

import re

from playwright.sync_api import Locator, Page, expect

from tools.serve import Server

GRAPH = ".cun-plot__graph"
CARD = ".cun-ins__inside"
HEADING = ".cun-ins__title"
TOLD = ".cun-ins__told"
BELOW = ".st-key-below"
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
# Whether the drawing stands, with its marks or zones; of the view of this name, when one is given.
DRAWN = f"""(name) => [...document.querySelectorAll('{GRAPH}')].map((graph) =>
  graph.ariaLabel?.startsWith(name) && graph.ariaBusy === 'false' && graph.ariaLabel.split(': ').length > 2)
  .reduce((all, one) => all && one, Boolean(document.querySelector('{GRAPH}')))"""
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


# When the page and Streamlit last spoke, in ms since the page opened; what waits for a quiet moment of the browser;
# whether the page has looked at what the browser keeps; and a way to hold back what the page says. Added to every page
# before it loads.
TALK = """(() => {
  const Plain = window.WebSocket, talk = { sent: 0, heard: 0, held: null, looked: false, waiting: new Set() };
  const { requestIdleCallback: ask, cancelIdleCallback: cancel } = window;
  window.requestIdleCallback = (then, ...more) => {
    const id = ask((...told) => { try { then(...told); } finally { talk.waiting.delete(id); } }, ...more);
    talk.waiting.add(id);
    return id;
  };
  const read = Storage.prototype.getItem;
  Storage.prototype.getItem = function (name) {
    talk.looked ||= name === 'cun-atlas people';
    return read.call(this, name);
  };
  window.cancelIdleCallback = (id) => { talk.waiting.delete(id); cancel(id); };
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
# At rest: the page has heard something and has its place, nothing runs, is painted or waits for a quiet moment, nothing
# was heard for 60 ms, and the last thing said was answered (or never will be).
QUIET = """() => {
  const talk = window.cunTalk, now = performance.now();
  return talk.heard && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
    && !talk.waiting?.size && !document.querySelector(
      '#cun-early, .cun-plot [aria-busy="true"], .cun-lines[aria-busy="true"]')
    && now - talk.heard > 60 && (talk.heard >= talk.sent || now - talk.sent > 9000);
}"""


def open_atlas(page: Page, atlas: Server, address: str = "") -> None:
    """Open the atlas page and wait until this reader's marks or zones are drawn."""
    page.goto(f"{atlas.url}/{address}")
    page.wait_for_function(DRAWN, arg="", timeout=30_000)
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


def remembered(page: Page) -> None:
    """Wait until the page has looked at what the browser keeps, and has heard of it."""
    page.wait_for_function("() => cunTalk.looked")
    settled(page)


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


def still(page: Page) -> None:
    """Wait until no colour fades and nothing glides."""
    page.wait_for_function("() => document.getAnimations().every((one) => one.playState !== 'running')")


def at_rest(page: Page) -> None:
    """Wait until the page scrolls no more."""
    page.evaluate(AT_REST)


def card_of(page: Page, code: str) -> None:
    """Wait until the card of this point is open."""
    expect(page.locator(HEADING)).to_have_text(re.compile(rf"^{code}\b"), timeout=10_000)


def on_you(page: Page, words: str) -> None:
    """Wait until the card says this of the open point's place on the reader."""
    expect(page.locator(TOLD)).to_contain_text(words)


def width_box(page: Page) -> Locator:
    return page.get_by_role("textbox", name=re.compile(r", (mm|cm|in)$"))


def type_width(page: Page, width: str) -> None:
    box = width_box(page)
    box.fill(width)
    box.press("Enter")
    settled(page)


def view_button(page: Page, name: str) -> Locator:
    return page.get_by_role("radiogroup", name="View").get_by_role("radio", name=name)


def choose_view(page: Page, name: str) -> None:
    """Turn to a view by its name, with one press."""
    view_button(page, name).click()
    expect(view_button(page, name)).to_be_checked()
    page.wait_for_function(DRAWN, arg=name, timeout=12_000)
    settled(page)


def list_of(page: Page) -> Locator:
    """The points and zones of the drawing as buttons, unfolded."""
    listed = page.locator(".cun-ins__list")
    if listed.get_attribute("open") is None:
        listed.locator("summary").click()
    return listed


def layer(page: Page, name: str) -> Locator:
    """A control in the window of what is drawn, which is opened when it is closed."""
    window = page.locator(".cun-ins__layers")
    if window.get_attribute("open") is None:
        window.locator("summary").click()
    return window.get_by_label(name)


def find(page: Page, words: str) -> None:
    """Type into the search field."""
    page.get_by_role("combobox", name="Find").fill(words)


def click(page: Page, code: str) -> None:
    """Press a point."""
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
