"""The figures of the pictures as rows of words: what a screen reader reads, and what can be copied."""

from __future__ import annotations

from collections.abc import Sequence

from gui.chart_paint import Picture, change_words
from model.amounts import format_amount
from model.pictures import Scores, Structure

COLUMNS = ("图表", "项目", "数", "比较的数", "比例")


def table_rows(pictures: Sequence[Picture]) -> list[tuple[str, ...]]:
    """One row for each figure drawn; a picture without figures says what it lacks."""
    rows: list[tuple[str, ...]] = []
    for picture in pictures:
        if picture.lacking:
            rows.append((picture.title, picture.lacking, "", "", ""))
        elif isinstance(picture, Structure):
            rows += [
                (picture.title, part.name, format_amount(part.amount), "", f"{part.share}%")
                for part in picture.parts
            ]
            if picture.total is not None:
                rows.append((picture.title, "合计", format_amount(picture.total), "", ""))
        elif isinstance(picture, Scores):
            rows += [
                (
                    picture.title,
                    one.name,
                    f"得分 {format_amount(one.score)}",
                    f"分值 {format_amount(one.weight)}",
                    f"{one.rate}%",
                )
                for one in picture.scores
            ]
        else:
            before, now = picture.years
            rows += [
                (
                    picture.title,
                    pair.name,
                    f"{now} {format_amount(pair.now)}",
                    f"{before} {format_amount(pair.before)}",
                    change_words(pair.change),
                )
                for pair in picture.pairs
            ]
    return rows
