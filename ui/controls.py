"""One way to draw a control: it shows what the model says, and what the reader does to it is written there.

A control has a key of its own and never is the memory: one that is drawn late, or of which a slow browser says that it
has no choice, shows again what was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from ui import state

Options = Sequence[Any] | Mapping[Any, str] | None


def control(
    draw: Callable[..., Any],
    label: str,
    options: Options = None,
    *,
    key: str,
    value: Any,
    take: Callable[[Any], None],
    hidden: bool = False,
    **how: Any,
) -> None:
    """Draw a control of Streamlit, such as st.pills, that shows `value`; `take` is called with what is chosen instead.

    options: what to choose from, perhaps with the words for each. hidden: the label is for screen readers only. Of a
    control that always has a choice (`required`) nothing is taken when the browser says that it has none.
    """
    value = list(value) if isinstance(value, tuple) else value
    if st.session_state.get(key, value) != value:
        st.session_state[key] = value
    if isinstance(options, Mapping):
        how["format_func"] = options.__getitem__
    if draw in (st.radio, st.selectbox):
        begin = {"index": list(options or ()).index(value)}
    else:
        begin = {"value" if options is None else "default": value}
    visibility = {"label_visibility": "collapsed"} if hidden else {}

    def taken() -> None:
        chosen = st.session_state[key]
        if chosen is not None or not how.get("required"):
            take(chosen)

    given = [] if options is None else [list(options)]
    draw(label, *given, key=key, on_change=taken, **begin, **visibility, **how)


def choose(kind: type, field: str, draw: Callable[..., Any], label: str, options: Options = None, **how: Any) -> None:
    """Draw the control of a field of the model, under the key of that name unless another is given; a field of which
    one is chosen always has a choice."""

    def take(value: Any) -> None:
        state.change(kind, **{field: tuple(value) if isinstance(value, list) else value})

    if draw in (st.pills, st.segmented_control) and how.get("selection_mode") != "multi":
        how["required"] = True
    control(draw, label, options, **{"key": field, "value": getattr(state.now(kind), field), "take": take, **how})
