"""The kind of an error and the way to it: all of it that may be kept, as its words may quote the packet."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

_PROGRAM = Path(__file__).resolve().parent.parent
_INNERMOST, _OURS, _CAUSES = 12, 4, 3


def way_of(error: BaseException, trace: TracebackType | None) -> str:
    """A line for the error's kind and for each step of the way to it, then what it came of; without any words of theirs."""
    return "\n".join(_way_to(error, trace))


def _way_to(error: BaseException, trace: TracebackType | None) -> Iterator[str]:
    yield type(error).__name__
    yield from _frames(trace)
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    for _ in range(_CAUSES):
        if cause is None:
            return
        yield f"after {type(cause).__name__}"
        yield from _frames(cause.__traceback__)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _frames(trace: TracebackType | None) -> Iterator[str]:
    """The innermost frames; where none of them is the program's own, also the last that are."""
    frames = list(traceback.StackSummary.extract(traceback.walk_tb(trace), lookup_lines=False))
    kept = frames[-_INNERMOST:]
    if not any(_is_ours(frame) for frame in kept):
        kept = [*[frame for frame in frames[:-_INNERMOST] if _is_ours(frame)][-_OURS:], *kept]
    if len(kept) < len(frames):
        yield f"  … {len(frames) - len(kept)} outer frames"
    for frame in kept:
        yield f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"


def _is_ours(frame: traceback.FrameSummary) -> bool:
    path = Path(frame.filename)
    return path.is_relative_to(_PROGRAM) and "site-packages" not in path.parts
