"""How every command meets a terminal: no sign is too strange for it, and whoever has seen enough may close it."""

import sys
from collections.abc import Callable
from contextlib import suppress


def run(main: Callable[[list[str]], int]) -> int:
    """The exit code of a command called with the words after its name; 0 when the reader (`| head -1`) has gone."""
    with suppress(AttributeError):
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = main(sys.argv[1:])
        if sys.stdout:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        with suppress(BrokenPipeError):
            sys.stdout.close()
        return 0
