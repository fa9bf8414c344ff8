"""docs/typing.md, written from what the code really reads."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from jimoplan.core.input.days import Standpoint, read_day, read_due
from jimoplan.core.input.figures import read_percent, read_value
from jimoplan.core.input.numbers import Known, find_numbers
from jimoplan.core.input.periods import read_issue, read_period
from jimoplan.core.input.reading import Reading
from jimoplan.core.input.slips import Grammar, Takes, mend, quote
from jimoplan.core.input.statuses import read_status, read_statuses
from jimoplan.core.plan.header import Period
from jimoplan.core.plan.ids import Name
from jimoplan.core.plan.words import Cadence, Status
from jimoplan.errors import UsageError

TODAY = date(2024, 6, 20)
YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
REPORT = Standpoint(TODAY, YEAR, past=True, beyond=True)
DUE = Standpoint(TODAY, YEAR)
ITEMS = Known(
    {
        "8": Name(None, "强化行政应诉工作指导"),
        "8-1": Name(None, "制发行政应诉工作规则"),
        "8-2": Name(None, "规范应诉流程"),
        "8-3": Name(None, "通报败诉案件"),
        "9": Name(None, "办理复议案件"),
        "11": Name(None, "编印白皮书"),
    },
    gaps=("10",),
)
OPTIONS = Grammar(
    {"--note": Takes.TEXT, "--progress": Takes.NUMBER, "--status": Takes.WORD},
    lambda word: word.replace("-", "").isdecimal(),
)

DAYS = (
    *("2024-06-14", "2024/6/14", "2024.6.14", "2024年6月14日", "20240614", "6月14日", "6-14"),
    *("今天", "昨天", "前天", "三天前", "上周五", "本周三", "本月3号", "上月28日", "去年12月28日"),
    *("5月底", "上月底", "一季度末"),
)
DEADLINES = (
    "6月底",
    "2024年6月",
    "二季度",
    "上半年",
    "年底",
    "本季度末",
    "下月底",
    "下周五",
    "明天",
)
UNSURE_DAYS = ("24-6-14", "6.5", "15", "周五", "5/6/2024", "2024年6月")
PERIODS = (
    *((Cadence.WEEKLY, each) for each in ("2024-W24", "24", "第24周", "2024年第24周", "上周")),
    *((Cadence.MONTHLY, each) for each in ("2024-06", "6", "6月", "2024年6月", "上月")),
    *((Cadence.BIMONTHLY, each) for each in ("2024-B3", "5-6月")),
    *((Cadence.QUARTERLY, each) for each in ("2024-Q2", "二季度", "第2季度")),
    *((Cadence.HALF_YEARLY, each) for each in ("2024-H1", "上半年")),
    *((Cadence.YEARLY, each) for each in ("2024", "2024年", "全年")),
)
ISSUES = ((Cadence.MONTHLY, "3"), (Cadence.MONTHLY, "第3期"), (Cadence.MONTHLY, "3月"))
PERCENTS = ("40", "40%", "４０％", "四十", "百分之四十", "三成", "0.4", "40左右")
VALUES = (
    *(("250件", "件"), ("1,200", "件"), ("1.2万件", "件"), ("1.2万元", "万元"), ("一百二十", "件")),
    *(("250元", "件"), ("1.2万", "万元"), ("几十件", "件")),
)
STATUSES = (
    *("进行中", "在办", "完成", "办结", "销号", "暂停", "取消", "未开始"),
    *("推迟", "关闭"),
)
NUMBERS = (
    *("8-1", "８－１", "8—1", "8.1", "第8项", "八", "8-1..8-3", "8-1至8-3", "8-1~3", "8-1、9"),
    *("白皮书", "应诉", "10"),
)
SLIPS = (
    ("8-1", "—note", "初稿"),
    ("8-1", "--note＝初稿"),
    ("8-1", "--note初稿"),
    ("8-1", "--note", "初稿", "已征求意见"),
    ("8-1", "--note", "“初稿", "已征求意见”"),
    ("8-1", "--progress", "初稿", "--note", "40"),
)

HEAD = """\
<!-- 本页由 tests/support/typing_page.py 从代码生成,不要手改;
     改了读法,运行 pytest tests/core/input/test_typing_page.py --update-golden -->

# 怎样写日期、期次、数字和编号

命令行里怎么顺手怎么写:全角半角、中文数字、几种分隔都认。没有照规定写的,读成什么总会说一遍;
有两种意思的,不猜,列出可能的,请您写清楚。填报时逐样答的、一行写完的、`--from` 文件里的一行和一格,
读法一样。下面的例子都是实际的读法,今天当作 2024-06-20(星期四),计划是 2024 年的。

计划文件(plan.yaml)里仍然只认规定的写法,写错了,`jimoplan validate` 会说该怎么写。
"""


def build_page() -> str:
    """The whole page."""
    return "\n".join((HEAD, *_days(), *_periods(), *_figures(), *_words(), *_slips()))


def _days() -> Iterator[str]:
    yield "## 日期\n"
    yield "`--date`、`--as-of`、`--since`、`--until` 等要写哪一天的地方:\n"
    yield _table(("写的", "读作"), ((each, _read(read_day, each, REPORT)) for each in DAYS))
    yield "没有写年份的,是计划那一年的;几年的计划,是最近的已经过去的那一次。"
    yield "还没有到的日子不能填报。月底、季度末、年底是那段时间的最后一天。\n"
    yield "完成时限(`--due`)和节点(`--milestone`)还可以写一段时间的末尾,照样记着是月底还是季度末:\n"
    yield _table(("写的", "读作"), ((each, _read(read_due, each, DUE)) for each in DEADLINES))
    yield "说不准的:\n"
    yield _table(
        ("写的", "怎么说"), ((each, _read(read_day, each, REPORT)) for each in UNSURE_DAYS)
    )


def _periods() -> Iterator[str]:
    yield "## 期次\n"
    yield "`jimoplan render` 的 `--period`,按报告多久一期:\n"
    rows = (
        (cadence, each, _read(read_period, cadence, each, YEAR, TODAY)) for cadence, each in PERIODS
    )
    yield _table(("报告", "写的", "读作"), rows)
    yield "几年的计划要写年份;一年不从一月开始的,上半年、第几期要写成 2024-H1 的样子。\n"
    yield "`jimoplan update` 的 `--period` 是周期性举措的第几期,从计划的第一期数起:\n"
    issues = (
        (cadence, each, _read(read_issue, cadence, each, YEAR, TODAY)) for cadence, each in ISSUES
    )
    yield _table(("举措", "写的", "读作"), issues)


def _figures() -> Iterator[str]:
    yield "## 数字\n"
    yield "`--progress` 是 0 到 100 的整数:\n"
    rows = ((each, _read(read_percent, "--progress", each)) for each in PERCENTS)
    yield _table(("写的", "读作"), rows)
    yield "`--value` 可以带单位,单位要是这一项自己的:\n"
    values = ((each, unit, _read(read_value, "--value", each, unit)) for each, unit in VALUES)
    yield _table(("写的", "计量单位", "读作"), values)


def _words() -> Iterator[str]:
    yield "## 状态\n"
    yield f"规定的状态:{'、'.join(Status)}。销号要由别人审核:`jimoplan review 编号 --approve`。\n"
    yield _table(("写的", "读作"), ((each, _read(read_status, each)) for each in STATUSES))
    finished = read_statuses("办结").standard
    yield f"`jimoplan list --status 办结` 列出办结的:{finished}。\n"
    yield "## 编号\n"
    yield "凡是写编号的地方。事项是:" + ";".join(
        f"{each} {name.title}" for each, name in ITEMS.names.items()
    )
    yield "\n" + _table(("写的", "读作"), ((each, _numbers(each)) for each in NUMBERS))


def _slips() -> Iterator[str]:
    yield "## 手误\n"
    yield "输入法打出来的横线、等号、引号,忘了的引号和空格,写反了的选项,都会指出来,"
    yield "给出可以照抄的一行:\n"
    yield _table(("写的", "应当写成"), map(_mended, SLIPS))
    yield "部门前面忘了 `--dept`、选项是别的命令的,也会说。\n"
    yield "## 找字\n"
    yield "`jimoplan search 词 词` 和 `jimoplan list --text`:几个词都有才算,先后不论;"
    yield "各种括号(〔〕【】[]())、全角半角、大小写、引号和横线都当作一样,空格不算。"


def _mended(typed: tuple[str, ...]) -> tuple[str, str]:
    mended = mend(typed, OPTIONS)
    assert mended
    meant = " ".join(map(quote, mended.words))
    return f"`update {' '.join(typed)}`", f"`update {meant}`"


def _numbers(written: str) -> str:
    try:
        return "、".join(find_numbers(ITEMS, written))
    except UsageError as refused:
        return _refused(refused)


def _read(read: Callable[..., Reading[object]], *given: object) -> str:
    try:
        found = read(*given)
    except UsageError as refused:
        return _refused(refused)
    return f"{found.standard}({found.meaning})" if found.meaning and found.told else found.standard


def _refused(refused: UsageError) -> str:
    return f"✗ {refused.message};{refused.remedy}"


def _table(labels: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [f"| {' | '.join(labels)} |", f"|{'---|' * len(labels)}"]
    lines += [f"| {' | '.join(map(str, row))} |" for row in rows]
    return "\n".join(lines) + "\n"
