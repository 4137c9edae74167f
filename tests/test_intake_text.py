"""Published text: the sample packet is read whole, and what is not read is named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.document import Table, ink_runs, is_ink
from intake.intake import Intake, read_source
from intake.text import decode, parse_text
from model.cells import CellRef
from model.edits import Edit, SetCell, set_cells
from tests.intake_kit import as_typed, covered, new_book, read_string, table
from tests.packet_2022 import LONG_TEXTS, SAMPLE, expected

SAMPLE_TEXT = SAMPLE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def packet() -> Intake:
    return read_source(SAMPLE, new_book())


# -- the sample packet -----------------------------------------------------------------------------------------------


def test_every_value_of_the_sample_packet_is_read_as_typed(packet):
    read = as_typed(packet)
    short = {address: text for address, text in read.items() if address not in LONG_TEXTS}
    assert short == expected()


def test_the_long_texts_are_read_whole_paragraph_by_paragraph(packet):
    read = as_typed(packet)
    for address, (begin, end, paragraphs) in LONG_TEXTS.items():
        text = read[address]
        assert text.startswith(begin), address
        assert text.endswith(end), address
        assert len(text.split("\n")) == paragraphs, address
        assert all(line == line.strip() and line for line in text.split("\n")), address


def test_figures_are_decimals_and_words_are_text(packet):
    assert packet.values[CellRef("income", "bureau", "total")] == Decimal("5394.86")
    assert packet.values[CellRef("cover", "budget_code", "value")] == "004001"
    assert packet.values[CellRef("indicators", "i8", "target")] == "100%"


def test_nothing_of_the_sample_packet_is_left_unread_and_nothing_is_a_problem(packet):
    assert packet.unread == ()
    assert packet.problems == ()


def test_names_spread_out_for_looks_are_closed_up_and_the_clerk_is_told(packet):
    assert "“陶  毅”中为排版加的空格已去掉，存为“陶毅”。" in packet.notes


def test_year_and_department_are_found(packet):
    assert (packet.found_year, packet.found_department) == (2022, "吉首市科工信局")


def test_every_value_names_the_words_it_was_read_from(packet):
    text = packet.document.text
    assert text == SAMPLE_TEXT
    for item in packet.read:
        assert text[item.span.start : item.span.end] == item.quote
    assert text[slice(*packet.sources[CellRef("income", "bureau", "other")])] == "153.63"
    assert text[slice(*packet.sources[CellRef("notice", "general", "value")])] == "3173.85万元"
    assert text[slice(*packet.sources[CellRef("evaluators", "e1", "name")])] == "陶  毅"


@pytest.mark.parametrize("address", sorted(LONG_TEXTS))
def test_a_place_within_a_long_text_is_found_again_in_the_source(packet, address):
    ref = CellRef.parse(address)
    value = packet.values[ref]
    for start in range(0, len(value), 97):
        part = value[start : start + 20].strip().split("\n")[0]
        begin = value.index(part, start)
        span = packet.locate(ref, begin, begin + len(part))
        assert "".join(packet.document.text[span.start : span.end].split()) == "".join(part.split())


def test_a_repeated_sentence_is_located_where_it_stands_not_where_it_stood_first(packet):
    ref = CellRef("chapters", "c2", "text")
    value = packet.values[ref]
    last = value.rindex("智慧城市项目经费137万元")
    span = packet.locate(ref, last, last + 13)
    assert span.start == SAMPLE_TEXT.rindex("智慧城市项目经费137万元")


def test_the_edit_fills_an_empty_packet_and_reading_again_changes_nothing():
    book = new_book()
    first = read_source(SAMPLE, book)
    changes = book.apply(first.edit)
    assert book.group("indicators") == tuple(f"i{number}" for number in range(1, 14))
    assert {str(ref): str(value) for ref, value in book.cells.items()} == as_typed(first)
    assert read_source(SAMPLE, book).edit == Edit(f"导入 {SAMPLE.name}", ())
    book.apply(changes.inverse)
    assert not book.cells
    assert book.group("units") == ()


def test_stated_totals_stay_as_stated():
    book = new_book()
    book.apply(read_source(SAMPLE, book).edit)
    assert book.stated(CellRef("sangong", "bureau", "total")) == Decimal(0)
    assert book.computed(CellRef("sangong", "bureau", "total")) == Decimal("0.29")


def test_every_edit_survives_the_history(packet):
    assert Edit.from_json(packet.edit.to_json()) == packet.edit


# -- fitting to a packet that already has something ------------------------------------------------------------------


def test_rows_are_the_source_s_rows_and_a_row_of_the_same_name_keeps_what_the_source_has_no_column_for():
    book = new_book()
    book.apply(read_source(SAMPLE, book).edit)
    weight = CellRef("indicators", "i4", "weight")
    book.apply(set_cells("分值", [(weight, Decimal(5)), (CellRef("indicators", "i5", "name"), "旧的指标")]))
    again = read_source(SAMPLE, book)
    assert any("旧的指标" in one and "删除" in one for one in again.removed)
    book.apply(again.edit)
    names = [book.text(CellRef("indicators", row, "name")) for row in book.group("indicators")]
    assert names[3:5] == ["新增规模企业", "完成工业投资"]
    assert book.number(weight) == Decimal(5)
    assert len(names) == 13


def test_rows_in_another_order_are_moved_not_typed_again():
    book = new_book()
    book.apply(read_source(SAMPLE, book).edit)
    shown = SAMPLE_TEXT.replace("\t张  宏\n\t副局长", "\t@\n\t@").replace(
        "\t陶  毅\n\t局  长", "\t张  宏\n\t副局长"
    )
    swapped = shown.replace("\t@\n\t@", "\t陶  毅\n\t局  长")
    intake = read_string(swapped, book)
    assert not any(isinstance(change, SetCell) for change in intake.edit.changes)
    book.apply(intake.edit)
    assert book.group("evaluators")[:2] == ("e2", "e1")


def test_a_blank_field_leaves_the_packet_s_value_and_a_table_s_blank_cell_clears_it():
    book = new_book()
    phone, nontax = CellRef("overview", "phone", "value"), CellRef("income", "bureau", "nontax")
    book.apply(set_cells("旧值", [(phone, "110"), (nontax, Decimal(5))]))
    book.apply(read_string(SAMPLE_TEXT.replace("\t8520526\n", "\t\n"), book).edit)
    assert book.text(phone) == "110"
    assert book.number(nontax) is None


def test_a_source_without_a_table_leaves_that_table_alone():
    book = new_book()
    book.apply(read_source(SAMPLE, book).edit)
    only_cover = "部门（单位）名称（盖章）：吉首市民政局\n预算编码：005001\n"
    book.apply(read_string(only_cover, book).edit)
    assert len(book.group("indicators")) == 13
    assert book.text(CellRef("cover", "unit_name", "value")) == "吉首市民政局"


# -- the file itself -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_usual_encodings_and_line_ends_give_the_same_packet(tmp_path, packet, encoding, newline):
    path = tmp_path / "材料.txt"
    path.write_bytes(SAMPLE_TEXT.replace("\n", newline).encode(encoding))
    again = read_source(path, new_book())
    assert again.values == packet.values
    assert again.sources == packet.sources


def test_a_damaged_character_is_a_problem_with_its_line(tmp_path):
    path = tmp_path / "损坏.txt"
    path.write_bytes(
        SAMPLE_TEXT.encode().replace("吉首市科工信局绩效自评\n".encode(), b"\xe5\x90" + "局\n".encode(), 1)
    )
    intake = read_source(path, new_book())
    assert "有损坏的字符" in intake.problems[0].message
    assert intake.values[CellRef("income", "bureau", "total")] == Decimal("5394.86")


def test_a_control_character_is_removed_and_named():
    intake = read_string(table("联系人|陶\x07毅"))
    assert as_typed(intake) == {"overview/contact/value": "陶毅"}
    assert "U+0007" in intake.problems[0].message


def test_rare_characters_are_kept():
    intake = read_string(table("联系人|䶮𠮷㛃\U00031350"))
    assert as_typed(intake) == {"overview/contact/value": "䶮𠮷㛃\U00031350"}


def test_a_cell_that_holds_a_blank_line_does_not_tear_its_row():
    document = parse_text(table("联系人|陶毅"))
    assert [len(block.rows) for block in document.blocks if isinstance(block, Table)] == [1]
    intake = read_string("\t机构名称\n\t收入合计\n\t上年结转\n\n\t1、局机关\n\n\t10\n\n\t2\n")
    assert as_typed(intake) == {"income/bureau/total": "10", "income/bureau/carryover": "2"}


@given(st.characters())
def test_every_letter_and_digit_of_any_script_counts_as_visible(character):
    assert is_ink(character) or not character.isalnum()
    assert not (is_ink(character) and character.isspace())


CELL_ENDS = [
    cell.span.end
    for block in parse_text(SAMPLE_TEXT).blocks
    if isinstance(block, Table)
    for row in block.rows
    for cell in row.cells
]


@settings(max_examples=80, deadline=None)
@given(end=st.sampled_from(CELL_ENDS))
def test_a_blank_line_after_any_one_cell_changes_nothing(packet, end):
    """Converters leave such blank lines; a figure that slid under another heading would be worse than one unread."""
    assert read_string(SAMPLE_TEXT[:end] + "\n" + SAMPLE_TEXT[end:]).values == packet.values


def test_decoding_keeps_what_was_written():
    assert decode("\ufeff甲\r\n乙\r丙".encode(), "x") == "甲\n乙\n丙"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_cut_or_shuffled_all_visible_text_is_read_a_label_or_unread(data):
    """The promise behind the preview: nothing of a source is ever dropped in silence."""
    lines = SAMPLE_TEXT.split("\n")
    start = data.draw(st.integers(0, len(lines) - 1))
    stop = data.draw(st.integers(start, len(lines)))
    chosen = lines[start:stop]
    if chosen and data.draw(st.booleans()):
        where = data.draw(st.integers(0, len(chosen) - 1))
        chosen.insert(where, data.draw(st.text(alphabet="\t 甲乙1.:：、（）无年月日\n", max_size=12)))
    intake = read_string("\n".join(chosen))
    known = covered(intake)
    text = intake.document.text
    for run in ink_runs(text):
        assert all(known[run.start : run.end]), text[run.start : run.end]
    new_book().apply(intake.edit)
