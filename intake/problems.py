"""What a source could not give: a figure that is none, or a file that cannot be read at all."""

from __future__ import annotations

from dataclasses import dataclass


class UnreadableSource(Exception):  # noqa: N818 - it is the source that is at fault, not the program
    """A file that cannot be taken in; ``str`` of it is one Chinese sentence: what is wrong, where, what to do."""


@dataclass(frozen=True)
class IntakeProblem:
    """One thing in a source that was not stored and that the clerk must look at.

    ``place`` names the field, ``quote`` is what stands there, ``span`` its place in the text as read, ``message`` one Chinese sentence.
    """

    place: str
    quote: str
    message: str
    span: tuple[int, int] | None = None
