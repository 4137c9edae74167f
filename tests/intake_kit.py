"""What the tests of the readers share: an empty packet, a source from a few lines, and what became of all its words."""

from __future__ import annotations

import random
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.intake import Intake, fit, read_source
from intake.problems import UnreadableSource
from intake.reader import read_document
from intake.text import parse_text
from model.book import Book
from model.profile import load_profile

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)

HANG_SECONDS = 30
"""No speed limit: what this guards against takes minutes or never ends."""

PROFILE = load_profile()


def new_book() -> Book:
    return Book(PROFILE, 2022)


def read_string(text: str, book: Book | None = None) -> Intake:
    return fit(read_document(parse_text(text), None, 2022), book or new_book(), "导入")


def read(path: Path, book: Book | None = None) -> Intake:
    return read_source(path, book or new_book())


def table(*rows: str) -> str:
    return "\n".join("".join(f"\t{cell}\n" for cell in row.split("|")) for row in rows)


def as_typed(intake: Intake) -> dict[str, str]:
    return {str(ref): str(value) for ref, value in intake.values.items()}


def covered(intake: Intake) -> bytearray:
    known = bytearray(len(intake.document.text))
    spans = [*intake.labels, *(item.span for item in (*intake.read, *intake.unread))]
    for start, end in spans:
        known[start:end] = b"\1" * (end - start)
    return known


def accounts_for_all(intake: Intake) -> bool:
    known = covered(intake)
    return all(known[place] for place, character in enumerate(intake.document.text) if character.isalnum())


def is_honest(path: Path) -> bool:
    """Read the file: either a sentence, or an intake that accounts for all it saw and fits a packet."""
    try:
        intake: Intake = read_source(path, new_book())
    except UnreadableSource as refused:
        return str(refused).endswith("。") and "\n" not in str(refused)
    new_book().apply(intake.edit)
    return accounts_for_all(intake)


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableSource) as caught:
        read_source(path, new_book())
    sentence = str(caught.value)
    assert re.fullmatch(r"[^\n]*[\u4e00-\u9fff][^\n]*。", sentence), sentence
    assert sentence.count("。") == 1, sentence
    assert path.name in sentence
    return sentence


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def quickly(action: Callable[[], object]) -> None:
    begin = time.perf_counter()
    action()
    assert time.perf_counter() - begin < HANG_SECONDS


def flipped(data: bytes, chance: random.Random, most: int = 8) -> bytes:
    """A few bytes changed."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, most)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)
