"""What the plates weigh and cost while a reader looks: repaint with and without them, frames while panning."""

import gzip
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from bench import screen
from bench.selectors import ATLAS
from tools.serve import running
from web import assets

# ms of one repaint: as it is, and with the plate reduced to its skin and contour (no shading, no inner lines)
REPAINT = """async () => {
  const gd = document.querySelector('.cun-plot__graph'), config = { displayModeBar: false, scrollZoom: true };
  const time = async (layout) => {
    const took = [];
    for (let i = 0; i < 25; i++) {
      const start = performance.now();
      await Plotly.react(gd, gd.data.map((trace) => ({ ...trace })), { ...layout }, config);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      took.push(performance.now() - start);
    }
    return took.sort((a, b) => a - b)[12];
  };
  const whole = { ...gd.layout };
  const full = await time(whole);
  const plain = await time({ ...whole, images: whole.images.slice(0, 1) });
  await Plotly.react(gd, gd.data, whole, config);
  return [full, plain];
}"""
PAN = """async () => {
  const gd = document.querySelector('.cun-plot__graph'), { xaxis } = gd._fullLayout, [left, right] = xaxis.range;
  const start = performance.now();
  let frames = 0;
  while (performance.now() - start < 2000) {
    const step = (right - left) * 0.05 * Math.sin(frames / 8);
    await Plotly.relayout(gd, { 'xaxis.range': [left + step, right + step] });
    await new Promise((done) => requestAnimationFrame(done));
    frames += 1;
  }
  return frames / 2;
}"""


def weigh() -> dict[str, float]:
    """The heaviest plate: its SVG, the same gzipped, and its shading, kB."""
    drawings = [file for file in (assets.STATIC / "plates").glob("*_*.svg")]
    pictures = [file for file in (assets.STATIC / "plates").glob("*_*.webp")]
    return {
        "svg": max(file.stat().st_size for file in drawings) / 1000,
        "gzip": max(len(gzip.compress(file.read_bytes())) for file in drawings) / 1000,
        "relief": max(file.stat().st_size for file in pictures) / 1000,
    }


def look(browser: Browser) -> dict[str, float]:
    """Repaint in ms with the whole plate and with the plain outline, and frames a second while panning."""
    with tempfile.TemporaryDirectory() as folder, running(ATLAS.app, Path(folder) / "log") as server:
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        page, _, _ = screen.open_page(context, ATLAS, server.url)
        full, plain = page.evaluate(REPAINT)
        frames = statistics.median(page.evaluate(PAN) for _ in range(3))
        context.close()
    return {"full": full, "plain": plain, "frames": frames}


def show(weights: dict[str, float], seen: dict[str, float]) -> None:
    rows = (
        ("heaviest plate, kB", weights["svg"], "≤ 150", weights["svg"] <= 150),
        ("the same gzipped, kB", weights["gzip"], "≤ 45", weights["gzip"] <= 45),
        ("heaviest shading, kB", weights["relief"], "≤ 120", weights["relief"] <= 120),
        ("repaint with the plate, ms", seen["full"], "≤ 1.3 × the plain outline", seen["full"] <= 1.3 * seen["plain"]),
        ("repaint with the plain outline, ms", seen["plain"], "", True),
        ("frames a second while panning", seen["frames"], "", True),
    )
    print()
    for words, figure, goal, good in rows:
        print(f"{words:48}{figure:>20.1f}" + (f"   {goal}  {'met' if good else 'MISSED'}" if goal else ""))
