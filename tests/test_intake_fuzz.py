"""Whatever befalls a file on its way, reading it ends: with an edit that fits, or with the intake's own sentence.

``JIXIAO_MUTATIONS`` sets the number of mutations of each source (12), ``JIXIAO_SEED`` repeats a run.
"""

from __future__ import annotations

import os
import random
import signal
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from lxml import etree

from export.packet import packet_blocks
from export.service import export_xlsx
from export.word.writer import write_docx
from intake.intake import UnreadableSource, read_source
from model.starting import bare_book
from tests import annex_fixtures
from tests.annex_fixtures import write_sheets, write_text, write_word
from tests.docx_fixtures import Style
from tests.intake_kit import flipped
from tests.sample import SAMPLE
from tests.test_intake_round_trip import whole_packet

MUTATIONS = int(os.environ.get("JIXIAO_MUTATIONS", "12"))
SEED = int(os.environ.get("JIXIAO_SEED", "0")) or int.from_bytes(os.urandom(4))
_STUCK = 60
"""Seconds of the processor after which a reader counts as caught in a circle: no file here takes one."""

GARBAGE = (
    "", "总分", "合计", "……", "其中：", "按收入性质分：", "2022年决算数", "2021年决算数", "年初预算数", "全年执行数（B）", "三级指标", "绩效目标",
    "完成情况", "机构名称", "编制数", "控制率", "批复规模（㎡）", "3、专项资金（一个专项一行）", "填表人：　填报日期：", "填报单位：　单位：元",
    "部门整体支出绩效自评表", "附件1", "一、基本情况", "单位：亿元", "9" * 400, "-0", "1..95", "84.62%", "１２，３４５．６７万元", "1e999", "NaN", "Infinity",
    "￥−5", "年" * 3000, "\n\n\t\n", "\u202e反\u200b向\u0007", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "（）" * 50, "：" * 80,
)  # fmt: skip


def _packet(path: Path) -> Path:
    write_docx(packet_blocks(whole_packet()), path)
    return path


def _sheets(path: Path) -> Path:
    export_xlsx(whole_packet(), path)
    return path


def _published(path: Path) -> Path:
    path.write_bytes(SAMPLE.read_bytes())
    return path


SOURCES: dict[str, Callable[[Path], Path]] = {
    "Hunan 2021.docx": lambda path: write_word(path, annex_fixtures.hunan_2021()),
    "Hunan 2018.docx": lambda path: write_word(path, annex_fixtures.hunan_2018(), Style(wps=True)),
    "ministry.docx": lambda path: write_word(path, annex_fixtures.ministry(), Style(torn_runs=True)),
    "provincial.docx": lambda path: write_word(path, annex_fixtures.provincial()),
    "Hunan 2021.xlsx": lambda path: write_sheets(path, annex_fixtures.hunan_2021()),
    "ministry.xlsx": lambda path: write_sheets(path, annex_fixtures.ministry()),
    "Hunan 2021.txt": lambda path: write_text(path, annex_fixtures.hunan_2021()),
    "provincial.txt": lambda path: write_text(path, annex_fixtures.provincial()),
    "packet.docx": _packet,
    "packet.xlsx": _sheets,
    "packet.txt": _published,
}


# -- mutations ---------------------------------------------------------------------------------------------------------


_flipped = partial(flipped, most=12)


def cut(data: bytes, chance: random.Random) -> bytes:
    """The end lost."""
    return data[: chance.randrange(len(data))]


def spliced(data: bytes, chance: random.Random) -> bytes:
    """A stretch written over another, lost or doubled."""
    start, stop = sorted(chance.randrange(len(data)) for _ in range(2))
    place = chance.randrange(len(data))
    return data[:place] + data[start : min(stop, start + 400)] + data[place + chance.randint(0, 400) :]


def _in_package(change: Callable[[bytes, random.Random], bytes]) -> Callable[[Path, random.Random], None]:
    """Make a change to one XML part of a package, and pack it again."""

    def mutate(path: Path, chance: random.Random) -> None:
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        main = [name for name in parts if name.endswith("document.xml") or "/worksheets/sheet" in name]
        name = chance.choice(
            main if chance.random() < 0.9 else [name for name in parts if name.endswith((".xml", ".rels"))]
        )
        parts[name] = change(parts[name], chance)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for part, content in parts.items():
                package.writestr(part, content)

    return mutate


def _whole(change: Callable[[bytes, random.Random], bytes]) -> Callable[[Path, random.Random], None]:
    def mutate(path: Path, chance: random.Random) -> None:
        path.write_bytes(change(path.read_bytes(), chance))

    return mutate


def garbled_words(data: bytes, chance: random.Random) -> bytes:
    """Words of some cells replaced by others, or by those of other cells."""
    root = etree.fromstring(data)
    texts = [element for element in root.iter() if etree.QName(element).localname in {"t", "v"}]
    for element in chance.sample(texts, min(len(texts), chance.randint(1, 25))):
        other = chance.choice(texts).text if chance.random() < 0.4 else chance.choice(GARBAGE)
        element.text = "".join(one for one in other or "" if one in "\n\t" or ord(one) >= 32)
    return bytes(etree.tostring(root))


def shuffled_structure(data: bytes, chance: random.Random) -> bytes:
    """Rows, cells, paragraphs and merges lost, doubled or moved."""
    root = etree.fromstring(data)
    wanted = {"tr", "tc", "p", "row", "c", "tbl", "gridSpan", "vMerge", "mergeCell", "tcPr"}
    elements = [element for element in root.iter() if etree.QName(element).localname in wanted]
    for element in chance.sample(elements, min(len(elements), chance.randint(1, 12))):
        parent = element.getparent()
        if parent is None:
            continue
        action = chance.randrange(3)
        if action == 0:
            parent.remove(element)
        elif action == 1:
            parent.insert(chance.randrange(len(parent) + 1), etree.fromstring(etree.tostring(element)))
        else:
            elsewhere = chance.choice(elements).getparent()
            if (
                elsewhere is not None
                and element not in elsewhere.iterancestors()
                and element is not elsewhere
            ):
                elsewhere.append(element)
    return bytes(etree.tostring(root))


def garbled_lines(data: bytes, chance: random.Random) -> bytes:
    """Lines of a text lost, doubled, swapped, torn by blank lines, or replaced."""
    lines = data.decode("utf-8").split("\n")
    for _ in range(chance.randint(1, 25)):
        place = chance.randrange(len(lines))
        action = chance.randrange(5)
        if action == 0 and len(lines) > 1:
            del lines[place]
        elif action == 1:
            lines.insert(place, chance.choice(lines))
        elif action == 2:
            lines.insert(place, "\t" * chance.randint(0, 9))
        elif action == 3:
            lines[place] = chance.choice(("", "\t", "\t\t")) + chance.choice(GARBAGE)
        else:
            other = chance.randrange(len(lines))
            lines[place], lines[other] = lines[other], lines[place]
    return "\n".join(lines).encode("utf-8", "replace")


PACKAGED: Sequence[Callable[[Path, random.Random], None]] = (
    *map(_whole, (_flipped, cut)),
    *map(_in_package, (_flipped, cut, spliced, garbled_words, shuffled_structure)),
)
PLAIN = tuple(map(_whole, (_flipped, cut, spliced, garbled_lines, garbled_lines)))


# -- the test ----------------------------------------------------------------------------------------------------------


@contextmanager
def not_stuck() -> Iterator[None]:
    """Raise when the processor has been at it beyond all measure; where there is no such alarm, the test hangs."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: object) -> None:
        raise AssertionError("the reader does not come to an end")

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, _STUCK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("name", SOURCES)
def test_a_damaged_source_is_read_or_refused(tmp_path, name):
    whole = SOURCES[name](tmp_path / f"whole-{name}").read_bytes()
    chance = random.Random(f"{SEED} {name}")
    damaged = tmp_path / name
    for number in range(MUTATIONS):
        damaged.write_bytes(whole)
        mutations = PLAIN if name.endswith(".txt") else PACKAGED
        mutations[number % len(mutations)](damaged, chance)
        book = bare_book(chance.choice((None, 2021, 2022)))
        try:
            with not_stuck():
                book.apply(read_source(damaged, book).edit)
        except UnreadableSource:
            continue
        except Exception as error:
            raise AssertionError(f"JIXIAO_SEED={SEED}, mutation {number} of {name}") from error
