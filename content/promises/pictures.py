"""Promises about the small pictures: each file is well formed, has its words, and is drawn somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from charts.pictures.measuring import MeasuringPicture
from charts.pictures.movements import LOOKS, Scene
from charts.pictures.shapes import STYLES, Part
from content.pictures import FOLDER as PICTURES
from content.pictures import (
    MEASURING_WORDS,
    MOVEMENT_WORDS,
    read_hand,
    read_measuring,
    read_movement,
    read_part,
    read_thumb,
)
from data.promises.dataset import Dataset, Finding
from data.reading.tables import FOLDER, DataError


def every_picture_is_well_formed(dataset: Dataset, folder: Path = FOLDER) -> list[Finding]:
    """Every file reads as what it is; styles, parts and motions that a picture names are there."""
    return list(_faults(dataset, folder))


def every_picture_has_its_words_and_its_use(dataset: Dataset, folder: Path = FOLDER) -> list[Finding]:
    """Each file of a picture has a row of words, each way of pressing a drawing, and each part is drawn."""
    found = []
    for kind, words in (("measuring", MEASURING_WORDS), ("movements", MOVEMENT_WORDS)):
        told = {row["id"] for row in dataset.rows(words)}
        found += [Finding(file, None, f"{words} has no words for it") for file in _files(kind, folder, told)]
    drawn = {row["id"] for row in dataset.rows(MOVEMENT_WORDS)}
    for row in dataset.rows("techniques.csv"):
        if row["row_type"] in ("technique", "preparation") and row["id"] not in drawn:
            found.append(Finding("techniques.csv", int(row["_row"]), f"{row['id']} has no drawing of its movement"))
    written = "".join(path.read_text(encoding="utf-8") for path in (folder / PICTURES).rglob("*.json"))
    used = {path.stem for path in (folder / PICTURES / "parts").glob("*.json") if f'"part": "{path.stem}"' in written}
    return found + [Finding(file, None, "no picture draws it") for file in _files("parts", folder, used)]


def _files(kind: str, folder: Path, known: set[str]) -> list[str]:
    """The files of a folder of pictures whose name is not known."""
    paths = sorted((folder / PICTURES / kind).glob("*.json"))
    return [str(path.relative_to(folder)) for path in paths if path.stem not in known]


def _faults(dataset: Dataset, folder: Path) -> Iterator[Finding]:
    parts = (path.stem for path in sorted((folder / PICTURES / "parts").glob("*.json")))
    reads: dict[str, Callable[[], object]] = {f"parts/{name}": partial(read_part, name, folder) for name in parts}
    reads |= {"hand": partial(read_hand, folder), "thumb": partial(read_thumb, folder)}
    for row in dataset.rows(MEASURING_WORDS):
        reads[f"measuring/{row['id']}"] = partial(read_measuring, row, folder)
    for row in dataset.rows(MOVEMENT_WORDS):
        reads[f"movements/{row['id']}"] = partial(read_movement, row, folder)
    told = set()
    for name, read in reads.items():
        try:
            picture = read()
        except DataError as error:
            file = str(error.path.relative_to(folder))
            if (file, error.reason) not in told:
                told.add((file, error.reason))
                yield Finding(file, error.row, error.reason)
            continue
        yield from (Finding(f"{PICTURES}/{name}.json", None, fault) for fault in _inner_faults(picture))


def _inner_faults(picture: object) -> Iterator[str]:
    """What is wrong in a file that can be read."""
    if isinstance(picture, Part):
        yield from _styles(picture)
    elif isinstance(picture, Scene):
        yield from _motions(picture)
    elif isinstance(picture, MeasuringPicture):
        yield from _measured(picture)


def _styles(part: Part) -> Iterator[str]:
    for style in {shape.style for shape in part.shapes} - LOOKS.keys():
        yield f"there is no style {style!r}; there are {', '.join(sorted(LOOKS))}"


def _motions(scene: Scene) -> Iterator[str]:
    """A motion moves something, and every frame comes after the one before it."""
    moved = {layer.motion for layer in scene.layers} | {arrow.motion for arrow in scene.arrows}
    moved |= {dent.motion for dent in scene.slab.dents} if scene.slab else set()
    for name in moved - scene.motions.keys() - {""}:
        yield f"there is no motion {name!r}"
    for name, motion in scene.motions.items():
        percents = [frame.percent for frame in motion.frames]
        if name not in moved:
            yield f"nothing moves as {name!r}"
        if percents != sorted(percents) or percents[0] != 0 or percents[-1] != 100:
            yield f"the motion {name!r} runs {', '.join(f'{at:g}' for at in percents)} per cent, not from 0 to 100"


def _measured(picture: MeasuringPicture) -> Iterator[str]:
    """Measuring has fewer styles than movements."""
    shapes = picture.drawn.shapes if isinstance(picture.drawn, Part) else ()
    for style in {shape.style for shape in shapes} - STYLES.keys():
        yield f"there is no style {style!r} in a picture of measuring; there are {', '.join(sorted(STYLES))}"


PROMISES = (every_picture_is_well_formed, every_picture_has_its_words_and_its_use)
