"""新建: which year and department, what comes from last year's file, how many secondary units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.dialog_buttons import dialog_buttons
from gui.file_dialogs import LAST_YEAR, PACKET_FILTER, file_to_open
from gui.file_jobs import read_packet
from gui.help_topics import FIRST, set_topic
from gui.labels import bold_label, gap, quiet_label, tint
from gui.screen_room import room_for
from gui.settings import Recent
from gui.severity_look import Level, level_color
from model.forms.overview import COVER
from model.problems import FileProblem
from model.profile import DEFAULT_PROFILE, Profile, ProfileError, available_profiles, load_profile

FIRST_YEAR = 2015
MOST_UNITS = 200
_CARRIED = "部门信息、二级机构和指标名称会带过来，上年累计结余成为本年的上年结转，不用再手工填写。"
_RULES = "计分、等次和通知依据按{region}{edition}年度的规定。"
_NEWER = "{year}年度的规定如有改动，建好后请核对“绩效指标”页的分值和等次标准、“通知”页的依据和文号。"
_UNITS = "独立核算的所属单位的个数；没有的为 0，以后也可以在“收支情况”页增减。"


@dataclass(frozen=True)
class NewPacket:
    """What a new packet begins with. ``previous`` is last year's file, if any; ``units`` the least number of 二级机构."""

    year: int
    department: str
    profile: str
    previous: Path | None
    units: int = 0


class NewPacketDialog(QDialog):
    """Three short questions in the order of the work, on one sheet; Enter goes on when they are answered."""

    chosen = Signal(object)
    """A NewPacket."""

    def __init__(
        self,
        folder: Path,
        parent: QWidget | None = None,
        suggestion: NewPacket | None = None,
        recent: Sequence[Recent] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建")
        set_topic(self, FIRST)
        self._folder = folder
        self._recent = tuple(recent)
        self.year = QSpinBox()
        self.year.setRange(FIRST_YEAR, date.today().year + 1)
        self.year.setValue(date.today().year - 1)
        self.year.setSuffix(" 年度")
        self.department = QLineEdit()
        self.department.setPlaceholderText("与公章一致的全称，如：吉首市科技和工业信息化局")
        self.profile = QComboBox()
        self._fill_profiles()
        self.previous = QComboBox()
        self.previous.setEditable(True)
        self.previous.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.previous.lineEdit().setPlaceholderText("没有上年文件的，留空")
        self.previous.lineEdit().setAccessibleName("上年文件")
        self.previous.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.previous.setMinimumContentsLength(12)
        self._fill_previous()
        self.units = QSpinBox()
        self.units.setRange(0, MOST_UNITS)
        self.units.setSuffix(" 个")
        self._hint = QLabel("\u2002")
        self._hint.setWordWrap(True)
        self._buttons = dialog_buttons("下一步：选择保存位置…")
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self.previous.activated.connect(self._take_previous)
        self.department.textEdited.connect(self._hint.clear)
        self.previous.editTextChanged.connect(self._hint.clear)
        self.year.valueChanged.connect(self._show_rules)
        self.profile.currentIndexChanged.connect(self._show_rules)
        if suggestion is not None:
            self._fill(suggestion)

    # -- making --------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        browse = QPushButton("选择…")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        line = QHBoxLayout()
        line.addWidget(self.previous, 1)
        line.addWidget(browse)
        self._sheet = QWidget()
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(self, 2))
        self._labels: list[QLabel] = []
        self._rules = self._section(
            column,
            "1　哪一年、哪个部门",
            self._rules_words(),
            ("年度", self.year),
            ("部门（单位）名称", self.department),
            ("适用规定", self.profile),
        )
        self._section(column, "2　从上年带过来", _CARRIED, ("上年文件", line))
        self._section(column, "3　二级机构", _UNITS, ("二级机构", self.units))
        self._scroll = self._make_scroll()
        column = QVBoxLayout(self)
        margin = gap(self, 5)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(gap(self, 2))
        column.addWidget(self._scroll, 1)
        column.addWidget(self._hint)
        column.addWidget(self._buttons)
        width = max(label.sizeHint().width() for label in self._labels)
        for label in self._labels:
            label.setMinimumWidth(width)
        self._hint.setMinimumHeight(
            self._hint.sizeHint().height()
        )  # its line is there before anything stands in it
        self.setMinimumWidth(40 * self.fontMetrics().horizontalAdvance("字"))
        self._make_room()
        self.department.setFocus()

    def _make_scroll(self) -> QScrollArea:
        """On a screen that has no room for all the questions they scroll; the buttons below stay in sight."""
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._sheet)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return scroll

    def _make_room(self) -> None:
        """All questions in view, as far as the screen allows.

        Wrapped notes ask for their height only once they are shown: without this the fields would be squeezed.
        """
        margins = self.layout().contentsMargins()
        whole = self._sheet.layout().totalHeightForWidth(
            self.minimumWidth() - margins.left() - margins.right()
        )
        self._scroll.setMinimumHeight(whole)
        needed = self.layout().totalMinimumHeightForWidth(self.minimumWidth())
        room = room_for(self).height()
        self._scroll.setMinimumHeight(whole - max(needed - room, 0))
        self.setMinimumHeight(min(needed, room))

    def _section(
        self, column: QVBoxLayout, title: str, below: str, *rows: tuple[str, QWidget | QHBoxLayout]
    ) -> QLabel:
        """The caption, its fields and a note below them, which is returned."""
        column.addWidget(bold_label(title))
        form = QFormLayout()
        form.setContentsMargins(gap(self, 4), 0, 0, 0)
        form.setSpacing(gap(self, 2))
        for words, field in rows:
            label = QLabel(words)
            self._labels.append(label)
            form.addRow(label, field)
            widget = field if isinstance(field, QWidget) else self.previous
            widget.setAccessibleName(words)
            label.setBuddy(widget)
        column.addLayout(form)
        note = quiet_label(below)
        note.setContentsMargins(gap(self, 4), 0, 0, 0)
        column.addWidget(note)
        column.addSpacing(gap(self, 3))
        return note

    def _fill_profiles(self) -> None:
        self._profiles: dict[str, Profile] = {}
        for code in available_profiles():
            try:
                self._profiles[code] = load_profile(code)
            except ProfileError:
                continue  # a profile that does not hold together cannot be chosen; opening a file with it says why
            self.profile.addItem(self._profiles[code].title, code)
        self.profile.setCurrentIndex(max(0, self.profile.findData(DEFAULT_PROFILE)))

    def _fill(self, answers: NewPacket) -> None:
        self.year.setValue(answers.year)
        self.department.setText(answers.department)
        self.profile.setCurrentIndex(max(0, self.profile.findData(answers.profile)))
        self.previous.setEditText(str(answers.previous or ""))
        self.units.setValue(answers.units)

    def _rules_words(self) -> str:
        """Whose rules the new packet follows, and what to look at where they are of another year than the packet."""
        profile, year = self._profiles.get(self.profile.currentData()), self.year.value()
        if profile is None:
            return ""  # none holds together: making the packet says why
        words = _RULES.format(region=profile.region, edition=profile.edition)
        return words if year == profile.edition else words + _NEWER.format(year=year)

    def _show_rules(self) -> None:
        self._rules.setText(self._rules_words())
        self._make_room()

    def _fill_previous(self) -> None:
        """The packets of before, to be picked instead of typed; the field itself stays empty."""
        for packet in self._recent:
            self.previous.addItem(
                f"{packet.year}年度　{packet.department}　{Path(packet.path).name}", packet.path
            )
        self.previous.setCurrentIndex(-1)

    # -- answering -----------------------------------------------------------------------------------------------

    def _take_previous(self, row: int) -> None:
        """A packet picked from the list: its card says year and department, even where its file cannot be read."""
        packet = self._recent[row]
        self.previous.setCurrentIndex(-1)
        self._follow(packet.year, packet.department)
        self._take_file(packet.path)

    def _take_file(self, name: str) -> None:
        """Last year's file says what the answers are, as far as they are not given yet, and how many units come with it."""
        self.previous.setEditText(name)
        try:
            last = read_packet(Path(name))
        except FileProblem as problem:
            self._complain(str(problem), self.previous)
            return
        self._follow(last.year, last.text(COVER.ref("unit_name", "value")))
        self.units.setValue(max(self.units.value(), len(last.group("units"))))

    def _follow(self, year: int, department: str) -> None:
        self.year.setValue(year + 1)
        if not self.department.text().strip():
            self.department.setText(department)

    def _browse(self) -> None:
        path = file_to_open(self, LAST_YEAR, self._folder, PACKET_FILTER)
        if path is not None:
            self._take_file(str(path))

    def _accept(self) -> None:
        text = self.previous.currentText().strip()
        previous = Path(text) if text else None
        department = self.department.text().strip()
        if not department:
            self._complain("请填写部门（单位）名称。", self.department)
        elif previous is not None and not previous.is_file():
            self._complain(f"找不到上年文件“{previous.name}”，请重新选择，或留空。", self.previous)
        else:
            choice = NewPacket(
                self.year.value(), department, self.profile.currentData(), previous, self.units.value()
            )
            self.accept()
            self.chosen.emit(choice)

    def _complain(self, sentence: str, where: QWidget) -> None:
        self._hint.setText(sentence)
        tint(self._hint, level_color(Level.MANDATORY))
        self._make_room()
        where.setFocus()
        self._scroll.ensureWidgetVisible(where)
