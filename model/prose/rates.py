"""Which two figures a named rate is made of, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class RateRule:
    """Numerator and denominator of a rate, by the words before the figures."""

    name: re.Pattern[str]
    top: re.Pattern[str]
    bottom: re.Pattern[str]
    also: re.Pattern[str] | None = None
    """Figures which some count to the numerator and some do not (基本满意)."""


def _rule(name: str, top: str, bottom: str, also: str = "") -> RateRule:
    return RateRule(re.compile(name), re.compile(top), re.compile(bottom), re.compile(also) if also else None)


RATE_RULES = (
    _rule(r"(?:在职)?人员控制率|编制控制率", r"^(?!.*编制).*(?:在职|实有|在岗|在编)", r"编制"),
    _rule(r"固定资产利用率|资产利用率|资产使用率", r"在用", r"^(?!.*在用).*资产"),
    _rule(r"投资概算控制率", r"实际", r"批复|批准|概算|预算"),
    _rule(r"(?:面积|规模)控制率", r"实际", r"批复|批准|计划"),
    _rule(r"资金到位率|到位率", r"到位", r"^(?!.*到位).*(?:预算|计划|应|批复|下达|申请|安排)"),
    _rule(r"资金使用率|资金支出率|使用率|支付率|支出率|支出进度|执行进度", r"^(?!.*(?:计划|预算|下达)).*(?:支出|使用|支付|执行|拨付|实际)", r"到位|预算|安排|下达|计划"),
    _rule(r"办结率|回复率|答复率|化解率", r"办结|回复|答复|化解|完成", r"^(?!.*(?:办结|化解|已)).*(?:接收|交办|受理|收到|接到|共|问题|承办|办理|排查)"),
    _rule(r"合格率|优良率|达标率|优质率|通过率", r"合格|优良|达标|优质|通过", r"^(?!.*(?:合格|达标|优良)).*(?:抽检|检查|抽查|监测|检测|抽样|参加|共|总|应|验收|完成)"),
    _rule(r"满意率|满意度", r"(?<!不)(?<!基本)(?<!比较)(?<!较)(?<!很)(?<!非常)满意", r"^(?!.*满意(?!度)).*(?:发放|回收|收回|调查|有效|访问|问卷|参评|测评|访谈|受访|评议|抽样)", r"(?<!不)满意"),
    _rule(r"覆盖率|参保率|参与率|参训率|入学率|就业率|签约率|建档率", r"覆盖|参保|参与|参训|入学|就业|签约|建档|实际|已",
          r"^(?!.*(?:已|实际)).*(?:应|共|总|全县|全市|全区|全镇|毕业|计划)"),
    _rule(r"(?:问卷)?(?:有效)?(?:回收|收回)率", r"收回|回收|有效", r"发放|发出|投放"),
    _rule(r"偿还率|回收率|兑现率|发放率|拨付率|缴纳率|入库率", r"已|实际|发放|兑现|拨付|回收|缴纳|入库", r"应|计划|预算|下达"),
    _rule(r"变动率|增减率|调整率|结转率|结余率|结转结余率", r"(?!)", r"(?!)"),
    _rule(r"控制率|执行率|完成率", r"决算|实际|执行|完成|支出|支付|已", r"预算|计划|目标|任务|应|调整后|安排|下达|批复"),
)  # fmt: skip
"""First match by name wins; (?!) never matches: rates whose figures a sentence does not name clearly."""


def rule_for(name: str) -> RateRule | None:
    """The rule of a rate, by its name as written."""
    return next((rule for rule in RATE_RULES if rule.name.search(name)), None)
