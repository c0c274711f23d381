"""What pages, controls and paper say, by id and language: `words/<language>/interface.csv` and `paper.csv`.

from content.words import word
word("measure.title")                  # 'Measure'
word("measure.width", unit="mm")       # 'Width in mm'
"""

from __future__ import annotations

from collections.abc import Mapping

from data.reading.tables import LANGUAGE, ByLanguage, DataError, path_of, read_rows

TABLES = ("interface.csv", "paper.csv")


@ByLanguage
def words(language: str) -> Mapping[str, str]:
    """Every sentence with its slots, by id; `interface.csv` may be Markdown."""
    rows = (row for table in TABLES for row in read_rows(f"words/{language}/{table}", ("id", "text")))
    return {row["id"]: row["text"] for row in rows}


def word(name: str, /, **slots: object) -> str:
    """A sentence with its slots filled. Raises DataError for an unknown sentence and for a slot without words."""
    return filled(words(), TABLES[0], name, slots)


def filled(sentences: Mapping[str, str], table: str, name: str, slots: Mapping[str, object]) -> str:
    """One of the sentences of a table."""
    try:
        return sentences[name].format(**slots)
    except KeyError as missing:
        path = path_of(f"words/{LANGUAGE}/{table}")
        if name not in sentences:
            raise DataError(path, None, f"there is no sentence {name!r}") from None
        raise DataError(path, None, f"{name!r} has no words for {missing}") from None
    except (LookupError, ValueError, AttributeError) as error:
        path = path_of(f"words/{LANGUAGE}/{table}")
        raise DataError(path, None, f"the slots of {name!r} cannot be filled ({error})") from None


def begun(text: str) -> str:
    """Words as a line or a sentence begins with them: "Your height" of "your height". The rest stays as it is."""
    return text[:1].upper() + text[1:]
