"""本句不再提示: the words of the command, wherever it is offered, and of what came of it."""

from __future__ import annotations

from gui.document import Document
from gui.severity_look import Level
from model.findings import SHORT_SILENCED, SILENCED, Finding

SILENCE_TIP = "这句话改动后会重新提示；在“审核说明”页可以查看和撤回"


def silence_words(document: Document, finding: Finding) -> str:
    """What the command would do now."""
    return "恢复提示本句" if document.is_silenced(finding) else "本句不再提示"


def standing_words(level: Level, answer: str) -> str:
    """The level in a word; of what was silenced, that."""
    return SHORT_SILENCED if answer == SILENCED else level.value
