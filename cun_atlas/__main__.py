"""Start the atlas from anywhere: `cun-atlas`, or `python -m cun_atlas`. Options are passed on to `streamlit run`."""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def app_folder() -> Path:
    """The folder of app.py: this one when installed, the one above in the repository."""
    for folder in (HERE, HERE.parent):
        if (folder / "app.py").exists():
            return folder
    raise SystemExit(f"app.py is neither in {HERE} nor in {HERE.parent}; install cun-atlas again")


def main() -> None:
    folder = app_folder()
    sys.path.insert(0, str(folder))  # so that `ui`, `charts` … are found in both layouts
    print("Getting the drawings ready (half a minute the first time) …", flush=True)
    importlib.import_module("ui.assets").build()
    from streamlit.web import cli

    sys.argv = ["streamlit", "run", str(folder / "app.py"), *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
