"""Check the JavaScript of `web/` (types, lint, format): `python -m tools.javascript`; `… format` writes it and the CSS
in one hand. The tools come from npm, once, into `node_modules/`. Where npm cannot bring them nothing is done; on a CI
(CI in the environment) that is a failure."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
CHECKS = (
    ("tsc", "--project", "jsconfig.json"),
    ("biome", "lint", "--error-on-warnings", "--log-level=warn"),
    ("biome", "format", "--log-level=warn"),
)
FORMAT = (("biome", "format", "--write", "--log-level=warn"),)


def fetch() -> None:
    """Install what package-lock.json names, unless it is there. Raises CalledProcessError."""
    lock, stamp = ROOT / "package-lock.json", MODULES / ".package-lock.json"
    if not stamp.exists() or stamp.stat().st_mtime < lock.stat().st_mtime:
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=ROOT, check=True)


def missing() -> str:
    """Why the tools cannot be had, or nothing."""
    if shutil.which("npm") is None:
        return "npm is not installed"
    try:
        fetch()
    except subprocess.CalledProcessError:
        return "npm could not bring its tools"
    return ""


def main(arguments: list[str]) -> None:
    if arguments not in ([], ["format"]):
        raise SystemExit(f"unknown command {' '.join(arguments)!r}; say format, or nothing to check")
    if why := missing():
        said = f"{why}, so the JavaScript is left as it is"
        if os.environ.get("CI"):
            raise SystemExit(said)
        print(said)
        return
    for command in FORMAT if arguments else CHECKS:
        done = subprocess.run([str(MODULES / ".bin" / command[0]), *command[1:]], cwd=ROOT, check=False)
        if done.returncode:
            raise SystemExit(done.returncode)
    print(f"The JavaScript of web/ is {'formatted' if arguments else 'sound'}.")


if __name__ == "__main__":
    main(sys.argv[1:])
