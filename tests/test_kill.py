"""A killed program loses nothing that it had acknowledged. ``JIXIAO_KILLS`` sets the number of kills (20)."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.kill_test import run

KILLS = int(os.environ.get("JIXIAO_KILLS", "20"))


def test_no_acknowledged_edit_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    """Real SIGKILLs at random moments: the file opens, integrity and digest hold, at the acknowledged state or one step on."""
    outcome = run(KILLS, tmp_path, seed=int.from_bytes(os.urandom(4)))
    assert outcome.kills == KILLS
    assert outcome.acknowledged > 0
