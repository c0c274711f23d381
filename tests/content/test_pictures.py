"""The files of the small pictures: what is wrong in one is told with its place in the file."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from content.promises.pictures import every_picture_has_its_words_and_its_use, every_picture_is_well_formed
from data.promises.dataset import Dataset, open_dataset
from data.reading.tables import FOLDER

DATASET = open_dataset()


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Copies the pictures, with words of one file exchanged for others, and gives the folder."""
    shutil.copytree(FOLDER / "pictures", tmp_path / "pictures")

    def damaged(file: str, before: str, after: str) -> Path:
        path = tmp_path / "pictures" / file
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")
        return tmp_path

    return damaged


@pytest.mark.parametrize(
    ("file", "before", "after", "why"),
    [
        ("parts/toe.json", "-6,-6 ", "-6;-6 ", "shape 1: '-6;-6' is no point x,y"),
        ("parts/toe.json", '"nail"', '"nale"', "there is no style 'nale'; there are ban, black, "),
        ("parts/toe.json", '"closed": true}', '"closed": 1}', "shapes[0].closed is 1, which is not true or false"),
        ("parts/toe.json", '"closed"', '"open"', "shapes[0] has style, points, open; it has either style, points, "),
        ("parts/thumb_top.json", '"like": "skin"', '"like": "hair"', "shape 8: no shape before it is 'hair'"),
        ("measuring/two.json", '"pip"', '"knuckle"', "fingers.joint is 'knuckle'; it is one of pip, dip"),
        ("measuring/thumb.json", "[105.6, 77.6]", "[105.6]", "line[0] has 1 values instead of 2"),
        ("measuring/thumb.json", "[105.6, 77.6]", '["105.6", 77.6]', "line[0][0] is '105.6', which is not a number"),
        (
            "measuring/thumb.json",
            '    {"at": [8, 84], "large": true},\n',
            "",
            "places 3 lines of words, and there are 4",
        ),
        ("movements/press.json", '"motion": "hollow"', '"motion": "holow"', "there is no motion 'holow'"),
        (
            "movements/press.json",
            '"motion": "hollow"',
            '"speed": 3',
            "slab.dents[0] has 'speed'; it may have x, half, ",
        ),
        ("movements/press.json", '{"percent": 96', '{"percent": 16', "runs 0, 6, 56, 80, 16, 100 per cent, not from 0"),
        ("hand.json", '"x_web": 0, ', "", "fingers.middle.x_web is missing"),
        ("thumb.json", '"nail"', '"nale"', "there is no style 'nale'; there are ban, black, "),
    ],
)
def test_a_damaged_picture_is_told_with_its_place(copy, file, before, after, why):
    found = every_picture_is_well_formed(DATASET, copy(file, before, after))
    assert any(finding.file == f"pictures/{file}" and why in finding.reason for finding in found), found


def test_a_part_that_is_not_there_is_named(copy):
    (found,) = every_picture_is_well_formed(DATASET, copy("measuring/thumb.json", '"thumb_back"', '"thumb_front"'))
    assert str(found) == "data/pictures/parts/thumb_front.json: the file is missing"


def test_a_picture_without_words_and_a_part_without_a_picture_are_named(copy):
    folder = copy("measuring/thumb.json", '"thumb_back"', '"sole"')
    (folder / "pictures" / "movements" / "tickle.json").write_text('{"layers": []}', encoding="utf-8")
    tables = {**DATASET.tables, "words/en/movement_pictures.csv": DATASET.rows("words/en/movement_pictures.csv")[1:]}
    found = every_picture_has_its_words_and_its_use(Dataset(DATASET.atlas, tables), folder)
    assert [str(finding) for finding in found] == [
        "data/pictures/movements/press.json: words/en/movement_pictures.csv has no words for it",
        "data/pictures/movements/tickle.json: words/en/movement_pictures.csv has no words for it",
        "data/tables/techniques.csv, row 2: press has no drawing of its movement",
        "data/pictures/parts/thumb_back.json: no picture draws it",
    ]
