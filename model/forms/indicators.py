"""Part 三 of the 自评报告 form: qualitative goals, quantitative indicators, score and grade; and the report's 得分表."""

from __future__ import annotations

from model.common_indicators import NAMES as COMMON_NAMES
from model.formdef import (
    AcrossRatio,
    ColumnDef,
    DownSum,
    FormDef,
    HeaderBand,
    Kind,
    RowDef,
    RowTemplate,
    field_form,
)
from model.scoring import Level, Nature


def _leaf(title: str, column: str) -> HeaderBand:
    return HeaderBand(title, column=column)


GOALS = field_form(
    "goals",
    "整体支出绩效定性目标及实施计划完成情况",
    (
        RowDef(
            "expected",
            "预期目标",
            Kind.PROSE,
            "年初批复的绩效目标，按完成的先后或重要性分条填写",
            guide="取自随预算批复的整体支出绩效目标表；不能事后改目标，没有批复的按年度工作计划写。",
        ),
        RowDef(
            "actual",
            "实际完成",
            Kind.PROSE,
            "与预期目标逐条对应的完成情况",
            guide="条数、次序与预期目标相同；没有完成的如实写明，不能只写成绩。",
        ),
    ),
    short="定性目标",
)

NATURES = tuple(nature.value for nature in Nature)
LEVELS = tuple(level.value for level in Level)

INDICATORS = FormDef(
    "indicators",
    "整体支出绩效定量目标及实施计划完成情况",
    (
        ColumnDef(
            "level1",
            "一级",
            Kind.PROSE,
            1.5,
            "产出目标、效益目标",
            guide="每个一级指标下至少有一条三级指标；同名的相邻各行在纸面上并为一格。",
            literal=True,
        ),
        ColumnDef(
            "level2",
            "二级",
            Kind.PROSE,
            1.3,
            "数量、质量、时效、成本；社会、经济、生态效益；满意度",
            guide="满意度单独成类，得分计入“满意度”一行。",
            literal=True,
        ),
        ColumnDef(
            "name",
            "评价内容",
            Kind.PROSE,
            2.4,
            "三级指标名称",
            guide="与批复的绩效目标表一致，写明考核什么，如“新增规模企业”。",
            literal=True,
        ),
        ColumnDef(
            "target",
            "绩效目标",
            Kind.TEXT,
            1.5,
            "年度指标值，如 ≥20亿元、98%以上、169个",
            guide="取自批复的绩效目标表；定量的要有数和单位，定性的写要达到的程度。",
        ),
        ColumnDef(
            "actual",
            "完成情况",
            Kind.TEXT,
            1.5,
            "实际完成值，单位与指标值一致",
            guide="应有台账、统计报表、验收或调查问卷佐证；与报告正文引用的数相同。",
        ),
        ColumnDef(
            "nature",
            "性质",
            Kind.CHOICE,
            0.8,
            "正向越高越好，反向越低越好；可改",
            guide="程序按指标值的写法和名称判断，“控制率”“成本”类多为反向；判断不对的在这里改。",
            choices=NATURES,
            on_form=False,
        ),
        ColumnDef(
            "level",
            "完成档次",
            Kind.CHOICE,
            1.2,
            "定性指标按三档选择",
            choices=LEVELS,
            guide="达成年度指标 100%—80%（含），部分达成 80%—60%（含），未达成 60%—0%。",
            on_form=False,
        ),
        ColumnDef(
            "weight",
            "分值",
            Kind.SCORE,
            0.7,
            "该指标的分值",
            guide="同一类三级指标的分值之和，等于得分表中该一级指标的分值；附件2要印出来。",
            on_form=False,
        ),
        ColumnDef(
            "proposed",
            "计算得分",
            Kind.SCORE,
            0.8,
            "按计分规则算出的得分",
            guide="完成指标值的记满分；未完成的按完成值与指标值的比例记分。不用填写。",
            on_form=False,
        ),
        ColumnDef(
            "score",
            "得分",
            Kind.SCORE,
            0.7,
            "自评得分；与计算得分不同的，写明原因",
            guide="在 0 和分值之间；空着的按计算得分。附件2要印出来。",
            on_form=False,
        ),
        ColumnDef(
            "deviation",
            "偏差率",
            Kind.PERCENT,
            0.8,
            "（完成值－指标值）÷指标值",
            guide="偏离较大的，在右边写明原因。不用填写。",
            on_form=False,
        ),
        ColumnDef(
            "reason",
            "偏差原因及改进措施",
            Kind.PROSE,
            2.4,
            "未达到或大幅偏离指标值的，说明原因和改进措施",
            guide="得分低于分值的必须写；原因写具体，措施写由谁、到什么时候。",
            on_form=False,
        ),
        ColumnDef(
            "common",
            "共性指标",
            Kind.CHOICE,
            1.2,
            "选用后，指标值和完成值由表中数据自动取得",
            guide="如“三公经费”控制率、公用经费控制率、政府采购执行率，数取自附件1。",
            choices=COMMON_NAMES,
            on_form=False,
        ),
    ),
    (RowTemplate("indicators", "{number}"),),
    (
        HeaderBand(
            "评价内容",
            (_leaf("一级", "level1"), _leaf("二级", "level2"), _leaf("三级指标", "name")),
        ),
        _leaf("绩效目标", "target"),
        _leaf("完成情况", "actual"),
        _leaf("性质", "nature"),
        _leaf("完成档次", "level"),
        HeaderBand("评分", (_leaf("分值", "weight"), _leaf("计算得分", "proposed"), _leaf("得分", "score"))),
        _leaf("偏差率", "deviation"),
        _leaf("偏差原因及改进措施", "reason"),
        _leaf("共性指标", "common"),
    ),
    short="定量指标",
)

RESULT = field_form(
    "result",
    "绩效自评综合得分及评价等次",
    (
        RowDef(
            "score",
            "评分",
            Kind.SCORE,
            "综合得分，满分100分",
            guide="＝得分表的合计；与附件2总分、报告第七部分的得分三处一致。",
        ),
        RowDef(
            "grade",
            "等级",
            Kind.CHOICE,
            "按得分确定的等次",
            (),
            guide="由得分按下面备注的标准自动确定；三处等次应当一致。",
        ),
        RowDef("note", "备注", Kind.PROSE, "等次划分标准", guide="照当地通知原文，一般不改。"),
    ),
    short="综合得分",
)

SCORE_ROWS = ("input", "output", "benefit", "satisfaction")

SCORES = FormDef(
    "scores",
    "一级指标得分表",
    (
        ColumnDef(
            "weight",
            "指标分值",
            Kind.SCORE,
            help="该一级指标的分值，合计 100 分",
            guide="按当地参数，如 投入10、产出50、效益30、满意度10。",
        ),
        ColumnDef(
            "score",
            "自评得分",
            Kind.SCORE,
            help="该一级指标下各三级指标得分之和",
            guide="投入一行为预算执行率的得分；与报告第七部分逐项相同。",
        ),
        ColumnDef("rate", "得分率", Kind.PERCENT, help="＝自评得分÷指标分值×100%", guide="不用填写。"),
    ),
    (
        RowDef("input", "投入", help="预算执行率"),
        RowDef("output", "产出"),
        RowDef("benefit", "效益"),
        RowDef("satisfaction", "满意度"),
        RowDef("total", "合计"),
    ),
    formulas=(
        DownSum("G17", "total", ("weight",)),
        DownSum("G19", "total", ("score",)),
        AcrossRatio("G30", "rate", "score", "weight"),
    ),
    label_title="一级指标",
    short="得分表",
)
