"""Slips of wording that need no arithmetic: years, stale periods, malformed numbers, leftovers (G60–G62)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from model.dates import date_fault
from model.findings import Severity
from model.prose.findings import Sheet
from model.prose.items import ReadParagraph
from model.prose.quantities import Kind
from model.prose.text import Paragraph

_FUTURE = re.compile(
    r"((?:19|20)\d{2})年(?:度)?，?(?:我局|我单位|本单位|本部门|我们)?(?:将(?!军|要闻)|我局将|计划(?:继续|进一步)|下一步|拟(?:继续|进一步))"
)
_STALE = (
    (
        "截至某月",
        re.compile(
            r"截[至止]到?(?:目前)?(?:(?:19|20)\d{2}年)?(?:[1-9]|1[01])月(?:底|末|份)?(?!\d)"
            r"|(?<![\d年])1[-—至]{1,2}(?:[2-9]|1[01])月(?:份)?"
        ),
    ),
    (
        "截至某季度",
        re.compile(
            r"截[至止]到?(?:(?:19|20)\d{2}年)?(?:第?[一二三]季度|上半年|前三季度)|(?:今年|本年)?(?:上半年|前三季度)(?=[，我全完实累])"
        ),
    ),
    (
        "预计全年",
        re.compile(
            r"预计(?:全年|年底|到年底|年末|将|今年|可)|(?:全年|年底|年末)预计|(?:今年)?(?:年底前|年底之前|年内)(?:可|将|力争|计划|预计)"
        ),
    ),
)
_PROGRESS = re.compile(r"进度|偏慢|监控|通报|序时")
"""1-6月支出进度偏慢 speaks of a period rightly."""
_YEAR_END = re.compile(
    r"截[至止]到?((?:19|20)\d{2})年(?:12月31日|年?末|底)|^((?:19|20)\d{2})年度(?:部门|单位)(?:决算|整体支出|预算)"
)
_DATE = re.compile(r"(?<!\d)(?:\d{4}年)?\d{1,2}月\d{1,2}日")
_FAR_YEARS = 5
_PLAN = re.compile(r"计划|目标|要求|方案|规定|任务要求|部署|预算绩效监控|下一步|打算|建议")

_LEFTOVERS: tuple[tuple[re.Pattern[str], Severity, str], ...] = (
    (re.compile(r"[XxＸ×]{2,}(?!号|线)"), Severity.MANDATORY, "模板占位符未替换"),
    (re.compile(r"(?<![A-Za-z0-9])[XＸ](?=万元|亿元|年度|元|%|个(?!性)|人(?!数)|县|市|局)"), Severity.MANDATORY, "模板占位符未替换"),
    (re.compile(r"〔\s*〕\s*(?:\d*\s*)号|〔\d{4}〕\s*号"), Severity.MANDATORY, "文号未填写"),
    (re.compile(r"增加（减少）|减少（增加）|增长（下降）|下降（增长）|(?:增加|增长|减少|下降|持平)(?:[/／](?:增加|增长|减少|下降|持平))+|增（减）|上升（下降）|（或减少）|（或下降）|高于（低于）|低于（高于）|大于（小于）|小于（大于）|(?:大于|小于|等于)(?:[/／](?:大于|小于|等于))+|（或与?[^（）]{0,8}持平）"),
     Severity.MANDATORY, "“增加（减少）”类选择项未取舍"),
    (re.compile(r"（(?:限|不超过|字数)[^（）]{0,8}字[^（）]{0,4}）"), Severity.MANDATORY, "填写提示未删除"),
    (re.compile(r"（(?:请)?(?:填写|填报|说明|简述|列明|如有|可根据|此处)[^（）]{0,40}）"), Severity.ADVISORY, "填写提示未删除"),
    (re.compile(r"二级(?:机构|单位)[1-9一二三](?![\d个家级])|三级指标[1-9](?![\d个项])|某某(?:局|县|市|单位|部门|项目)|○○+|〇〇〇+|\*{2,}|_{3,}|＿{2,}|□{2,}"), Severity.ADVISORY, "模板占位符未替换"),
    (re.compile(r"原因(?:是|为|：)+(?:(?:……|…|\.{3,})(?=[。；]|$)|(?=[。；]))"), Severity.MANDATORY, "原因未填写"),
    (re.compile(r"(?:^|(?<=[。；，：]))(?:……|\.{3,}|…)(?:$|(?=[。；，]))"), Severity.ADVISORY, "省略号占位未补全"),
    (re.compile(r"PAGEREF\s?_Toc\w*|错误！未(?:找到|定义)(?:引用源|书签)|#(?:REF|DIV/0|VALUE|N/A|NAME)[!?]?"), Severity.MANDATORY, "文档域代码或公式错误残留"),
)  # fmt: skip
_NO_PERCENT = re.compile(
    r"(?:占比|占(?:[^，。；：\d]{0,16}?的(?:比例|比重)?)?|(?:同比|比上年|环比)?(?:增长|下降|上升|降低)(?:了)?|(?:执行|完成|控制|利用|到位|支付|合格|满意|办结|使用|变动|覆盖)率(?:为|达到?|是)?|完成(?:年初|全年|调整)?预算的)"
    r"(?P<figure>\d+(?:\.\d+)?)(?=[，。；、！）]|$)"
)
_NO_FIGURE = re.compile(
    r"(?:占[^，。；：\d%]{0,16}|(?:同比|比上年|环比)?(?:增长|下降|上升|降低)|率(?:为|达|是)?|预算的?|[，；](?:为|达))(?<![\d.\d、和])%(?=[，。；、）]|$)"
)
"""占基本支出预算%, 增长%: the figure itself is missing."""
_BAD_COMMAS = re.compile(r"(?<![\d.,，])\d{1,4}(?:[,，]\d{1,6}){2,}(?:\.\d+)?(?=万元|亿元|元)")
_GOOD_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{4}(?:,\d{4})+(?:\.\d+)?")
_DOUBLED = re.compile(r"%%|万元万|元元|万万元|亿亿|。。|，，|；；|、、|，。|。，|：：|，；|；。")


def check_wording(sheet: Sheet, read: ReadParagraph, report_year: int | None) -> None:
    """All checks of one paragraph which look at words alone."""
    paragraph = read.paragraph
    _check_malformed(sheet, read)
    _check_missing_percent(sheet, paragraph)
    _check_missing_figure(sheet, paragraph)
    for pattern, severity, what in _LEFTOVERS:
        for match in pattern.finditer(paragraph.text):
            span = paragraph.span(match.start(), match.end())
            sheet.report("G62", severity, span, f"{what}：“{match.group()}”，请补正或删除。", match.group())
    for match in _DOUBLED.finditer(paragraph.text):
        span = paragraph.span(match.start(), match.end())
        message = f"标点或单位重复：“{match.group()}”，请删去多余的一个。"
        sheet.report("G61", Severity.ADVISORY, span, message, match.group())
    _check_dates(sheet, paragraph)
    if report_year is not None:
        _check_years(sheet, paragraph, report_year)
        _check_year_ends(sheet, paragraph, report_year)
        _check_odd_years(sheet, paragraph, report_year)
        _check_stale(sheet, paragraph)


def _check_malformed(sheet: Sheet, read: ReadParagraph) -> None:
    for item in read.items:
        quantity = item.quantity
        if not quantity.malformed or (quantity.kind is Kind.BARE and "." not in quantity.digits):
            continue
        written = read.text[quantity.start : quantity.end]
        if quantity.kind is Kind.BARE and not re.search(r"\.\.", written):
            continue
        span = read.paragraph.span(quantity.start, quantity.end)
        message = f"数字“{written}”书写有误，疑为“{quantity.stated}”，请改正。"
        sheet.report(
            "G61", Severity.MANDATORY, span, message, written, quantity.stated, f"改为“{quantity.stated}”"
        )
        sheet.count(read, quantity)


def _check_missing_percent(sheet: Sheet, paragraph: Paragraph) -> None:
    for match in _NO_PERCENT.finditer(paragraph.text):
        figure = match.group("figure")
        if re.fullmatch(r"(?:19|20)\d{2}", figure):
            continue
        if Decimal(figure) > 100 and "占" in match.group():
            continue
        sure = "." in figure or "率" in match.group() or "占" in match.group()
        span = paragraph.span(match.start(), match.end())
        message = f"“{match.group()}”后面疑漏写“%”，应为“{figure}%”。"
        severity = Severity.MANDATORY if sure else Severity.ADVISORY
        sheet.report("G61", severity, span, message, figure, f"{figure}%", f"改为“{figure}%”")


def _check_missing_figure(sheet: Sheet, paragraph: Paragraph) -> None:
    for match in _NO_FIGURE.finditer(paragraph.text):
        if not re.search(r"\d", paragraph.text[: match.start()]):
            continue  # 增长% alone is the head of a column
        span = paragraph.span(match.start(), match.end())
        sheet.report("G61", Severity.MANDATORY, span, f"“{match.group()}”漏写了数字，请补正。", match.group())
    for match in _BAD_COMMAS.finditer(paragraph.text):
        start, end = paragraph.span(match.start(), match.end())
        if _GOOD_COMMAS.fullmatch(match.group().replace("，", ",")) or "，" in sheet.source[start:end]:
            continue  # 分别为12，13，15万元 is a row of figures
        message = f"数字“{match.group()}”的千位分隔符位置有误，请核对。"
        sheet.report("G61", Severity.MANDATORY, (start, end), message, match.group())


def _check_years(sheet: Sheet, paragraph: Paragraph, report_year: int) -> None:
    for match in _FUTURE.finditer(paragraph.text):
        year = int(match.group(1))
        if year > report_year:
            continue
        span = paragraph.span(match.start(), match.end())
        message = f"这是{report_year}年度的报告，“{match.group()}”讲的是今后打算，年份应为{report_year + 1}年或以后，请核对。"
        sheet.report("G60", Severity.ADVISORY, span, message, f"{year}年", f"{report_year + 1}年")


def _check_year_ends(sheet: Sheet, paragraph: Paragraph, report_year: int) -> None:
    """截至2021年12月31日 or a heading 2021年度部门决算… in the report on 2022: left from last year's text."""
    for match in _YEAR_END.finditer(paragraph.text):
        year = int(match.group(1) or match.group(2))
        if year != report_year - 1:
            continue
        span = paragraph.span(match.start(), match.end())
        message = f"这是{report_year}年度的报告，“{match.group()}”的年份似沿用上年文本，请核对。"
        sheet.report("G60", Severity.ADVISORY, span, message, f"{year}年", f"{report_year}年")


_ACCOUNT_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})年度(?=(?:本部门|本单位|我局|我单位|部门|单位)?(?:总)?(?:收入|支出|收、?支|财政拨款|“?三公|一般公共|决算|预算|整体|项目支出))"
)


def _check_odd_years(sheet: Sheet, paragraph: Paragraph, report_year: int) -> None:
    """2012年度收入总计 in the report on 2022: one digit away from the report's year and far from it in time."""
    for match in _ACCOUNT_YEAR.finditer(paragraph.text):
        year = match.group(1)
        differing = sum(one != other for one, other in zip(year, str(report_year), strict=True))
        if differing == 1 and abs(int(year) - report_year) >= _FAR_YEARS:
            span = paragraph.span(match.start(), match.end())
            message = f"这是{report_year}年度的报告，文中写“{match.group()}”，年份疑误，请核对。"
            sheet.report("G60", Severity.ADVISORY, span, message, f"{year}年", f"{report_year}年")


def _check_dates(sheet: Sheet, paragraph: Paragraph) -> None:
    for match in _DATE.finditer(paragraph.text):
        fault = date_fault(match.group())
        if not fault:
            continue
        span = paragraph.span(match.start(), match.end())
        message = f"日期“{match.group()}”不存在，{fault}，请改正。"
        sheet.report("G60", Severity.MANDATORY, span, message, match.group())


def _check_stale(sheet: Sheet, paragraph: Paragraph) -> None:
    for kind, match in _stale(paragraph):
        span = paragraph.span(match.start(), match.end())
        message = f"年度报告中出现“{kind}”的期间说法，似沿用年中材料，请改为全年数据。"
        sheet.report("G60", Severity.ADVISORY, span, message, match.group(), "全年数据")


def _stale(paragraph: Paragraph) -> Iterator[tuple[str, re.Match[str]]]:
    for kind, pattern in _STALE:
        for match in pattern.finditer(paragraph.text):
            if kind == "预计全年" and _PLAN.search(
                paragraph.text[max(0, match.start() - 12) : match.start()]
            ):
                continue
            if _PROGRESS.search(paragraph.text[match.end() : match.end() + 14]):
                continue
            yield kind, match
