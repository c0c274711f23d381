"""What the page remembers while it is open: one value of each kind, a frozen dataclass with its defaults."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

import streamlit as st

from ui.model import Choice, Layers, Measures, Model

T = TypeVar("T")


def now(kind: type[T]) -> T:
    """What is remembered of this kind."""
    return st.session_state.setdefault(kind.__name__, kind())


def put(value: Any) -> None:
    """Remember another value of its kind."""
    st.session_state[type(value).__name__] = value


def change(kind: type, **fields: Any) -> None:
    """Remember the same with other fields."""
    put(replace(now(kind), **fields))


def choice() -> Choice:
    """What is open and how it is looked at."""
    return now(Choice)


def measures() -> Measures:
    """What was measured, and how it is told."""
    return now(Measures)


def layers() -> Layers:
    """What is drawn."""
    return now(Layers)


def model() -> Model:
    """All that the reader chose."""
    return Model(choice(), measures(), layers())


def take(model: Model) -> None:
    """Let this take the place of all that the reader chose."""
    for part in (model.choice, model.measures, model.layers):
        put(part)
