"""What the headless verbs say, to readers that may not stay to its end."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from typing import TextIO

_GONE = (errno.EPIPE, errno.ESHUTDOWN, errno.EINVAL)
"""What a write to a reader that is gone fails with; the last is Windows' word for it."""


class _Readers(io.TextIOBase):
    """Standard output whose reader may go away, as ``head`` does: what is written then goes nowhere, the work goes on."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Say it to whoever still reads."""
        with self._may_be_gone():
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Say it now."""
        with self._may_be_gone():
            self._stream.flush()

    @contextmanager
    def _may_be_gone(self) -> Iterator[None]:
        try:
            yield
        except OSError as problem:
            if problem.errno not in _GONE:
                raise
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())  # there goes what the stream still holds back, too
            os.close(nowhere)


@contextmanager
def whoever_reads() -> Iterator[None]:
    """The exit code of a verb does not depend on whether its words are read to the end."""
    with ExitStack() as ways:
        for stream, redirected in ((sys.stdout, redirect_stdout), (sys.stderr, redirect_stderr)):
            if (
                stream is not None
            ):  # nobody is there to read: Python gives a process none that was started without
                readers = _Readers(stream)
                ways.enter_context(redirected(readers))
                ways.callback(readers.flush)
        yield
