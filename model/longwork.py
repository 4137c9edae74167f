"""Long work as both sides see it: whoever does it tells how far it is, whoever waits for it may call it off.

One object goes along with the work, from the window into the readers and writers. They ask nothing of it but ``at``,
``through`` and ``past_return``; so the headless verbs, which wait for everything, pass the one that listens to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from typing import TypeVar

Item = TypeVar("Item")


class CalledOff(BaseException):
    """Nobody waits for the work any more: leave everything as it was.

    No ``Exception``: readers take whatever a library raises for a damaged file, and this is not one.
    """


class Work:
    """Work that nobody watches: it goes on to its end."""

    share = 0.0
    """How much of it is done, of 1."""

    def at(self, share: float, step: str = "") -> None:
        """So far is it, and this is next (in Chinese; empty: as before); raises CalledOff when it is not wanted any more."""

    def past_return(self) -> None:
        """From here on something is done that stays: the last moment at which CalledOff is raised."""

    def through(
        self, items: Sequence[Item], upto: float, step: Callable[[Item], str] | None = None
    ) -> Iterator[Item]:
        """The items one after another, with which the work gets from where it is to ``upto``."""
        begun = self.share
        for index, item in enumerate(items):
            self.at(begun + (upto - begun) * index / len(items), step(item) if step else "")
            yield item
        self.at(upto)


class WatchedWork(Work):
    """Work that somebody waits for, on another thread."""

    def __init__(self) -> None:
        self.share = 0.0
        self.step = ""
        self._lock = Lock()
        self._called_off = self._past_return = False

    @property
    def is_called_off(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._called_off

    def call_off(self) -> bool:
        """Do not go on; False when it is too late for that: it will be done in a moment."""
        with self._lock:
            self._called_off = self._called_off or not self._past_return
            return self._called_off

    def at(self, share: float, step: str = "") -> None:
        """Note how far it is, where it is still wanted."""
        if self._called_off:
            raise CalledOff
        self.share = share
        self.step = step or self.step

    def past_return(self) -> None:
        """Whoever calls it off from now on is told that it is too late."""
        with self._lock:
            if self._called_off:
                raise CalledOff
            self._past_return = True


UNWATCHED = Work()
