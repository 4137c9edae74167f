"""The trade's words, as data: what a figure is called, what it is compared with, which way it moved."""

from __future__ import annotations

import re

PROTECTED_NAMES = ("一般公共预算", "政府性基金预算", "基金预算", "国有资本经营预算", "社会保险基金预算",
                   "公共财政预算", "预算单位", "预算绩效", "预算管理", "预算内", "预算外")  # fmt: skip
"""Names which hold the word 预算 without being a budget figure."""

_UP_WORDS = "增加|增长|上升|提高|增多|上涨|上调|追加|多支出|提升|增收|增支|多收|(?<=上年|去年|同期|同比|年度)增[产量员编效值]|增|多"
_DOWN_WORDS = "减少|下降|降低|缩减|压减|压缩|节约|回落|下滑|下调|核减|减收|减支|短收|少收|少支|(?<=上年|去年|同期|同比|年度)减[产量员编]|减|降|少|负增长"
UP = re.compile(rf"(?:{_UP_WORDS})")
DOWN = re.compile(rf"(?:{_DOWN_WORDS})")
CHANGE_TAIL = re.compile(
    rf"(?:(?P<up>{_UP_WORDS}|增幅|增速|增长率|增加额|增加率|增加值为)|(?P<down>{_DOWN_WORDS}|降幅|减幅|下降率|减少额|降低率))"
    r"(?:了|幅度|率|额|金额|比例|支出|收入|经费|资金|预算|数)*(?:为|达到?|约|近|超过?)?：?$"
)
"""The end of a lead whose figure is an amount or a rate of change; 新增, 增加值, 减少为 … are none."""
NOT_CHANGE = re.compile(
    r"(?:新增|增加值|增长点|不少|至少|多少|减少为|增加为|增加到|减少到|增至|降至|累计增|最多|很多|更多|众多|净增|(?:合计|共计|累计)追加)$"
)

NO_FIGURE_TAIL = re.compile(
    r"(?:差值|差额|相差|折合|约合|折算|差距|缺口|人均|平均|每[人月户次亩])[^，。；]{0,6}$"
)
"""Figures which are neither wholes nor parts."""
NO_SCORE_TAIL = re.compile(
    r"(?:扣(?:分|除|减)?|失分|满分|分值|权重|标准分|总分值|(?<![合共总])计)(?:为|：)?$"
)
"""Scores which are neither got nor summed: what was lost, what could be got."""

PRIOR = re.compile(
    r"(?:上年|去年|上一年|上年度|往年|前年|同期|(?:比|较|与|于)(?:(?:19|20)\d{2}年度?|年初|期初)(?=(?:的|决算|预算|同期|支出|收入|数)*$))(?!结转|结余|末结|未|无)"
)
BUDGET = re.compile(r"预算|计划|目标|任务|应|批复|核定|编制|下达")
ACTUAL = re.compile(r"决算|实际|执行数|执行|完成|实现|已|支出数|实有|在职|到位|办结|发放")
INITIAL = re.compile(r"年初|初始")
REVISED = re.compile(r"调整|全年|追加后|变更|最终")

SHARE_TAIL = re.compile(
    r"(?:占比(?:例|重)?|占(?!比)(?P<whole>[^，。；：]{0,40}?)(?:的)?(?:比例|比重|份额|总量|百分比)?|比重|比例)(?:约|近|超过?|达到?|为|是|高达|分别|依次|各)*：?$"
)
COMPLETION_TAIL = re.compile(
    r"(?:完成|达到?|达成|占|为|是|相当于)(?:了)?(?P<whole>[^，。；：]{0,24}?(?:预算|任务|目标|计划|指标|安排)[^，。；：]{0,12}?)的?(?:比例|比率|比重)?(?:约|近|超过?|达到?|为|是)*$"
)
RATE_TAIL = re.compile(
    r"(?P<name>[^，。；：、=]{0,24}?(?:率|满意度)|支出进度|执行进度)(?:约|近|超过?|达到?|为|是|仅|仅为|均为|均达|高达)*[：=]?$"
)

LEADING_NOISE = re.compile(
    r"^(?:其中|包括|主要|以及|和|及|与|、|用于|分别|具体|另外|此外|同时|一是|二是|三是|四是|五是|"
    r"(?:截至|截止到?)?(?:19|20)\d{2}年(?:度|末|底)?(?:\d{1,2}月)?(?:\d{1,2}日)?|本年度?|全年|当年|年度内?|我局|我单位|本单位|本部门|我部门|"
    r"本局|共计?|累计|已|年末|年初)+"
)
COLUMN_WORDS = re.compile(
    r"(?:年初|年终|年中|期初|全年|当年|本年度?|年度|调整后?的?|追加后?的?|最终|财政)*(?:预算|决算|执行|实际|完成|实现|计划|批复|下达|核定)"
    r"(?:安排|支出|收入|执行|完成|到位|使用|支付|发生|拨付)*(?:总额|金额|数额|数|额)?"
)
TRAILING_NOISE = re.compile(
    r"(?:为|是|共|共计|总共|达到?|约|近|有|各是|各为|均为|安排|支付|发生|使用|累计|仅|仅为|分别|的|了|数|：)+$"
)
EMPTY_LABELS = frozenset(
    {
        "",
        "本年",
        "数",
        "经费",
        "安排",
        "预算",
        "决算",
        "的",
        "资金",
        "金额",
        "总额",
        "支出数",
        "共计",
        "总计",
        "合计",
        "年度",
        "分别",
        "各",
    }
)
"""Leads which name nothing: the figure speaks of the label before it."""
LINKS = re.compile(r"(?:为|是|共|共计|达到?|约|：)+$")
KEY_NOISE = re.compile(r"[“”\"'《》〈〉「」『』‘’（）()、 \-—]|支出总额$|总额$|合计$|总数$|(?<=费)用$")

OVERLAPPING_COUNTS = re.compile(
    r"女|男|党员|少数民族|本科|大专|研究生|硕士|博士|学历|岁|高级|中级|初级|职称|正科|副科|专业技术(?!用车)|规模以上|四上|龙头|重点|优秀|新增|退役"
)
"""Attributes that one person or firm may have several of: such parts need not add up."""
POSTS = re.compile(r"管理(?:岗|人员)|专业技术|工勤|公务员|行政|事业|参公")
"""Kinds of posts that everyone holds exactly one of: 管理, 专业技术 and 工勤 together are all of a staff."""

WHOLES: tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...] = (
    (
        re.compile(r"基本支出$"),
        (
            re.compile(r"^(?:基本支出中)?(?:人员经费|人员支出|工资福利支出和对个人和家庭的补助)$"),
            re.compile(r"^(?:日常)?公用(?:经费|支出)$"),
        ),
    ),
    (
        re.compile(r"公务用车购置(?:及|和|与)?运行(?:维护)?(?:费|经费|支出)?$"),
        (
            re.compile(r"^公务用车购置(?:费|支出|经费)?$"),
            re.compile(r"^公务用车运行(?:维护)?(?:费|支出|经费)?$"),
        ),
    ),
    (
        re.compile(r"(?:^|本年|年度|总|财政拨款)支出(?:合|总)?计?$"),
        (re.compile(r"^基本支出$"), re.compile(r"^项目支出$")),
    ),
)
"""Wholes which always consist of exactly these parts, whatever the sentence around them."""


def protect(text: str) -> str:
    """Hide 预算 in names of funds so that it does not read as a budget figure."""
    for name in PROTECTED_NAMES:
        if name in text:
            text = text.replace(name, name.replace("预算", "预＿"))
    return text


def unprotect(text: str) -> str:
    """Undo ``protect``."""
    return text.replace("预＿", "预算")


def key_of(label: str) -> str:
    """Labels which differ only in quotes, brackets and 合计/总额 are one concept."""
    return KEY_NOISE.sub("", label)
