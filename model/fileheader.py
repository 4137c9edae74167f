"""A look at a file's first bytes, before SQLite or anything else touches it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from model.problems import FileProblem, Reason, problem_from_os

APPLICATION_ID = 0x6A787A70
"""The letters jxzp, in SQLite's header at byte 68: what tells our files from any other SQLite file."""

SCHEMA_VERSION = 1
"""The layout that this program writes (``user_version``, byte 60)."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100


@dataclass(frozen=True)
class FileHeader:
    """What the header says of one of our files."""

    version: int

    @property
    def is_older(self) -> bool:
        """Whether the file must be migrated before use."""
        return self.version < SCHEMA_VERSION


def real_path(path: Path) -> Path:
    """The file behind links, absolute; raises FileProblem for a link that leads in circles."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:  # Python 3.11 calls a loop a RuntimeError
        raise FileProblem(Reason.LINK_LOOP, path) from error


def read_header(path: Path) -> FileHeader:
    """Make sure that this is one of our files, of a version that we know; raises FileProblem and writes nothing."""
    if path.is_dir():
        raise FileProblem(Reason.DIRECTORY, path)
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEADER_SIZE)
    except OSError as error:
        raise problem_from_os(error, path) from error
    if not head:
        raise FileProblem(Reason.EMPTY, path)
    if not head.startswith(_MAGIC):
        raise FileProblem(_reason_without_magic(head, path), path)
    if len(head) < _HEADER_SIZE:
        raise FileProblem(Reason.CORRUPT, path)
    version, application = struct.unpack(">i4xi", head[60:72])
    if application != APPLICATION_ID:
        raise FileProblem(Reason.FOREIGN, path)
    if version > SCHEMA_VERSION:
        raise FileProblem(Reason.NEWER, path)
    return FileHeader(version)


def _reason_without_magic(head: bytes, path: Path) -> Reason:
    """A file of our name whose head alone is damaged is damaged, anything else was never ours."""
    ours = head[68:72] == struct.pack(">i", APPLICATION_ID)
    zeroed = path.suffix.lower() == ".jxzp" and not any(head)
    return Reason.CORRUPT if ours or zeroed else Reason.FOREIGN
