"""Which typeface draws which character, and how wide it is.

The official faces come first when the machine has them, then the embedded defaults. Every character is looked
up by itself; one that no face has is reported and printed as 〓, the printers' mark for a missing type.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from export.blocks import Face
from export.pdf import facefiles
from export.pdf.subset import Subset, characters_of, subset_for
from model.printable import drawable, named

GETA = "〓"
_SANS = "sans"
_SERIF = "serif"
_DEFAULT_OF = {
    Face.TITLE: _SERIF, Face.FANGSONG: _SERIF, Face.KAITI: _SERIF, Face.SONGTI: _SERIF, Face.HEITI: _SANS,
}  # fmt: skip
_HEAVY = {Face.TITLE, Face.HEITI}
"""Faces that are strong by nature: their light stand-ins are drawn stronger."""
_DRAWN_AS_BLANKS = "\t\u00a0"
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as it is drawn: `font` is reportlab's name, `shown` is what is drawn, `advance` in ems."""

    font: str
    shown: str
    advance: float


@dataclass(frozen=True, slots=True)
class _Installed:
    """A face of this machine."""

    font: Any
    is_official: bool


class FontBook:
    """The faces for one document's characters."""

    def __init__(
        self, characters: Iterable[str], *, prefer_system: bool = True, cache: Path | None = None
    ) -> None:
        wanted = frozenset(c for c in characters if drawable(c))
        with _lock:
            self._system = _system_fonts() if prefer_system else {}
            self._defaults = {name: _default_font(name, wanted, cache) for name in (_SERIF, _SANS)}
        self._glyphs: dict[Face, dict[str, Glyph]] = {face: {} for face in Face}
        self._missing: set[str] = set()

    def glyph(self, face: Face, character: str) -> Glyph:
        """How `character` is drawn in `face`."""
        known = self._glyphs[face]
        if character not in known:
            known[character] = self._look_up(face, character)
        return known[character]

    def advances(self, face: Face, text: str) -> list[float]:
        """The width of each character in ems."""
        known = self._glyphs[face]
        for character in set(text) - known.keys():
            known[character] = self._look_up(face, character)
        return [known[character].advance for character in text]

    def width(self, face: Face, text: str) -> float:
        """The width of a text in ems."""
        return sum(self.advances(face, text))

    def needs_weight(self, face: Face) -> bool:
        """Whether the face is drawn by a lighter stand-in."""
        return face in _HEAVY and face not in self._system

    @property
    def faces(self) -> dict[Face, str]:
        """The name of the font that draws each face, for the clerk to see before printing."""
        return {face: _display_name(self._chain(face)[0]) for face in Face}

    @property
    def stand_ins(self) -> frozenset[Face]:
        """The faces that this machine lacks, drawn by a free face of their kind or an embedded default instead."""
        return frozenset(
            face for face in Face if face not in self._system or not self._system[face].is_official
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """A Chinese note on each character that had to be printed as 〓."""
        return tuple(f"字体缺字: {named(c)}" for c in sorted(self._missing))

    def _chain(self, face: Face) -> list[Any]:
        own, other = (_SERIF, _SANS) if _DEFAULT_OF[face] == _SERIF else (_SANS, _SERIF)
        system = [self._system[face].font] if face in self._system else []
        rest = [installed.font for name, installed in self._system.items() if name is not face]
        return [*system, self._defaults[own], self._defaults[other], *rest]

    def _look_up(self, face: Face, character: str) -> Glyph:
        if character in _DRAWN_AS_BLANKS:
            return self._glyph_of(face, character, " ")
        if drawable(character):
            found = self._find(face, character)
            if found is not None:
                return found
        self._missing.add(character)
        return self._glyph_of(face, character, GETA)

    def _glyph_of(self, face: Face, character: str, shown: str) -> Glyph:
        found = self._find(face, shown)
        if found is None:  # cannot happen with the package's fonts; an installed face is never alone
            raise LookupError(character)
        return found

    def _find(self, face: Face, character: str) -> Glyph | None:
        code = ord(character)
        for font in self._chain(face):
            if font.face.charToGlyph.get(code):
                return Glyph(font.fontName, character, font.face.charWidths[code] / 1000)
        return None


def has_type(character: str) -> bool:
    """Whether a character can be printed by this machine's faces or the embedded ones; else it comes out as 〓."""
    if character in _DRAWN_AS_BLANKS:
        return True
    if not drawable(character):
        return False
    if any(ord(character) in characters_of(_source(name)) for name in (_SERIF, _SANS)):
        return True
    with _lock:
        installed = _system_fonts()
    return any(one.font.face.charToGlyph.get(ord(character)) for one in installed.values())


@lru_cache(maxsize=1)
def _system_fonts() -> dict[Face, _Installed]:
    """The installed faces that reportlab can embed; others are passed over for the defaults."""
    fonts: dict[Face, _Installed] = {}
    for face, paths in facefiles.find_faces().items():
        for path in paths:
            font = _register(f"jxzp-{face.name}-{path}", path)
            if font is not None:
                fonts[face] = _Installed(font, facefiles.is_official(face, path))
                break
    return fonts


_loaded: dict[str, tuple[frozenset[str], Any]] = {}


def _default_font(name: str, wanted: frozenset[str], cache: Path | None) -> Any:
    """The embedded font `name` for the characters, loaded once for all documents that it suffices for."""
    if cache is None and name in _loaded and wanted <= _loaded[name][0]:
        return _loaded[name][1]
    subset: Subset = subset_for(_source(name), wanted, cache)
    font = _register(f"jxzp-{name}-{subset.key}", subset.data)
    if font is None:
        raise LookupError(name)
    if cache is None:
        _loaded[name] = (
            subset.asked,
            font,
        )  # an outgrown subset stays known: another thread may be drawing with it
    return font


def _source(name: str) -> Path:
    import pylopdf_fonts_zh_cn

    return Path(pylopdf_fonts_zh_cn.serif_path() if name == _SERIF else pylopdf_fonts_zh_cn.sans_path())


def _register(name: str, source: Path | bytes) -> Any | None:
    """Load a TrueType font under `name`; None if it cannot be embedded."""
    import io
    import struct

    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError

    from export.pdf.embedding import EmbeddedFont

    if name in pdfmetrics._fonts:
        return pdfmetrics.getFont(name)
    try:
        data = io.BytesIO(source) if isinstance(source, bytes) else str(source)
        font = EmbeddedFont(name, data, shapable=False)
    except (TTFError, OSError, struct.error, KeyError, IndexError, ValueError):
        return None
    # registerFont would take a second font of the same face name, such as a later subset, for the first one.
    pdfmetrics._fonts[name] = font
    return font


def _display_name(font: Any) -> str:
    name = font.face.familyName or font.face.name
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)
