"""替换 in the open packet: which of the places found may be replaced, what is replaced, and what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from gui.document import Document
from gui.form_cells import FormCells
from model.cells import CellRef, Value
from model.forms import FORMS
from model.replacing import Kept, Replacing, replacing, step_name, told, why_kept
from model.sought import Hit, Sought

Search = Callable[[str], list[Hit]]


@dataclass(frozen=True)
class Step:
    """The place to show now, if there is one, and what is to be told."""

    place: Hit | None
    sentence: str = ""


class Replacer:
    """Asks ``search`` for the places of the words. Every replacement is one edit."""

    def __init__(self, document: Document, search: Search) -> None:
        self._document = document
        self._search = search

    @property
    def why_closed(self) -> str:
        """Why nothing can be replaced; empty where it can."""
        return self._document.why_locked if self._document.is_open else ""

    def first(self, hits: list[Hit], at: int) -> Step:
        """The first place that may be replaced, looked for from ``hits[at]`` round."""
        place = next((hit for hit in (*hits[at:], *hits[:at]) if self._may(hit)), None)
        return Step(place, "" if place else told(0, self._kept(hits)))

    def one(self, hits: list[Hit], at: int, words: str, by: str) -> Step:
        """Replace the place ``hits[at]``, where it may be, and go on to the next that may be.

        From the end it goes on at the beginning, unless what was put there has the words in it again.
        """
        hit = hits[at]
        start, end = hit.span or (0, 0)
        sentence = ""
        if self._may(hit):
            name = self._document.book.name(hit.ref)
            made = self._make([hit], words, by)
            if made is not None and made.done:
                end, sentence = start + len(by), f"已替换“{name}”中的一处。按 Ctrl+Z 可以撤销。"
            elif made is not None:
                sentence = told(0, made.refused)
        ends = bool(Sought(words).spans_in(by))
        place = self._after(hits, at, end, [] if ends else hits[: at + 1], self._search(words))
        return Step(place, sentence if place or sentence else told(0, self._kept(hits)))

    def all(self, words: str, by: str) -> tuple[int, str]:
        """Replace every place that may be; how many, and what is to be told of them and of those left."""
        hits = self._search(words)
        made = self._make(hits, words, by)
        if made is None:
            return 0, ""
        left = self._search(words) if made.done else hits
        return made.done, told(made.done, self._kept(left) + made.refused)

    def _after(self, hits: list[Hit], at: int, end: int, again: list[Hit], now: list[Hit]) -> Hit | None:
        """What comes behind ``end`` in the cell of ``hits[at]``, else in a later cell, else in those of ``again``."""
        own = hits[at].ref
        open_now = [hit for hit in now if self._may(hit)]
        rest = [hit for hit in open_now if hit.ref == own and hit.span and hit.span[0] >= end]
        order = [hit.ref for hit in hits[at + 1 :] if hit.ref != own] + [hit.ref for hit in again]
        later = (next((hit for hit in open_now if hit.ref == ref), None) for ref in dict.fromkeys(order))
        return rest[0] if rest else next((hit for hit in later if hit is not None), None)

    def _may(self, hit: Hit) -> bool:
        return why_kept(self._document.book, hit) is None

    def _kept(self, hits: list[Hit]) -> Counter[Kept]:
        reasons = (why_kept(self._document.book, hit) for hit in hits)
        return Counter(reason for reason in reasons if reason is not None)

    def _make(self, hits: list[Hit], words: str, by: str) -> Replacing | None:
        """None, with the reason told, where the document did not take the edit."""
        made = replacing(self._document.book, hits, by, self._read, step_name(words.strip(), by))
        return None if made.done and self._document.apply(made.edit) is None else made

    def _read(self, ref: CellRef, text: str) -> Value:
        return FormCells(self._document, FORMS[ref.sheet]).read(ref, text)
