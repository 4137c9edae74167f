"""A list that shows whole rows only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from gui.findings_view import FindingsView


class WholeRows(QWidget):
    """Gives a list the height of as many rows as there is room for: a row cut in half at the lower edge looks broken.

    It places the list by itself: margins of a layout, changed while the window is laid out, would ask for another height.
    """

    def __init__(self, view: FindingsView) -> None:
        super().__init__()
        self._view = view
        view.setParent(self)
        view.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        for filled in (view.model().rowsInserted, view.model().modelReset, view.model().layoutChanged):
            filled.connect(self.fit)
        view.header().geometriesChanged.connect(self.fit)

    def sizeHint(self) -> QSize:
        """As the list would have it."""
        return self._view.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """One row, in the present size of type."""
        return QSize(0, self._view.row)

    def event(self, event: QEvent) -> bool:
        """Another size of type makes other rows."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return bool(super().event(event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height has room for other rows."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Leave below the list what is less than a row; an empty list has the whole room."""
        row = self._view.sizeHintForRow(0)
        header = self._view.header()
        room = self.height() - (0 if header.isHidden() else header.sizeHint().height())
        left_over = room % row if room > row > 0 else 0
        self._view.setGeometry(0, 0, self.width(), self.height() - left_over)
