"""What the reflexology zones add to a plate: bytes of the sheet and of a rerun, repaint and panning with them.

`python -m bench.zones` prints these rows alone.
"""

import gzip
import statistics
import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import screen
from bench.plates import PAN
from bench.selectors import ATLAS
from coords.side import SIDES
from coords.view import ZONE_VIEWS
from tools import browser as chromium
from tools.serve import running
from web import assets, zone_files
from web.plates import plate_url

VIEW = "/?view=foot_sole&zone=Z_HEEL"  # the fullest view: 37 zones
# ms of one repaint: with the picture of the zones, without it, and with the plate reduced to its skin and contour
REPAINT = """async () => {
  const gd = document.querySelector('.cun-plot__graph'), config = { displayModeBar: false, scrollZoom: true };
  const once = async (layout) => {
    const start = performance.now();
    await Plotly.react(gd, gd.data.map((trace) => ({ ...trace })), { ...layout }, config);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - start;
  };
  const whole = { ...gd.layout };
  const isZones = await Promise.all(whole.images.map(async ({ source }) =>
    source.startsWith('blob:') && (await (await fetch(source)).text()).includes('fill-rule="evenodd"')));
  if (isZones.filter(Boolean).length !== 1) throw new Error('the picture of the zones is not there');
  const pictures = [whole.images, whole.images.filter((_, i) => !isZones[i]), whole.images.slice(0, 1)];
  const layouts = pictures.map((images) => ({ ...whole, images }));
  const took = layouts.map(() => []);
  for (let i = 0; i < 26; i++) // in turn, so that a slow moment of the machine meets all three
    for (const [n, layout] of layouts.entries()) took[n].push(await once(layout));
  await Plotly.react(gd, gd.data, whole, config);
  return took.map((times) => times.slice(1).sort((a, b) => a - b)[12]);
}"""


def weigh() -> dict[str, float]:
    """kB: the heaviest sheet, the same gzipped, and the heaviest plate with its sheet, raw and gzipped."""
    sheets, both, both_packed = [], [], []
    for view in ZONE_VIEWS:
        for side in SIDES:
            sheet = (assets.STATIC / zone_files.sheet_url(view, side).removeprefix("app/static/")).read_bytes()
            plate = (assets.STATIC / plate_url(view, side).removeprefix("app/static/")).read_bytes()
            sheets.append((len(sheet) / 1000, len(gzip.compress(sheet)) / 1000))
            both.append((len(plate) + len(sheet)) / 1000)
            both_packed.append((len(gzip.compress(plate)) + len(gzip.compress(sheet))) / 1000)
    raw, packed = (max(sizes) for sizes in zip(*sheets, strict=True))
    return {"sheet": raw, "sheet gzip": packed, "both": max(both), "both gzip": max(both_packed)}


def look(browser: Browser) -> dict[str, float]:
    """ms of a repaint with the zones, without them and with the plain outline; frames a second while panning."""
    with tempfile.TemporaryDirectory() as folder, running(ATLAS.app, Path(folder) / "log") as server:
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        page, _, _ = screen.open_page(context, replace(ATLAS, path=VIEW), server.url)
        zones, bare, plain = page.evaluate(REPAINT)
        frames = statistics.median(page.evaluate(PAN) for _ in range(3))
        context.close()
    return {"zones": zones, "bare": bare, "plain": plain, "frames": frames}


def show(weights: dict[str, float], seen: dict[str, float]) -> None:
    """Print one line for each figure, with the goals of the plates where they have one."""
    rows = (
        ("heaviest sheet of zones, kB", weights["sheet"], "≤ 40", weights["sheet"] <= 40),
        ("the same gzipped, kB", weights["sheet gzip"], "", True),
        ("heaviest plate of a foot with its zones, kB", weights["both"], "≤ 150", weights["both"] <= 150),
        ("the same gzipped, kB", weights["both gzip"], "≤ 45", weights["both gzip"] <= 45),
        ("repaint with plate and zones, ms", seen["zones"], "≤ 1.3 × outline", seen["zones"] <= 1.3 * seen["plain"]),
        ("repaint without the zones, ms", seen["bare"], "", True),
        ("repaint with the plain outline, ms", seen["plain"], "", True),
        ("frames a second while panning over zones", seen["frames"], "", True),
    )
    print()
    for words, figure, goal, good in rows:
        print(f"{words:48}{figure:>20.1f}" + (f"   {goal}  {'met' if good else 'MISSED'}" if goal else ""))


def main() -> None:
    path = chromium.find()
    if path is None:
        raise SystemExit(chromium.MISSING)
    assets.build()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        seen = look(browser)
        browser.close()
    show(weigh(), seen)


if __name__ == "__main__":
    main()
