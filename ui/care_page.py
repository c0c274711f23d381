"""Care first: the questions, what follows from the answers, and what everybody should know."""

from __future__ import annotations

import streamlit as st

from data import Atlas
from data.care import SIDES, CareRule, Question, contradictions, load_care
from ui import care

TITLE = "Care first"
INTRO = """
Pressing and massage are not for everybody and not for every day. Answer once and the whole atlas follows: points, zones
and steps that are not for you are left out, others are softened. **Your answers stay in this browser tab**; they are
not sent on, not stored on a server and not part of the address, and they are gone when you close the tab. After half a
day you are asked again, because legs change.
"""
EFFECTS = {
    "replace_all": "Nothing is pressed",
    "remove": "Left out",
    "cap_pressure": "At most {level}",
    "note": "Said again at",
}
BOXES = {"emergency": st.error, "stop": st.error, "caution": st.warning, "info": st.info}


def show(atlas: Atlas) -> None:
    """Draw the page."""
    now = care.decision()
    st.header(TITLE, anchor=False)
    st.markdown(INTRO)
    if now.replaced_by:
        care.say_not_now()
    care.ask()
    if care.answers():
        st.button("Forget my answers", key="care_forget", on_click=care.forget)
    if sentence := contradictions(care.answers()):
        st.warning(sentence)
    if now.complete or now.active:
        st.subheader("What follows from your answers", anchor=False)
        _what_follows(atlas)
    st.subheader("For everybody", anchor=False)
    _for_everybody()


def _what_follows(atlas: Atlas) -> None:
    table, now = load_care(), care.decision()
    if not now.active:
        st.success("Nothing has to be left out. Press so that it stays comfortable, and stop when it hurts.")
        return
    for name, question in table.questions.items():
        rules = [rule for rule, _ in now.active if rule.question == name]
        if rules:
            st.markdown(f"#### {question.short}: {question.labels[now.answers[name]].lower()}")
            for safety_id in dict.fromkeys(rule.safety_id for rule in rules):
                _consequence(atlas, question, safety_id, [rule for rule in rules if rule.safety_id == safety_id])


def _consequence(atlas: Atlas, question: Question, safety_id: str, rules: list[CareRule]) -> None:
    """One safety row: its message, why, what it does and who to ask."""
    table = load_care()
    words, answer = table.words[safety_id], care.answers()[question.id]
    done: dict[str, list[str]] = {}
    for rule in rules:
        leg = f" on your {answer} leg" if rule.leg == "that" and answer in SIDES else ""
        level = care.level_name(rule.cap) if rule.cap else ""
        what = EFFECTS[rule.effect].format(level=level) + leg
        done.setdefault(what, []).extend(target_words(target) for target in rule.targets)
    lines = [f"**{words.topic}.** {words.message}", f"Why: {words.why}"]
    lines += [
        f"**{what}**" if what.startswith("Nothing") else f"**{what}:** {', '.join(targets)}"
        for what, targets in done.items()
    ]
    if who := next((rule.advises for rule in rules if rule.advises), ""):
        lines.append(f"**Who advises you:** {who}")
    BOXES[words.level]("  \n".join(lines))


def target_words(target: str) -> str:
    """A target of a rule as a reader reads it: "SP6", "all foot zones", "the zone womb"."""
    phrases = load_care().phrases
    if target in phrases:
        return phrases[target]
    prefix, _, rest = target.partition("_")
    kind = {"Z": "the zone ", "RT": "the routine "}.get(prefix)
    return kind + rest.replace("_", " ").lower() if kind else target


def _for_everybody() -> None:
    """The rows that are always shown: emergencies in one box, signs for a doctor in the next, then the rest."""
    table = load_care()
    groups = {
        "emergency": (st.error, "**Call your emergency number or go to an emergency department**"),
        "stop": (st.warning, "**Do not press; see a doctor**"),
        "caution": (st.info, "**See a doctor, or take care**"),
        "info": (None, "**When you press**"),
    }
    for level, (box, heading) in groups.items():
        rows = [table.words[name] for name in table.always if table.words[name].level == level]
        text = "\n".join((heading, "", *(f"- **{row.topic}.** {row.message}" for row in rows)))
        if rows:
            (box or st.markdown)(text)
