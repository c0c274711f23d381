"""What a run sends to the instrument: what the browser does not hold yet, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from coords.body import Body
from data import load_atlas
from data.care.decision import decide, load_care
from ui.instrument import NOTHING, Held, given, news
from ui.model import Choice, Measures, Model

ATLAS = load_atlas()
SP6 = Model(choice=Choice(view="leg_medial", point="SP6"))


def sent(model: Model, told: Held) -> tuple[dict, Held]:
    body = Body(ATLAS.limb, model.measures.measurements())
    return news(given(ATLAS, body, model, decide(load_care(), {}), told=told), told)


def views(data: dict) -> list[tuple[str, str]]:
    return [(one["view"], one["side"]) for one in data["numbers"]]


def test_a_press_sends_the_choice_alone() -> None:
    first, told = sent(SP6, NOTHING)
    assert first["since"] == "" and first["sizes"] and views(first) == [("leg_medial", "right")]
    after, now = sent(SP6.choose(point="SP9"), told)
    assert set(after) == {"heard", "choice", "numbers", "tables", "stamp", "since"}
    assert after["choice"]["point"] == "SP9" and after["numbers"] == []
    assert after["since"] == first["stamp"] == told.stamp != after["stamp"] == now.stamp


def test_numbers_of_a_view_are_sent_once_and_again_for_another_width() -> None:
    _, told = sent(SP6, NOTHING)
    turned, told = sent(SP6.choose(view="leg_lateral", point=None), told)
    assert views(turned) == [("leg_lateral", "right")]
    back, told = sent(SP6, told)
    assert views(back) == []
    wider, told = sent(replace(SP6, measures=Measures(repeats={"thumb": {0: 20.7}})), told)
    assert views(wider) == [("leg_medial", "right")] and set(wider["sizes"]) == {"thumb"}, "of the sizes that one alone"
    neutral, _ = sent(SP6, told)
    assert views(neutral) == [("leg_medial", "right")]
