"""The door of `python -m data`: the promises of the data, and writing shapes anew."""

import sys

from cun_atlas.checks import main
from cun_atlas.terminal import run

if __name__ == "__main__":
    sys.exit(run(main))
