"""Where each measured page has its number box, its chart and its card. When the screen changes, this file changes."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
REVISION = "document.querySelector('.cun-plot')?.dataset.revision"
BUTTON = """() => {
  const button = [...document.querySelectorAll('button')].find((b) => b.textContent === 'Open a card');
  const box = button.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}"""
# The middle of a mark whose card is not open, in client px: the chosen mark is drawn last, so the first is another.
MARK = """() => {
  const gd = document.querySelector('.cun-plot__graph'), box = gd.getBoundingClientRect();
  const { xaxis, yaxis } = gd._fullLayout;
  const trace = gd._fullData.find((t) => t.name === 'points');
  return [box.left + xaxis._offset + xaxis.l2p(trace.x[0]), box.top + yaxis._offset + yaxis.l2p(trace.y[0])];
}"""


@dataclass(frozen=True)
class Target:
    """One measured page. `drawn`, `card` are JavaScript expressions whose value changes when what depends on the width
    is shown, when the card is there; `click` is a function that gives the client px to click at. Of `widths` the first
    two are typed in turn, `key` last; a crowd says them all. `seen` has a value as soon as the drawing is visible,
    `live` when it can be used; `turned` changes with the view, by pressing `turns` in turn, `turned_live` when Plotly
    has drawn it."""

    name: str
    app: Path
    field: str
    widths: tuple[str, ...]
    drawn: str
    card: str
    click: str
    path: str = "/"
    key: str = "Enter"
    seen: str = ""
    live: str = ""
    turned: str = ""
    turned_live: str = ""
    turns: tuple[str, ...] = ()


EMPTY = Target(
    "empty page",
    HERE / "floor_empty.py",
    "Width in mm",
    ("21", "22"),
    "document.querySelector('#echo')?.textContent",
    "document.querySelector('#card')?.textContent",
    BUTTON,
)
FLOOR = Target(
    "empty chart",
    HERE / "floor_component.py",
    "Width in mm",
    ("21", "22"),
    REVISION,
    "document.querySelector('#card')?.textContent",
    BUTTON,
)
ATLAS = Target(
    "atlas",
    HERE.parent / "app.py",
    "Thumb, mm",
    ("19.5", "21.5", *(f"{mm / 100}" for mm in range(1705, 2600, 10))),
    "document.querySelector('.scatterlayer .point')?.getAttribute('transform')",
    "document.querySelector('.cun-card')?.dataset.code",
    MARK,
    path="/?view=leg_medial",
    key="5",
    seen="document.querySelector('.cun-plot__still, .scatterlayer .point') ? 1 : undefined",
    live="document.querySelector('.scatterlayer .point') ? 1 : undefined",
    turned="document.querySelector('.cun-plot__graph:is([aria-busy=false], :has(.cun-plot__still))')"
    "?.ariaLabel?.split(':')[0]",
    turned_live="document.querySelector('.cun-plot__graph[aria-busy=false]')?.ariaLabel?.split(':')[0]",
    turns=("Outer side of the leg", "Inner side of the leg"),
)
