"""What went wrong while writing a document, in one sentence the clerk can act on."""

from __future__ import annotations

import errno
from pathlib import Path

_WINDOWS_SHARING_VIOLATION = 32
_WINDOWS_LOCK_VIOLATION = 33
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class ExportError(Exception):
    """The document was not written; the text is one Chinese sentence for the clerk."""


def export_error(target: Path, problem: OSError) -> ExportError:
    """Say in one sentence why `target` could not be written."""
    name = target.name
    held = getattr(problem, "winerror", None) in (_WINDOWS_SHARING_VIOLATION, _WINDOWS_LOCK_VIOLATION)
    if held or problem.errno in (errno.EBUSY, errno.ETXTBSY):
        return ExportError(f"“{name}”正被其他程序打开，请先关闭该文件，或换一个文件名后再导出。")
    if problem.errno in _FULL:
        return ExportError(f"磁盘已满，“{name}”没有写成；请清理磁盘空间，或换一个位置后再导出。")
    if problem.errno in (errno.ENOENT, errno.ENOTDIR):
        return ExportError(f"文件夹“{target.parent}”不存在，“{name}”没有写成；请换一个位置后再导出。")
    if problem.errno == errno.EISDIR:
        return ExportError(f"“{name}”是一个文件夹，不能当作文件写入；请换一个文件名后再导出。")
    if problem.errno in (errno.ENAMETOOLONG, errno.EINVAL):
        return ExportError(f"文件名“{name}”过长或含有不能使用的字符，请换一个文件名后再导出。")
    if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ExportError(
            f"无写入权限，“{name}”没有写成；请确认该文件未被其他程序打开且不是只读，或换一个位置后再导出。"
        )
    return ExportError(f"“{name}”没有写成（{problem.strerror or '磁盘读写出错'}），请换一个位置后再导出。")
