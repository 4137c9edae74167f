"""Writing whole files so that a crash leaves the old one or the new one, never half of either."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ON_WINDOWS = os.name == "nt"
REPLACE_PATIENCE_SECONDS = 2.0
_PAUSE_SECONDS = 0.05


@contextmanager
def temporary_beside(target: Path) -> Iterator[Path]:
    """An empty file in the target's folder, removed at the end unless it was moved away."""
    handle, name = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=".tmp", dir=target.parent)
    os.close(handle)
    path = Path(name)
    try:
        yield path
    finally:
        for leftover in (path, path.with_name(path.name + "-journal")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def replace_file(source: Path, target: Path) -> None:
    """Put ``source`` in the place of ``target``, on disk for good when this returns."""
    flush_to_disk(source)
    _open_to_readers(source)
    _with_patience(lambda: source.replace(target))
    flush_folder(target.parent)


def publish_new(source: Path, target: Path) -> None:
    """Give ``source`` the name ``target``; raises FileExistsError rather than overwrite anything."""
    flush_to_disk(source)
    _open_to_readers(source)
    if ON_WINDOWS:
        _with_patience(lambda: source.rename(target))  # refuses to overwrite
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # FAT and some shares know no hard links
        if os.path.lexists(target):
            raise FileExistsError(str(target)) from None
        source.rename(target)
    flush_folder(target.parent)


def flush_to_disk(path: Path) -> None:
    """Have the operating system write the file out."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Have the folder's entries written out, where the system can (Windows cannot and need not)."""
    if ON_WINDOWS:
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _open_to_readers(path: Path) -> None:
    """Temporary files are private; a finished one gets the rights that any new file of the user has."""
    if ON_WINDOWS:
        return
    mask = os.umask(0)
    os.umask(mask)
    with suppress(OSError):
        path.chmod(0o666 & ~mask)


def _with_patience(move: Callable[[], object]) -> None:
    """Virus scanners hold new files open for a moment on Windows: try again for up to two seconds."""
    deadline = time.monotonic() + REPLACE_PATIENCE_SECONDS
    while True:
        try:
            move()
        except PermissionError:
            if not ON_WINDOWS or time.monotonic() >= deadline:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return
