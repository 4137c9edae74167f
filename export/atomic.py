"""A finished document takes its place at once or not at all."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from export.errors import export_error
from model.longwork import UNWATCHED, Work

_NEARLY = 0.98
_PATIENCE_S = 2.0
"""On Windows a virus scanner may hold a file for a moment."""


def write_atomically(target: Path, data: bytes, work: Work = UNWATCHED) -> None:
    """Write `data` beside `target`, flush it to disk, then put it in place; ExportError if that fails.

    Until it is put in place it may be called off: what stood at `target` stands there still.
    """
    work.at(_NEARLY)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".jxzp-", suffix=".tmp")
    except OSError as problem:
        raise export_error(target, problem) from problem
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_usual_mode(target))
        work.past_return()
        _replace(temporary, target)
    except OSError as problem:
        raise export_error(target, problem) from problem
    finally:
        temporary.unlink(missing_ok=True)


def _usual_mode(target: Path) -> int:
    """The rights of the file that is replaced, else those of any new file (mkstemp's are private)."""
    if target.is_file():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _replace(temporary: Path, target: Path) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        try:
            temporary.replace(target)
        except PermissionError:
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
