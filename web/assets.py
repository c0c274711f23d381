"""Everything the browser fetches by address, put into the git-ignored `static/` folder: `python -m web.assets`.

plotly.js is never kept in the repository. It comes from npm (the small bundle) where npm answers, else from
the installed `plotly` package (the full bundle, four times as large). Running this again changes nothing.
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import tarfile
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path

from content.opening import guarded, open_all
from data import DataError
from web.scripts import WEB, one_module
from web.static_files import fill

PLOTLY_JS = "4.1.1"  # the plotly.js inside the plotly wheel that constraints.txt pins; a test compares them
PLOTLY_FILE = "plotly-basic.min.js"
NPM_PACKAGE = "plotly.js-basic-dist-min"
NPM_SECONDS = 20  # as long as a reader at their first start waits for a bundle that is only smaller
LONG_AGO = 946_684_800  # 1 January 2000

STATIC = WEB.parent / "static"


def chart_folder() -> str:
    """The folder of the chart's JavaScript in `static/`, named by its content so that no browser keeps an old one."""
    return f"plot-{hashlib.sha256(chart_script().encode()).hexdigest()[:8]}"


def chart_script() -> str:
    """The chart's JavaScript as one module: each file of its own would be one more way to the server."""
    return one_module("plot/plot.js")


def build(static_dir: Path = STATIC) -> None:
    """Fill `static_dir`. Raises RuntimeError when no plotly.js can be had."""
    static_dir.mkdir(parents=True, exist_ok=True)
    place_plotly(static_dir / PLOTLY_FILE)
    place_chart(static_dir)
    folders = (
        "web.pictures",
        "web.movement_pictures",
        "web.plates",
        "web.zone_files",
        "web.sheets",
        "web.width_tables",
        "web.instrument_files",
        "web.component_files",
        "web.search_index",
    )
    for maker in folders:
        importlib.import_module(maker).build(static_dir)
    let_browsers_keep(static_dir)


def place_plotly(target: Path) -> None:
    """The small bundle from npm, else the full one from the `plotly` wheel; both under one name.

    A bundle of the right version stays, whichever it is: npm is not waited for again.
    """
    if target.exists() and plotly_version(target.read_bytes()) == PLOTLY_JS:
        return
    bundle = plotly_from_npm() or plotly_from_wheel()
    if bundle is None:
        raise RuntimeError("no plotly.js found: install npm, or `pip install plotly` into this environment")
    target.write_bytes(bundle)


def plotly_from_npm() -> bytes | None:
    """The bundle's bytes, or None when npm is missing, does not answer in time, or brings something else."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        try:
            said_and_done([npm, "pack", "--silent", f"{NPM_PACKAGE}@{PLOTLY_JS}"], folder)
            with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
                member = archive.extractfile(f"package/{PLOTLY_FILE}")
                bundle = member.read() if member else b""
        except (OSError, EOFError, KeyError, StopIteration, subprocess.SubprocessError, tarfile.TarError, zlib.error):
            bundle = b""
    if plotly_version(bundle) == PLOTLY_JS:
        return bundle
    print(f"npm could not bring {NPM_PACKAGE}; taking the larger bundle of the plotly package instead", flush=True)
    return None


def said_and_done(command: list[str], folder: str) -> None:
    """Run a command, which ends with all that it started: npm may wait for a network for minutes."""
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          stdin=subprocess.DEVNULL, start_new_session=True) as process:  # fmt: skip
        try:
            process.wait(NPM_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise


def plotly_from_wheel() -> bytes | None:
    """The full bundle that the Python package carries, or None when plotly is not installed."""
    spec = importlib.util.find_spec("plotly")
    if spec is None or spec.origin is None:
        return None
    bundle = Path(spec.origin).parent / "package_data" / "plotly.min.js"
    return bundle.read_bytes() if bundle.exists() else None


def plotly_version(bundle: bytes) -> str | None:
    """The version a bundle names in its head comment: `* plotly.js (basic - minified) v4.1.1`."""
    head = bundle[:300].decode("utf-8", errors="replace")
    return next((word[1:] for word in head.split() if word[0] == "v" and word[1:2].isdigit()), None)


def place_chart(static_dir: Path) -> None:
    """The chart's own JavaScript, in one folder whose name changes with it; older folders go."""
    folder = static_dir / chart_folder()
    for old in static_dir.glob("plot-*/"):
        if old != folder:
            shutil.rmtree(old)
    fill(folder, {"plot.js": chart_script()})


def let_browsers_keep(static_dir: Path) -> None:
    """Date every file long ago. Streamlit sends no Cache-Control, so a browser keeps a file for a tenth of its age;
    every address here carries a version or a content hash, so what is kept is never out of date."""
    for file in static_dir.rglob("*"):
        if file.is_file() and file.stat().st_mtime != LONG_AGO:
            with suppress(PermissionError):  # made by somebody else; a browser then asks again sooner
                os.utime(file, (LONG_AGO, LONG_AGO))


def ready(static_dir: Path = STATIC) -> None:
    """Read all data and fill `static_dir`. Ends the program with one sentence when that cannot be done."""
    try:
        with guarded():
            open_all()
            build(static_dir)
    except DataError as error:
        raise SystemExit(f"The atlas cannot open, because a data file is damaged: {error}") from None
    except (OSError, RuntimeError) as error:
        raise SystemExit(f"{static_dir} cannot be filled: {error}") from None


def main() -> None:
    parser = argparse.ArgumentParser(description="Fill static/ with what the browser fetches.")
    parser.add_argument("--to", type=Path, default=STATIC, help="the folder to fill")
    static_dir = parser.parse_args().to
    ready(static_dir)
    size = sum(file.stat().st_size for file in static_dir.rglob("*") if file.is_file())
    print(f"{static_dir}: {size / 1e6:.1f} MB for the browser, plotly.js {PLOTLY_JS}")


if __name__ == "__main__":
    main()
