"""What tests of faulty files share: the sentence they ask for, and being a user who may not do everything."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from model.problems import FileProblem

NOBODY = 65534
ONE_SENTENCE = re.compile(r"[^。]+。")


def problem_of(action: Callable[[], object]) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        action()
    assert ONE_SENTENCE.fullmatch(str(caught.value)), str(caught.value)
    return caught.value


@contextmanager
def as_plain_user() -> Iterator[None]:
    """Root may do anything: be nobody for a while, so that permissions count."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
