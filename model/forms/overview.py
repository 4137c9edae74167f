"""The cover and part 一 of the 自评报告 form (2022 edition)."""

from __future__ import annotations

from model.formdef import Kind, RowDef, field_form

COVER = field_form(
    "cover",
    "封面",
    (
        RowDef(
            "title",
            "标题",
            Kind.PROSE,
            "封面大字标题，可分行",
            guide="写明部门、年度和材料名称；按 Enter 换行，纸面上照此分行、居中；一行排不下的，在词与词之间再分行。",
        ),
        RowDef(
            "unit_name",
            "部门（单位）名称（盖章）",
            Kind.TEXT,
            "填报部门全称，加盖部门公章",
            guide="与公章、部门预算批复上的名称一致；全套材料的名称都应与这里相同。",
        ),
        RowDef(
            "budget_code",
            "预算编码",
            Kind.TEXT,
            "财政部门批复的部门预算编码",
            guide="见部门预算批复文件或预算管理一体化系统中的单位编码，首位的 0 要保留。",
        ),
        RowDef(
            "method",
            "评价方式",
            Kind.TEXT,
            "部门（单位）绩效自评",
            guide="部门自己组织评价的填“部门（单位）绩效自评”；委托中介机构的，填“中介机构评价”。",
        ),
        RowDef(
            "agency",
            "评价机构",
            Kind.TEXT,
            "本部门（单位）评价组",
            guide="自评的填本部门评价组；委托中介机构的，填机构全称。",
        ),
        RowDef(
            "report_date",
            "报告时间",
            Kind.DATE,
            "报告完成的年、月",
            guide="如 {next}年7月；应在评价年度结束之后，不晚于通知要求的报送日期。",
        ),
    ),
)

OVERVIEW = field_form(
    "overview",
    "一、部门（单位）基本概况",
    (
        RowDef("contact", "联系人", Kind.TEXT, guide="填本材料的经办人，财政部门有疑问时与其联系。"),
        RowDef(
            "phone",
            "联系电话",
            Kind.TEXT,
            guide="固定电话带区号或填手机号码；附件1、附件2的联系电话取自这里。",
        ),
        RowDef(
            "staffing",
            "人员编制",
            Kind.COUNT,
            "机构编制部门核定的编制数（人）",
            guide="含行政、参公、事业各类编制，以机构编制部门的批文为准；与决算《基本数字表》的编制人数一致。附件1的编制数取自这里。",
        ),
        RowDef(
            "staff",
            "实有人数",
            Kind.COUNT,
            "年末实际在职人数（人），以部门决算编制口径为准",
            guide="只算12月31日在职的财政供养人员，不含离退休、遗属和临时聘用人员；见决算《基本数字表》的年末实有人数。",
        ),
        RowDef(
            "duties",
            "职能职责概述",
            Kind.PROSE,
            "“三定”方案规定的主要职责",
            guide="照“三定”方案摘要，分条写；与评价报告第一部分的职能一致。",
        ),
        RowDef(
            "work",
            "年度主要\n工作内容",
            Kind.PROSE,
            "本年度计划完成的主要工作",
            guide="取自年度工作要点和批复的绩效目标；与第三部分“预期目标”前后一致。",
        ),
        RowDef(
            "achievements",
            "年度部门（单位）总体运行情况及取得的成绩",
            Kind.PROSE,
            "全年运行情况和成绩；引用的数字应与后面各表一致",
            guide="写已经完成的事和取得的效果，统计数写明截止时间；与第三部分“实际完成”前后一致。",
        ),
    ),
    short="基本概况",
)
