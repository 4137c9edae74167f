"""Counts against the names they count, repeated members, score arithmetic and grades (G29, G57)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from model import slack
from model.findings import Severity
from model.prose.entries import Entry, amount
from model.prose.findings import Sheet, plain
from model.prose.items import ReadParagraph
from model.prose.lists import ListClaim
from model.prose.text import Paragraph, han_number

_UNITS = "个|家|项|类|件|名|人|所|处|种|方面|大类|部分|条|支|座|辆|台|位|户|批|镇|乡|村|股室|科室|单位"
_HAN = "[一二两三四五六七八九十]{1,3}"
_AHEAD = re.compile(
    r"(?P<lead>对|覆盖|涵盖|选取|抽取|抽查|组织|下属|直属|局属|共有?|一共|共计|包括|设有?|内设|下设|下辖|辖|有|建立|成立|实施|安排|确定|涉及|所属|构成|机构)(?:[^，。；：\d]{0,14}?)"
    rf"(?P<count>\d{{1,3}}|{_HAN})(?P<unit>{_UNITS})(?P<noun>[^，。；：、\d（）]{{0,16}}?)"
    r"(?P<link>[，：](?:分别)?(?:为|是|即|包括)?(?:：)?|[，]?分别(?:为|是)(?:：)?|[，]?即(?:：)?|（)"
)
_CLEAR_LINK = re.compile(r"分别|即|：|（|为|是|包括")
_MEMBERS_END = re.compile(r"[。；！？]|，(?![^、。；]{1,24}(?:、|和[^，。；]{2,20}[。；]))|）")
_BODY = re.compile(r"[室股科局所站队院校馆处办部组厂]$|中心$|公司$|委员会$|大队$")
_ETC = re.compile(r"等(?:[\d一二三四五六七八九十]{0,3}(?:个|家|项|名|类)?)?[^、，。；]{0,12}$")
_BEHIND = re.compile(
    r"(?P<members>[^，。；：、！？\d]{2,24}(?:、[^，。；：、！？\d（）]{2,24}){1,30})(?:(?P<count>\d{1,3})(?P<unit>个|家|名|所|户|镇|乡|村)(?!月|百)"
    r"|(?P<han>[二三四五六七八九十])(?P<kind>项|个|大|类)(?=工程|工作|任务|内容|项目|制度|措施|指标|行动|活动|板块))"
)
_AS_FOLLOWS = re.compile(
    rf"(?P<count>\d|{_HAN})(?:个|大|点)?(?:方面|点|项|类|个|条)[^，。；：]{{0,10}}：(?=一是)"
)
_AS_ABOVE = re.compile(
    rf"(?:以上|上述)(?P<count>\d|{_HAN})(?:个|大|点)?(?:方面|点|项|类|个|条)(?:的)?(?:主要)?(?:问题|原因|措施|建议|不足|做法)"
)
_ORDINALS = tuple(f"{word}是" for word in "一二三四五六七八九十")
_BODIES = re.compile(
    r"(?:包括|下设|内设|设有|设立|分别(?:为|是)|机构有|：)：?(?P<names>[^，。；：、]{2,16}(?:、[^，。；：、]{2,16}){3,40})"
)
_REPEATABLE = re.compile(r"^(?:其他|合计|小计|委托业务费|支出|无)?$")

_FULL = r"(?:满分|分值|权重|标准分|总分|共)?(?:为|：)?(?P<full>(?<![\d.扣失丢减除])(?<!扣分)\d{1,4}(?:\.\d{1,3})?)分(?:值)?"
_GOT = r"(?:自评|实际|评价|综合|最终|自评实际|实)?得(?:分)?(?:为|：)?(?P<got>\d{1,4}(?:\.\d{1,3})?)分"
_LOST = r"(?:扣(?:分|减|除)?|失分|丢分)(?:为|：)?(?P<lost>\d{1,4}(?:\.\d{1,3})?)分"
_SCORE = re.compile(
    rf"{_FULL}[，、：；）]?(?:{_LOST.replace('lost', 'before')}[，、；])?{_GOT}(?:[，、；]?{_LOST})?(?:[，、；]?得分率(?:为|达)?(?P<rate>\d{{1,3}}(?:\.\d{{1,3}})?)%)?"
)
_GRADE = re.compile(
    r"(?:得分|评分|总分|分数)(?:为|：|是)?(?P<score>\d{1,3}(?:\.\d{1,3})?)分?[^。]{0,40}?(?:等次|等级|档次|评级|评为|结果|结论)(?:为|是|评定为|：)?[“\"]?(?P<grade>优秀|优|良好|良|中|合格|较差|差)[”\"。，；]"
)
_BANDS = ((Decimal(90), ("优", "优秀")), (Decimal(80), ("良", "良好")))


def check_counts(sheet: Sheet, paragraph: Paragraph) -> None:
    """共4个，分别为A、B、C、D and A、B、C3家企业."""
    for match in _AHEAD.finditer(paragraph.text):
        _check_ahead(sheet, paragraph, match)
    for match in _BEHIND.finditer(paragraph.text):
        _check_behind(sheet, paragraph, match)
    for match in _AS_FOLLOWS.finditer(paragraph.text):
        _check_ordinals(sheet, paragraph, match)
    for match in _AS_ABOVE.finditer(paragraph.text):
        _check_ordinals_above(sheet, paragraph, match)
    for match in _BODIES.finditer(paragraph.text):
        _check_bodies(sheet, paragraph, match)


@dataclass(frozen=True)
class _Members:
    names: tuple[str, ...]
    end: int
    least: int
    most: int
    open_ended: bool


def _check_ahead(sheet: Sheet, paragraph: Paragraph, match: re.Match[str]) -> None:
    if _CLEAR_LINK.search(match.group("link")) is None:
        return
    members = _read_members(paragraph.text, match.end(), match.group("link"))
    stated = _number(match.group("count"))
    if members is None or stated is None or stated < 1 or re.search(r"次|天|年|余|多", match.group("noun")):
        return
    _report_duplicates(sheet, paragraph, members, match.end())
    if members.open_ended and members.least <= stated:
        return
    sheet.checked.add(paragraph.offsets[match.start("count")])
    if members.least <= stated <= members.most:
        sheet.passed += 1
        return
    listed = len(members.names)
    unit = match.group("unit")
    message = f"文中说{stated}{unit}{match.group('noun')}，实际列出{listed}{unit}：{_names(members.names)}。请核对个数或补全名单。"
    sure = re.search(r"分别|即|：", match.group("link")) is not None and abs(listed - stated) <= max(
        2, stated // 2
    )
    severity = Severity.MANDATORY if sure else Severity.ADVISORY
    span = paragraph.span(match.start("count"), members.end)
    sheet.report("G57", severity, span, message, f"{stated}{unit}", f"{listed}{unit}")


def _number(text: str) -> int | None:
    value = int(text) if text.isdigit() else han_number(text.replace("两", "二"))
    return value or None


def _read_members(text: str, start: int, link: str) -> _Members | None:
    """Names separated by 、 up to the end of the clause; 和 may join the last two or be part of a name."""
    end = _MEMBERS_END.search(text, start)
    stop = end.start() if end is not None else len(text)
    if link.endswith("（"):
        stop = text.find("）", start) if "）" in text[start:] else stop
    body = text[start:stop]
    if len(body) > 600 or ("、" not in body and not re.search(r"[和及]", body)):
        return None
    if re.search(rf"\d(?:万元|亿元|元|%|分|{_UNITS})", body):
        return None
    body = re.sub(r"（[^（）]*）", "", body)
    if re.search(r"[（）]", body):
        return None
    open_ended = _ETC.search(body) is not None
    names = [name.strip('“”"') for name in re.split(r"、|，", body) if name]
    joined = sum(len(re.findall(r"和|及|以及|与", name)) for name in names)
    if any(len(name) > 34 for name in names) or all(len(name) < 2 for name in names):
        return None
    last = re.split(r"和|以及|及|与", names[-1])
    most = len(names) + joined
    shown = [*names[:-1], *last] if len(last) == 2 and all(len(part) > 1 for part in last) else names
    two_bodies = len(last) == 2 and all(_BODY.search(part) for part in last)
    return _Members(tuple(shown), stop, len(names) + two_bodies, most, open_ended)


def _names(names: Sequence[str]) -> str:
    return "、".join(names if len(names) <= 6 else [*names[:5], "…"])


def _report_duplicates(sheet: Sheet, paragraph: Paragraph, members: _Members, start: int) -> None:
    seen: set[str] = set()
    for name in members.names:
        if name in seen and len(name) > 1:
            first = paragraph.text.find(name, start)
            second = paragraph.text.find(name, first + len(name))
            if second > 0:
                message = f"名单中“{name}”重复列出，请核对。"
                span = paragraph.span(second, second + len(name))
                sheet.report("G57", Severity.ADVISORY, span, message, name)
        seen.add(name)


def _check_behind(sheet: Sheet, paragraph: Paragraph, match: re.Match[str]) -> None:
    """A、B、C3家企业: the names may start anywhere in the first piece, so only the count of 、 is sure."""
    members = match.group("members")
    if members.endswith("等") or re.search(r"等", members[-3:]):
        return
    stated = int(match.group("count") or han_number(match.group("han")))
    unit = match.group("unit") or match.group("kind")
    names = members.split("、")
    joined = len(re.findall(r"和|及|与", members))
    sheet.checked.add(paragraph.offsets[match.end("members")])
    if len(names) <= stated <= len(names) + joined:
        sheet.passed += 1
        return
    if stated < len(names) - 1 or stated > len(names) + joined + 2 or stated < 2:
        return
    message = f"“{_names(names)}”列出{len(names)}{unit}，文中写{stated}{unit}，请核对。"
    span = paragraph.span(match.start(), match.end())
    sheet.report("G57", Severity.ADVISORY, span, message, f"{stated}{unit}")


def _check_ordinals(sheet: Sheet, paragraph: Paragraph, match: re.Match[str]) -> None:
    """以下四方面问题：一是…二是…三是…"""
    _judge_ordinals(sheet, paragraph, match, _ordinals_in(paragraph.text, match.end(), len(paragraph.text)))


def _check_ordinals_above(sheet: Sheet, paragraph: Paragraph, match: re.Match[str]) -> None:
    """一是…二是…三是…。以上四个问题."""
    start = paragraph.text.rfind(_ORDINALS[0], 0, match.start())
    if start >= 0:
        _judge_ordinals(sheet, paragraph, match, _ordinals_in(paragraph.text, start, match.start()))


def _ordinals_in(text: str, position: int, stop: int) -> int:
    listed = 0
    for ordinal in _ORDINALS:
        position = text.find(ordinal, position, stop)
        if position < 0:
            break
        listed += 1
    return listed


def _judge_ordinals(sheet: Sheet, paragraph: Paragraph, match: re.Match[str], listed: int) -> None:
    """Only where two or more stand in the same paragraph: else each has a paragraph of its own."""
    stated = _number(match.group("count"))
    if stated is None or listed < 2:
        return
    if stated == listed:
        sheet.passed += 1
        return
    message = f"文中说“{match.group().rstrip('：')}”，列出的是{listed}条（到“{_ORDINALS[listed - 1]}”为止），请核对。"
    span = paragraph.span(match.start(), match.end())
    sheet.report("G57", Severity.ADVISORY, span, message, match.group("count"), str(listed))


def _check_bodies(sheet: Sheet, paragraph: Paragraph, match: re.Match[str]) -> None:
    """A list of offices which names one of them twice."""
    names = match.group("names").split("、")
    if sum(_BODY.search(name) is not None for name in names) * 2 < len(names):
        return
    members = _Members(tuple(names), match.end(), len(names), len(names), False)
    _report_duplicates(sheet, paragraph, members, match.start("names"))


# ---- lists of figures ------------------------------------------------------------------------


def check_announced(sheet: Sheet, claim: ListClaim) -> None:
    """一共21个专项，其中：… with 21 amounts behind it."""
    if claim.announced is None or claim.partial or len(claim.parts) < 2:
        return
    quantity = claim.announced.quantity
    sheet.count(claim.read, quantity)
    listed = len(claim.parts)
    if quantity.value == listed:
        sheet.passed += 1
        return
    closed = sum((amount(part.items[0]) for part in claim.parts), Decimal(0)) == amount(claim.head.items[0])
    if not closed and abs(int(quantity.value) - listed) > 3:
        return
    message = f"文中说共{quantity.stated}，其后列出{listed}{quantity.unit}，请核对。"
    severity = Severity.MANDATORY if closed else Severity.ADVISORY
    span = claim.read.paragraph.span(quantity.start, quantity.end)
    sheet.report("G57", severity, span, message, quantity.stated, f"{listed}{quantity.unit}")


def check_repeated_parts(sheet: Sheet, claim: ListClaim) -> None:
    """The same item with the same amount twice in one list."""
    groups: dict[tuple[str, Decimal], list[tuple[ReadParagraph, Entry]]] = defaultdict(list)
    for index, part in enumerate(claim.parts):
        if part.key and not _REPEATABLE.match(part.key) and amount(part.items[0]) != 0:
            groups[part.key, amount(part.items[0])].append((claim.read_of(index), part))
    for places in groups.values():
        if len(places) < 2:
            continue
        item = places[0][1].items[0]
        spans = [
            read.paragraph.span(
                part.items[0].quantity.start - len(part.items[0].lead), part.items[0].quantity.end
            )
            for read, part in places
        ]
        message = f"“{item.label}{item.quantity.stated}”在同一份明细中列了{len(places)}次，请核对是否重复。"
        sheet.report(
            "G57", Severity.ADVISORY, spans[0], message, item.quantity.stated, places=tuple(spans[1:])
        )


# ---- scores ----------------------------------------------------------------------------------


def check_scores(sheet: Sheet, paragraph: Paragraph) -> None:
    """50分，得49分，扣1分; and a grade that does not fit its score."""
    for match in _SCORE.finditer(paragraph.text):
        _check_score(sheet, paragraph, match)
    for match in _GRADE.finditer(paragraph.text):
        _check_grade(sheet, paragraph, match)


def _check_score(sheet: Sheet, paragraph: Paragraph, match: re.Match[str]) -> None:
    full, got = Decimal(match.group("full")), Decimal(match.group("got"))
    off = match.group("lost") or match.group("before")
    lost = Decimal(off) if off else None
    sheet.checked.update(
        paragraph.offsets[match.start(name)]
        for name in ("full", "got", "lost", "before")
        if match.group(name)
    )
    span = paragraph.span(match.start(), match.end())
    if got > full:
        message = f"得{plain(got)}分高于满分{plain(full)}分，请核对。"
        sheet.report("G18", Severity.MANDATORY, span, message, f"{plain(got)}分", f"不超过{plain(full)}分")
    elif lost is not None and got + lost != full:
        message = f"得{plain(got)}分＋扣{plain(lost)}分＝{plain(got + lost)}分，满分为{plain(full)}分，请核对得分或扣分。"
        sheet.report("G30", Severity.MANDATORY, span, message, f"{plain(got)}分", f"{plain(full - lost)}分")
    else:
        sheet.passed += 1
        if match.group("rate"):
            _check_score_rate(sheet, paragraph, match, (got, full))


def _check_score_rate(
    sheet: Sheet, paragraph: Paragraph, match: re.Match[str], scores: tuple[Decimal, Decimal]
) -> None:
    verdict = slack.judge_ratio(Decimal(match.group("rate")), *scores, exact=True)
    sheet.checked.add(paragraph.offsets[match.start("rate")])
    if verdict.severity is None or verdict.expected is None:
        sheet.passed += 1
        return
    stated = f"{match.group('rate')}%"
    message = (
        f"得分率：{plain(scores[0])}÷{plain(scores[1])}＝{verdict.expected:f}%，文中为{stated}，请核对。"
    )
    span = paragraph.span(match.start(), match.end())
    sheet.report("G52", verdict.severity, span, message, stated, f"{verdict.expected:f}%")


def _check_grade(sheet: Sheet, paragraph: Paragraph, match: re.Match[str]) -> None:
    score, grade = Decimal(match.group("score")), match.group("grade")
    if score > 100:
        return
    wanted = next((names for floor, names in _BANDS if score >= floor), None)
    high = {name for _, names in _BANDS for name in names}
    sheet.checked.add(paragraph.offsets[match.start("score")])
    if (wanted is not None and grade in wanted) or (wanted is None and grade not in high):
        sheet.passed += 1
        return
    expected = wanted[0] if wanted is not None else "良以下"
    message = f"得分{plain(score)}分对应的等次为“{expected}”（90分以上为优，80分以上为良），文中为“{grade}”。"
    sheet.report(
        "G29", Severity.MANDATORY, paragraph.span(match.start(), match.end()), message, grade, expected
    )
