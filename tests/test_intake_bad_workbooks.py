"""Workbooks that cannot be taken in: one Chinese sentence each; however large or damaged, reading ends."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest

from export.excel.writer import write_xlsx
from intake.excel import read_excel
from intake.problems import UnreadableSource
from tests.intake_kit import OLE, as_typed, flipped, is_honest, quickly, read, refusal, written, zipped
from tests.sample import sample_book
from tests.xlsx_fixtures import handmade, one_sheet, raw_workbook, text_cell


@pytest.mark.parametrize(("name", "words"), [("旧.xls", "旧版 .xls 表格"), ("旧.et", "WPS 表格的 .et 文件")])
def test_old_formats_say_what_to_do(tmp_path, name, words):
    sentence = refusal(written(tmp_path / name, OLE))
    assert words in sentence
    assert "另存为 .xlsx" in sentence


def test_an_old_workbook_by_another_name_and_one_with_a_password(tmp_path):
    assert "旧版 .xls" in refusal(written(tmp_path / "x.xlsx", OLE + "Workbook\0".encode("utf-16-le")))
    assert "密码" in refusal(written(tmp_path / "y.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")))


def test_other_packages_say_what_to_do(tmp_path):
    assert ".xlsb" in refusal(zipped(tmp_path / "x.xlsx", {"xl/workbook.bin": b"a"}))
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}
    assert "OpenDocument" in refusal(zipped(tmp_path / "x.ods", parts))
    assert refusal(zipped(tmp_path / "z.xlsx", {"xl/styles.xml": b"<a/>"}))


def test_a_workbook_about_something_else(tmp_path):
    assert "没有认出" in refusal(one_sheet(tmp_path / "x.xlsx", [("苹果", 3), ("梨", 4)]))


def test_far_cells_cost_nothing_and_are_listed(tmp_path):
    rows = f'<row r="1">{text_cell("A1", "联系人")}{text_cell("B1", "陶毅")}</row>'
    far = f'<row r="1048576">{text_cell("XFD1048576", "远处")}</row>'
    merges = '<mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="C1:XFD1048576"/></mergeCells>'
    path = raw_workbook(tmp_path / "x.xlsx", f"<sheetData>{rows}{far}</sheetData>{merges}")

    def action() -> None:
        intake = read(path)
        assert as_typed(intake) == {"overview/contact/value": "陶毅"}

    quickly(action)


@pytest.mark.parametrize(
    "sheet",
    [
        "<sheetData>" + f"<row>{'<c><v>1</v></c>' * 4}</row>" * 20_000 + "</sheetData>",
        "<sheetData><row>" + "<c><v>1</v></c>" * 30_000 + "</row></sheetData>",
        "<sheetData>" + "<row><c><v>1</v></c></row>" * 3_000 + "</sheetData>",
        "<sheetData/><mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 20_000 + "</mergeCells>",
    ],
)
def test_sheets_far_larger_than_any_packet_are_refused_at_once(tmp_path, sheet):
    path = raw_workbook(tmp_path / "x.xlsx", sheet)
    quickly(lambda: refusal(path))


def test_a_sheet_formatted_to_its_last_row_is_read(tmp_path):
    """Borders drawn over whole columns leave many thousand empty cells behind."""
    blank = "".join(
        f'<row r="{row}"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>' for row in range(2, 60_000)
    )
    cells = f'<row r="1">{text_cell("A1", "联系人")}{text_cell("B1", "陶毅")}</row>'
    path = raw_workbook(tmp_path / "x.xlsx", f"<sheetData>{cells}{blank}</sheetData>")
    quickly(lambda: read(path))


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY e "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_document_types_are_refused_in_every_part(tmp_path, declaration, part):
    path = raw_workbook(tmp_path / "x.xlsx", '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = declaration.encode() + parts[part]
    assert "已损坏" in refusal(zipped(tmp_path / "y.xlsx", parts))


# -- mutations ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("xlsx")
    write_xlsx(sample_book(), folder / "own.xlsx")
    return [handmade(folder / "x.xlsx").read_bytes(), (folder / "own.xlsx").read_bytes()]


@pytest.mark.parametrize("batch", range(5))
def test_damaged_workbooks_never_raise_anything_but_the_refusal(tmp_path, workbooks, batch):
    chance = random.Random(batch)
    for number in range(20):
        data = workbooks[number % 2]
        damaged = flipped(data, chance) if chance.random() < 0.8 else data[: chance.randrange(len(data))]
        path = written(tmp_path / "x.xlsx", damaged)
        quickly(lambda path=path: is_honest(path) or pytest.fail("dishonest"))


@pytest.mark.parametrize("batch", range(5))
def test_workbooks_with_damaged_xml_never_raise_anything_but_the_refusal(tmp_path, workbooks, batch):
    """The zip is whole; the parts within it have elements doubled, swapped, cut out, and odd values."""
    chance = random.Random(100 + batch)
    for number in range(20):
        with zipfile.ZipFile(io.BytesIO(workbooks[number % 2])) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice([name for name in parts if name.startswith("xl/") and name.endswith(".xml")])
        pieces = re.split(r"(?=<(?:row|c|mergeCell|si|xf|numFmt|sheet|v)[ >])", parts[name].decode())
        for _ in range(chance.randint(1, 8)):
            here, there = chance.randrange(len(pieces)), chance.randrange(len(pieces))
            change = chance.randrange(5)
            if change == 0:
                pieces[here], pieces[there] = pieces[there], pieces[here]
            elif change == 1:
                pieces[here] = pieces[here] + pieces[here]
            elif change == 2:
                pieces[here] = re.sub(r"</(?:row|c|si|v)>", "", pieces[here])
            else:
                odd = chance.choice(
                    ["", "-3", "x", "99999999999999999999", "A0", "XFD1048576", "1e308", "NaN", "A1:XFD9"]
                )
                pieces[here] = re.sub(
                    r'"[^"]*"|(?<=<v>)[^<]*',
                    lambda found, odd=odd: f'"{odd}"' if found[0].startswith('"') else odd,
                    pieces[here],
                    count=2,
                )
        path = zipped(tmp_path / "x.xlsx", parts | {name: "".join(pieces).encode()})
        quickly(lambda path=path: is_honest(path) or pytest.fail("dishonest"))


def test_the_reader_alone_refuses_what_is_no_workbook(tmp_path):
    with pytest.raises(UnreadableSource, match=r"另存为 \.xlsx"):
        read_excel(zipped(tmp_path / "x.xlsx", {"a.txt": b"a"}))
