"""Everything the browser fetches by address, put into the git-ignored `static/` folder: `python -m web.assets`.

plotly.js is never kept in the repository. It comes from npm (the small bundle) where npm is there, else from
the installed `plotly` package (the full bundle, four times as large). Running this again changes nothing.
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from data import DataError, load_atlas
from web.scripts import WEB, one_module
from web.static_files import fill

PLOTLY_JS = "4.1.1"  # the plotly.js inside the plotly wheel that constraints.txt pins; a test compares them
PLOTLY_FILE = "plotly-basic.min.js"
NPM_PACKAGE = "plotly.js-basic-dist-min"
SMALL_BUNDLE_BYTES = 2_000_000
CHART_SOURCES = (
    "view.js", "files.js", "colours.js", "svg.js", "plate.js", "hit.js", "scene.js", "areas.js", "area_names.js",
    "answer.js", "labels.js", "still.js", "before.js", "reach.js", "move.js", "zoom.js", "tip.js", "gestures.js",
    "plot.js",
)  # fmt: skip
LONG_AGO = 946_684_800  # 1 January 2000

STATIC = WEB.parent / "static"


def chart_folder() -> str:
    """The folder of the chart's JavaScript in `static/`, named by its content so that no browser keeps an old one."""
    return f"plot-{hashlib.sha256(chart_script().encode()).hexdigest()[:8]}"


def chart_script() -> str:
    """The chart's JavaScript as one module: each file of its own would be one more way to the server."""
    return one_module([f"plot/{name}" for name in CHART_SOURCES])


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
        "web.search_index",
    )
    for maker in folders:
        importlib.import_module(maker).build(static_dir)
    let_browsers_keep(static_dir)


def place_plotly(target: Path) -> None:
    """The small bundle from npm, else the full one from the `plotly` wheel; both under one name."""
    if target.exists() and plotly_version(target) == PLOTLY_JS and (is_small(target) or not shutil.which("npm")):
        return
    bundle = plotly_from_npm() or plotly_from_wheel()
    if bundle is None:
        raise RuntimeError("no plotly.js found: install npm, or `pip install plotly` into this environment")
    target.write_bytes(bundle)


def plotly_from_npm() -> bytes | None:
    """The bundle's bytes, or None when npm is missing or has no network."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", f"{NPM_PACKAGE}@{PLOTLY_JS}"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=180, check=False)
        packed = list(Path(folder).glob("*.tgz"))
        if done.returncode or not packed:
            print(f"npm could not bring {NPM_PACKAGE}; taking the larger bundle of the plotly package instead")
            return None
        with tarfile.open(packed[0]) as archive:
            member = archive.extractfile(f"package/{PLOTLY_FILE}")
            return member.read() if member else None


def plotly_from_wheel() -> bytes | None:
    """The full bundle that the Python package carries, or None when plotly is not installed."""
    spec = importlib.util.find_spec("plotly")
    if spec is None or spec.origin is None:
        return None
    bundle = Path(spec.origin).parent / "package_data" / "plotly.min.js"
    return bundle.read_bytes() if bundle.exists() else None


def plotly_version(bundle: Path) -> str | None:
    """The version a bundle names in its head comment: `* plotly.js (basic - minified) v4.1.1`."""
    with bundle.open(encoding="utf-8", errors="replace") as text:
        for word in text.read(300).split():
            if word[0] == "v" and word[1:2].isdigit():
                return word[1:]
    return None


def is_small(bundle: Path) -> bool:
    return bundle.stat().st_size < SMALL_BUNDLE_BYTES


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
        if file.is_file():
            os.utime(file, (LONG_AGO, LONG_AGO))


def main() -> None:
    parser = argparse.ArgumentParser(description="Fill static/ with what the browser fetches.")
    parser.add_argument("--to", type=Path, default=STATIC, help="the folder to fill")
    static_dir = parser.parse_args().to
    try:
        load_atlas()
    except DataError as error:
        raise SystemExit(f"The atlas cannot open, because a data file is damaged: {error}") from None
    build(static_dir)
    size = sum(file.stat().st_size for file in static_dir.rglob("*") if file.is_file())
    print(f"{static_dir}: {size / 1e6:.1f} MB for the browser, plotly.js {plotly_version(static_dir / PLOTLY_FILE)}")


if __name__ == "__main__":
    main()
