"""The foot of a page: a small line (校验码 or 草稿) opposite the page number, and the QR code of a part's last page."""

from __future__ import annotations

from reportlab.lib.units import mm

from export.blocks import Face
from export.pdf.canvas import Area, Sheet
from export.pdf.fonts import FontBook
from export.pdf.layout_text import TextStyle, make_line
from export.typesizes import FOOT_PT

_BELOW: float = 6 * mm
"""Below the type area: level with the page number."""
_QR_SIDE: float = 13 * mm
_GAP: float = 2 * mm


def draw_foot(sheet: Sheet, fonts: FontBook, area: Area, text: str, code: str, page: int) -> None:
    """Draw the line, and the QR of ``code`` before it, on the side where the page number is not."""
    number_right = page % 2 == 1
    line = make_line(fonts, text, TextStyle(Face.SONGTI, FOOT_PT, FOOT_PT)) if text else None
    top = area.top + area.height + _BELOW
    room = _QR_SIDE + _GAP if code else 0.0
    width = room + (line.width if line else 0.0)
    x = area.left if number_right else area.left + area.width - width
    if code:
        _draw_qr(sheet, code, x, top - 2 * mm)
    if line:
        sheet.text(line, x + room, top, FOOT_PT)


def _draw_qr(sheet: Sheet, code: str, x: float, top: float) -> None:
    # Here, for it brings reportlab's whole graphics along: a draft, which has no code, is printed 0.1 s sooner.
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    symbol = QRCode(None, QRErrorCorrectLevel.M)
    symbol.addData(code)
    symbol.make()
    modules = symbol.modules
    side = _QR_SIDE / len(modules)
    dark = (
        (x + column * side, top + row * side)
        for row, cells in enumerate(modules)
        for column, is_dark in enumerate(cells)
        if is_dark
    )
    sheet.squares(dark, side)
