"""Problems as values: what is wrong, where, why it matters and what to do."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from jimoplan.core.display.cells import cell_width, clip, reveal


class Severity(StrEnum):
    """How much a problem weighs; the first letter of its code says which."""

    ERROR = "错误"
    WARNING = "警告"
    INFO = "提示"


CODES = MappingProxyType(
    {
        "E001": "文件不是 UTF-8 编码(疑似 GBK/GB18030)",
        "E002": "文件是 UTF-16 编码",
        "E003": "文件不是文本",
        "E004": "文件太大",
        "E005": "嵌套太深",
        "E006": "内容太多",
        "E007": "文件是空的",
        "E008": "不符合 YAML 语法",
        "E009": "应当用半角标点的地方用了全角标点",
        "E010": "用了制表符(Tab)",
        "E011": "应当用半角空格的地方用了全角空格",
        "E012": "文件里留有合并冲突标记",
        "E013": "使用了锚点或别名引用",
        "E014": "同一个键写了两次",
        "E015": "使用了 YAML 标签或指令",
        "E016": "一个文件里有多份文档",
        "E017": "键不是普通文字",
        "E018": "冒号或减号后面缺空格",
        "E019": "文字里有看不见的字符",
        "E020": "错误太多,没有逐一列出",
        "E101": "缺少必填的键",
        "E102": "不认识的键",
        "E103": "不是允许的词",
        "E104": "日期不存在或写法不对",
        "E105": "不是数字",
        "E106": "数字超出范围",
        "E107": "应当是列表",
        "E108": "应当是一组“键: 值”",
        "E109": "应当是文字",
        "E110": "键后面没有内容",
        "E111": "编号写法不对",
        "E112": "格式版本不认识",
        "E113": "文字应当写在一行里",
        "E114": "邮箱写法不对",
        "E115": "邮箱里有疑似冒充的字符",
        "E116": "姓名写成了邮箱或电话",
        "E117": "发文机关代字写法不对",
        "E201": "编号重复",
        "E202": "举措编号与所属任务不一致",
        "E203": "板块编号重复",
        "E204": "部门不在部门表里",
        "E205": "部门名称或别名重复",
        "E206": "群组成员循环",
        "E207": "只有群组才能有成员",
        "E208": "同一部门在一项里承担两种角色",
        "E209": "结束日期早于开始日期",
        "E210": "任务与举措的状态互相矛盾",
        "E211": "暂缓或取消没有写明原因",
        "E212": "举措类别缺少必需的内容",
        "E213": "内容与举措类别不符",
        "E214": "已知缺号与实际编号矛盾",
        "E215": "填报的期数超出应报的期数",
        "E216": "与公布文本不一致",
        "E218": "同一个人在一个部门里重复列出",
        "E219": "停用的编号又用上了",
        "E220": "暂缓记录前后矛盾",
        "E221": "日期与状态不符",
        "E222": "日期先后矛盾",
        "E223": "同一天既放假又上班",
        "E224": "板块层级太深",
        "E225": "印出的序号重复",
        "E226": "公布格式里有不认识的名字",
        "E227": "节点晚于时限,或写了两次",
        "E228": "节点没有写要做到什么",
        "E229": "填报的节点不在这一项里",
        "E230": "没有声明的自有字段",
        "E231": "自有字段的值与类型不符",
        "E232": "自有字段的值不在选项里",
        "E233": "自有字段的声明不对",
        "W301": "无明确完成时限",
        "W302": "多个责任部门而没有牵头部门",
        "W303": "只由群组负责",
        "W304": "指标口径待明确",
        "W305": "编号不连续",
        "W306": "疑似含身份证号",
        "W307": "疑似含手机号码",
        "W308": "疑似含密级标志",
        "W309": "折行文字会多出空格",
        "W310": "日期在计划期间之外",
        "W311": "常态化举措的进度不用填写",
        "W312": "引号不成对",
        "W313": "没有牵头部门,也没有责任部门",
        "W314": "文字被当成了注释",
        "W315": "文字里疑似夹着另一个键",
        "W316": "暂缓没有写从哪一天起",
        "W317": "批准人用不上",
        "W320": "代录没有写明部门",
        "W321": "佐证材料找不到",
        "W322": "佐证材料与销号时不同",
        "W330": "举措的时限晚于任务的时限",
        "W331": "已完成而没有达标",
        "W332": "起点值已经达到目标",
        "W333": "有举措的任务自己又写了目标或填报",
        "W334": "时限表述与完成时限不一致",
        "W340": "分管领导不在人员名单里",
        "W341": "建议还没有人看过",
        "I401": "群组名单待明确",
        "I402": "部门没有任何任务",
        "I403": "完成时限是休息日",
    }
)


class Problem(NamedTuple):
    """One thing that is wrong with a plan; line and columns count from one, in characters."""

    code: str
    message: str
    remedy: str
    line: int
    column: int
    end_column: int
    source: str

    @property
    def severity(self) -> Severity:
        """Whether it refuses the plan (错误) or a person should look (警告, 提示)."""
        return {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO}[self.code[0]]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems refuses the plan."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without repetition, in the order in which a reader meets them."""
    return tuple(sorted(set(problems), key=lambda p: (p.line, p.column, p.code, p.message)))


def count_problems(problems: Sequence[Problem]) -> str:
    """How many problems there are of each severity, in words."""
    units = {Severity.ERROR: "处", Severity.WARNING: "处", Severity.INFO: "条"}
    counts = {s: sum(problem.severity is s for problem in problems) for s in Severity}
    return ",".join(f"{s} {n} {units[s]}" for s, n in counts.items() if n or s is Severity.ERROR)


def excerpt(problem: Problem, cells: int = 76) -> tuple[str, str]:
    """The source line and a caret line below it, cut to so many cells around the column."""
    start, end = problem.column - 1, problem.end_column - 1
    source = problem.source.replace("\t", " ")
    lead = _tail(reveal(source[max(start - cells, 0) : start]), cells // 2)
    room = cells - cell_width(lead)
    shown = lead + clip(reveal(source[start : start + cells]), room)
    carets = max(1, min(cell_width(reveal(source[start : min(end, start + cells)])), room))
    return shown, " " * cell_width(lead) + "^" * carets


def _tail(text: str, cells: int) -> str:
    """The end of a text; one that is longer begins with an ellipsis."""
    if cell_width(text) <= cells:
        return text
    return "…" + clip(text[::-1], cells - 1)[::-1]
