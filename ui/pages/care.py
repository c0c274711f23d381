"""Before you press: the questions, what follows from the answers, and what everybody should know."""

from __future__ import annotations

import streamlit as st

from content.card_phrases import joined
from content.phrases import side_word
from content.words import word
from coords.side import SIDES
from data import Atlas
from data.care import CareRule, Question, contradictions, load_care
from data.practice import load_practice
from data.zones import load_zones
from ui import care
from ui.text import plain

BOXES = {"emergency": st.error, "stop": st.error, "caution": st.warning, "info": st.info}


def show(atlas: Atlas) -> None:
    """Draw the page."""
    now = care.decision()
    st.header(word("care.title"), anchor=False)
    st.markdown(word("care.intro"))
    if now.replaced_by:
        care.say_not_now()
    care.ask()
    if care.answers():
        st.button(word("care.forget"), key="care_forget", on_click=care.forget)
    st.markdown(word("care.kept"))
    if sentence := contradictions(care.answers()):
        st.warning(plain(sentence))
    if now.complete or now.active:
        st.subheader(word("care.follows"), anchor=False)
        _what_follows(atlas)
    st.subheader(word("care.everybody"), anchor=False)
    _for_everybody()


def _what_follows(atlas: Atlas) -> None:
    table, now = load_care(), care.decision()
    if not now.active:
        st.success(word("care.nothing"))
        return
    for name, question in table.questions.items():
        rules = [rule for rule, _ in now.active if rule.question == name]
        if rules:
            st.markdown(
                f"#### {word('care.answered', question=question.short, answer=question.inside[now.answers[name]])}"
            )
            for safety_id in dict.fromkeys(rule.safety_id for rule in rules):
                _consequence(atlas, question, safety_id, [rule for rule in rules if rule.safety_id == safety_id])


def _consequence(atlas: Atlas, question: Question, safety_id: str, rules: list[CareRule]) -> None:
    """One safety row: its message, why, what it does and who to ask."""
    table = load_care()
    words, answer = table.words[safety_id], care.answers()[question.id]
    done: dict[tuple[str, str], list[str]] = {}
    for rule in rules:
        level = care.level_name(rule.cap) if rule.cap else ""
        what = word(f"care.effect_{rule.effect}", level=level)
        if rule.leg == "that" and answer in SIDES:
            what = word("care.on_leg", what=what, leg=side_word(answer))
        done.setdefault((rule.effect, what), []).extend(target_words(target) for target in rule.targets)
    lines = [word("care.topic", topic=words.topic, message=words.message), word("care.why", why=words.why)]
    lines += [
        word("care.done", what=what)
        if effect == "replace_all"
        else word("care.done_to", what=what, targets=joined("list_comma", dict.fromkeys(targets)))
        for (effect, what), targets in done.items()
    ]
    if who := next((rule.advises for rule in rules if rule.advises), ""):
        lines.append(word("care.who", who=who))
    BOXES[words.level]("  \n".join(lines))


def target_words(target: str) -> str:
    """A target of a rule as a reader reads it: "SP6", "all foot zones", "the zone “Womb”"."""
    phrases, zones, routines = load_care().phrases, load_zones(), load_practice().routines
    if target in phrases:
        return phrases[target]
    if target in zones:
        return word("care.the_zone", zone=zones[target].name)
    return word("care.the_routine", routine=routines[target].title) if target in routines else target


def _for_everybody() -> None:
    """The rows for everybody: emergencies in one box, signs to stop in the next, in sight; the rest folded."""
    st.error(_rows("emergency"))
    st.warning(_rows("stop"))
    with st.expander(word("care.everybody_more")):
        st.info(_rows("caution"))
        st.markdown(_rows("info"))


def _rows(level: str) -> str:
    """Every row of a level that is told to everybody."""
    table = load_care()
    rows = [table.words[name] for name in table.always if table.words[name].level == level]
    lines = (f"- {word('care.topic', topic=row.topic, message=row.message)}" for row in rows)
    return "\n".join((word(f"care.everybody_{level}"), "", *lines))
