"""First draft of the notice (通知): scope from the tables, bases from the profile, the usual contents, steps and requirements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from model.draftwords import Words, joined, paragraphs
from model.edits import Edit, SetCell
from model.forms.overview import COVER, OVERVIEW
from model.forms.people import EVALUATORS
from model.forms.prose import NOTICE

if TYPE_CHECKING:
    from model.book import Book

LABEL = "起草通知"
BLANK_NUMBER = "〔　　〕　　号"
"""Where a document's number is still to be filled in; a finding (G62) until it is."""
_BUDGETS = (
    ("一般公共预算支出", "general"),
    ("政府性基金预算支出", "fund"),
    ("国有资本经营预算支出", "capital"),
    ("社会保险基金预算支出", "social"),
)
_NUMERALS = "一二三四五六七八九十"


def draft_notice(book: Book) -> Edit:
    """What the empty cells of the notice can say from the packet: one undoable edit that overwrites nothing."""
    texts = {
        "title": _title(book),
        "addressee": "局机关各股室、二级单位" if book.group("units") else "机关各股室",
        "body": _body(book),
        "issuer": book.text(COVER.ref("unit_name")),
        "members": _members(book),
    }
    empty = {row: text for row, text in texts.items() if text and not book.text(NOTICE.ref(row)).strip()}
    return Edit(LABEL, tuple(SetCell(NOTICE.ref(row), text) for row, text in empty.items()))


def _title(book: Book) -> str:
    return f"{book.text(COVER.ref('unit_name'))}关于开展{book.year}年度\n部门整体支出绩效自评工作的通知"


def _body(book: Book) -> str:
    notice = _document_number(book)
    return paragraphs(
        f"为加强预算绩效管理，落实支出责任，根据{book.profile.region}财政局关于{book.year}年度部门整体支出绩效自评的通知"
        + (f"（{notice}）" if notice else "")
        + "要求，现将本单位自评工作安排如下：",
        "一、自评范围",
        _scope(book),
        "二、自评依据",
        *_numbered((*book.profile.legal_bases, *book.profile.notice_bases)),
        "三、自评内容",
        *book.profile.notice_contents,
        "四、自评程序",
        *_steps(book),
        "五、有关要求",
        *_numbered(book.profile.notice_requirements),
    )


def _document_number(book: Book) -> str:
    """The number of the locality's document; a profile knows that of its own year, for another the clerk fills it in."""
    profile = book.profile
    return profile.notice_number if book.year == profile.edition else BLANK_NUMBER


def _scope(book: Book) -> str:
    """The scope sentence quotes the notice's own cells, which take their figures from the detail tables."""
    words = Words(book)

    def amount(name: str, row: str) -> str:
        return words.amount(name, NOTICE.ref(row))

    whole = amount(f"{book.year}年度部门整体支出", "total")
    budgets = joined(amount(name, row) for name, row in _BUDGETS)
    parts = joined((amount("基本支出", "basic"), amount("项目支出", "project")), "、")
    if not whole:
        return f"{book.year}年度安排给本部门的全部支出。"
    return (
        f"{whole}"
        + (f"，其中：{budgets}" if budgets else "")
        + "。"
        + (f"一般公共预算支出包括{parts}。" if parts else "")
    )


def _steps(book: Book) -> Iterator[str]:
    words = Words(book)
    annexes = book.profile.annexes
    people = [book.text(EVALUATORS.ref(row, "name")) for row in book.group("evaluators")]
    if people:
        leader, rest = people[0], "、".join(people[1:])
        yield (
            f"（一）成立自评工作组。由{leader}任组长"
            + (f"，{rest}为成员" if rest else "")
            + "，负责自评的组织和审核。"
        )
    else:
        yield "（一）成立自评工作组，负责自评的组织和审核。"
    deadline = NOTICE.ref("deadline")
    by = f"于{book.text(deadline)}前" if words.has(deadline) else "按规定时间"
    yield (
        f"（二）填报。填写基础数据表（{annexes['base_table']}）、自评表（{annexes['self_evaluation']}），"
        f"撰写评价报告（{annexes['report']}），{by}报财务室。"
    )
    yield "（三）审核。核对数据和佐证材料，形成自评结论。"
    yield "（四）报送和公开。按财政部门要求报送，并按规定公开。"


def _numbered(lines: tuple[str, ...]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"（{_NUMERALS[number] if number < len(_NUMERALS) else number + 1}）{line.rstrip('；。')}{'。' if number == len(lines) - 1 else '；'}"


def _members(book: Book) -> str:
    people = [book.text(EVALUATORS.ref(row, "name")) for row in book.group("evaluators")]
    if not people:
        return ""
    contact = book.text(OVERVIEW.ref("contact"))
    lines = [f"组长：{people[0]}"]
    if people[1:]:
        lines.append(f"成员：{' '.join(people[1:])}")
    if contact:
        lines.append(f"由{contact}负责联络和资料汇总。")
    return "\n".join(lines)
