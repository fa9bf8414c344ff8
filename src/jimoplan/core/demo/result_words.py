"""What is reported of a result on its way, by sort of result and how far it has come; made up.

`{name}` is what the result is called, the letters are those of `routine_words`.
"""

from enum import Enum
from types import MappingProxyType


class Sort(Enum):
    """What sort of thing a result is, which decides by what stages it comes about."""

    RULES = 1
    EVENT = 2
    PLACE = 3
    PAPER = 4


STAGES = MappingProxyType(
    {
        Sort.RULES: (
            ("成立起草小组，梳理上级文件{b}份", "赴{a}个区市学习同类制度，列出{name}提纲"),
            ("形成{name}初稿，共{b}条", "{name}初稿完成，已在科内讨论{a}次"),
            ("{name}征求意见稿印发{b}个单位", "收到对{name}的反馈意见{b}条，逐条研究"),
            (
                "召开{name}论证会{a}次，对争议条款作了修改",
                "按反馈意见修改{name}{b}处，送合法性审查",
            ),
            ("{name}送审稿报分管领导审阅", "{name}已列入局长办公会议题，等待上会"),
        ),
        Sort.EVENT: (
            ("拟定{name}方案，明确分工", "与{a}个单位沟通{name}，初定时间"),
            ("{name}方案报批，下发通知{b}份", "{name}动员部署会召开，{b}个单位参加"),
            ("完成{name}第一阶段，收到材料{b}份", "{name}进行过半，已有{b}个单位完成"),
            ("对{name}情况抽查{a}个单位，补齐材料", "{name}进入收尾，汇总问题{b}条"),
            ("{name}成效评估问卷收回{b}份，正在汇总", "起草{name}总结，准备归档"),
        ),
        Sort.PLACE: (
            ("实地考察{a}处，提出{name}设想", "完成{name}需求调研，走访{b}人"),
            ("{name}方案通过论证，明确建设内容{b}项", "{name}概算编制完成，报财务审核"),
            ("签订{name}有关合同，设备和物料陆续到位", "完成{name}首批{b}项内容，其余按计划推进"),
            ("{name}主体完成，正在调试和布置", "{name}完成{b}项建设内容，进行自查"),
            ("{name}试运行{b}天，收集使用意见{b}条", "组织{name}初验，提出整改{a}处"),
        ),
        Sort.PAPER: (
            ("明确{name}任务书，指定专人收集材料", "向{b}个单位发函，征集{name}素材"),
            ("收到{name}素材{b}份，完成初选", "统计{name}所需数据，核对{b}个单位报表"),
            ("{name}编写过半，完成{a}章", "{name}初稿完成，送{a}位专家审读"),
            ("按审读意见修改{name}{b}处", "{name}补充案例{a}个，统一数据口径"),
            ("{name}清样校对，联系印制", "{name}报分管领导审定"),
        ),
    }
)
"""Two wordings for each fifth of the way, the earlier first."""

NEXT = MappingProxyType(
    {
        Sort.RULES: (
            "形成初稿",
            "书面征求意见",
            "送合法性审查",
            "提请局长办公会审议",
            "按程序印发",
        ),
        Sort.EVENT: ("报批方案", "全面铺开", "组织抽查", "汇总总结", "总结归档"),
        Sort.PLACE: ("编制方案和概算", "落实场地和资金", "加快施工", "调试并自查", "组织验收"),
        Sort.PAPER: ("集中收集材料", "编写初稿", "送审修改", "校对定稿", "印发"),
    }
)
"""What comes after each fifth."""

FINISHED = MappingProxyType(
    {
        Sort.RULES: "{name}已印发，组织学习{a}次",
        Sort.EVENT: "{name}已完成，总结材料归档",
        Sort.PLACE: "{name}已建成启用，服务{c}人次",
        Sort.PAPER: "{name}已编印发放{c}份",
    }
)
