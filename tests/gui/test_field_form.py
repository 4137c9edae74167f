"""Field forms: one Edit a field, refused text stays with its reason, computed fields are stated on purpose only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from gui.document import Document
from gui.editors import ProseEditor
from gui.field_form import FieldForm
from model.cells import CellRef
from model.edits import set_cells
from model.findings import Severity
from model.formdef import RowDef
from model.forms import FORMS
from tests.gui.keyboard import CONTROL, SHIFT, Key, focus, press, show, type_text

Make = Callable[[str], FieldForm]
FIELD_FORMS = ("cover", "overview", "goals", "result", "opinions", "notice", "chapters")


@pytest.fixture
def form(qtbot: QtBot, document: Document) -> Iterator[Make]:
    def make(code: str) -> FieldForm:
        made = FieldForm(document, FORMS[code])
        qtbot.addWidget(made)
        show(made)
        return made

    return make


def value(document: Document, sheet: str, row: str) -> object:
    return document.book.value(CellRef(sheet, row, "value"))


@pytest.mark.parametrize("code", FIELD_FORMS)
def test_every_field_is_named_and_its_label_leads_to_it(form: Make, code: str) -> None:
    made = form(code)
    assert len(made.fields) == len([row for row in FORMS[code].rows if isinstance(row, RowDef)])
    for field in made.fields.values():
        assert field.label.text()
        assert field.label.buddy() is field.editor
        assert field.editor.accessibleName() == field.label.text()


def test_enter_makes_one_edit_of_a_field(form: Make, document: Document) -> None:
    made = form("overview")
    made.field("contact").editor.setFocus()
    type_text("陶毅")
    press(Key.Key_Return)
    assert value(document, "overview", "contact") == "陶毅"
    assert document.undo_label == "填写 " + document.book.name(CellRef("overview", "contact", "value"))
    document.undo()
    assert made.field("contact").editor.typed() == ""


def test_leaving_a_field_takes_it_over(form: Make, document: Document) -> None:
    made = form("overview")
    made.field("staffing").editor.setFocus()
    type_text("26")
    press(Key.Key_Tab)
    assert value(document, "overview", "staffing") == Decimal(26)


@pytest.mark.parametrize(
    ("sheet", "row"), [("cover", "report_date"), ("notice", "deadline"), ("notice", "issue_date")]
)
def test_a_date_that_no_calendar_has_is_refused_at_its_field(
    form: Make, document: Document, sheet: str, row: str
) -> None:
    made = form(sheet)
    made.field(row).editor.setFocus()
    type_text("2024年2月30日")
    press(Key.Key_Return)
    assert value(document, sheet, row) is None
    assert made.field(row).reason.isVisible()
    assert "2月没有30日" in made.field(row).reason.text()


def test_the_example_beside_a_date_is_of_the_year_after_the_packets(form: Make, document: Document) -> None:
    assert form("notice").field("deadline").help.text() == f"如 {document.book.year + 1}年7月24日"


def test_leaving_an_untouched_field_makes_no_edit(form: Make, document: Document) -> None:
    made = form("overview")
    made.field("contact").editor.setFocus()
    press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    assert document.undo_label == "真实材料"


def test_escape_restores_what_stood_there(form: Make, document: Document) -> None:
    document.apply(set_cells("人", [(CellRef("overview", "contact", "value"), "陶毅")]))
    made = form("overview")
    made.field("contact").editor.setFocus()
    type_text("abc")
    press(Key.Key_Escape)
    assert made.field("contact").editor.typed() == "陶毅"
    assert value(document, "overview", "contact") == "陶毅"


def test_escape_after_a_pause_in_writing_takes_the_whole_visit_back(
    qtbot: QtBot, form: Make, document: Document
) -> None:
    made = form("overview")
    field = made.field("duties")
    field.editor.setFocus()
    type_text("负责全市工业")
    qtbot.waitUntil(lambda: value(document, "overview", "duties") == "负责全市工业", timeout=5000)
    type_text("和信息化")
    press(Key.Key_Escape)
    assert value(document, "overview", "duties") is None
    assert field.editor.typed() == ""


def test_prose_is_saved_in_pauses_without_moving_the_caret(
    qtbot: QtBot, form: Make, document: Document
) -> None:
    made = form("overview")
    editor = made.field("duties").editor
    assert isinstance(editor, ProseEditor)
    editor.setFocus()
    type_text("第一段。")
    press(Key.Key_Return, Key.Key_Return)
    type_text("第二段。 ")
    qtbot.waitUntil(lambda: value(document, "overview", "duties") == "第一段。\n第二段。", timeout=5000)
    type_text("续写")
    assert editor.typed() == "第一段。\n\n第二段。 续写"
    press(Key.Key_Return, modifiers=CONTROL)
    assert value(document, "overview", "duties") == "第一段。\n第二段。 续写"


def test_prose_grows_with_its_text(qtbot: QtBot, form: Make, document: Document) -> None:
    made = form("goals")
    editor = made.field("expected").editor
    before = editor.height()
    document.apply(set_cells("目标", [(CellRef("goals", "expected", "value"), "\n".join(["一项目标"] * 8))]))
    qtbot.waitUntil(lambda: editor.height() > before * 1.8, timeout=2000)


def test_nonsense_stays_with_its_reason_underneath_until_escape(form: Make, document: Document) -> None:
    made = form("overview")
    heard: list[str] = []
    made.message.connect(heard.append)
    field = made.field("staffing")
    field.editor.setFocus()
    type_text("26.5")
    press(Key.Key_Return)
    assert "不是整数" in field.refusal
    assert heard == [field.refusal]
    press(Key.Key_Tab)
    assert field.editor.typed() == "26.5", "leaving does not clear it"
    assert value(document, "overview", "staffing") is None
    document.apply(set_cells("数", [(CellRef("overview", "staff", "value"), Decimal(22))]))
    assert field.editor.typed() == "26.5"
    field.editor.setFocus()
    press(Key.Key_Escape)
    assert field.editor.typed() == ""
    assert field.refusal == ""


def test_a_finding_is_marked_beside_its_field(form: Make, document: Document) -> None:
    cells = {"general": "3173.85", "basic": "454.45", "project": "2123.53"}
    document.apply(
        set_cells("通知", [(CellRef("notice", row, "value"), Decimal(text)) for row, text in cells.items()])
    )
    made = form("notice")
    mark = made.field("general").mark
    assert mark.severity is Severity.MANDATORY
    assert "2577.98" in mark.toolTip()
    assert "强制" in mark.accessibleName()
    document.apply(set_cells("改", [(CellRef("notice", "general", "value"), Decimal("2577.98"))]))
    assert mark.severity is None


def test_a_computed_field_is_read_only_until_another_value_is_stated(form: Make, document: Document) -> None:
    document.apply(set_cells("通知", [(CellRef("notice", "general", "value"), Decimal(10))]))
    made = form("notice")
    field = made.field("total")
    worked_out = value(document, "notice", "total")
    field.entry.setFocus()
    heard: list[str] = []
    made.message.connect(heard.append)
    type_text("7")
    assert "按公式计算" in heard[0]
    assert value(document, "notice", "total") == worked_out
    press(Key.Key_F2, modifiers=SHIFT)
    type_text("5394.86")
    press(Key.Key_Return)
    assert document.book.stated(CellRef("notice", "total", "value")) == Decimal("5394.86")
    QTest.mouseClick(field.override, Qt.MouseButton.LeftButton)
    assert document.book.stated(CellRef("notice", "total", "value")) is None
    assert field.shown.text() == f"{worked_out:.2f}"


def test_opening_a_computed_field_and_leaving_it_states_nothing(form: Make, document: Document) -> None:
    document.apply(set_cells("通知", [(CellRef("notice", "general", "value"), Decimal(10))]))
    made = form("notice")
    made.field("total").state_other()
    press(Key.Key_Tab)
    assert document.book.stated(CellRef("notice", "total", "value")) is None
    assert made.field("total").is_computed


def test_a_computed_field_keeps_what_was_typed_into_it_though_it_is_the_same(
    form: Make, document: Document
) -> None:
    general, total = CellRef("notice", "general", "value"), CellRef("notice", "total", "value")
    document.apply(set_cells("通知", [(general, Decimal(10))]))
    made = form("notice")
    made.field("total").entry.setFocus()
    shown = value(document, "notice", "total")
    press(Key.Key_F2, modifiers=SHIFT)
    type_text(str(shown))
    press(Key.Key_Return)
    document.apply(set_cells("通知", [(general, Decimal(20))]))
    assert document.book.stated(total) == value(document, "notice", "total") == shown


def test_the_grade_is_chosen_from_the_profiles_grades(form: Make, document: Document) -> None:
    document.apply(set_cells("分", [(CellRef("result", "score", "value"), Decimal(97))]))
    made = form("result")
    field = made.field("grade")
    assert field.shown.text() == "优"
    field.state_other()
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert document.book.stated(CellRef("result", "grade", "value")) == "良"


def test_going_to_a_field_brings_it_into_view_with_its_label(qtbot: QtBot, document: Document) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    made = FieldForm(document, FORMS["notice"])
    area.setWidget(made)
    show(area, height=200)
    seen: list[CellRef] = []
    made.current_ref_changed.connect(seen.append)
    ref = CellRef("notice", "members", "value")
    assert made.goto(ref)
    QApplication.processEvents()
    assert focus() is made.fields[ref].editor
    assert seen == [ref]
    assert not made.fields[ref].label.visibleRegion().isEmpty()
    assert not made.goto(CellRef("income", "bureau", "public"))


def test_undo_is_the_documents_once_a_field_is_taken_over(form: Make, document: Document) -> None:
    made = form("overview")
    undone: list[bool] = []
    _add_undo(made, lambda: undone.append(True))
    made.field("contact").editor.setFocus()
    type_text("ab")
    press(Key.Key_Z, modifiers=CONTROL)
    assert undone == [], "what is being typed is taken back in the field"
    type_text("cd")
    press(Key.Key_Return)
    press(Key.Key_Z, modifiers=CONTROL)
    assert undone == [True]


def test_no_timer_is_left_after_a_field_was_taken_over(qtbot: QtBot, form: Make) -> None:
    made = form("overview")
    made.field("duties").editor.setFocus()
    type_text("职责")
    made.commit()
    assert not any(timer.isActive() for timer in made.findChildren(QTimer) if timer.isSingleShot())


def _add_undo(made: FieldForm, act: Callable[[], object]) -> None:
    from PySide6.QtGui import QAction, QKeySequence

    action = QAction("撤销", made)
    action.setShortcut(QKeySequence.StandardKey.Undo)
    action.triggered.connect(act)
    made.addAction(action)
