"""Files that are whole or not there: written beside their place, then moved into it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from coords.options import Refused


def write_whole(target: str, write: Callable[[BinaryIO], object]) -> None:
    """Let `write` fill a file, and put it in the place of `target` when it is done.

    When anything fails, what stood there before still does. Raises Refused, in a sentence, when the disk says no.
    """
    place = Path(target)
    part: Path | None = None
    try:
        number, name = mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".part")
        part = Path(name)
        with open(number, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(place)
        part = None
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror or error}.") from None
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now
