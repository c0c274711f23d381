"""The door of `python -m coords`: where points lie on somebody."""

import sys

from cun_atlas.points import main
from cun_atlas.terminal import run

if __name__ == "__main__":
    sys.exit(run(main))
