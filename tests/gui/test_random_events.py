"""Whatever is pressed, typed, pasted and clicked: nothing raises, and the file holds what the window shows.

``JIXIAO_EVENTS`` sets the number of events (300), ``JIXIAO_SEED`` the seed (7).
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QApplication
from windows import assert_threads_end

from benchmarks.random_events import run

EVENTS = int(os.environ.get("JIXIAO_EVENTS", "300"))
SEED = int(os.environ.get("JIXIAO_SEED", "7"))


def test_random_events_break_nothing(tmp_path: Path, qapp: QApplication) -> None:
    outcome = run(EVENTS, SEED, tmp_path)
    assert outcome.errors == []
    assert outcome.warnings == []
    assert outcome.differences == []
    assert outcome.steps == EVENTS
    assert_threads_end()
