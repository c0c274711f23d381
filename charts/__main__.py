"""The door of `python -m charts`: rulers, soles, handouts and plates as files."""

import sys

from cun_atlas.paper import main
from cun_atlas.terminal import run

if __name__ == "__main__":
    sys.exit(run(main))
