"""Which characters an XML-based document can hold; others are refused by name, never dropped."""

from __future__ import annotations

import re

from export.errors import ExportError

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no place for: control characters, lone surrogates, non-characters."""
_EXCERPT = 12


def refuse_unwritable(text: str, place: str) -> None:
    """Raise ExportError, naming `place` and the character, if `text` cannot stand in an XML document."""
    found = _UNWRITABLE.search(text)
    if found is None:
        return
    before = _UNWRITABLE.sub("", text[max(found.start() - _EXCERPT, 0) : found.start()])
    after = f"“{before.strip()}”之后" if before.strip() else "开头"
    raise ExportError(
        f"“{place}”的文字{after}有一个不能写入文件的控制字符（U+{ord(found.group()):04X}），请删除该字符后再导出。"
    )
