"""Rows become dataclasses by their annotations, and the words of the schema are those of the code."""

from dataclasses import dataclass
from typing import Literal, get_args, get_type_hints

import pytest

from content.claims import Claim
from content.promises.check import broken
from content.studies import LEVELS as STUDY_LEVELS
from data.care.cautions import ABOUT, BECAUSE, LEVELS, UnderPoint
from data.care.table import EFFECTS, KINDS
from data.care.table import LEVELS as SAFETY_LEVELS
from data.hurt import HURT_VIEWS
from data.practice import BLOCKS
from data.promises.dataset import Finding
from data.promises.schema import FILE, schemas
from data.reading.records import record
from data.reading.tables import FOLDER, DataError, read_json
from data.sayings import Saying
from data.shapes.zones import ROLES
from data.zones import Zone

ROW = {"id": "a", "side": "left", "drawn": "yes", "mm": "2.5", "weeks": "", "parts": "x | y", "force_min": "1",
       "force_max": "3", "calm_min": "", "calm_max": "", "times": "", "_row": "7"}  # fmt: skip


@dataclass(frozen=True)
class Thing:
    id: str
    side: Literal["left", "right"]
    drawn: bool
    mm: float
    weeks: int | None
    parts: tuple[str, ...]
    force: tuple[int, int]
    calm: tuple[int, int] | None
    times: int = 1
    note: str = "none"


def test_a_field_is_read_as_its_annotation_says():
    assert record(Thing, ROW, "things.csv") == Thing("a", "left", True, 2.5, None, ("x", "y"), (1, 3), None)


def test_a_field_may_have_a_column_of_another_name_or_be_given():
    row = {**ROW, "name": "b"}
    thing = record(Thing, row, "things.csv", {"id": "name"}, weeks=4, mm=1.0)
    assert (thing.id, thing.weeks, thing.mm) == ("b", 4, 1.0)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"mm": "six"}, "mm is 'six', which is not a number"),
        ({"weeks": "2.5"}, "weeks is '2.5', which is not a whole number"),
        ({"mm": ""}, "mm is empty"),
        ({"drawn": "maybe"}, "drawn is 'maybe'; it is one of yes, no"),
        ({"side": "top"}, "side is 'top'; it is one of left, right"),
        ({"force_max": "0"}, "force runs from 1 to 0"),
        ({"calm_min": "2"}, "calm runs from 2 to None"),
    ],
)
def test_a_cell_that_is_not_what_its_field_is_stops_with_file_row_and_a_sentence(cells, sentence):
    with pytest.raises(DataError) as error:
        record(Thing, ROW | cells, "things.csv")
    assert str(error.value) == f"data/tables/things.csv, row 7: {sentence}"


def test_a_column_that_a_field_needs_is_missed():
    row = {key: cell for key, cell in ROW.items() if key != "parts"}
    with pytest.raises(DataError, match="row 1: column 'parts' is missing"):
        record(Thing, row, "things.csv")


def test_what_no_cell_can_be_must_be_given():
    @dataclass(frozen=True)
    class Box:
        inside: dict

    with pytest.raises(TypeError, match="no cell is a"):
        record(Box, {"inside": "x", "_row": "2"}, "boxes.csv")


def choices(file: str, column: str) -> set[str]:
    (field,) = [field for field in schemas()[file]["fields"] if field["name"] == column]
    return set(field["constraints"]["enum"])


@pytest.mark.parametrize(
    ("file", "column", "words"),
    [
        ("caution_rules.csv", "because", BECAUSE),
        ("cautions.csv", "level", LEVELS),
        ("cautions.csv", "about", ABOUT),
        ("claims.csv", "show", get_args(get_type_hints(Claim)["show"])),
        ("conditions.csv", "level", STUDY_LEVELS),
        ("evidence.csv", "level", STUDY_LEVELS),
        ("hurt_areas.csv", "view", HURT_VIEWS),
        ("point_structures.csv", "depth", get_args(get_type_hints(UnderPoint)["depth"])),
        ("point_structures.csv", "lies", get_args(get_type_hints(UnderPoint)["lies"])),
        ("questions.csv", "kind", KINDS),
        ("routine_steps.csv", "block", BLOCKS),
        ("safety.csv", "level", SAFETY_LEVELS),
        ("safety_rules.csv", "effect", EFFECTS),
        ("who_says_where.csv", "aspect", get_args(get_type_hints(Saying)["aspect"])),
        ("who_says_where.csv", "agrees", get_args(get_type_hints(Saying)["agrees"])),
        ("zone_shapes.csv", "kind", ROLES),
        ("zones.csv", "side", get_args(get_type_hints(Zone)["side"])),
    ],
)
def test_the_words_of_the_schema_are_those_of_the_code(file, column, words):
    assert choices(file, column) == set(words)


def test_every_table_has_its_schema_and_every_reference_leads_to_a_column():
    paths = {resource["path"] for resource in read_json(FILE)["resources"]}
    assert paths == {
        str(path.relative_to(FOLDER)) for name in ("tables", "words") for path in FOLDER.glob(f"{name}/**/*.csv")
    }
    columns = {f"{file}:{field['name']}" for file, schema in schemas().items() for field in schema["fields"]}
    for schema in schemas().values():
        for field in schema["fields"]:
            for place in field.get("references", ()):
                assert columns >= ({place} if isinstance(place, str) else set(place)), (field["name"], place)


def test_a_row_that_cannot_be_read_is_told_with_its_file_and_row(monkeypatch):
    def stumbling(_):
        raise DataError(FOLDER / "tables" / "doses.csv", 4, "seconds runs from 3 to 2")

    monkeypatch.setattr("content.promises.check.PROMISES", (stumbling,))
    assert list(broken(None)) == [Finding("doses.csv", 4, "seconds runs from 3 to 2")]  # type: ignore[arg-type]
