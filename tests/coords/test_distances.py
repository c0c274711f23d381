"""Words against drawing: what a sentence states in cun, fingers, centimetres or shares is what the drawing shows."""

from copy import deepcopy

import pytest

from data.promises import distances as promises
from data.promises.dataset import Dataset, open_dataset
from data.promises.stated import TABLE, Measuring, amounts, share_stated, stated_rows, statements

DATASET = open_dataset()
CARDS, SAID = (f"words/en/{name}.csv" for name in ("cards", "who_says_where"))
TWO_AGAIN = "four fingers and then two thumb-widths straight down: about 5 cun"


def reworded(file: str, key: str, column: str, old: str, new: str, table: tuple[str, str] | None = None) -> Dataset:
    """The dataset with a text changed, and the words of its row in the table with it."""
    tables = DATASET.tables | {name: deepcopy(DATASET.tables[name]) for name in (file, TABLE)}
    for row in tables[file]:
        if row.get("code", row.get("id")) == key:
            assert old in row[column]
            row[column] = row[column].replace(old, new)
    for row in tables[TABLE] if table else ():
        if row["key"] == key and row["column"] == column and row["words"] == table[0]:
            row["words"] = table[1]
    return Dataset(DATASET.atlas, tables)


def with_stated(stated: str, **cells: str) -> Dataset:
    """The dataset with the row of those words changed."""
    tables = {**DATASET.tables, TABLE: deepcopy(DATASET.tables[TABLE])}
    next(row for row in tables[TABLE] if row["words"] == stated).update(cells)
    return Dataset(DATASET.atlas, tables)


def sentences(found) -> str:
    return "\n".join(map(str, found))


@pytest.mark.parametrize(
    ("promise", "damage", "sentence"),
    [
        (
            promises.every_stated_distance_has_its_row,
            lambda: reworded(CARDS, "BL61", "where", "on the heel bone", "about 1.5 cun down"),
            "where states '1.5 cun', which stated_distances.csv does not measure",
        ),
        (
            promises.every_stated_distance_has_its_row,
            lambda: reworded(CARDS, "SP9", "find", "Rest in", "It is half-way up, level with SP8. Rest in"),
            "find states 'half-way'",
        ),
        (
            promises.every_stated_distance_has_its_row,
            lambda: reworded(CARDS, "SP5", "where", "in the hollow", "above SP6, in the hollow"),
            "where states 'above SP6'",
        ),
        (
            promises.every_row_of_distances_quotes_its_text,
            lambda: reworded(CARDS, "SP6", "where", "3 cun above", "three fingers above"),
            "'3 cun above the bump of the inner ankle bone' does not stand in words/en/cards.csv, SP6, where",
        ),
        (
            promises.every_row_of_distances_quotes_its_text,
            lambda: with_stated("2 cun up", file="words/en/uses.csv"),
            "is not a text whose distances are measured",
        ),
        (
            promises.every_stated_distance_is_true,
            lambda: reworded(CARDS, "KI8", "find", "half a thumb-width in", "a thumb-width in",
                             ("about half a thumb-width in front of KI7", "a thumb-width in front of KI7")),
            "KI8, find: 'a thumb-width in front of KI7': the drawing shows 0.41 cun",
        ),
        (
            promises.every_stated_distance_is_true,
            lambda: reworded(SAID, "KI8.pair", "answer", "about half a cun apart", "about 1 cun apart",
                             ("about half a cun apart", "about 1 cun apart")),
            "the drawing shows 0.41 cun",
        ),
        (
            promises.every_stated_distance_has_its_row,
            lambda: reworded(CARDS, "SP5", "find", "Half-way", "Go straight down. Half-way"),
            "find states 'straight down'",
        ),
        (
            promises.every_stated_distance_is_true,
            lambda: with_stated("glide straight down", to="BL62"),
            "BL61, find: 'glide straight down': the drawing shows",
        ),
        (
            promises.every_stated_distance_is_true,
            lambda: with_stated("2 cun up", words="2 cun straight up"),
            "KI8.front, answer: '2 cun straight up': the drawing shows 0.96 cun beside it",
        ),
        (
            promises.every_stated_distance_is_true,
            lambda: with_stated("about half-way along", **{"from": "HEEL_POST>MTP5"}),
            "BL64, find: 'about half-way along': the drawing shows 0.63 of the way",
        ),
        (
            promises.every_stated_distance_is_true,
            lambda: with_stated(TWO_AGAIN, words=TWO_AGAIN.replace("two", "three")),
            "cannot be measured: counts 6 cun by the hand and 5 in words",
        ),
        (
            promises.every_stated_distance_is_true,
            lambda: with_stated("2 cun up", way="told"),
            "is not measured, and no note says why",
        ),
        (
            promises.every_stated_distance_is_true,
            lambda: with_stated("2 cun up", **{"from": "MOON"}),
            "cannot be measured: view 'leg_medial' has no landmark 'MOON'",
        ),
    ],
)  # fmt: skip
def test_the_promise_can_be_broken_and_says_so(promise, damage, sentence):
    assert sentence in sentences(promise(damage()))


def measured(key: str, column: str, words: str) -> float:
    """What the drawing shows to the words of a row."""
    row = next(row for row in stated_rows(DATASET) if (row.key, row.column, row.words) == (key, column, words))
    found = Measuring(DATASET).measure(row)
    assert found is not None
    return found.drawn


def test_a_width_of_four_fingers_above_the_inner_ankle_is_three_cun_on_the_drawing():
    words = (
        "four fingers across the inner leg, the little finger's lower edge on the bump of the ankle bone: about 3 cun"
    )
    assert measured("SP6", "find", words) == pytest.approx(3.0)


def test_ki1_lies_a_third_of_the_way_and_ki8_half_a_cun_in_front_of_ki7():
    assert measured("KI1", "find", "Count the third from the skin fold") == pytest.approx(1 / 3, abs=0.001)
    assert measured("KI8", "find", "about half a thumb-width in front of KI7") == pytest.approx(0.41, abs=0.01)


@pytest.mark.parametrize(
    ("words", "cun"),
    [
        ("four fingers, four fingers again, then one thumb, about 7 cun", (7, 7)),
        ("0.1 cun (a tenth of a thumb-width) off the root corner", (0.1, 0.1)),
        ("go two fingers (index and middle, about 1.5 cun) outward", (1.5, 1.5)),
        ("one middle-finger width outward", (0.75, 0.75)),
        ("half a cun behind the edge", (0.5, 0.5)),
        ("from 1 to 2 cun straight below", (1, 2)),
        ("one above LR10", (1, 1)),
        ("a cun of the inner side", None),
        ("with two fingers or a thumb", None),
    ],
)
def test_the_amount_is_read_from_the_words(words, cun):
    assert amounts(words) == cun


@pytest.mark.parametrize(
    ("words", "share"), [("half-way there", 0.5), ("one third of the way", 1 / 3), ("the third from the fold", 1 / 3)]
)
def test_a_share_is_read_from_the_words(words, share):
    assert share_stated(words) == share


def test_two_amounts_in_one_row_are_refused():
    with pytest.raises(ValueError, match="more than one distance"):
        amounts("2 cun above the kneecap and 3 cun below")


@pytest.mark.parametrize(
    "harmless",
    [
        "Put a finger on it.",
        "the second and third toes",
        "Use the other hand.",
        "Press with one thumb.",
        "two hand bones",
    ],
)
def test_words_that_state_no_distance_need_no_row(harmless):
    assert statements(harmless) == []


def test_every_way_of_measuring_is_used_and_few_statements_are_only_told():
    rows = stated_rows(DATASET)
    told = [row for row in rows if row.way == "told"]
    assert len(rows) > 250 and len(told) < 0.1 * len(rows)
