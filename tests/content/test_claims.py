"""What the five articles say: every claim is in the atlas, or left out for a written reason."""

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from content.claims import Claim, load_claims, reachable, rests_on, unsaid
from content.promises.claims import every_claim_has_its_row, every_claim_is_said, every_shown_claim_is_reachable
from content.shown import shown_text
from data import load_atlas
from data.promises.dataset import Dataset, open_dataset
from data.promises.schema import every_table_keeps_its_schema
from data.promises.words import FORBIDDEN
from data.reading.tables import DataError

ATLAS, DATASET = load_atlas(), open_dataset()
with (Path(__file__).parents[1] / "reference" / "claims.csv").open(encoding="utf-8", newline="") as file:
    WANTED = {row["claim_id"]: row["show"] for row in csv.DictReader(file)}
SHOWN = [claim for claim in load_claims().values() if claim.show != "omit"]
LEFT_OUT = [claim for claim in load_claims().values() if claim.show == "omit"]


def dataset_with(claim: str, **cells: str) -> Dataset:
    """The dataset with one row of the table changed."""
    rows = [row | cells if row["claim_id"] == claim else row for row in DATASET.tables["claims.csv"]]
    return replace(DATASET, tables={**DATASET.tables, "claims.csv": rows})


def test_all_239_claims_are_there_and_shown_as_they_should_be():
    assert len(WANTED) == 239
    assert {claim.id: claim.show for claim in load_claims().values()} == WANTED


def test_the_kinds_of_showing_are_counted():
    shows = Counter(claim.show for claim in load_claims().values())
    assert shows == {"as_is": 97, "traditional_only": 51, "corrected": 47, "warn": 15, "omit": 29}


def test_every_shown_claim_can_be_reached():
    for claim in SHOWN:
        assert claim.shown_in, claim.id
        for reference in claim.shown_in:
            assert reachable(ATLAS, reference), f"{reference} of {claim.id} leads nowhere"
            sources = rests_on(ATLAS, reference)
            assert sources is None or claim.article in sources, f"{reference} does not name {claim.article}"


def test_the_words_of_every_shown_claim_stand_where_it_is_shown():
    assert [claim.id for claim in SHOWN if not claim.words] == []
    assert {claim.id: lost for claim in SHOWN if (lost := list(unsaid(ATLAS, claim)))} == {}


def test_a_reader_is_told_to_ask_a_doctor_first():
    (reference,) = load_claims()["CL075"].shown_in
    assert reference == "safety:SF_GENERAL" and "Ask your doctor before you try it" in shown_text(ATLAS, reference)


def test_of_twelve_uses_of_st36_seven_are_shown_and_five_have_a_reason():
    shown = shown_text(ATLAS, "uses:ST36")
    told = ("stomach ache", "bloating", "appetite", "constipation", "low energy", "dizziness", "cough")
    assert [word for word in told if word not in shown] == []
    left_out = ("Vomiting", "diarrhoea", "swelling", "low mood", "Sleeplessness")
    assert [word for word in left_out if word not in load_claims()["CL195"].why] == []


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"words": "Achilles tendon|Sole of the foot"}, "names no words that stand at view:foot_medial"),
        (
            {"words": "a point chart|Achilles tendon|Sole of the foot|Inner side"},
            "“a point chart”, which a reader sees",
        ),
        ({"words": "foot|Achilles tendon|Sole of the foot|Inner side"}, "“foot”, which are too few"),
        ({"shown_in": "poem:KI4"}, "is no reference"),
    ],
)
def test_words_that_a_reader_does_not_see_are_found_out(cells, told):
    found = every_claim_is_said(dataset_with("CL006", **cells))
    assert any(told in finding.reason and finding.row for finding in found), [finding.reason for finding in found]


def test_a_reader_sees_words_and_an_unknown_place_shows_nothing():
    told = "Press and let go, 5 minutes: 30 seconds on, 4 seconds off, about 9 rounds; 2 to 3 times a day"
    assert shown_text(ATLAS, "dose:BL60:pulsed").startswith(told)
    assert shown_text(ATLAS, "class:ST40").startswith("Connecting point (luo): where a side branch")
    assert shown_text(ATLAS, "card:KI99") == ""


@pytest.mark.parametrize("claim", LEFT_OUT, ids=[claim.id for claim in LEFT_OUT])
def test_a_claim_left_out_has_a_reason_in_our_own_words(claim: Claim):
    assert not claim.shown_in
    assert claim.why.endswith(".") and len(claim.why.split()) > 4
    assert not FORBIDDEN.search(claim.why)


def test_corrections_and_warnings_lead_to_the_correction_or_the_warning():
    """A correction is more than the repeated use; a claim shown with a warning leads to a caution of the atlas."""
    careful = ("safety:", "caution:", "note:local_distant")
    for claim in SHOWN:
        if claim.show == "warn":
            assert any(reference.startswith(careful) for reference in claim.shown_in), claim.id
        if claim.show == "corrected":
            assert claim.shown_in[0].split(":")[0] != "uses", f"{claim.id} repeats what should be corrected"


@pytest.mark.parametrize(
    ("claim", "cells", "told"),
    [
        ("CL005", {"why": ""}, "without a reason"),
        ("CL005", {"shown_in": "card:KI1"}, "left out and yet shown"),
        ("CL005", {"words": "needles"}, "left out and yet shown"),
        ("CL006", {"words": ""}, "names no words"),
        ("CL005", {"why": "It cures nothing."}, "promises too much"),
        ("CL006", {"shown_in": ""}, "shown nowhere"),
        ("CL006", {"claim_id": "CL999"}, "where CL006 should"),
    ],
)
def test_a_claim_with_a_wrong_cell_is_found_out(claim, cells, told):
    found = every_claim_has_its_row(dataset_with(claim, **cells))
    assert any(told in finding.reason and finding.row for finding in found)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"show": "perhaps"}, "CL006: show is 'perhaps'; it is one of as_is"),
        ({"article": "article-nowhere"}, "CL006: article names 'article-nowhere', which is not in sources.csv"),
    ],
)
def test_a_claim_that_breaks_the_schema_is_found_out(cells, told):
    found = every_table_keeps_its_schema(dataset_with("CL006", **cells))
    assert any(told in finding.reason and finding.row for finding in found)


@pytest.mark.parametrize(
    "reference",
    [
        "card:KI99",
        "card:KI4:smell",
        "uses:ARTICLE-PINKY",
        "uses:KI1:function",
        "dose:KI4:pulsed",
        "dose:KI99",
        "technique:shout",
        "safety:SF_NOTHING",
        "caution:CAUTION_PREGNANCY:KI1",
        "caution:CAUTION_PREGNANCY",
        "saying:KI1.nobody",
        "search:bl99",
        "source:article-nowhere",
        "name:KI7:Zusanli",
        "name:ARTICLE",
        "view:foot_top",
        "class:SP10",
        "class:KI99",
        "condition:boredom",
        "routine:RT_NONE",
        "evidence:EV_MADE_UP",
        "card:",
    ],
)
def test_a_reference_to_what_is_not_there_leads_nowhere(reference):
    assert reachable(ATLAS, reference) is False
    assert any(
        "leads nowhere" in finding.reason
        for finding in every_shown_claim_is_reachable(dataset_with("CL006", shown_in=reference))
    )


@pytest.mark.parametrize("reference", ["", "KI4", "poem:KI4"])
def test_a_reference_of_no_known_kind_names_the_kinds(reference):
    with pytest.raises(ValueError, match=r"its kind is one of view, card"):
        reachable(ATLAS, reference)


def test_a_use_that_does_not_name_the_article_is_found_out():
    found = every_shown_claim_is_reachable(dataset_with("CL006", shown_in="uses:BL37"))
    assert [finding.reason for finding in found] == ["CL006: uses:BL37 does not name article-foot-pain"]


def test_a_name_is_reached_only_by_the_search():
    assert reachable(ATLAS, "name:KI7:Feliu") and reachable(ATLAS, "name:BL40:bl 54")
    assert not reachable(ATLAS, "name:KI7:Fel")


def test_a_claim_that_stands_twice_stops_the_reading(tmp_path, monkeypatch):
    row = "CL001,article-foot-pain,5,omit,,,A reason in a few words.\n"
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "claims.csv").write_text(
        f"claim_id,article,line,show,shown_in,words,why\n{row}{row}", encoding="utf-8"
    )
    monkeypatch.setattr("content.claims.read_rows", lambda name, needs: _rows(tmp_path, name, needs))
    load_claims.cache_clear()
    try:
        with pytest.raises(DataError, match="CL001 stands twice"):
            load_claims()
    finally:
        load_claims.cache_clear()


def _rows(folder: Path, name: str, needs: tuple[str, ...]) -> list[dict[str, str]]:
    from data.reading.tables import read_rows

    return read_rows(name, needs, folder)
