"""The words of one Word paragraph as the page shows them: insertions kept, deletions and hidden text left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from intake.xmltree import attribute, child, children, local_name

_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "rt"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_CHECK_MARKS = {
    **dict.fromkeys(("F0FE", "F052", "00FE", "0052", "F0FC", "00FC", "F050", "0050"), "☑"),
    **dict.fromkeys(("F0A8", "F0A3", "F06F", "00A8", "00A3", "006F", "F071"), "□"),
}
_UNKNOWN_SYMBOL = "\ufffd"


@dataclass
class ParagraphText:
    """A paragraph's text, the text boxes anchored in it, and whether something in it is hidden."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    hidden: bool = False

    @property
    def text(self) -> str:
        """The words, with line breaks as newlines."""
        return "".join(self.parts)


def is_on(element: Any | None) -> bool:
    """Whether a switch such as w:vanish is there and not switched off."""
    return element is not None and attribute(element, "val") not in {"0", "false", "off", "none"}


def is_numbered(paragraph: Any) -> bool:
    """Whether Word prints a number of its own before the paragraph."""
    number = child(paragraph, "pPr", "numPr", "numId")
    return number is not None and attribute(number, "val") != "0"


def paragraph_text(paragraph: Any) -> ParagraphText:
    """The paragraph's words and boxes."""
    said = ParagraphText()
    _collect(paragraph, said)
    return said


def _collect(element: Any, said: ParagraphText) -> None:
    for part in children(element):
        name = local_name(part)
        if name == "r" and is_on(child(part, "rPr", "vanish")):
            said.hidden = said.hidden or any(found.text for found in part.iter() if local_name(found) == "t")
        elif name == "t":
            said.parts.append(part.text or "")
        elif name == "br" and attribute(part, "clear") == "all":
            continue  # where the typesetting of a title ends a line, as in our own files: no line of the text ends
        elif name in _BREAKS:
            said.parts.append(_BREAKS[name])
        elif name == "sym":
            said.parts.append(_CHECK_MARKS.get((attribute(part, "char") or "").upper(), _UNKNOWN_SYMBOL))
        elif name == "txbxContent":
            said.boxes.append(part)
        elif name == "AlternateContent":
            _collect_alternative(part, said)
        elif name not in _SKIPPED:
            _collect(part, said)


def _collect_alternative(element: Any, said: ParagraphText) -> None:
    """Word writes a drawing twice, for itself and for older programs: one of the two is read."""
    before = len(said.parts) + len(said.boxes)
    for part in children(element):
        if local_name(part) in {"Choice", "Fallback"}:
            _collect(part, said)
            if len(said.parts) + len(said.boxes) > before:
                return
