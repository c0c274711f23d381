"""The door of `python -m notebook`: where the notebook is, and what it holds."""

import sys

from cun_atlas.notebook import main
from cun_atlas.terminal import run

if __name__ == "__main__":
    sys.exit(run(main))
