"""审核报告: what the checks found, what was answered, what could not be judged; for the department's own file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from export.blocks import Block, Grid, GridCell, GridRow, Heading, Margins, Paragraph, Section, Spacer
from export.names import own_names
from export.tables import label_cell
from model.book import Book
from model.explaining import answer_of, standing_of
from model.findings import SHORT_ANSWERED, SHORT_SILENCED, Finding, Severity
from model.forms import FORMS
from model.forms.overview import COVER
from model.gaps import Gap
from model.rules.sums import WAY_BACK

_MARGINS = Margins(top=22, right=18, bottom=22, left=22)
_WIDTHS = (10, 14, 11, 38, 66, 31)
_TITLES = ("序号", "级别", "编号", "位置", "问题", "审核说明")
_GAP_WIDTHS = (10, 26, 76, 58)
_GAP_TITLES = ("序号", "编号", "位置", "原因")
_ABOVE_HEADING_MM = 4
_PATH = " › "
_EVERY_ROW = "各行"
NOT_CHECKED = "未核"
"""What could not be judged, in a word."""


def verdict_words(book: Book) -> str:
    """The verdict in one line: 审核通过, or the counts of what is open; then of what was dealt with, and of what was not judged.

    The counts of the first words are those of the lines below that are headed so; the screen counts the same.
    """
    counts = Counter(standing_of(book, finding) for finding in book.findings)
    unjudged = len(book.gaps)
    open_words = (Severity.MANDATORY.title, Severity.ADVISORY.title)
    passed = not unjudged and not any(counts[word] for word in open_words)
    parts = ["审核通过"] if passed else [f"{word} {counts[word]}" for word in open_words]
    parts += [f"{word} {counts[word]}" for word in (SHORT_ANSWERED, SHORT_SILENCED) if counts[word]]
    parts += [f"{Severity.ROUNDING.title} {counts[Severity.ROUNDING.title]}", f"{NOT_CHECKED} {unjudged}"]
    return "　".join((*parts, f"核对相符 {book.passed}"))


def audit_report_blocks(book: Book) -> Iterator[Block]:
    """Title, verdict, the findings with their answers, then what was not checked and why."""
    yield Section(kind="form", margins_mm=_MARGINS, page_start=1)
    yield Heading(
        f"{book.text(COVER.ref('unit_name'))}{book.year}年度\n绩效自评材料审核报告", 0, names=own_names(book)
    )
    yield Paragraph(f"审核结论：{verdict_words(book)}", style="left")
    if book.findings:
        head = GridRow(tuple(label_cell(title) for title in _TITLES), keep_with_next=True)
        rows = (head, *(_row(book, *one) for one in enumerate(book.findings, 1)))
        yield Grid(_WIDTHS, rows, header_rows=1, bookmark="审核发现的问题")
    found = book.gaps
    if found:
        yield Spacer(_ABOVE_HEADING_MM)
        yield Heading("因数据不全未核对的关系", 1)
        rows = tuple(
            GridRow(
                (
                    label_cell(str(number), repeat=True),
                    label_cell("、".join(gap.codes), repeat=True),
                    GridCell(places_in_words(book, gap)),
                    GridCell(gap.reason, repeat=True),
                ),
                keep_together=True,
            )
            for number, gap in enumerate(found, 1)
        )
        head = GridRow(tuple(label_cell(title) for title in _GAP_TITLES), keep_with_next=True)
        yield Grid(_GAP_WIDTHS, (head, *rows), header_rows=1, bookmark="未核对的关系")


def places_in_words(book: Book, gap: Gap) -> str:
    """Every cell that waits; those of one sheet that make up rows and columns are named by these: 甲、乙 › 得分."""
    rows_of: dict[tuple[str, str], list[str]] = defaultdict(list)
    of_sheet: dict[str, str] = {}
    for place in gap.places:
        sheet, _, rest = book.name(place).partition(_PATH)
        row, _, column = rest.rpartition(_PATH)
        rows_of[sheet, column].append(row)
        of_sheet[sheet] = place.sheet
    columns_of: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for (sheet, column), rows in rows_of.items():
        columns_of[sheet, tuple(rows)].append(column)
    return "\n".join(
        _PATH.join(filter(None, (sheet, _rows(book, of_sheet[sheet], rows), "、".join(columns))))
        for (sheet, rows), columns in columns_of.items()
    )


def _rows(book: Book, sheet: str, names: Sequence[str]) -> str:
    """The rows by their names, or 各行 where they are all that the form has."""
    if 1 < len(names) == len(book.rows(FORMS[sheet])):
        return _EVERY_ROW
    between = "；" if any("、" in name for name in names) else "、"
    return between.join(filter(None, names))


def message_of(book: Book, finding: Finding) -> str:
    """What the finding says, without the place where that is said beside it, and without a command of the window."""
    return finding.message.removeprefix(f"{book.name(finding.place)}：").replace(WAY_BACK, "")


def _row(book: Book, number: int, finding: Finding) -> GridRow:
    return GridRow(
        (
            label_cell(str(number), repeat=True),
            label_cell(standing_of(book, finding)),
            label_cell(finding.code, repeat=True),
            GridCell(book.name(finding.place)),
            GridCell(message_of(book, finding)),
            GridCell(answer_of(book, finding)),
        ),
        keep_together=True,
    )
