"""The headless verbs: the same code as the window, Chinese sentences, exit codes 0, 1, 2, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from main import main
from model.project import Project
from tests.sample import SAMPLE

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def packet(tmp_path, capsys) -> Path:
    path = tmp_path / "2022.jxzp"
    assert main(["import", str(SAMPLE), "--to", str(path)]) == 0
    capsys.readouterr()
    return path


def test_import_lists_what_was_read_and_what_was_not(tmp_path, capsys):
    assert main(["import", str(SAMPLE), "--to", str(tmp_path / "2022.jxzp")]) == 0
    out = capsys.readouterr().out
    assert "读入　收入 › 1、局机关 › 收入合计：5394.86" in out
    assert "未识别" in out


def test_check_of_the_packet_finds_mandatory_errors(packet, capsys):
    assert main(["check", str(packet)]) == 1
    out = capsys.readouterr().out
    assert "强制　G06" in out
    assert "尾差　G01" in out


def test_check_json_is_one_object_of_the_promised_shape(packet, capsys):
    assert main(["check", str(packet), "--json"]) == 1
    body = json.loads(capsys.readouterr().out)
    assert set(body) == {"findings", "not_checked", "passed", "numbers_read", "numbers_checked"}
    assert set(body["findings"][0]) == {
        "code",
        "severity",
        "place",
        "span",
        "quote",
        "stated",
        "expected",
        "message",
    }
    assert {one["severity"] for one in body["findings"]} <= {"mandatory", "advisory", "rounding"}
    assert 0 < body["numbers_checked"] <= body["numbers_read"]


def test_check_of_a_text_on_the_fly_quotes_the_text_itself(capsys):
    assert main(["check", str(SAMPLE), "--json"]) == 1
    text = SAMPLE.read_text(encoding="utf-8")
    body = json.loads(capsys.readouterr().out)
    income = next(one for one in body["findings"] if one["code"] == "G01")
    start, end = income["span"]
    assert text[start:end] == income["quote"]
    assert income["quote"].strip() == "5394.86"


def test_new_makes_a_file_that_opens_and_has_no_mandatory_finding(tmp_path, capsys):
    path = tmp_path / "2023.jxzp"
    assert main(["new", "--year", "2023", "--department", "某某县统计局", "--to", str(path)]) == 0
    assert main(["check", str(path)]) == 0
    assert "强制 0" in capsys.readouterr().out


def test_new_never_overwrites(packet, capsys):
    before = packet.read_bytes()
    assert main(["new", "--year", "2023", "--department", "某局", "--to", str(packet)]) == 2
    assert packet.read_bytes() == before
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_export_writes_the_form(packet, tmp_path, capsys):
    pdf = tmp_path / "form.pdf"
    assert main(["export", str(packet), "--pdf", str(pdf), "--part", "form"]) == 0
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "字体" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "没有这个文件.jxzp"],
        ["check", "没有这个文件.txt"],
        ["export", "没有这个文件.jxzp", "--pdf", "x.pdf"],
        ["import", "没有这个文件.txt", "--to", "x.jxzp"],
        ["new", "--year", "二〇二三"],
        ["export"],
    ],
)
def test_what_cannot_be_done_ends_in_one_chinese_line_and_exit_code_2(arguments, tmp_path, monkeypatch):
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert any("\u4e00" <= character <= "\u9fff" for character in done.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="uses a POSIX shell")
@pytest.mark.parametrize("told", ["check 2022.jxzp", "check --json 2022.jxzp", "--help"])
def test_who_reads_only_the_first_lines_gets_them_and_nothing_else(packet, told):
    """``check … | head -1``: the pipe is closed before the program has written all, or anything."""
    whole = _in_shell(f"$P $M {told}", packet.parent)
    for reader in ("head -1", "true"):
        part = _in_shell(f"($P $M {told}; echo $? >&2) | {reader}", packet.parent)
        assert part.stdout == (whole.stdout.splitlines(keepends=True)[0] if reader == "head -1" else "")
        assert part.stderr == f"{whole.returncode}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="uses a POSIX shell")
def test_an_import_that_nobody_reads_is_made_whole(tmp_path):
    """Of two sources the second is read too, though the pipe broke at the first."""
    other = tmp_path / "另一份.txt"
    other.write_text(SAMPLE.read_text("utf-8").replace("法人代表：陶毅", "法人代表：王五"), "utf-8")
    done = _in_shell(f"($P $M import {SAMPLE} 另一份.txt --to 2022.jxzp; echo $? >&2) | true", tmp_path)
    assert (done.stdout, done.stderr) == ("", "0\n")
    with Project.open(tmp_path / "2022.jxzp") as project:
        assert project.undo_label == "导入 另一份.txt"
        assert not project.read_only, "the lock was given back"


@pytest.mark.skipif(sys.platform == "win32", reason="uses a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_verb_that_has_nowhere_to_speak_does_its_work(packet, tmp_path, closed):
    done = _in_shell(f"$P $M export {packet} --part form --pdf 表.pdf {closed}; echo $?", tmp_path)
    assert done.stdout.endswith("0\n")
    assert "Traceback" not in done.stdout + done.stderr
    assert (tmp_path / "表.pdf").is_file()


def _in_shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    names = {"P": sys.executable, "M": str(ROOT / "main.py")}
    return subprocess.run(
        ["sh", "-c", command],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, **names},
        check=False,
    )


def test_a_part_that_does_not_exist_is_named(packet, tmp_path, capsys):
    assert main(["export", str(packet), "--pdf", str(tmp_path / "x.pdf"), "--part", "封底"]) == 2
    assert "封底" in capsys.readouterr().err


def bad_source(folder: Path, kind: str) -> Path:
    """A file that a clerk might pick by mistake, or that somebody made to do harm."""
    import zipfile

    from docx import Document

    path = folder / {"bomb": "压缩.docx", "no table": "没有表格.docx", "png": "照片.docx"}.get(
        kind, "材料.txt"
    )
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "png":
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    elif kind == "nul":
        path.write_bytes("收入合计\0 5394.86".encode())
    else:
        document = Document()
        document.add_paragraph("各位同事，大家好。")
        document.save(path)
    if kind == "bomb":
        with zipfile.ZipFile(path) as plain:
            parts = {name: plain.read(name) for name in plain.namelist() if name != "word/document.xml"}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
            archive.writestr("word/document.xml", b" " * 200_000_000)
    return path


@pytest.mark.parametrize("kind", ["empty", "png", "no table", "bomb", "nul"])
@pytest.mark.parametrize("verb", ["import", "check"])
def test_a_bad_source_is_one_sentence_and_nothing_is_written(kind, verb, tmp_path, capsys):
    source, target = bad_source(tmp_path, kind), tmp_path / "2022.jxzp"
    arguments = ["--to", str(target)] if verb == "import" else ["--json"]
    assert main([verb, str(source), *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert source.name in said.err
    assert [path.name for path in tmp_path.iterdir()] == [source.name]


def test_another_kind_of_report_is_read_sentence_by_sentence(tmp_path, capsys):
    report = tmp_path / "决算说明.txt"
    report.write_text(
        "某局2023年度部门决算说明\n2023年度支出合计120.50万元，其中：基本支出100.50万元，项目支出30.00万元。\n",
        encoding="utf-8",
    )
    assert main(["check", str(report), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    start, end = found["span"]
    assert report.read_text(encoding="utf-8")[start:end] == found["quote"]
    assert found["expected"] == "130.50万元"


@pytest.mark.parametrize("year", ["23", "二〇二三", "abc", "20233"])
def test_a_year_that_is_none_is_refused_in_chinese(year, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["new", "--year", year, "--department", "某局", "--to", str(tmp_path / "n.jxzp")])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert f"“{year}”不是年度" in said
    assert list(tmp_path.iterdir()) == []


def test_a_packets_name_gets_its_suffix(tmp_path, capsys):
    assert main(["new", "--year", "2023", "--department", "某局", "--to", str(tmp_path / "本局")]) == 0
    assert (tmp_path / "本局.jxzp").is_file()
