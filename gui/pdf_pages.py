"""A PDF's pages as pictures: the only module that calls PDFium.

PDFium is not thread-safe, not even across documents: whoever calls it, the preview's worker or the printing one, takes
the lock for the length of one page.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import pypdfium2

POINTS_PER_INCH = 72
_FINE = 1.25
"""Pixels to the point. PDFium draws no line thinner than a pixel: below this, bold type would run into blobs, so small
pictures are drawn larger and made smaller."""
_MOST_TIMES = 4
_one_at_a_time = threading.Lock()


class PdfPages:
    """An open PDF. Close it, or use it with ``with``."""

    def __init__(self, source: Path | bytes) -> None:
        import pypdfium2

        with _one_at_a_time:
            self._document = pypdfium2.PdfDocument(source)
            self.sizes: tuple[QSizeF, ...] = tuple(
                QSizeF(*self._document.get_page_size(index)) for index in range(len(self._document))
            )
            """Width and height of each page in points; a page lying on its side is wider than high."""

    def __enter__(self) -> PdfPages:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self.sizes)

    def close(self) -> None:
        """Let go of the document."""
        with _one_at_a_time:
            self._document.close()

    def image(self, index: int, scale: float) -> QImage:
        """One page as a picture, ``scale`` pixels to the point."""
        with self._page(index) as page:
            bitmap = page.render(scale=scale, prefer_bgrx=True)
            try:
                view = QImage(
                    bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
                )
                return view.copy()
            finally:
                bitmap.close()

    def image_of_width(self, index: int, width: int) -> QImage:
        """One page as a picture that is exactly so many pixels wide."""
        across = self.sizes[index].width()
        times = min(_MOST_TIMES, math.ceil(_FINE * across / width))
        # The number of pixels is rounded up: a trace less than asked for, and rounding cannot add one.
        image = self.image(index, (times * width - 0.01) / across)
        if times == 1:
            return image
        height = math.ceil(image.height() / times)
        return image.scaled(width, height, mode=Qt.TransformationMode.SmoothTransformation)

    def text(self, index: int) -> str:
        """The words of one page."""
        with self._page(index) as page:
            words = page.get_textpage()
            try:
                return str(words.get_text_range())
            finally:
                words.close()

    @contextmanager
    def _page(self, index: int) -> Iterator[pypdfium2.PdfPage]:
        with _one_at_a_time:
            page = self._document[index]
            try:
                yield page
            finally:
                page.close()
