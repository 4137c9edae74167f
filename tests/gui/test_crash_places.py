"""Wherever the program fails, it is noted and told; the note holds what helps, and no figure."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest
from keyboard import wait_for
from PySide6.QtCore import QTimer

from gui.crash_notes import ALL_SAVED
from gui.main_window import MainWindow
from tests.gui.crash_kit import SECRET, crash, fail, told

# -- wherever it happens -----------------------------------------------------------------------------------------------


def test_a_slot_that_fails_is_told(crashing: MainWindow) -> None:
    QTimer.singleShot(0, crashing, fail)
    wait_for(lambda: ALL_SAVED in told())


def test_a_thread_that_fails_is_noted_and_told_on_the_main_thread(
    crashing: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "ValueError" in caplog.text
    wait_for(lambda: ALL_SAVED in told())
    assert "5394.86" not in caplog.text


def test_work_beside_the_window_that_fails_is_told(
    crashing: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("export.service.export_docx", lambda *_, **__: fail())
    crashing.output.export_docx_to(tmp_path / "报告.docx")
    wait_for(lambda: ALL_SAVED in told())
    assert not crashing.background.is_busy


class Breaking:
    """Fails while it is thrown away."""

    def __del__(self) -> None:
        fail()


def test_what_fails_while_it_is_thrown_away_is_noted_only(
    crashing: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Breaking()
    del broken
    assert "unraisable ValueError" in caplog.text
    assert "5394.86" not in caplog.text
    assert told() == ""


# -- the note ----------------------------------------------------------------------------------------------------------


def deep(levels: int) -> None:
    if levels:
        deep(levels - 1)
    else:
        fail()


def test_of_a_long_way_the_innermost_frames_are_kept(
    crashing: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        crash(lambda: deep(60))
    note = caplog.messages[-1].splitlines()
    assert note[-1].endswith(" fail")
    assert "outer frames" in note[1]
    assert len(note) < 20


def test_where_only_a_library_is_innermost_the_programs_own_last_frames_are_kept_too(
    crashing: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    import json

    nested = "[" * 400 + "x" * 3  # the reader of JSON in Python goes as deep as the text
    decoder = json.JSONDecoder()
    decoder.scan_once = json.scanner.py_make_scanner(decoder)  # type: ignore[attr-defined]
    decoder.parse_array = json.decoder.JSONArray  # type: ignore[attr-defined]
    decoder.scan_once = json.scanner.py_make_scanner(decoder)  # type: ignore[attr-defined]
    crash(lambda: decoder.decode(nested))
    note = caplog.messages[-1]
    assert "decoder.py" in note
    assert "test_crash_places.py" in note
    assert "xxx" not in note


def test_what_an_error_came_of_is_noted_without_its_words(
    crashing: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    def translate() -> None:
        try:
            fail()
        except ValueError as error:
            raise RuntimeError(SECRET) from error

    crash(translate)
    assert "RuntimeError" in caplog.text
    assert "after ValueError" in caplog.text
    assert "5394.86" not in caplog.text
