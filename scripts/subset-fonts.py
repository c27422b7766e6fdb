"""Cuts the page's typefaces down to what its own words take: `python3 scripts/subset-fonts.py`, with fonttools and
brotli, after a new version of the fonts was installed. What lies outside is taken from the whole files (fonts.css)."""

from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "node_modules/@fontsource-variable"
# The ranges stand in fonts.css, too.
RANGES = [(0x20, 0x7E), (0xA0, 0xA0), (0xB7, 0xB7), (0xC4, 0xC4), (0xD6, 0xD7), (0xDC, 0xDC), (0xDF, 0xDF)]
RANGES += [(0xE4, 0xE4), (0xF6, 0xF6), (0xFC, 0xFC), (0x2013, 0x2014), (0x2018, 0x201A), (0x201C, 0x201E)]
RANGES += [(0x2026, 0x2026), (0x2039, 0x203A), (0x2191, 0x2191), (0x2193, 0x2193), (0x2212, 0x2212)]


def cut(source: str, target: str, features: list[str]) -> None:
    font = TTFont(SOURCE / source)
    options = subset.Options(layout_features=features, hinting=False, glyph_names=False, notdef_outline=True)
    # Who made it, and its licence.
    options.name_IDs = [0, 1, 2, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    subsetter.subset(font)
    whole = BytesIO()
    font.flavor = None
    font.save(whole)
    whole.seek(0)
    font = instancer.instantiateVariableFont(TTFont(whole), {"wght": (400, 400, 700)})
    font.flavor = "woff2"
    font.save(ROOT / "src/ui/fonts" / target)


cut("inter/files/inter-latin-wght-normal.woff2", "inter.woff2", ["kern", "tnum", "ccmp", "locl"])
cut("jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2", "jetbrains-mono.woff2", [])
