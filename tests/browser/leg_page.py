"""My leg as its reader uses it: a photo is chosen, places are touched, points are read."""

from collections.abc import Callable
from typing import Any

from photo_helpers import MEASURED, Photo
from playwright.sync_api import Locator, Page, expect
from stage import Part, Stage, data_of, mounted

from coords.body import Body
from coords.side import Side
from data import load_atlas
from data.care.decision import decide, load_care
from ui.components import photo as component
from ui.model import Choice, Layers, Measures, Model
from ui.pages.my_leg import given
from web import component_files

STAGE = ".cun-leg__stage"
QUESTION = ".cun-leg__ask"
HEADING = f"{QUESTION} h3"
SHOWN = f"() => document.querySelector('{STAGE} canvas')?.width > 0"
LENGTH = ".cun-leg__length"
COURSES = ".cun-leg__over [data-course]"
DOTS = ".cun-leg__over circle"
TAP = ".cun-leg__tap"
FAULT = ".cun-leg__fault"
BESIDE = ".cun-leg__beside"
POINTS = ".cun-leg__choose select"
THREE = ("PAT_APEX", "MM", "TIB_MED_COND_INF")
LARGEST = """all => all.map((one) => one.getBoundingClientRect())
  .sort((a, b) => b.width - a.width).map(({ left, top, width }) => [left + width / 2, top + width / 2])[0]"""


def choose(page: Page, one: Photo) -> None:
    """Choose the photo as a file."""
    choose_file(page, one.file)
    page.wait_for_function(SHOWN)
    page.wait_for_function(f"() => !document.querySelector('{DOTS}')")


def choose_file(page: Page, file: bytes, name: str = "leg.jpg") -> None:
    page.locator(".cun-leg__file").last.set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": file})


def place_of(
    page: Page, one: Photo, landmark: str, view: str = "leg_medial", side: str = "right"
) -> tuple[float, float]:
    """Where a landmark of the photo is on the screen."""
    box = page.locator(f"{STAGE} canvas").first.bounding_box()
    assert box
    x, y = one.at(Side(side).mirrored(load_atlas().limb.views[view].landmarks[landmark]))
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


def touch(page: Page, one: Photo, *landmarks: str, view: str = "leg_medial", side: str = "right") -> None:
    for landmark in landmarks:
        page.mouse.click(*place_of(page, one, landmark, view, side))


def touched(page: Page, one: Photo, side: str = "right") -> None:
    """Choose a photo of the inner leg, touch three places and say that is enough."""
    choose(page, one)
    touch(page, one, *THREE, side=side)
    press(page, "That is enough")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def told(page: Page) -> Locator:
    """What is said of the places."""
    return page.locator(".cun-leg__told")


# ---- without Streamlit

ALONE = Part('<div class="cun-leg"></div>', "", f'export {{ default }} from "/{component_files.address("photo")}";')


def data_alone(view: str = "leg_medial", side: str = "right", **more: Any) -> dict[str, Any]:
    """What the component is sent of a reader whose sizes are known."""
    model = Model(Choice(view=view, side=side, point="SP6"), Measures(), Layers())
    sent = given(load_atlas(), Body(load_atlas().limb, MEASURED), model, decide(load_care(), {}), **more)
    return data_of(component, lambda: component.photo(sent, key="x", on_act=print))


def open_alone(
    new_page: Callable[..., Page],
    stage: Stage,
    view: str = "leg_medial",
    side: str = "right",
    notebook: bool = False,
    **how: Any,
) -> Page:
    """A phone's page with the component and nothing else."""
    page = new_page(**{"width": 390, "height": 844, "touch": True, **how})
    page.goto(stage.put(ALONE, data_alone(view, side, notebook=notebook)))
    mounted(page)
    expect(page.locator(".cun-leg__start")).to_be_visible()
    return page
