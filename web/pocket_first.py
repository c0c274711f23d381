"""What a first visit to the pocket atlas draws with, in few bytes also from a server that does not gzip: its code and
texts as packs, and the light and shade of a plate as a preview, until the whole picture has come."""

from __future__ import annotations

import gzip
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from coords.side import SIDES
from web.plates import relief_url
from web.pocket_folder import STATIC, Folder
from web.static_files import name_of

FIRSTS = f"{STATIC}/first"  # nothing of it is kept: it is what other files hold
SMALLER = 2  # of a plate's light and shade: how many pixels become one
QUALITY = 40


def packed_code(folder: Folder, code: str) -> str:
    """A script, gzipped; its address."""
    return folder.put(f"{FIRSTS}/{name_of('code', code, 'pack')}", gzip.compress(code.encode(), 9, mtime=0))


def hash_of(code: str) -> str:
    """What a page's policy says of the one script that may stand in it."""
    return f"sha256-{b64encode(sha256(code.encode()).digest()).decode()}"


def packs(folder: Folder, own: str, index: Mapping[str, Any]) -> dict[str, dict[str, tuple[str, list[str]]]]:
    """View → side → the pack of all texts that it is drawn with, beside its preview: its address, and what is in it.

    `own`: the address of the index."""
    colours = index["palettes"]["plate_fair"]
    found: dict[str, dict[str, tuple[str, list[str]]]] = {}
    for view in index["views"]:
        palette = colours["palms" if view["palms"] else "back"]
        for side in SIDES:
            relief = relief_url(view["id"], side)
            folder.put(f"{FIRSTS}/{Path(relief).name}", preview(folder.files[relief]))
            texts = [own, view["sheet"], index["numbers"][view["id"]][side], view["plates"][side], palette]
            pack = folder.pack("first", f"{view['id']}_{side}", texts)
            found.setdefault(view["id"], {})[side] = (pack, texts)
    return found


def preview(picture: bytes) -> bytes:
    """A WebP picture in a tenth of its bytes or less."""
    whole, small = Image.open(BytesIO(picture)).convert("RGBA"), BytesIO()
    size = whole.width // SMALLER, whole.height // SMALLER
    whole.resize(size).save(small, "WEBP", quality=QUALITY, alpha_quality=QUALITY, method=6)
    return small.getvalue()
