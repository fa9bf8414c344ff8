"""The results of the year and their fates: begun, due, moved, returned, late, stuck; made up."""

from datetime import date
from typing import NamedTuple

from jimoplan.core.demo.result_words import Sort


class Moved(NamedTuple):
    """A deadline that is replaced on a day, why and by whose leave."""

    on: date
    due: date
    reason: str
    approved_by: str = "局长办公会"


class Fate(NamedTuple):
    """What goes otherwise than planned; a result without one goes well."""

    moved: Moved | None = None
    returned: str = ""
    problem: str = ""
    stuck: int = 0
    """How far it comes and no further, in percent; 0 for what gets done."""


class Result(NamedTuple):
    """A measure that yields something once; without `done` it does not this year."""

    id: str
    name: str
    sort: Sort
    begun: date
    due: date
    done: date | None
    fate: Fate = Fate()


def _day(month: int, day: int) -> date:
    return date(2024, month, day)


RESULTS: tuple[Result, ...] = (
    Result(
        *("1-3", "以学铸魂长效机制", Sort.RULES, _day(2, 6), _day(5, 31), _day(7, 16)),
        Fate(problem="各支部意见不统一，文稿修改反复"),
    ),
    Result("2-4", "述责述廉和述职评议制度", Sort.RULES, _day(2, 20), _day(5, 31), _day(5, 24)),
    Result(
        *("2-6", "党支部重组", Sort.EVENT, _day(1, 24), _day(4, 30), _day(4, 25)),
        Fate(returned="三个司法所党员组织关系还没有转接，名册与实际不符"),
    ),
    Result(
        *("3-4", "廉政风险防控长效机制", Sort.RULES, _day(3, 5), _day(8, 30), _day(10, 24)),
        Fate(problem="与区纪委监委派驻组的职责界线待明确，需派驻纪检监察组协调"),
    ),
    Result("4-3", "“墨法先锋”党建品牌展示点", Sort.PLACE, _day(3, 12), _day(11, 15), _day(11, 12)),
    Result(
        *("4-7", "党员联系服务群众站点", Sort.PLACE, _day(2, 27), _day(5, 31), _day(8, 27)),
        Fate(
            Moved(_day(6, 21), _day(8, 30), "平台接入区政务云的审批需要两个月"),
            problem="接入政务云的审批未完，需区大数据局协调",
        ),
    ),
    Result("5-2", "重点学习内容安排", Sort.EVENT, _day(1, 16), _day(3, 29), _day(3, 20)),
    Result("5-3", "党校必修课设置", Sort.EVENT, _day(1, 30), _day(4, 30), _day(4, 19)),
    Result(
        *("5-4", "专题讲座", Sort.EVENT, _day(2, 20), _day(6, 7), _day(7, 12)),
        Fate(problem="授课专家日程有冲突，讲座时间两次后延"),
    ),
    Result("5-5", "“1+2+X”学法清单制度", Sort.RULES, _day(2, 21), _day(7, 31), _day(7, 24)),
    Result("6-2", "法治创新实践成果", Sort.PAPER, _day(3, 19), _day(10, 31), _day(11, 22)),
    Result("7-2", "督察组组建", Sort.EVENT, _day(1, 19), _day(3, 29), _day(3, 26)),
    Result(
        *("8-1", "行政应诉工作规则", Sort.RULES, _day(1, 17), _day(5, 31), _day(6, 19)),
        Fate(
            returned="第十二条与新修订的行政复议法表述不一致，缺少合法性审查意见",
            problem="出庭应诉情形的表述，各执法部门分歧较大",
        ),
    ),
    Result(
        *("8-3", "应诉各环节操作细则", Sort.RULES, _day(2, 28), _day(6, 28), _day(9, 26)),
        Fate(Moved(_day(6, 17), _day(9, 30), "工作规则印发推迟，细则要与规则衔接")),
    ),
    Result("8-4", "负责人出庭应诉情形清单", Sort.RULES, _day(3, 6), _day(7, 31), _day(8, 21)),
    Result(
        *("8-5", "类案办理标准", Sort.RULES, _day(4, 10), _day(10, 31), None),
        Fate(stuck=60, problem="土地征收类案件裁判尺度不一，标准难以确定，需区人民法院协调会商"),
    ),
    Result("11-3", "审前实质性化解办法", Sort.RULES, _day(2, 7), _day(7, 31), _day(7, 26)),
    Result("11-4", "复议与检察审判联动机制", Sort.RULES, _day(3, 13), _day(9, 30), _day(9, 20)),
    Result(
        *("11-6", "重点领域复议审理规范", Sort.RULES, _day(3, 27), _day(8, 30), _day(11, 21)),
        Fate(
            Moved(_day(8, 23), _day(10, 31), "工伤认定部分等待省厅新口径", "刘分管"),
            problem="工伤认定标准有新口径，需区人力资源社会保障局协调提供",
        ),
    ),
    Result("11-7", "复议与应诉白皮书", Sort.PAPER, _day(1, 12), _day(4, 30), _day(4, 22)),
    Result(
        *("13-7", "企业信息联系点", Sort.PLACE, _day(3, 20), _day(7, 31), _day(9, 26)),
        Fate(problem="部分行业协会未答复设点意向，需区工商联协调"),
    ),
    Result(
        *("15-1", "法律顾问服务标准和考核细则", Sort.RULES, _day(2, 22), _day(6, 14), _day(6, 5)),
        Fate(returned="考核细则没有写明评分办法，与服务标准的第三部分重复"),
    ),
    Result(
        *("17-2", "普法履职评议报告制度", Sort.RULES, _day(3, 7), _day(6, 28), _day(10, 16)),
        Fate(problem="评议指标涉及单位多，意见收集慢"),
    ),
    Result("17-3", "“谁执法谁普法”履职评议", Sort.EVENT, _day(9, 19), _day(11, 29), _day(11, 27)),
    Result(
        *("17-6", "法治文化阵地", Sort.PLACE, _day(3, 28), _day(8, 30), _day(11, 20)),
        Fate(
            Moved(_day(9, 24), _day(11, 29), "两处阵地选址调整，重新办理用地手续"),
            problem="两处阵地的用地手续未完，需区自然资源局协调",
        ),
    ),
    Result(
        *("17-7", "优质普法产品", Sort.PAPER, _day(4, 9), _day(10, 31), _day(10, 29)),
        Fate(returned="其中两部短视频没有取得肖像授权，不能算成果"),
    ),
    Result(
        *("18-4", "调解员协会筹备", Sort.EVENT, _day(2, 1), _day(5, 31), _day(7, 18)),
        Fate(
            Moved(_day(5, 27), _day(7, 31), "登记名称需要重新核准", "刘分管"),
            problem="协会名称核准未通过，需区民政局协调",
        ),
    ),
    Result(
        *("19-6", "“智慧矫正中心”升级", Sort.PLACE, _day(2, 29), _day(6, 28), None),
        Fate(
            Moved(_day(6, 11), _day(11, 15), "设备采购资金调整到下半年安排", "张分管"),
            stuck=55,
            problem="设备采购资金缺口没有落实，需区财政局协调安排",
        ),
    ),
    Result("20-4", "解放思想大讨论", Sort.EVENT, _day(2, 23), _day(6, 28), _day(6, 25)),
    Result("21-1", "各类规范制度", Sort.RULES, _day(3, 21), _day(9, 30), _day(9, 27)),
    Result(
        *("21-2", "制度汇编", Sort.PAPER, _day(6, 4), _day(11, 29), None),
        Fate(stuck=80, problem="档案规范、公文规范两项还在修改，汇编不能付印"),
    ),
)
CALLED_OFF = ("6-5", "示范项目申报", date(2024, 5, 15), "省里本年度没有启动第三批示范项目申报")
"""A result that is given up: its measure, its name, the day, why."""
