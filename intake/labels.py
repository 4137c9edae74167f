"""The words by which the forms' places are known: official labels and what bureaus write instead, as data.

Every entry is a label as people write it; it is compared by its ``label_key``, so width, blanks, punctuation,
（万元） and a leading "1、" never matter. A label belongs here when one real form uses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from intake.normalise import label_key
from model.cells import CellRef
from model.forms import FORMS

_Synonyms = Mapping[str, tuple[str, ...]]


def keyed(synonyms: _Synonyms) -> dict[str, str]:
    """The code of every label, by the label's key."""
    return {label_key(label): code for code, labels in synonyms.items() for label in labels}


def official_rows(form: str) -> dict[str, tuple[str, ...]]:
    """The titles of a form's fixed rows."""
    return {code: (FORMS[form].fixed_row(code).title,) for code in FORMS[form].row_ids(())}  # type: ignore[union-attr]


def merged(official: _Synonyms, more: _Synonyms) -> dict[str, tuple[str, ...]]:
    """The official labels, and what else they are called."""
    return {code: (*official.get(code, ()), *more.get(code, ())) for code in {**official, **more}}


_COVER_MORE: _Synonyms = {
    "unit_name": (
        "部门（单位）名称",
        "单位名称（盖章）",
        "部门名称（盖章）",
        "预算部门（单位）名称",
        "预算部门名称",
        "预算单位名称",
        *(
            f"{level}级预算部门{name}"
            for level in ("省", "市", "州", "县", "区", "本")
            for name in ("（单位）名称", "名称")
        ),
        "填报单位（盖章）",
    ),
    "budget_code": ("部门预算编码", "预算单位编码", "单位预算编码", "预算代码", "单位编码"),
    "method": ("评价形式",),
    "agency": ("评价组织机构",),
    "report_date": ("报告日期", "填报日期", "填报时间", "报告完成时间"),
}
_OVERVIEW_MORE: _Synonyms = {
    "contact": ("联络人", "联系人姓名"),
    "phone": ("联络电话", "联系方式", "电话"),
    "staffing": ("编制数", "编制人数", "人员编制数", "核定编制", "核定编制数"),
    "staff": ("实有人员", "实有在职人数", "在职人数", "实际在职人数", "实有人员数"),
    "duties": ("职能职责", "部门职能职责概述", "主要职能职责", "部门职能职责", "职责职能概述"),
    "work": ("主要工作内容", "年度主要工作任务", "年度重点工作内容"),
    "achievements": (
        "年度总体运行情况及取得的成绩", "部门（单位）年度总体运行情况及取得的成绩", "年度部门总体运行情况及取得的成绩",
        "年度单位总体运行情况及取得的成绩", "总体运行情况及取得的成绩",
    ),
}  # fmt: skip

COVER_LABELS = {
    key: CellRef("cover", code, "value")
    for key, code in keyed(merged(official_rows("cover"), _COVER_MORE)).items()
    if code != "title"
}
FIELD_LABELS = COVER_LABELS | {
    key: CellRef("overview", code, "value")
    for key, code in keyed(merged(official_rows("overview"), _OVERVIEW_MORE)).items()
}
FIELD_LABELS[label_key("厉行节约保障措施")] = CellRef("base_extra", "thrift", "value")
"""Labels that stand beside their value: on the cover, in part 一 and at the foot of 附件1."""

FINANCE_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "income": keyed({
        "total": ("收入合计", "年度收入合计", "收入总计", "收入总额", "总收入", "合计"),
        "carryover": ("上年结转", "上年结转收入", "上年结转结余", "上年结转和结余", "年初结转和结余", "上年结转资金"),
        "public": (
            "公共财政拨款", "一般公共预算拨款", "一般公共预算财政拨款", "一般公共预算财政拨款收入", "公共财政预算拨款",
            "公共预算拨款", "一般公共预算", "一般公共预算收入",
        ),
        "fund": (
            "政府基金拨款", "政府性基金拨款", "政府性基金预算拨款", "政府性基金预算财政拨款", "政府性基金财政拨款", "政府性基金",
        ),
        "nontax": (
            "纳入专户管理的非税收入拨款", "纳入财政专户管理的非税收入拨款", "纳入专户管理的非税收入", "财政专户管理的非税收入拨款",
            "非税收入拨款", "财政专户管理资金",
        ),
        "other": ("其他收入", "其他", "其他资金"),
    }),
    "spending": keyed({
        "total": ("支出合计", "年度支出合计", "支出总计", "支出总额", "总支出", "合计"),
        "basic": ("基本支出", "基本支出合计", "基本支出小计"),
        "personnel": ("人员支出", "人员经费", "人员经费支出"),
        "public": ("公用支出", "公用经费", "日常公用支出", "日常公用经费", "公用经费支出"),
        "project": ("项目支出", "项目支出合计"),
        "balance": ("当年结余", "本年结余", "年度结余", "当年结转结余"),
        "cumulative": ("累计结余", "累计结转结余", "滚存结余", "年末累计结余"),
    }),
    "sangong": keyed({
        "total": ("三公经费合计", "“三公”经费合计", "三公合计", "三公经费", "三公经费支出合计", "合计"),
        "reception": ("公务接待费", "公务接待", "公务接待费用", "接待费"),
        "vehicle_running": (
            "公务用车运行维护费", "公务用车运行费", "公车运行维护费", "公务车运行维护费", "公务用车运维费", "公车运维费",
        ),
        "vehicle_purchase": ("公务用车购置费", "公务用车购置", "公车购置费", "公务车购置费"),
        "abroad": ("因公出国（境）费用", "因公出国（境）费", "因公出国境", "出国（境）费", "出国经费", "因公出国费用"),
    }),
    "assets": keyed({
        "total": ("固定资产合计", "固定资产总额", "固定资产总计", "固定资产总值", "合计"),
        "used": ("在用固定资产", "在用", "在用资产"),
        "rented": ("出租固定资产", "出租", "出租出借固定资产", "出租（出借）固定资产"),
        "other": ("其他", "其他固定资产", "闲置固定资产"),
    }),
}  # fmt: skip

SHARED_TOTAL = label_key("合计")
"""A total that does not tell its table: it counts only beside a column that does."""
NAME_COLUMN = frozenset(
    map(label_key, ("机构名称", "单位名称", "部门（单位）名称", "部门名称", "单位", "机构"))
)
GROUP_HEADINGS = frozenset(map(label_key, ("其中", "结余", "评价内容", "结转结余")))
"""Header cells that stand over several columns and name none."""

SUMMARY_ROWS = frozenset(map(label_key, ("局机关及二级机构汇总", "汇总", "合计", "总计", "部门汇总")))
BUREAU_ROWS = frozenset(
    map(label_key, ("局机关", "机关", "局本级", "本级", "机关本级", "部门本级", "单位本级", "部门机关"))
)

GOAL_COLUMNS = keyed({
    "expected": ("预期目标", "年度预期目标", "预期绩效目标"),
    "actual": ("实际完成", "实际完成情况", "完成情况", "目标实际完成情况"),
})  # fmt: skip
INDICATOR_COLUMNS = keyed({
    "level1": ("一级指标", "一级"),
    "level2": ("二级指标", "二级"),
    "name": ("三级指标", "三级", "指标名称", "评价指标", "绩效指标名称", "指标内容"),
    "target": ("绩效目标", "年度指标值", "指标值", "目标值", "年度目标值", "年度绩效目标"),
    "actual": ("完成情况", "实际完成值", "完成值", "实际完成情况", "实际完成", "绩效完成情况"),
    "weight": ("分值", "指标分值", "权重"),
    "score": ("得分", "自评得分"),
    "reason": ("偏差原因及改进措施", "偏差原因分析及改进措施", "偏差原因", "偏差原因分析", "未完成原因分析", "未完成原因及改进措施"),
})  # fmt: skip
CONTENT_HEADING = label_key("评价内容")
"""The indicator table's heading over its first, second and third level."""
EVALUATOR_COLUMNS = keyed({
    "name": ("姓名",),
    "post": ("职务/职称", "职务", "职称", "职务或职称"),
    "unit": ("单位", "工作单位", "所在单位"),
    "": ("签字", "签名"),
})  # fmt: skip
SCORE_COLUMNS = keyed({
    "": ("一级指标", "指标"),
    "weight": ("指标分值", "分值", "权重", "标准分值"),
    "score": ("自评得分", "得分", "评价得分"),
    "rate": ("得分率",),
})  # fmt: skip
SCORE_ROWS = keyed({
    "input": ("投入", "投入指标", "投入绩效", "预算执行", "预算执行率", "预算执行情况"),
    "output": ("产出", "产出指标", "产出目标"),
    "benefit": ("效益", "效益指标", "效益目标"),
    "satisfaction": ("满意度", "满意度指标", "服务对象满意度"),
    "total": ("合计", "总计", "总分", "综合得分"),
})  # fmt: skip

HEADER_VOCABULARIES = tuple(
    frozenset(words)
    for words in (
        *(columns.keys() | NAME_COLUMN | GROUP_HEADINGS for columns in FINANCE_COLUMNS.values()),
        GOAL_COLUMNS.keys(),
        INDICATOR_COLUMNS.keys() | GROUP_HEADINGS,
        EVALUATOR_COLUMNS.keys(),
        SCORE_COLUMNS.keys(),
    )
)
"""The headings of columns, table by table: those of one header all stand in one of these."""

RESULT_ROW = frozenset(map(label_key, ("绩效自评综合得分及评价等次", "综合得分及评价等次", "自评综合得分及评价等次",
                                       "绩效自评综合得分及等次", "综合得分及等次", "绩效评价综合得分及评价等次")))  # fmt: skip
OPINION_LABELS = {
    key: CellRef("opinions", code, "value")
    for key, code in keyed(merged(official_rows("opinions"), {
        "leader": ("评价组组长意见", "评价小组组长签署意见", "评价组组长签字意见"),
        "department": ("部门意见", "单位意见", "部门（单位）负责人意见"),
        "finance": ("财政部门归口业务科室意见", "财政部门归口股室意见", "财政归口业务股室意见", "财政部门意见"),
    })).items()
}  # fmt: skip

FORM_HEADINGS = frozenset(map(label_key, (
    "一、部门（单位）基本概况", "部门（单位）基本情况", "二、部门（单位）收支情况", "年度收入情况", "部门（单位）年度收入情况",
    "部门（单位）年度支出和结余情况", "年度支出和结余情况", "三公经费情况", "“三公”经费支出情况", "固定资产情况",
    "三、部门（单位）整体支出绩效自评情况", "部门（单位）整体支出绩效自评情况", "整体支出绩效定性目标及实施计划完成情况",
    "整体支出绩效定量目标及实施计划完成情况", "年度总体目标", "绩效指标", "四、评价人员", "评价人员", "单位：万元", "单位：元", "金额单位：万元", "金额单位：元",
    "部门（单位）收支情况", "部门（单位）基本概况", "财政供养人员情况", "经费控制情况", "楼堂馆所控制情况",
)))  # fmt: skip
"""Rows and side titles of the form that carry no value."""

_CHAPTERS_MORE: _Synonyms = {
    "c1": ("部门（单位）基本情况", "单位基本情况", "部门基本情况", "部门概况", "基本概况"),
    "c2": ("一般公共预算支出", "一般公共预算支出使用情况", "一般公共预算支出管理及使用情况"),
    "c3": ("政府性基金预算支出", "政府性基金支出情况"),
    "c4": ("国有资本经营预算支出", "国有资本经营支出情况"),
    "c5": ("社会保险基金预算支出", "社会保险基金支出情况"),
    "c6": ("部门（单位）整体支出绩效情况", "整体支出绩效情况", "单位整体支出绩效情况"),
    "c7": ("综合评价情况和评价结论", "综合评价结论", "评价结论", "综合评价情况及结论"),
    "c8": (
        "主要经验及做法、存在的问题及原因分析", "主要经验做法、存在问题及原因分析", "存在的问题及原因分析", "存在的主要问题及原因分析",
        "主要经验做法、存在的问题和原因分析",
    ),
    "c9": ("有关建议和改进措施", "改进措施和有关建议", "建议", "相关建议", "下一步改进措施"),
    "c10": ("绩效自评结果拟应用及公开情况", "绩效自评结果应用和公开情况", "绩效自评结果拟应用与公开情况", "绩效评价结果应用和公开情况"),
    "c11": ("其他需要说明的情况", "其他需说明的问题", "其他需要说明的事项", "其他说明的问题"),
}  # fmt: skip
CHAPTER_LABELS = keyed(merged(official_rows("chapters"), _CHAPTERS_MORE))
_OFFICIAL_CHAPTERS = {label_key(titles[0]): code for code, titles in official_rows("chapters").items()}
_CHAPTER_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")
_NUMBERED = re.compile(
    r"\s*(?P<numeral>[一二三四五六七八九十]{1,2})\s*[、.．,，]\s*(?P<title>[^。；;]{2,40}?)\s*"
)
_REPORT_TITLES = ("整体支出绩效评价报告", "整体支出绩效自评报告", "整体支出绩效评价自评报告")
_ANNEX_TITLES = (
    ("基础数据表", "base_extra"),
    ("绩效自评表", "self_extra"),
    ("绩效评价自评表", "self_extra"),
)
_LONGEST_TITLE = 60
_ANNEX_WORD = re.compile(r"附\s*件")
_ANNEX_NUMBER = rf"{_ANNEX_WORD.pattern}\s*[0-9０-９一二三四五六七八九十]*\s*"
_ANNEX_MARK = re.compile(rf"^{_ANNEX_NUMBER}[:：.．、]?\s*")
_ANNEX = re.compile(rf"\s*{_ANNEX_NUMBER}[:：]?\s*")
_ALIKE = 0.6


def chapter_of(line: str) -> str | None:
    """The chapter (c1 … c11) that a heading line opens; None for any other line.

    A numbered heading may use a known variant, or a wording much like the official one under the same number; a line
    without a number must be the official title itself.
    """
    numbered = _NUMBERED.fullmatch(line)
    if numbered is None:
        return (
            _OFFICIAL_CHAPTERS.get(label_key(line)) if len(line) < 40 and not _marked_lesser(line) else None
        )
    key = label_key(numbered["title"])
    if key in CHAPTER_LABELS:
        return CHAPTER_LABELS[key]
    if numbered["numeral"] not in _CHAPTER_NUMERALS:
        return None
    code = f"c{_CHAPTER_NUMERALS.index(numbered['numeral']) + 1}"
    official = next(title for title, chapter in _OFFICIAL_CHAPTERS.items() if chapter == code)
    return code if SequenceMatcher(None, key, official).ratio() >= _ALIKE else None


def split_chapter(line: str) -> tuple[str, int] | None:
    """The chapter that a line opens, and where in the line its text begins (after "十一、其他需要说明的问题：")."""
    for mark in re.finditer(r"[:：]", line[:40]):
        code = chapter_of(line[: mark.start()])
        if code is not None and _NUMBERED.fullmatch(line[: mark.start()]):
            return code, mark.end()
    whole = chapter_of(line)
    return (whole, len(line)) if whole is not None else None


def is_report_title(line: str) -> bool:
    """Whether a line is the title of 附件3 (部门整体支出绩效评价报告), with or without the bureau's name and year."""
    return _may_be_title(line) and label_key(line).endswith(_REPORT_TITLES)


def _may_be_title(line: str) -> bool:
    """Whether a line is short and without the marks of running text."""
    return len(line) <= _LONGEST_TITLE and not re.search(r"[。；，：;,:]", line)


def is_annex_mark(line: str) -> bool:
    """Whether a line says no more than 附件3."""
    return _ANNEX.fullmatch(line) is not None


def annex_of(line: str) -> str | None:
    """The form that holds the further fields of the annex of which a line is the title; None for any other line."""
    title = _ANNEX_MARK.sub("", line.strip(), count=1)
    if not _may_be_title(title) or _ANNEX_WORD.search(title):
        return None
    key = label_key(title)
    return next((form for ending, form in _ANNEX_TITLES if key.endswith(ending)), None)


def is_annex_title(line: str) -> bool:
    """Whether a line is the title of 附件1 or 附件2, with or without the annex's number in front."""
    return annex_of(line) is not None


def is_project_title(line: str) -> bool:
    """Whether a line is the title of the 自评表 of one project, which has the columns of 附件2."""
    key = label_key(line)
    return annex_of(line) == "self_extra" and "项目" in key and "整体" not in key


def is_outline_heading(line: str) -> bool:
    """Whether a line can only stand outside the form's tables: a title of the report or of an annex, a chapter's heading."""
    return is_report_title(line) or is_annex_title(line) or split_chapter(line) is not None


def split_label(text: str) -> tuple[str, int] | None:
    """The label key before a colon in a line, and where its value begins."""
    colon = re.search(r"[:：]", text)
    return (label_key(text[: colon.start()]), colon.end()) if colon else None


def is_cover_field(line: str) -> bool:
    """Whether a line is a field of the cover: 预算编码：004001."""
    split = split_label(line)
    return split is not None and split[0] in COVER_LABELS


def is_prose_label(text: str) -> bool:
    """Whether a cell announces long prose, as 职能职责概述 and 预期目标 do."""
    key = label_key(text)
    if key in GOAL_COLUMNS:
        return True
    ref = FIELD_LABELS.get(key)
    return ref is not None and ref.row in {"duties", "work", "achievements", "thrift"}


def is_known(key: str, vocabularies: Iterable[Iterable[str]]) -> bool:
    """Whether a key stands in any of the vocabularies."""
    return any(key in words for words in vocabularies)


def _marked_lesser(line: str) -> bool:
    return line.lstrip().startswith(("（", "("))
