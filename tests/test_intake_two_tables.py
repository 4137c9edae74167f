"""The indicators of the form and of 附件2: one list, told twice; what the two say differently is told, never settled in silence."""

from __future__ import annotations

from intake.intake import Intake
from model.cells import CellRef
from tests.intake_kit import as_typed, new_book, read_string, table

FORM = table(
    "评价内容|||绩效目标|完成情况",
    "产出目标|数量指标|新增规模企业|4家|8家",
    "产出目标|数量指标|完成工业投资|10亿元|23.4亿元",
    "效益目标|社会效益|社会公众满意度|98%|95%",
)
HEADINGS = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施"


def _with_annex(*rows: str, form: str = FORM) -> Intake:
    return read_string(f"{form}\n\n{table(HEADINGS, *rows)}")


def _indicators(intake: Intake) -> list[str]:
    book = new_book()
    book.apply(intake.edit)
    columns = ("name", "target", "actual", "weight", "score", "reason")
    return [
        "|".join(str(book.stated(CellRef("indicators", row, column)) or "") for column in columns)
        for row in book.group("indicators")
    ]


def test_the_second_table_adds_points_and_reasons_to_the_same_indicators():
    intake = _with_annex(
        "产出目标|数量指标|2、完成工业投资|10 亿元|23.4亿元|30|30|",
        "|数量指标|１．新增规模企业|4家|８家|20|19|一家待验收。",
        "效益目标|社会效益|“社会公众”满意度|98%|95%|40|38|原因已查明。",
        "总分|||||90|87|",
    )
    assert _indicators(intake) == [
        "新增规模企业|4家|8家|20|19|一家待验收。",
        "完成工业投资|10亿元|23.4亿元|30|30|",
        "社会公众满意度|98%|95%|40|38|原因已查明。",
    ]
    assert (intake.problems, intake.unread) == ((), ())
    assert as_typed(intake)["scores/total/score"] == "87"


def test_the_annex_may_stand_before_the_form():
    annex = table(HEADINGS, "产出|数量|新增规模企业|4家|8家|20|19|一家待验收。")
    intake = read_string(
        f"{annex}\n\n{table('评价内容|||绩效目标|完成情况', '产出目标|数量指标|新增规模企业|4家|8家')}"
    )
    assert _indicators(intake) == ["新增规模企业|4家|8家|20|19|一家待验收。"]
    assert [item.quote for item in intake.unread] == ["产出目标", "数量指标"]


def test_levels_that_only_the_second_table_has_are_read():
    form = table("三级指标|绩效目标|完成情况", "新增规模企业|4家|8家")
    values = as_typed(_with_annex("产出指标|数量指标|新增规模企业|4家|8家|20|19|待验收。", form=form))
    assert values["indicators/i1/level1"] == "产出指标"
    assert values["indicators/i1/weight"] == "20"


def test_differences_between_the_two_are_told_and_the_first_is_kept():
    intake = _with_annex(
        "产出目标|数量指标|新增规模企业|5家|8家|20|20|",
        "产出目标|数量指标|完成工业技改投资|10亿元|23.4亿元|30|30|",
        "效益目标|社会效益|社会公众满意度|98%|96%|40|38|",
    )
    assert [line.rsplit("|", 3)[0] for line in _indicators(intake)] == [
        "新增规模企业|4家|8家",
        "完成工业投资|10亿元|23.4亿元",
        "社会公众满意度|98%|95%",
    ]
    assert [problem.quote for problem in intake.problems] == ["5家", "完成工业技改投资", "96%"]
    assert all("出现两次而内容不同" in problem.message for problem in intake.problems)


def test_an_indicator_that_only_one_of_the_tables_has_is_read_and_told():
    intake = _with_annex(
        "产出目标|数量指标|新增规模企业|4家|8家|20|20|",
        "产出目标|时效指标|按期办结率|100%|100%|10|10|",
        "效益目标|社会效益|社会公众满意度|98%|95%|40|38|",
    )
    assert [line.split("|")[0] for line in _indicators(intake)] == [
        "新增规模企业",
        "按期办结率",
        "完成工业投资",
        "社会公众满意度",
    ]
    assert [problem.quote for problem in intake.problems] == ["按期办结率", "完成工业投资"]


def test_a_table_that_names_no_indicator_again_goes_on_with_the_one_before():
    intake = _with_annex("产出目标|质量指标|验收合格率|100%|100%|10|10|")
    assert len(_indicators(intake)) == 4
    assert intake.problems == ()


def test_indicators_of_one_name_are_matched_in_their_order():
    form = table("评价内容|||绩效目标|完成情况", "产出|数量|培训|1期|1期", "产出|数量|培训|2期|2期")
    annex = ("产出|数量|培训|1期|1期|5|5|", "产出|数量|培训|2期|2期|6|6|")
    assert _indicators(_with_annex(*annex, form=form)) == ["培训|1期|1期|5|5|", "培训|2期|2期|6|6|"]
