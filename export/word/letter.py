"""署名 and 成文日期 at the end of a letter (GB/T 9704), with the seal's room."""

from __future__ import annotations

from docx.oxml.xmlchemy import BaseOxmlElement

from export.blocks import LetterClosing
from export.textwidth import ems
from export.typesizes import LETTER_BLANK_LINES, SEAL_RISE_LINES
from export.word.looks import Look
from export.word.ooxml import ParagraphLook, RunLook, paragraph, run

_SEALED_DATE_INSET = 4
_PLAIN_SIGNATURE_INSET = 2
_MM = 72 / 25.4


def closing_paragraphs(block: LetterClosing, look: Look, width_pt: float) -> list[BaseOxmlElement]:
    """The closing's paragraphs in a type area of this width; they stay on one page."""
    signatures = [text.strip() for text in block.signatures if text.strip()]
    place = _sealed if block.seal else _plain
    return place(block, signatures, look, width_pt)


def _sealed(
    block: LetterClosing, signatures: list[str], look: Look, width_pt: float
) -> list[BaseOxmlElement]:
    """The date four characters in; the signature centred over it; room for the seal below."""
    date = block.date.strip()
    from_right = _SEALED_DATE_INSET + ems(date) / 2
    widest = max((ems(text) for text in signatures), default=0.0)
    from_right = max(from_right, widest / 2)
    left_pt = max(width_pt - 2 * from_right * look.size_pt, 0.0)
    blank_pt = LETTER_BLANK_LINES * look.line_pt
    made = [
        _line(text, look, align="center", left_pt=left_pt, before_pt=0.0 if number else blank_pt)
        for number, text in enumerate(signatures)
    ]
    below_pt = max(block.seal_mm * _MM / 2 - (1 + SEAL_RISE_LINES) * look.line_pt, 0.0)
    made.append(
        _line(
            date,
            look,
            align="right",
            right_pt=_SEALED_DATE_INSET * look.size_pt,
            before_pt=0.0 if signatures else blank_pt,
            after_pt=below_pt,
        )
    )
    return made


def _plain(block: LetterClosing, signatures: list[str], look: Look, width_pt: float) -> list[BaseOxmlElement]:
    """The signature two characters in; the date's first character two further in than the signature's."""
    date = block.date.strip()
    widest = max((ems(text) for text in signatures), default=0.0)
    inset = _PLAIN_SIGNATURE_INSET * look.size_pt
    made = [
        _line(text, look, align="right", right_pt=inset, before_pt=0.0 if number else look.line_pt)
        for number, text in enumerate(signatures)
    ]
    if not signatures:
        return [_line(date, look, align="right", right_pt=inset, before_pt=look.line_pt)]
    first = width_pt - inset - widest * look.size_pt + inset
    date_right = width_pt - first - ems(date) * look.size_pt
    made.append(_line(date, look, align="right", right_pt=max(date_right, 0.0)))
    return made


def _line(
    text: str,
    look: Look,
    *,
    align: str,
    left_pt: float | None = None,
    right_pt: float | None = None,
    before_pt: float | None = None,
    after_pt: float | None = None,
) -> BaseOxmlElement:
    properties = ParagraphLook(
        look.style,
        align=align,
        before_pt=before_pt,
        after_pt=after_pt,
        first_line_ems=0,
        left_pt=left_pt,
        right_pt=right_pt,
        keep_next=after_pt is None,
    )
    return paragraph(properties, [run(text, RunLook(look.face))])
