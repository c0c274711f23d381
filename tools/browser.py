"""Find a Chromium for the browser tests, or fetch one: `python -m tools.browser`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
MISSING = "No Chromium was found, and these tests need one. Run: .venv/bin/python -m tools.browser"


def find() -> str | None:
    """The path of a Chromium on this computer: the system's, else the one Playwright keeps; None when there is none."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def fetch() -> None:
    """Debian's package when we may install it, else Playwright's own download. Raises CalledProcessError."""
    if sys.platform == "linux" and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-q"], check=True, env=quiet)
        subprocess.run(["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"], check=True, env=quiet)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> None:
    if find() is None:
        fetch()
    path = find()
    if path is None:
        raise SystemExit(MISSING)
    print(f"Chromium for the tests: {path}")


if __name__ == "__main__":
    main()
