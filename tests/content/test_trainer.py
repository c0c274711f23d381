"""The trainer: what is found comes back later and later, what is missed tomorrow."""

from itertools import pairwise

from content.trainer import DAYS, after, next_asked, table
from data import load_atlas


def test_a_point_that_is_found_again_and_again_is_asked_after_longer_and_longer_times():
    box, waits = None, []
    for _ in range(7):
        box = after(box, found=True)
        waits.append(DAYS[box])
    assert waits == [1, 3, 7, 21, 60, 60, 60]
    assert all(one < other for one, other in pairwise(DAYS))
    assert DAYS[after(4, found=False)] == DAYS[after(None, found=False)] == 1


def test_what_is_due_for_longest_is_asked_first_then_what_was_never_asked():
    codes = ["SP6", "KI3", "LR3", "ST36"]
    memory = {"KI3": (1, 10), "LR3": (0, 9), "ST36": (2, 12)}
    assert next_asked(codes, memory, 10) == "LR3"
    assert next_asked(codes, {**memory, "LR3": (1, 13)}, 10) == "KI3"
    assert next_asked(codes, memory, 8) == "SP6"
    assert next_asked(codes[1:], memory, 8) is None


def test_every_point_that_is_drawn_can_be_asked():
    told = table(load_atlas())
    assert set(told["codes"]) == {code for code, point in load_atlas().points.items() if point.rule.on_drawing}
    assert told["found"] == [1, 2, 3, 4, 4]
