"""定稿: the packet is declared finished. Nothing changes in it any more, and the codes on its papers are kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.checkcode import PART_SHEETS, check_code
from model.findings import Severity
from model.progress import essentials, missing_sentence

if TYPE_CHECKING:
    from model.book import Book

FINAL_KEY = "final"
"""Under which the file keeps the mark."""

VERSION_NAME = "定稿"
"""What the version is called that 取消定稿 makes, with a number."""


@dataclass(frozen=True)
class FinalMark:
    """The packet is 定稿; ``codes`` are the 校验码 of its parts at that moment."""

    codes: Mapping[str, str]

    @classmethod
    def of(cls, book: Book) -> FinalMark:
        """The mark of the packet as it stands."""
        return cls({part: check_code(book, part) for part in PART_SHEETS})

    def to_json(self) -> str:
        """A stable text."""
        return json.dumps(dict(self.codes), separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> FinalMark:
        """Read back ``to_json``; raises ValueError on anything else."""
        codes = json.loads(text)
        if not isinstance(codes, dict) or not all(isinstance(code, str) for code in codes.values()):
            raise ValueError(f"not a mark of 定稿: {text!r}")
        return cls(codes)


def why_not_final(book: Book) -> str | None:
    """What stands against 定稿, in one sentence; None where nothing does."""
    if book.profile.code_with_findings:
        return None
    open_ones = sum(finding.severity is Severity.MANDATORY for finding in book.findings)
    if open_ones:
        return f"还有 {open_ones} 条强制性审核问题没有改正，不能定稿，请按 F8 逐条改正后再定稿。"
    if lacking := essentials(book):
        return f"报告的必填内容{missing_sentence(lacking)}，不能定稿，请按 Ctrl+G 逐项填好后再定稿。"
    return None
