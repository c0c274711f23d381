"""From JSON to a frozen dataclass: a field takes the member of its name and is read as its annotation says.

str, bool, float         the value itself; a whole number is a float too
Literal["pip", …]        one of these words
tuple[float, float]      a list of as many values
tuple[X, ...]            a list, each item read as X
Mapping[str, X]          an object, each member read as X
X | None                 null, or an X
X | Y                    two dataclasses: the one whose fields the object has
a dataclass              an object with its fields; a field with a default may be left out
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
PLAIN: dict[Any, tuple[Any, str]] = {str: (str, "text"), bool: (bool, "true or false"), float: ((int, float), "number")}


def read_object(kind: type[T], value: Any) -> T:
    """`value` as a `kind`. Raises ValueError with the place in the document.

    >>> read_object(tuple[float, float], [1, "2"])
    Traceback (most recent call last):
    ValueError: [1] is '2', which is not a number
    """
    return _read(kind, value, "")


def _dataclass(kind: Any, value: Any, place: str) -> Any:
    _must_be(dict, value, "object", place)
    needed, hints = _fields(kind)
    for name in value:
        if name not in hints:
            raise ValueError(f"{place or 'the document'} has {name!r}; it may have {', '.join(hints)}")
    for name in sorted(needed - value.keys()):
        raise ValueError(f"{_inside(place, name)} is missing")
    return kind(**{name: _read(hints[name], inner, _inside(place, name)) for name, inner in value.items()})


@cache
def _fields(kind: Any) -> tuple[frozenset[str], dict[str, Any]]:
    """The fields without a default, and the annotation of each field."""
    hints = get_type_hints(kind)
    needed = (one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING)
    return frozenset(needed), {one.name: hints[one.name] for one in fields(kind)}


def _read(hint: Any, value: Any, place: str) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        if value is None and NoneType in inner:
            return None
        return _union([one for one in inner if one is not NoneType], value, place)
    if origin is tuple:
        _must_be(list, value, "list", place)
        kinds = inner[:1] * len(value) if inner[-1] is ... else inner
        if len(value) != len(kinds):
            raise ValueError(f"{place} has {len(value)} values instead of {len(kinds)}")
        return tuple(_read(one, item, f"{place}[{i}]") for i, (one, item) in enumerate(zip(kinds, value, strict=True)))
    if origin is Literal:
        if value not in inner:
            raise ValueError(f"{place} is {value!r}; it is one of {', '.join(inner)}")
        return value
    if origin is Mapping:
        _must_be(dict, value, "object", place)
        return {name: _read(inner[1], item, _inside(place, name)) for name, item in value.items()}
    if hint in PLAIN:
        kind, word = PLAIN[hint]
        _must_be(kind, value, word, place)
        return value
    return _dataclass(hint, value, place)


def _union(kinds: list[Any], value: Any, place: str) -> Any:
    if len(kinds) == 1:
        return _read(kinds[0], value, place)
    _must_be(dict, value, "object", place)
    fitting = next((kind for kind in kinds if _fits(kind, value)), None)
    if fitting is None:
        choices = "; ".join(", ".join(one.name for one in fields(kind)) for kind in kinds)
        raise ValueError(f"{place} has {', '.join(value)}; it has either {choices}")
    return _read(fitting, value, place)


def _fits(kind: Any, value: Mapping[str, Any]) -> bool:
    needed, hints = _fields(kind)
    return needed <= value.keys() <= hints.keys()


def _must_be(kind: Any, value: Any, word: str, place: str) -> None:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{place or 'the document'} is {value!r}, which is not {'' if kind is bool else 'a '}{word}")


def _inside(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
