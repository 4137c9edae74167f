"""The embedded default typefaces: cut to the characters wanted, outlines turned to quadratics, kept on disk.

The package's fonts have CFF outlines, which reportlab cannot embed. A converted subset holds every character
ever asked for on this machine, so that typing a new character seldom means converting again. What a document
contains does not depend on that: reportlab embeds only the glyphs which the document uses, and all tables that
would tell subsets apart (bounding box, limits) are copied from the source font.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_MAGIC = b"JXZPFONT4"
_MAX_ERROR = 1.0
"""Largest deviation of a quadratic outline from the cubic one, in thousandths of an em."""
_MAX_KEPT = 8000
"""Beyond this many characters a subset starts afresh, so that it does not grow for ever."""
_DIGITS = "0123456789"
_ALWAYS = (
    "".join(map(chr, range(0x20, 0x7F))) + "　，。、；：！？（）《》〈〉“”‘’〔〕【】…—～·％‰℃≥≤±×〓□☑√￥"
)


@dataclass(frozen=True, slots=True)
class Subset:
    """A TrueType font (`data`) that holds those of the `asked` characters which its source font has."""

    asked: frozenset[str]
    data: bytes

    @property
    def key(self) -> str:
        """A short name for this very subset."""
        return hashlib.sha256(self.data).hexdigest()[:16]


def subset_for(source: Path, characters: Iterable[str], folder: Path | None = None) -> Subset:
    """The subset of `source` for the characters, from the cache folder if it is there and sound.

    `folder` None means the user's cache folder. A folder that cannot be written only costs time.
    """
    wanted = frozenset(characters) | frozenset(_ALWAYS)
    place = folder if folder is not None else cache_folder()
    entry = place / f"{source.stem}-{_identity(source)}.font"
    kept = _read(entry)
    if kept is not None and wanted <= kept.asked:
        return kept
    if kept is not None and len(kept.asked | wanted) <= _MAX_KEPT:
        wanted |= kept.asked
    made = Subset(wanted, convert(source, wanted))
    with contextlib.suppress(OSError):
        _write(entry, made)
    return made


@lru_cache(maxsize=4)
def characters_of(source: Path) -> frozenset[int]:
    """The code points that a font file has glyphs for."""
    from fontTools.ttLib import TTFont

    with TTFont(source, lazy=True) as font:
        return frozenset(font.getBestCmap())


def cache_folder() -> Path:
    """Where converted fonts are kept."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("jixiao-ziping", appauthor=False)) / "fonts"


def _identity(source: Path) -> str:
    """Tells one edition of a font file from another without reading all of it."""
    with source.open("rb") as stream:
        head = stream.read(65536)
    return hashlib.sha256(head + str(source.stat().st_size).encode()).hexdigest()[:12]


def _read(entry: Path) -> Subset | None:
    """A kept subset; None if there is none or it is damaged."""
    try:
        head, _, body = entry.read_bytes().partition(b"\n")
        magic, digest, length = head.split(b" ")
        if magic != _MAGIC or hashlib.sha256(body).hexdigest().encode() != digest:
            return None
        size = int(length)
        return Subset(frozenset(body[:size].decode()), body[size:])
    except (OSError, ValueError):
        return None


def _write(entry: Path, subset: Subset) -> None:
    """Keep a subset; readers see the old entry or the new one, never half of it."""
    characters = "".join(sorted(subset.asked)).encode()
    body = characters + subset.data
    head = b" ".join((_MAGIC, hashlib.sha256(body).hexdigest().encode(), str(len(characters)).encode()))
    entry.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=entry.parent, prefix=entry.stem, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(head + b"\n" + body)
        Path(name).replace(entry)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def convert(source: Path, characters: frozenset[str]) -> bytes:
    """A TrueType font with the characters' glyphs; the same input gives the same bytes."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib import TTFont

    with TTFont(source, lazy=True) as font:
        cmap: dict[int, str] = font.getBestCmap()
        mapping = {ord(c): cmap[ord(c)] for c in sorted(characters) if ord(c) in cmap}
        names = [".notdef", *sorted({name for name in mapping.values() if name != ".notdef"})]
        glyphs = _quadratic_glyphs(font, names)
        builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
        builder.setupGlyphOrder(names)
        builder.setupCharacterMap(mapping)
        builder.setupGlyf(glyphs)
        advances = {name: font["hmtx"].metrics[name][0] for name in names}
        _make_figures_equal(
            glyphs, advances, [mapping[ord(digit)] for digit in _DIGITS if ord(digit) in mapping]
        )
        builder.setupHorizontalMetrics({name: (advances[name], glyphs[name].xMin) for name in names})
        hhea = font["hhea"]
        builder.setupHorizontalHeader(ascent=hhea.ascent, descent=hhea.descent)
        family = str(font["name"].getBestFamilyName()).replace(" ", "")
        builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": f"{family}-Regular"})
        builder.setupPost(italicAngle=0, keepGlyphNames=False)
        _fix_what_varies(builder.font, font)
        target = io.BytesIO()
        builder.font.save(target)
        return target.getvalue()


def _quadratic_glyphs(font: Any, names: list[str]) -> dict[str, Any]:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    outlines = font.getGlyphSet()
    glyphs = {}
    for name in names:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, _MAX_ERROR, reverse_direction=True))
        glyph = pen.glyph()
        glyph.recalcBounds(None)
        glyphs[name] = glyph
    return glyphs


def _make_figures_equal(glyphs: dict[str, Any], advances: dict[str, int], digits: list[str]) -> None:
    """All digits as wide as the first: figures stand in columns, as in the official faces."""
    for name in digits:
        surplus = advances[digits[0]] - advances[name]
        glyphs[name].coordinates.translate((surplus // 2, 0))
        glyphs[name].recalcBounds(None)
        advances[name] += surplus


def _fix_what_varies(made: Any, source: Any) -> None:
    """Copy from the source what would otherwise follow from the chosen glyphs, or from the clock.

    There is no OS/2 table for the same reason: PDF does not need one.
    """
    made.recalcBBoxes = False
    made.recalcTimestamp = False
    head, original = made["head"], source["head"]
    for field in ("xMin", "yMin", "xMax", "yMax", "created", "modified", "fontRevision"):
        setattr(head, field, getattr(original, field))
    limits = made["maxp"]
    limits.maxPoints, limits.maxContours = 2048, 256
    limits.maxCompositePoints = limits.maxCompositeContours = 0
    for field in ("advanceWidthMax", "minLeftSideBearing", "minRightSideBearing", "xMaxExtent"):
        setattr(made["hhea"], field, getattr(source["hhea"], field))
