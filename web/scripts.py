"""The browser’s side as text: a folder of JavaScript, style and HTML a component, several files as one module.

`one_module` puts files into one scope; `bundled` finds itself what a file imports, and each file keeps its own names.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

WEB = Path(__file__).parent
LINE_ENDS = re.compile(r"[ \t]+// [^'\"`\n]*$", re.MULTILINE)  # comments: in a text, a quote would follow
IMPORTED = re.compile(r'^import\b(?!\()\s*(?:(\w+)\s*)?,?\s*(?:\{([^}]*)\})?\s*(?:from\s*)?"([^"]+)";\n', re.MULTILINE)
EXPORTED = re.compile(r"^export\s(?!default)((?:async\s)?\w+\*?\s(\w+))", re.MULTILINE)
FURTHER = re.compile(r",\n  (\w+) = ")  # export const a = 1,\n  b = 2;
OPEN, CLOSED = re.compile(r"[(\[{]"), re.compile(r"[)\]}]")
BY_DEFAULT = re.compile(r"^export\sdefault\s(async\s)?function\b[^(]*", re.MULTILINE)
NOTHING_EXPORTED = re.compile(r"^export\s\{\};\n", re.MULTILINE)
COMMENT_LINES = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/)[ \t]*\n", re.MULTILINE | re.DOTALL)


def text_of(name: str) -> str:
    """A file of this folder: "clock/session_clock.css"."""
    return (WEB / name).read_text(encoding="utf-8")


def script(name: str) -> str:
    """A JavaScript or style file as browsers get it: without comments and indents, a quarter of it."""
    return re.sub(r"\n\s*", "\n", LINE_ENDS.sub("", COMMENT_LINES.sub("", text_of(name))))


def one_module(entry: str) -> str:
    """A file with all that it imports as one module in one scope, smaller than `bundled` makes it.

    Only what is exported by default stays an export. No two files may name the same thing.
    """
    text = "\n".join(map(script, files_of(entry)))
    text = re.sub(r"^import\b(?!\()[^;]*;\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^export (?!default)", "", text, flags=re.MULTILINE)


def files_of(entry: str) -> list[str]:
    """A file and all that it imports, each after those that it needs. Raises as `bundled`."""
    made: dict[str, str] = {}
    _bundle(entry, (), made)
    return list(made)


def bundled(entry: str) -> str:
    """A file with all that it imports as one module, which exports what the file does.

    Raises ValueError where files import each other in a circle.
    """
    made: dict[str, str] = {}
    _bundle(entry, (), made)
    last, exports = f"m{len(made) - 1}", _exports(script(entry))
    named = ", ".join(name for name in exports if name != "default")
    told = [f"export const {{ {named} }} = {last};\n"] * bool(named)
    return "".join([*made.values(), *told, *[f"export default {last}.default;\n"] * ("default" in exports)])


def _bundle(name: str, within: tuple[str, ...], made: dict[str, str]) -> None:
    """Add a file, after all that it imports, as the constant that holds its exports."""
    if name in within:
        raise ValueError(f"imports in a circle: {' → '.join((*within, name))}")
    if name in made:
        return
    text, folder = script(name), posixpath.dirname(name)
    for found in IMPORTED.finditer(text):
        _bundle(_file_of(folder, found[3]), (*within, name), made)
    numbers = {one: number for number, one in enumerate(made)}

    def brought(found: re.Match[str]) -> str:
        own = f"m{numbers[_file_of(folder, found[3])]}"
        by_default = f"const {found[1]} = {own}.default;\n" if found[1] else ""
        return by_default + (f"const {{{found[2]}}} = {own};\n" if found[2] else "")

    body = BY_DEFAULT.sub(r"\1function byDefault", EXPORTED.sub(r"\1", IMPORTED.sub(brought, text)))
    given = ", ".join("default: byDefault" if one == "default" else one for one in _exports(text))
    made[name] = f"const m{len(made)} = (() => {{\n{NOTHING_EXPORTED.sub('', body)}\nreturn {{ {given} }};\n}})();\n"


def _exports(text: str) -> list[str]:
    names = [name for found in EXPORTED.finditer(text) for name in (found[2], *_further(text[found.start() :]))]
    return names + ["default"] * bool(BY_DEFAULT.search(text))


def _further(text: str) -> list[str]:
    """The other names that the statement declares with which the text begins."""
    statement = re.split(r"\n(?! )", text, maxsplit=1)[0]
    before = ((found[1], statement[: found.start()]) for found in FURTHER.finditer(statement))
    return [name for name, said in before if len(OPEN.findall(said)) == len(CLOSED.findall(said))]


def _file_of(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(folder, address))
