"""What goes round in circles is cleared away on the window's own thread, whatever is done beside it."""

from __future__ import annotations

import gc
import threading
import time
import weakref

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from gui.background import Background, Job
from model.longwork import Work

MANY = 60_000
_PATIENCE = 500


class Ring:
    """Only the collector can clear it away."""

    def __init__(self) -> None:
        self.itself = self


def run_beside(qtbot: QtBot, do: object) -> None:
    background = Background()
    job = Job("正在处理", do, done=lambda _: None, failed=lambda _: None, called_off="")  # type: ignore[arg-type]
    background.run(job)
    qtbot.waitUntil(lambda: not background.is_busy, timeout=20_000)
    QCoreApplication.processEvents()


def test_what_the_window_lets_go_of_is_never_destroyed_on_a_workers_thread(qtbot: QtBot) -> None:
    """An object of Qt that goes on another thread than its own takes the program with it, once in a thousand times."""
    gone_on: list[int] = []

    def make_much(_work: Work) -> None:
        for _ in range(20):
            rings = [Ring() for _ in range(MANY // 20)]
            del rings
            time.sleep(0.01)

    ring = Ring()
    weakref.finalize(ring, lambda: gone_on.append(threading.get_ident()))
    gc.collect(1)
    del ring
    run_beside(qtbot, make_much)
    gc.collect()
    assert gone_on == [threading.main_thread().ident]


def test_what_the_work_lets_go_of_is_cleared_away_while_it_goes_on(qtbot: QtBot) -> None:
    gone_on: list[int] = []
    ended: list[bool] = []

    def make_much(_work: Work) -> None:
        weakref.finalize(Ring(), lambda: gone_on.append(threading.get_ident()))
        for _ in range(_PATIENCE):
            rings = [Ring() for _ in range(MANY // 20)]
            del rings
            time.sleep(0.01)
            if gone_on:
                break
        ended.append(bool(gone_on))

    run_beside(qtbot, make_much)
    assert (gone_on, ended) == ([threading.main_thread().ident], [True])


def test_it_collects_by_itself_again_when_nothing_is_done_beside_the_window(qtbot: QtBot) -> None:
    during: list[bool] = []
    run_beside(qtbot, lambda _work: during.append(gc.isenabled()))
    assert during == [False]
    assert gc.isenabled()
