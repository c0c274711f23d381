"""The pocket atlas at the command line: `cun-atlas pocket --out DIR` writes it as a folder of static files."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from content.opening import guarded, open_all
from data import DataError
from data.reading.tables import LANGUAGE
from web import pocket_files
from web.sheets import LANGUAGES

BASE = re.compile(r"/(?:[\w.~-]+/)*")


def main(arguments: list[str] | None = None) -> int:
    """0 when the folder is whole; 1 with one sentence when it cannot be made."""
    parser = argparse.ArgumentParser(prog="cun-atlas pocket", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder to fill")
    parser.add_argument("--lang", default=LANGUAGE, choices=LANGUAGES, help="the language of its words")
    parser.add_argument(
        "--base", default="", help="the path below which it will stand, such as /atlas/; none: anywhere"
    )
    chosen = parser.parse_args(arguments)
    if chosen.base and not BASE.fullmatch(chosen.base):
        parser.error(f"--base is {chosen.base!r}; it is a path such as /atlas/, with a stroke at both ends")
    try:
        with guarded():
            open_all()
            version = pocket_files.build(chosen.out, chosen.lang, chosen.base)
    except DataError as error:
        print(f"The atlas cannot be packed, because a data file is damaged: {error}", file=sys.stderr)
        return 1
    except (OSError, RuntimeError) as error:
        print(f"{chosen.out} cannot be filled: {error}", file=sys.stderr)
        return 1
    print(f"{chosen.out}: the pocket atlas, version {version}. Any web server can hand it out; see docs/hosting.md.")
    return 0
