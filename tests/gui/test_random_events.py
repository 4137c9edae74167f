"""Whatever is pressed, typed, pasted and clicked: nothing raises, and the file holds what the window shows.

``JIXIAO_EVENTS`` sets the number of events (300), ``JIXIAO_SEED`` the seed (7).
"""

from __future__ import annotations

import faulthandler
import os
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.random_events import run

EVENTS = int(os.environ.get("JIXIAO_EVENTS", "300"))
SEED = int(os.environ.get("JIXIAO_SEED", "7"))
GIVE_UP_S = 60 + EVENTS
"""A window that hangs says where it hangs, instead of holding up everything after it."""


def test_random_events_break_nothing(tmp_path: Path, qapp: QApplication) -> None:
    faulthandler.dump_traceback_later(GIVE_UP_S, exit=True)
    outcome = run(EVENTS, SEED, tmp_path)
    faulthandler.cancel_dump_traceback_later()
    assert outcome.errors == []
    assert outcome.warnings == []
    assert outcome.differences == []
    assert outcome.steps == EVENTS
