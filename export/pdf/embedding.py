"""A typeface as reportlab embeds it, with the way back to Unicode put right for rare characters.

reportlab states 𬱖 (U+2CC56) as five hexadecimal digits where the PDF standard wants UTF-16; a name copied out of the
document, or searched for in it, would be another character.
"""

from __future__ import annotations

import re
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

_BEYOND_16_BITS = re.compile(r"(?<=> <)[0-9A-F]{5,6}(?=>)")


class EmbeddedFont(TTFont):  # type: ignore[misc]
    """A TrueType font whose text can be copied out, whatever its characters are."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802  (reportlab's name)
        """Add the font's subsets to a finished document."""
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                stream.content = _BEYOND_16_BITS.sub(_as_utf16, stream.content)


def _as_utf16(match: re.Match[str]) -> str:
    return chr(int(match[0], 16)).encode("utf-16-be").hex().upper()
