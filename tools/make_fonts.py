# pyright: reportMissingImports=false
"""Make the fonts of the printed pages: `python -m tools.make_fonts NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc`.

Latin, Greek and Cyrillic come from the Source Sans that Streamlit brings along, so that paper looks like the screen;
the hanzi from Noto Sans CJK (Debian: fonts-noto-cjk). Only the hanzi the atlas uses are kept. Needs fonttools and
brotli, which nothing else here needs. The family gets a name of its own, as both licences ask.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import streamlit
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "charts/paper/fonts"
FAMILY = "Cun Atlas Sans"
WEIGHTS = {"Regular": 400, "Bold": 680}
CHINESE_FACE = 2  # of the four faces of the collection: simplified Chinese shapes, traditional signs included
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x1CD, 0x1DC), (0x1F8, 0x1F9), (0x218, 0x21B), (0x1EA0, 0x1EF9),  # Latin, pinyin
    (0x386, 0x3CE), (0x400, 0x45F), (0x490, 0x491), (0x2010, 0x2014),  # Greek, Cyrillic, dashes
)  # fmt: skip
MARKS = "‘’‚“”„†•…‰′″‹›€™−×÷≈≠≤≥←↑→↓½⅓⅔¼¾□■○●◆▲▼✓∞√°·ˇ"
COARSE = 0.9  # how far a curve may stray from the original, in thousandths of the type size


def is_hanzi(sign: str) -> bool:
    """A Chinese character."""
    return "\u3400" <= sign <= "\u9fff"


def signs() -> set[str]:
    """Every sign a printed page may need."""
    texts = [ROOT / "data/tables/names.csv", ROOT / "data/tables/meridians.csv", *(ROOT / "data/words").rglob("*.csv")]
    written = {sign for file in texts for sign in file.read_text(encoding="utf-8")}
    wanted = {chr(code) for first, last in RANGES for code in range(first, last + 1)} | set(MARKS)
    return wanted | {sign for sign in written if is_hanzi(sign)}


def build(latin: TTFont, hanzi: TTFont, weight: str, target: Path) -> set[str]:
    """Write one weight; returns the signs the originals do not have."""
    sources: dict[bool, Any] = {
        False: (latin.getBestCmap(), latin.getGlyphSet(location={"wght": WEIGHTS[weight]})),
        True: (hanzi.getBestCmap(), hanzi.getGlyphSet()),
    }
    glyphs, widths, cmap, missing = {}, {}, {}, set()

    def take(chinese: bool, name: str, new: str) -> None:
        drawn, glyph_set = DecomposingRecordingPen(sources[chinese][1]), sources[chinese][1]
        glyph_set[name].draw(drawn)
        pen = TTGlyphPen(None)
        drawn.replay(Cu2QuPen(pen, COARSE, reverse_direction=True) if chinese else pen)
        glyphs[new], widths[new] = pen.glyph(), round(glyph_set[name].width)

    take(False, ".notdef", ".notdef")
    for sign in sorted(signs()):
        names = sources[is_hanzi(sign)][0]
        if ord(sign) not in names:
            missing.add(sign)
            continue
        cmap[ord(sign)] = f"uni{ord(sign):04X}"
        take(is_hanzi(sign), names[ord(sign)], cmap[ord(sign)])
    rights = " ".join(font["name"].getDebugName(0) or "" for font in (latin, hanzi))
    _write(rights, weight, glyphs, widths, cmap, target)
    return missing


def _write(rights: str, weight: str, glyphs: dict, widths: dict, cmap: dict, target: Path) -> None:
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(cmap)
    builder.setupGlyf(glyphs)
    left = {name: getattr(builder.font["glyf"][name], "xMin", 0) for name in glyphs}
    builder.setupHorizontalMetrics({name: (widths[name], left[name]) for name in glyphs})
    builder.setupHorizontalHeader(ascent=1000, descent=-300)
    builder.setupNameTable({
        "copyright": rights, "familyName": FAMILY, "styleName": weight, "fullName": f"{FAMILY} {weight}",
        "uniqueFontIdentifier": f"{FAMILY} {weight}", "psName": f"{FAMILY.replace(' ', '')}-{weight}",
        "version": "Version 1.000", "licenseDescription": "SIL Open Font License, Version 1.1",
        "licenseInfoURL": "https://openfontlicense.org",
    })  # fmt: skip
    builder.setupOS2(
        sTypoAscender=1000, sTypoDescender=-300, usWinAscent=1000, usWinDescent=300, sCapHeight=660, sxHeight=478,
        usWeightClass=WEIGHTS[weight], fsType=0,
    )  # fmt: skip
    builder.setupPost(keepGlyphNames=False)
    head: Any = builder.font["head"]
    head.created = head.modified = 0
    builder.font.recalcTimestamp = False
    builder.save(str(target))


def main() -> None:
    media = Path(streamlit.__file__).parent / "static/static/media"
    latin = TTFont(str(next(media.glob("SourceSansVF-Upright*.woff2"))))
    for file, weight in zip(sys.argv[1:3], WEIGHTS, strict=True):
        hanzi, target = TTCollection(file).fonts[CHINESE_FACE], FONTS / f"CunAtlasSans-{weight}.ttf"
        missing = "".join(sorted(build(latin, hanzi, weight, target))) or "none"
        print(f"{target.name}: {target.stat().st_size / 1000:.0f} kB; signs the originals lack: {missing}")


if __name__ == "__main__":
    main()
