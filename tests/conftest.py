"""Fixtures of the tests that need no window."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_kit import NOBODY
from project_kit import new_project

ROOT = Path(__file__).resolve().parent.parent


def _open_to_all(folder: Path) -> bool:
    return all(place.stat().st_mode & 0o005 == 0o005 for place in (folder, *folder.parents))


@pytest.fixture
def plain_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that belongs to a plain user (the tests' own folders are private to root)."""
    if os.geteuid() == 0 and not _open_to_all(ROOT):
        pytest.skip("nobody could not read the program itself in this folder")
    base = Path(tempfile.mkdtemp(prefix="jixiao-"))
    folder, data = base / "资料", base / "data"
    for made in (folder, data):
        made.mkdir()
    new_project(
        base / "warm-up.jxzp", filled=True
    ).close()  # imports what is imported late, while it may be read
    if os.geteuid() == 0:
        for made in (base, folder, data):
            os.chown(made, NOBODY, NOBODY)
    monkeypatch.setenv("XDG_DATA_HOME", str(data))
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(base)
