"""The installed command: `cun-atlas` starts the atlas; `cun-atlas points SP6`, `… paper`, `… data`, `… notebook` answer
in the terminal, `… pocket` writes the atlas as static files. Without one of these words, options are passed on to
`streamlit run`; PORT chooses the port.
"""

import importlib
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMMANDS = {
    "points": "cun_atlas.points",
    "paper": "cun_atlas.paper",
    "data": "cun_atlas.checks",
    "notebook": "cun_atlas.notebook",
    "pocket": "cun_atlas.pocket",
}


def app_folder() -> Path:
    """The folder of app.py: this one when installed, the one above in the repository."""
    for folder in (HERE, HERE.parent):
        if (folder / "app.py").exists():
            return folder
    raise SystemExit(f"app.py is neither in {HERE} nor in {HERE.parent}; install cun-atlas again")


def main() -> None:
    folder = app_folder()
    sys.path.insert(0, str(folder))  # so that `ui`, `charts` … are found in both layouts
    if len(sys.argv) > 1 and sys.argv[1] in COMMANDS:
        module = importlib.import_module(COMMANDS[sys.argv.pop(1)])
        sys.exit(importlib.import_module("cun_atlas.terminal").run(module.main))
    print("Getting the drawings ready (half a minute the first time) …", flush=True)
    importlib.import_module("web.assets").ready()
    if os.environ.get("PORT"):
        os.environ.setdefault("STREAMLIT_SERVER_PORT", os.environ["PORT"])
    from streamlit.web import cli

    sys.argv = ["streamlit", "run", str(folder / "app.py"), *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
