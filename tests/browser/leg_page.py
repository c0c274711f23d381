"""My leg as its reader uses it: a photo is chosen, places are touched, points are read."""

from photo_helpers import Photo
from playwright.sync_api import Locator, Page

from coords.side import Side
from data import load_atlas

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
