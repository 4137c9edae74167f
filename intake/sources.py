"""Which reader a file is for: told by its first bytes, not by its name."""

from __future__ import annotations

import errno
from pathlib import Path

from intake.archive import open_archive
from intake.document import SourceDocument
from intake.problems import UnreadableSource
from intake.text import MAX_TEXT_BYTES, read_text
from model.longwork import UNWATCHED, Work

_SIGNATURE_BYTES = 16
_FOREIGN = (
    (b"\x89PNG", "是 PNG 图片"),
    (b"\xff\xd8\xff", "是 JPEG 图片"),
    (b"GIF8", "是 GIF 图片"),
    (b"BM", "是 BMP 图片"),
    (b"%PDF", "是 PDF 文件"),
    (b"{\\rtf", "是 RTF 文件"),
    (b"Rar!", "是 RAR 压缩包"),
    (b"7z\xbc\xaf", "是 7z 压缩包"),
    (b"\x1f\x8b", "是 gzip 压缩包"),
    (b"SQLite format 3", "是数据库文件"),
    (b"MZ", "是 Windows 程序"),
    (b"\x7fELF", "是程序文件"),
)
_REMEDY = "不能导入，请选择 .docx、.xlsx 或 .txt 文件。"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_SHEETS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
"""The streams in which Excel 97, Excel 95 and the .et format keep their sheets."""


def open_source(path: Path, work: Work = UNWATCHED) -> SourceDocument:
    """Read any supported file; raises UnreadableSource with one Chinese sentence for everything else."""
    try:
        return _open(path, work)
    except IsADirectoryError as error:
        raise UnreadableSource(
            f"“{path.name}”是文件夹，不是文件，请选择文件夹里的 .docx、.xlsx 或 .txt 文件。"
        ) from error
    except FileNotFoundError as error:
        raise UnreadableSource(f"找不到文件“{path.name}”，它可能已被移动或改名，请重新选择。") from error
    except PermissionError as error:
        raise UnreadableSource(
            f"没有权限读取“{path.name}”，请关闭正在使用它的程序，或把它复制到自己的文件夹后再导入。"
        ) from error
    except OSError as error:
        reason = errno.errorcode.get(error.errno or 0, "未知原因")
        raise UnreadableSource(f"“{path.name}”读取失败（{reason}），请把它复制到本机后再导入。") from error


def _open(path: Path, work: Work) -> SourceDocument:
    if path.is_dir():
        raise IsADirectoryError(path)
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_SIGNATURE_BYTES)
    if head.startswith(b"PK"):
        return _open_package(path, work)
    if head.startswith(_OLE):
        raise UnreadableSource(_old_format(path))
    for signature, kind in _FOREIGN:
        if head.startswith(signature):
            raise UnreadableSource(f"“{path.name}”{kind}，{_REMEDY}")
    if size > MAX_TEXT_BYTES:
        raise UnreadableSource(f"“{path.name}”超过 10 MB，不像是一份自评材料，请确认选对了文件。")
    return read_text(path, work)


def _open_package(path: Path, work: Work) -> SourceDocument:
    """Read a zip file as what its parts say it is."""
    with open_archive(path) as archive:
        names = archive.names
    if "xl/workbook.bin" in names:
        raise UnreadableSource(
            f"“{path.name}”是二进制的 .xlsb 表格，请先用 WPS 或 Excel 另存为 .xlsx，再导入。"
        )
    if "content.xml" in names and "mimetype" in names:
        raise UnreadableSource(
            f"“{path.name}”是 OpenDocument 文件，请先用 WPS 另存为 .docx 或 .xlsx，再导入。"
        )
    if any(name.startswith("xl/") for name in names):
        from intake.excel import read_excel

        return read_excel(path, work)
    from intake.word import read_word

    return read_word(path, work)


def _old_format(path: Path) -> str:
    """The sentence for an OLE file: an encrypted one, or the formats of Office 97 and of WPS."""
    with path.open("rb") as file:
        beginning = file.read(MAX_TEXT_BYTES)
    if _ENCRYPTED in beginning:
        return f"“{path.name}”设有打开密码，请先用 WPS 或 Office 去掉密码，再导入。"
    suffix = path.suffix.lower()
    if suffix == ".et":
        return f"“{path.name}”是 WPS 表格的 .et 文件，请先用 WPS 另存为 .xlsx，再导入。"
    is_sheet = suffix == ".xls" or any(stream in beginning for stream in _OLD_SHEETS)
    if is_sheet:
        return f"“{path.name}”是旧版 .xls 表格，请先用 WPS 或 Excel 另存为 .xlsx，再导入。"
    return f"“{path.name}”是旧版 .doc 文件，请先用 WPS 或 Word 另存为 .docx，再导入。"
