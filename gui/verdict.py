"""The one-line verdict on the whole packet (审核结论)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gui.document import Document
from gui.severity_look import Level
from model.findings import SHORT_SILENCED, SILENCED


@dataclass(frozen=True)
class Verdict:
    """How many things are open at each level (未核 by what is missing, not by relation), and how many relations hold."""

    counts: dict[Level, int]
    passed: int
    answered: int = 0
    """提示 that have their 审核说明; they are not counted among the open ones."""
    silenced: int = 0
    """提示 about sentences for which 本句不再提示 was chosen; not counted either."""
    running: bool = False
    """Whether the prose is still being judged."""

    @property
    def is_clean(self) -> bool:
        """Nothing to correct, nothing to explain, and nothing left unjudged."""
        return not self.running and not any(
            self.counts[level] for level in (Level.MANDATORY, Level.ADVISORY, Level.UNCHECKED)
        )

    @property
    def worst(self) -> Level | None:
        """The gravest level that the clerk has to look at; None where there is none."""
        return next((level for level in (Level.MANDATORY, Level.ADVISORY) if self.counts[level]), None)

    @property
    def text(self) -> str:
        """审核通过, or the counts; what was not judged is never said to have passed."""
        counted = " · ".join(
            f"{level.value} {self.counts[level]}"
            for level in (Level.MANDATORY, Level.ADVISORY, Level.UNCHECKED)
            if self.counts[level]
        )
        settled = self._settled
        counted = " · ".join(part for part in (counted, settled) if part)
        if self.running:
            return " · ".join(part for part in (counted, "正在审核文字…") if part)
        if self.is_clean and not settled:
            return f"审核通过（{self._held}）"
        if self.is_clean:
            return f"审核通过 · {settled}"
        if self.worst is not None:
            return counted
        return f"{self._held} · {counted}" if self.passed else f"尚未填写，没有可审核的数据 · {counted}"

    @property
    def _held(self) -> str:
        """What was judged and holds; what misses by rounding alone is not among it."""
        slack = self.counts[Level.ROUNDING]
        return f"{self.passed} 项关系成立" + (f"、{slack} 项为{Level.ROUNDING.value}" if slack else "")

    @property
    def _settled(self) -> str:
        counts = ((Level.ANSWERED.value, self.answered), (SHORT_SILENCED, self.silenced))
        return " · ".join(f"{words} {count}" for words, count in counts if count)


def state_words(document: Document) -> str:
    """The packet's state for a list of packets: 已定稿, or its verdict."""
    return "已定稿" if document.is_final else verdict_of(document).text


def verdict_of(document: Document) -> Verdict:
    """The verdict on the open packet as it stands."""
    answers = [answer for finding in document.findings if (answer := document.answer(finding))]
    silenced = answers.count(SILENCED)
    counted = Counter(Level.of(finding.severity) for finding in document.findings)
    counted[Level.ADVISORY] -= len(answers)
    counted[Level.ANSWERED] = len(answers)
    counted[Level.UNCHECKED] = len(document.book.gaps) if document.is_open else 0
    return Verdict(
        {level: counted[level] for level in Level},
        document.book.passed,
        len(answers) - silenced,
        silenced,
        not document.is_settled,
    )
