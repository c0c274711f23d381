"""Every drawing as a picture: each view in each look and theme is what it was when somebody last looked at it.

A drawing that was changed on purpose: `make snapshots`, then look at what git says has changed. The pictures are small
and without letters, whose shapes differ from one computer to the next. A line may lie a px beside where it lay. Older
browsers draw the edges of zones thinner: those pictures are kept beside the others, and a drawing may be either.
"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page
from stage import Part, Stage, draw, mounted

from charts.palette import LOOKS
from content.marks import VIEW_NAMES
from coords.body import Body
from coords.cun import Measurements
from coords.view import ZONE_VIEWS
from data import load_atlas
from data.care.decision import decide, load_care
from tools.serve import ROOT
from ui.components.instrument import HTML
from ui.instrument import given
from ui.model import Choice, Layers, Measures, Model
from web import instrument_files

KEPT = Path(__file__).parent / "snapshots"
SEEN = ROOT / "build" / "snapshots"  # where a picture that differs is written, beside the kept one
HEIGHT, COLOURS, ALL_COLOURS = 300, 128, 256  # the second for what lies under the skin
NEAR = 36  # how much a colour may differ, of 255
STRAY = 6  # px that may differ more; of a mark that moved by three of its widths some 40 do
ATLAS = load_atlas()
BODY = Body(ATLAS.limb, Measurements())
WIDE = 704  # px of the drawing
# Nothing but the drawing, without letters, in a frame of the kept picture's shape.
BARE = """#place text, .cun-plot__course-names {{ visibility: hidden !important; }}
.cun-ins__limb .cun-plot__graph.cun-plot__graph {{ position: fixed; inset: 0 auto auto 0; z-index: 9999;
  width: {wide}px; height: {high}px !important; background: var(--st-background-color); }}"""
REVISION = "document.querySelector('.cun-plot')?.dataset.revision"
PAINTED = """async () => {
  const images = [...document.querySelectorAll('.cun-plot__graph image')];
  await Promise.all(images.map((one) => Object.assign(new Image(), { src: one.href.baseVal }).decode()));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def sent(view: str, **layers: Any) -> dict[str, Any]:
    """What the page sends to the instrument on a view."""
    model = Model(Choice(view=view), Measures(), Layers(**layers))
    return given(ATLAS, BODY, model, decide(load_care(), {}))


def alone(view: str) -> Part:
    """The instrument, of which only the drawing is seen."""
    kept = Image.open(KEPT / f"{view}_plate_light.webp")
    high = round(WIDE * kept.height / kept.width)
    return Part(HTML, BARE.format(wide=WIDE, high=high), instrument_files.loader())


def picture(page: Page) -> Image.Image:
    """What is drawn now, small."""
    page.wait_for_function(f"() => stage.seen !== {REVISION} && {REVISION} > 0")
    page.evaluate(PAINTED)
    page.evaluate("() => { stage.seen = document.querySelector('.cun-plot').dataset.revision; }")
    shot = Image.open(io.BytesIO(page.locator(".cun-plot__graph").screenshot())).convert("RGB")
    return shot.resize((round(shot.width * HEIGHT / shot.height), HEIGHT), Image.Resampling.LANCZOS)


def keep(name: str, seen: Image.Image) -> None:
    KEPT.mkdir(exist_ok=True)
    colours = ALL_COLOURS if name.endswith("_deep") else COLOURS
    few = seen.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).convert("RGB")
    few.save(KEPT / f"{name}.webp", lossless=True, quality=100, method=6)


def beyond(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """How far each px of one picture lies outside the colours that the other has there and one px around."""
    rim = np.pad(other, ((1, 1), (1, 1), (0, 0)), mode="edge")
    around = np.stack([rim[y : y + one.shape[0], x : x + one.shape[1]] for y in range(3) for x in range(3)])
    return np.maximum(one - around.max(axis=0), around.min(axis=0) - one).max(axis=-1)


def differing(seen: Image.Image, kept: Image.Image) -> np.ndarray:
    """Which px differ by more than a line's width beside or a shade."""
    one, other = (np.asarray(image, dtype=int) for image in (seen, kept))
    return np.maximum(beyond(one, other), beyond(other, one)) > NEAR


def look_at(name: str, seen: Image.Image) -> str:
    """One sentence when a picture is not the kept one; then it lies there, with the kept one and what differs."""
    file = KEPT / f"{name}.webp"
    if not file.exists():
        return f"{name}: no picture is kept; run make snapshots"
    thin = KEPT / f"{name}.thin.webp"
    if thin.exists() and differing(seen, Image.open(thin).convert("RGB")).sum() <= STRAY:
        return ""
    kept = Image.open(file).convert("RGB")
    if kept.size != seen.size:
        return f"{name}: {seen.size} px, was {kept.size}"
    wrong = differing(seen, kept)
    if wrong.sum() <= STRAY:
        return ""
    SEEN.mkdir(parents=True, exist_ok=True)
    both = np.concatenate([np.asarray(kept), np.asarray(seen), np.repeat(~wrong[..., None] * 255, 3, axis=2)], axis=1)
    Image.fromarray(both.astype(np.uint8)).save(SEEN / f"{name}.png")
    return f"{name}: {wrong.sum()} px differ; was, is and where: {SEEN / name}.png"


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_a_view_looks_as_it_did(
    new_page: Callable[..., Page], stage: Stage, view: str, request: pytest.FixtureRequest
) -> None:
    page, found = new_page(), {}
    first, *others = LOOKS
    page.goto(stage.put(alone(view), sent(view, look=first)))
    mounted(page)
    for look in LOOKS:
        if look in others:
            draw(page, sent(view, look=look))
        found[f"{view}_{look}_light"] = picture(page)
        page.emulate_media(color_scheme="dark")
        found[f"{view}_{look}_dark"] = picture(page)
        page.emulate_media(color_scheme="light")
        page.wait_for_function("() => stage.seen !== document.querySelector('.cun-plot').dataset.revision")
        page.evaluate("() => { stage.seen = document.querySelector('.cun-plot').dataset.revision; }")
    if view in ZONE_VIEWS:
        draw(page, sent(view, look=first, zones="zones"))
        found[f"{view}_zones"] = picture(page)
    if ATLAS.courses[view]:
        draw(page, sent(view, look=first, deep=True))
        found[f"{view}_deep"] = picture(page)
    if request.config.getoption("--renew", default=False):
        for name, seen in found.items():
            if look_at(name, seen):
                keep(name, seen)
    assert list(filter(None, (look_at(name, seen) for name, seen in found.items()))) == []


def test_a_moved_mark_and_another_shade_would_be_seen() -> None:
    plain = Image.new("RGB", (200, 300), (240, 220, 200))

    def marked(x: int, colour: tuple[int, int, int] = (170, 0, 0)) -> Image.Image:
        image = plain.copy()
        image.paste(colour, (x, 100, x + 7, 107))
        return image

    assert differing(marked(50), marked(51)).sum() == 0, "a px beside is the same"
    assert differing(marked(50), marked(54)).sum() > STRAY
    assert differing(marked(50), plain).sum() > STRAY
    assert differing(marked(50), marked(50, (0, 0, 170))).sum() > STRAY
    assert differing(plain, Image.new("RGB", (200, 300), (200, 180, 160))).sum() > STRAY
