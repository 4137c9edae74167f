"""Files that cannot be taken in: one Chinese sentence each, never a traceback, never half a packet."""

from __future__ import annotations

import io
import os
import random
import re
import time
import zipfile
from pathlib import Path

import docx
import pytest

from intake.archive import MAX_ENTRIES
from intake.intake import read_source
from tests.docx_fixtures import build_packet
from tests.intake_kit import (
    HANG_SECONDS,
    OLE,
    as_typed,
    flipped,
    is_honest,
    new_book,
    refusal,
    written,
    zipped,
)
from tests.packet_2022 import SAMPLE

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
MEGABYTE = 1_000_000


@pytest.mark.parametrize("name", ["空.txt", "空.docx"])
@pytest.mark.parametrize("data", [b"", b" \n\n\t ", b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path, name, data):
    assert "是空文件" in refusal(written(tmp_path / name, data))


@pytest.mark.parametrize("name", ["图.docx", "图.txt"])
def test_a_picture_by_another_name(tmp_path, name):
    assert "是 PNG 图片" in refusal(written(tmp_path / name, PNG))


def test_a_pdf(tmp_path):
    assert "是 PDF 文件" in refusal(written(tmp_path / "材料.pdf", b"%PDF-1.7\n..."))


def test_text_with_nul_characters(tmp_path):
    assert "不是文字的数据" in refusal(written(tmp_path / "x.txt", "预算编码：1\0".encode()))


def test_binary_rubbish(tmp_path):
    assert refusal(written(tmp_path / "x.txt", random.Random(1).randbytes(4000)))


def test_text_in_an_unknown_encoding(tmp_path):
    assert "编码" in refusal(written(tmp_path / "x.txt", "預算編碼：你好".encode("big5") + b"\xff\xff" * 9))


def test_text_about_something_else(tmp_path):
    assert "没有认出" in refusal(written(tmp_path / "x.txt", "今天天气很好。\n".encode()))


def test_a_word_file_about_something_else(tmp_path):
    document = docx.Document()
    document.add_paragraph("今天天气很好。")
    document.save(str(tmp_path / "x.docx"))
    assert "没有认出" in refusal(tmp_path / "x.docx")


def test_an_old_word_file(tmp_path):
    assert "请先用 WPS 或 Word 另存为 .docx" in refusal(written(tmp_path / "旧.doc", OLE))
    assert "请先用 WPS 或 Word 另存为 .docx" in refusal(written(tmp_path / "旧.docx", OLE))


def test_a_word_file_with_a_password(tmp_path):
    protected = OLE + "EncryptedPackage".encode("utf-16-le")
    assert "密码" in refusal(written(tmp_path / "x.docx", protected))


def test_an_empty_workbook_and_a_plain_zip(tmp_path):
    assert "没有可见的工作表" in refusal(zipped(tmp_path / "x.docx", {"xl/workbook.xml": b"<a/>"}))
    assert "是压缩包" in refusal(zipped(tmp_path / "y.docx", {"a.txt": b"a"}))


def test_a_folder_and_a_missing_file(tmp_path):
    folder = tmp_path / "材料.docx"
    folder.mkdir()
    assert "是文件夹" in refusal(folder)
    assert "找不到文件" in refusal(tmp_path / "没有.docx")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path):
    path = written(tmp_path / "x.txt", SAMPLE.read_bytes())
    path.chmod(0)
    assert "没有权限" in refusal(path)


def test_permission_refused_by_the_system_is_said(tmp_path, monkeypatch):
    path = written(tmp_path / "x.txt", SAMPLE.read_bytes())

    usual = Path.open

    def refuse(self: Path, *arguments: object, **more: object) -> object:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return usual(self, *arguments, **more)

    monkeypatch.setattr(Path, "open", refuse)
    assert "没有权限" in refusal(path)


def test_a_text_file_of_forty_megabytes(tmp_path):
    path = tmp_path / "x.txt"
    with path.open("wb") as file:
        file.write("甲".encode())
        file.truncate(40 * MEGABYTE)
    assert "超过 10 MB" in refusal(path)


def test_a_text_far_longer_than_any_packet(tmp_path):
    assert "超过 100 万字" in refusal(
        written(tmp_path / "x.txt", ("预算编码：1\n" + "甲" * MEGABYTE).encode())
    )
    assert "2000 行" in refusal(written(tmp_path / "y.txt", ("\t联系人\n\n" * 2100).encode()))


# -- hostile archives --------------------------------------------------------------------------------------------------


def test_a_zip_bomb_of_200_megabytes_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bomb.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(200):
            part.write(bytes(MEGABYTE))
    assert path.stat().st_size < MEGABYTE
    assert "解压后过大" in refusal(path)


def test_a_zip_bomb_whose_table_of_contents_lies(tmp_path):
    """The promised size is 10 bytes; what comes out is cut there, so nothing large is ever in memory."""
    path = zipped(tmp_path / "x.docx", {"word/document.xml": bytes(30 * MEGABYTE)})
    data = path.read_bytes().replace((30 * MEGABYTE).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert refusal(written(path, data))


def test_an_archive_of_very_many_parts(tmp_path):
    path = zipped(tmp_path / "x.docx", {f"word/{number}.xml": b"" for number in range(MAX_ENTRIES + 1)})
    assert "超过" in refusal(path)


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../../x.xml", "word/../../x.xml", "C:/x.xml", "word\\..\\x.xml"]
)
def test_an_archive_with_names_outside_itself(tmp_path, name):
    path = zipped(tmp_path / "x.docx", {name: b"<a/>", "word/document.xml": b"<a/>"})
    assert "指向文件之外" in refusal(path)


def test_an_encrypted_archive(tmp_path):
    path = zipped(tmp_path / "x.docx", {"word/document.xml": b"<a/>"})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        data[data.index(signature) + offset] |= 1
    assert "密码" in refusal(written(path, bytes(data)))


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY e "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_entities_and_document_types_are_refused(tmp_path, declaration):
    entity = "&e;" if "ENTITY e" in declaration else ""
    xml = declaration + BODY.format("预算编码：" + entity)
    assert "已损坏" in refusal(zipped(tmp_path / "x.docx", {"word/document.xml": xml.encode()}))


def test_a_document_nested_ten_thousand_deep(tmp_path):
    deep = "<w:sdt>" * 10_000 + "</w:sdt>" * 10_000
    xml = BODY.format("").replace("<w:p>", deep + "<w:p>")
    assert refusal(zipped(tmp_path / "x.docx", {"word/document.xml": xml.encode()}))


def test_spans_of_a_billion_columns_cost_nothing(tmp_path):
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
    row = "<w:tr>" + cell.format(10**9, "联系人") + cell.format("x", "陶毅") + "</w:tr>"
    xml = BODY.format("").replace("<w:p>", f"<w:tbl>{row}</w:tbl><w:p>")
    intake = read_source(zipped(tmp_path / "x.docx", {"word/document.xml": xml.encode()}), new_book())
    assert as_typed(intake) == {"overview/contact/value": "陶毅"}


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 200_000 + "</w:tr></w:tbl>",
        "<w:tbl><w:tr>" + "<w:tc><w:p><w:r><w:t>联系人</w:t></w:r></w:p></w:tc>" * 39_000 + "</w:tr></w:tbl>",
        "<w:p/>" * 1_300_000,
        "<w:p>" + "<w:r><w:t>字</w:t></w:r>" * 190_000 + "</w:p>",
    ],
    ids=["200,000 cells in a row", "39,000 labels in a row", "empty paragraphs", "runs"],
)
def test_a_document_of_very_many_elements_takes_little_time_and_memory(tmp_path, body):
    """Stored, not packed, so that the archive's budget does not catch it: it is refused while it is being read."""
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", BODY.format("").replace("<w:p>", body + "<w:p>", 1))
    del body
    begin, before = time.perf_counter(), resident()
    assert refusal(path)
    assert time.perf_counter() - begin < HANG_SECONDS
    assert resident() - before < 200 * 1024


def resident() -> int:
    """The most memory this process has used, in KiB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


# -- mutations ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def word_packet(tmp_path_factory) -> bytes:
    values = as_typed(read_source(SAMPLE, new_book()))
    return build_packet(tmp_path_factory.mktemp("docx") / "x.docx", values).read_bytes()


@pytest.mark.parametrize("batch", range(5))
def test_damaged_word_files_never_raise_anything_but_the_refusal(tmp_path, word_packet, batch):
    chance = random.Random(batch)
    for _ in range(20):
        data = (
            flipped(word_packet, chance)
            if chance.random() < 0.7
            else word_packet[: chance.randrange(len(word_packet))]
        )
        assert is_honest(written(tmp_path / "x.docx", data))


@pytest.mark.parametrize("batch", range(5))
def test_word_files_with_damaged_xml_never_raise_anything_but_the_refusal(tmp_path, word_packet, batch):
    """The zip is whole; the document within it has tags cut out, doubled, renamed or swapped."""
    chance = random.Random(100 + batch)
    with zipfile.ZipFile(io.BytesIO(word_packet)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = parts["word/document.xml"].decode()
    blocks = re.split(r"(?=<w:(?:tr|tc|p)>)", xml)
    for _ in range(10):
        shuffled = list(blocks)
        for _ in range(chance.randint(1, 6)):
            here, there = chance.randrange(1, len(shuffled)), chance.randrange(1, len(shuffled))
            change = chance.randrange(4)
            if change == 0:
                shuffled[here] = re.sub(r"</w:(?:tr|tc|p)>", "", shuffled[here])
            elif change == 1:
                shuffled[here], shuffled[there] = shuffled[there], shuffled[here]
            elif change == 2:
                shuffled[here] = re.sub(
                    r'w:val="[^"]*"', f'w:val="{chance.choice(["", "-3", "x", "999", "0"])}"', shuffled[here]
                )
            else:
                shuffled[here] = re.sub(
                    r"<w:t[ >][^<]*</w:t>", "<w:t>\t１２．３．４万元</w:t>", shuffled[here]
                )
        path = zipped(tmp_path / "x.docx", parts | {"word/document.xml": "".join(shuffled).encode()})
        assert is_honest(path)


@pytest.mark.parametrize("batch", range(5))
def test_damaged_texts_never_raise_anything_but_the_refusal(tmp_path, batch):
    chance = random.Random(200 + batch)
    data = SAMPLE.read_bytes()
    for _ in range(30):
        start = chance.randrange(len(data))
        piece = (
            flipped(data, chance)
            if chance.random() < 0.5
            else data[start : start + chance.randrange(1, 20_000)]
        )
        assert is_honest(written(tmp_path / "x.txt", piece))
