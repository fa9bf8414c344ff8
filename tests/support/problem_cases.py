"""For every code of a problem: what brings it about, and how it should have been written.

docs/problems.md is written from these cases, and test_problem_cases.py holds the reader to them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jimoplan.core.plan.published import first_difference, published_text
from jimoplan.core.rules.evidence import FoundFile, check_evidence_files
from jimoplan.core.text.nodes import MAX_ERRORS
from jimoplan.core.text.problems import Problem
from jimoplan.core.text.reading.events import MAX_DEPTH, MAX_NODES
from jimoplan.core.text.reading.load import FAST_LOADER, MAX_BYTES, load, load_bytes

BASE = """\
schema: 1
plan:
  unit: 某区司法局
  title: 2024年工作要点
  period: {start: 2024-01-01, end: 2024-12-31}
  known_gaps: ['2']
policy: {due_soon: 10, behind: 15, stale: 30, workdays: [2024-06-30, 2025-06-30]}
departments:
  - {name: 甲科, kind: 科室}
  - {name: 乙科, kind: 科室, aliases: [二科]}
  - {name: 各科室, kind: 群组, members: [甲科, 乙科]}
sections:
  - number: 一
    title: 依法行政
    tasks:
      - id: '1'
        title: 规范行政应诉
        lead: [甲科]
        support: [各科室]
        status: 推进中
        measures:
          - id: 1-1
            kind: 一次性
            title: 制发应诉规则
            text: 制发《应诉规则》。
            due: 2024-06-30
            status: 推进中
            updates:
              - {date: 2024-03-15, progress: 40, note: 初稿已征求意见}
          - id: 1-2
            kind: 常态化
            title: 指导应诉
            status: 推进中
            updates:
              - {date: 2024-04-01, note: 指导12件}
          - id: 1-3
            kind: 周期性
            title: 通报应诉情况
            cadence: 双月
            status: 推进中
            updates:
              - {date: 2024-03-05, period: 1, note: 第一期已印发}
          - id: 1-4
            kind: 指标
            title: 负责人出庭率
            target: 100
            unit: '%'
            definition: 负责人出庭件数除以开庭件数
            due: 2024-12-31
      - id: '3'
        title: 办理行政复议
        responsible: [乙科]
        measures:
          - {id: 3-1, kind: 一次性, title: 印发白皮书, text: 印发《白皮书》。, due: 2024-09-30}
  - number: 二
    title: 公共法律服务
"""
"""A plan without any problem; the right fragment of each case is a piece of it."""

MARK = "▲"
"""Stands in a wrong fragment right before the character that the problem has to point at."""


_PEOPLE = "people: [{name: 张三, email: zhang@example.cn, role: 联络员}]"


@dataclass(frozen=True)
class Case:
    """A fragment of BASE, and how it is miswritten."""

    code: str
    what: str
    right: str
    wrong: str

    @property
    def wrong_fragment(self) -> str:
        return self.wrong.replace(MARK, "")

    @property
    def marked(self) -> str:
        """The whole wrong text with the mark."""
        return BASE.replace(self.right, self.wrong, 1)

    def problems(self, parser: type[Any] = FAST_LOADER) -> tuple[Problem, ...]:
        return load(self.marked.replace(MARK, ""), parser).problems

    @property
    def place(self) -> tuple[int, int]:
        """The line and the column of the mark."""
        before = self.marked.partition(MARK)[0].split("\n")
        return len(before), len(before[-1]) + 1


@dataclass(frozen=True)
class FileCase:
    """A whole file that is wrong, with words for the page in the place of fragments."""

    code: str
    what: str
    right: str
    wrong: str
    make: Callable[[], bytes]
    place: tuple[int, int] = (1, 1)

    def problems(self, parser: type[Any] = FAST_LOADER) -> tuple[Problem, ...]:
        return load_bytes(self.make(), parser).problems


def _person_case(code: str, what: str, wrong: str, right: str = _PEOPLE) -> FileCase:
    """A person of 甲科 miswritten; the right way has, unless told, a liaison there."""
    bare = "  - {name: 甲科, kind: 科室}"
    line = bare.removesuffix("}") + ", " + wrong + "}"
    text = BASE.replace(bare, line.replace(MARK, ""))
    place = (BASE[: BASE.index(bare)].count("\n") + 1, line.index(MARK) + 1)
    return FileCase(code, what, right, wrong.replace(MARK, ""), text.encode, place)


def _retired_case(code: str, what: str, wrong: str) -> FileCase:
    """A second measure of task 3, in a plan of which 3-2 has been removed."""
    gaps = "known_gaps: ['2']\n"
    text = BASE.replace(gaps, f"{gaps}  retired: [3-2]\n")
    line = f"          {wrong}"
    before = text[: text.index("  - number: 二")]
    made = before + line.replace(MARK, "") + "\n" + text[len(before) :]
    right = wrong.replace("3-2", "3-3")
    return FileCase(
        code,
        what,
        f"retired: [3-2]\n…\n{right.replace(MARK, '')}",
        f"retired: [3-2]\n…\n{wrong.replace(MARK, '')}",
        made.encode,
        (before.count("\n") + 1, line.index(MARK) + 1),
    )


def _fields_case(code: str, what: str, wrong: str, right: str, declared: str) -> FileCase:
    """Task 3 with fields of its body's own, or their declarations, miswritten."""
    gaps, owner = "known_gaps: ['2']\n", "        responsible: [乙科]\n"
    title = "title: 办理行政复议\n"
    head, _, said = wrong.rpartition("\n")
    lines = (head or declared, said)
    marked = BASE.replace(gaps, f"{gaps}  {lines[0]}\n").replace(
        title + owner, f"{title}{owner}        {lines[1]}\n"
    )
    before = marked.partition(MARK)[0].split("\n")
    return FileCase(
        code,
        what,
        right,
        wrong.replace(MARK, ""),
        marked.replace(MARK, "").encode,
        (len(before), len(before[-1]) + 1),
    )


class SourceCase(Case):
    """A fragment of BASE that departs from the published text, which says what is right."""

    def problems(self, parser: type[Any] = FAST_LOADER) -> tuple[Problem, ...]:
        written, right = load(self.marked.replace(MARK, ""), parser), load(BASE, parser)
        assert written.plan
        assert right.plan
        difference = first_difference(written.plan, published_text(right.plan))
        return (difference,) if difference else ()

    @property
    def place(self) -> tuple[int, int]:
        """Where the published text says it otherwise."""
        right = load(BASE).plan
        assert right
        text = published_text(right)
        index = (
            text.index(self.right.removeprefix("text: ")) + self.wrong.index(MARK) - len("text: ")
        )
        return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


_DECLARED = "fields: [{name: 优先级, type: 选项, options: [高, 中, 低]}, {name: 资金, type: 数字}]"
_LED = "support: [各科室]\n        status: 推进中\n"
_PAUSES = "        suspensions:\n          - "
_APPROVED = """\
            evidence: [规则.pdf]
            reviews:
              - {date: 2024-06-28, result: 销号, submitted_by: 张三, by: 李四,
                files: [{path: 规则.pdf, blob: 5e1f8a3c}]}
"""


@dataclass(frozen=True)
class EvidenceCase(FileCase):
    """Evidence of 1-1 that is not in its folder, or not what was approved."""

    found: FoundFile | None = None

    def problems(self, parser: type[Any] = FAST_LOADER) -> tuple[Problem, ...]:
        written = load_bytes(self.make(), parser)
        assert written.plan
        assert self.found
        found = {"规则.pdf": self.found}
        findings = check_evidence_files(written.plan, found)
        return (
            *written.problems,
            *(written.document.place(f.at(written.document)) for f in findings),
        )


def _evidence_case(code: str, what: str, right: str, wrong: str, found: FoundFile) -> EvidenceCase:
    status = "            due: 2024-06-30\n            status: 推进中\n"
    text = BASE.replace(status, status.replace("推进中", "已销号") + _APPROVED)
    before = text[: text.index("规则.pdf")].split("\n")
    place = len(before), len(before[-1]) + 1
    return EvidenceCase(code, what, right, wrong, text.encode, place, found)


_TASK = BASE[BASE.index("- id: '3'") : BASE.index("  - number: 二")]


def _nest(levels: int) -> str:
    """Sections in brackets, one in the other, the last one marked."""
    mark = MARK if levels == 1 else ""
    below = f", sections: {_nest(levels - 1)}" if levels > 1 else ""
    return f"[{mark}{{number: 第{levels}, title: 下级{below}}}]"


CASES: tuple[Case | FileCase, ...] = (
    FileCase(
        "E001",
        "Windows 上的老编辑器常把中文存成 GBK(GB18030)。按 UTF-8 读出来是乱码,所以不读。",
        "文件用 UTF-8 编码保存",
        "文件用 GBK(ANSI)编码保存",
        lambda: BASE.encode("gb18030"),
        (3, 9),
    ),
    FileCase(
        "E002",
        "记事本里的“Unicode”就是 UTF-16。",
        "文件用 UTF-8 编码保存",
        "文件用 UTF-16(Unicode)编码保存",
        lambda: BASE.encode("utf-16"),
    ),
    FileCase(
        "E002",
        "UTF-16 编码的文件即使开头没有标记,也认得出来。",
        "文件用 UTF-8 编码保存",
        "文件用不带标记的 UTF-16 编码保存",
        lambda: BASE.encode("utf-16-le"),
    ),
    FileCase(
        "E003",
        "选成了 Word、Excel 或图片之类的文件。",
        "plan.yaml 是纯文本",
        "把 计划.xlsx 改名成了 plan.yaml",
        lambda: b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00\x21\x00",
    ),
    FileCase(
        "E003",
        "文件只传了一半,或中间的字节损坏了。",
        "文件完整",
        "文件里有损坏的字节",
        lambda: BASE.encode()[:30] + b"\xff\xff\n",
        (3, 11),
    ),
    FileCase(
        "E004",
        f"文件超过 {MAX_BYTES // 1024 // 1024} MiB。一年的计划通常不到 1 MiB。",
        "一年的计划",
        "误把数据库备份当成计划",
        lambda: b" " * (MAX_BYTES + 1),
    ),
    FileCase(
        "E005",
        f"括号或缩进套了 {MAX_DEPTH} 层以上。计划从板块到填报记录不过十来层。",
        "responsible: [甲科]",
        "responsible: [[[[[[ …… ]]]]]]",
        lambda: b"[" * (MAX_DEPTH + 1),
        (1, MAX_DEPTH + 1),
    ),
    FileCase(
        "E006",
        f"文件里的值超过 {MAX_NODES // 10_000} 万个,多半是程序生成时出了错。",
        "一年的计划",
        "同一段内容重复了几百万遍",
        lambda: b"[" + b",".join([b"1"] * MAX_NODES) + b"]",
        (1, 2 * MAX_NODES),
    ),
    FileCase(
        "E007",
        "文件是空的,或只有注释。",
        BASE[:9],
        "# 还没有内容",
        "# 还没有内容\n".encode,
    ),
    Case(
        "E008",
        "一行里只能有一个“冒号加空格”;值里还有的,把整个值用半角单引号括起来。",
        "title: 规范行政应诉",
        "title: 规范▲: 行政应诉",
    ),
    Case(
        "E008",
        "引号要成对。只写了一半,后面的内容都会被当成这一段文字。",
        "- id: '1'",
        "- id: ▲'1",
    ),
    Case(
        "E008",
        "每一行都是“键: 值”,或者以“- ”开头。漏了冒号,就分不出键和值。",
        "title: 规范行政应诉",
        "▲title 规范行政应诉",
    ),
    Case(
        "E008",
        "同一组的键要上下对齐。多一个空格,就成了上一行的继续。",
        "kind: 一次性\n            title: 制发应诉规则",
        "kind: 一次性\n             ▲title: 制发应诉规则",
    ),
    Case(
        "E008",
        "少一个空格,就和上面的内容接不上。",
        "kind: 一次性\n            title: 制发应诉规则",
        "kind: 一次性\n           ▲title: 制发应诉规则",
    ),
    Case(
        "E008",
        "方括号、花括号要成对,各项之间用半角逗号。",
        "aliases: [二科]}",
        "aliases: [二科▲}",
    ),
    Case(
        "E008",
        "以 @ ` % 开头的文字要放进半角单引号。",
        "note: 指导12件",
        "note: ▲@甲科 指导12件",
    ),
    Case(
        "E008",
        "以 * 或 & 开头的文字也要放进半角单引号,否则会被当成引用。",
        "note: 指导12件",
        "note: ▲*重点* 指导12件",
    ),
    Case(
        "E009",
        "冒号打成了全角。YAML 只认半角冒号,后面还要空一格。",
        "title: 规范行政应诉",
        "title▲：规范行政应诉",
    ),
    Case(
        "E009",
        "花括号里的冒号和逗号打成了全角,几项内容会连成一团。",
        "{name: 甲科, kind: 科室}",
        "{name▲：甲科，kind：科室}",
    ),
    Case(
        "E009",
        "逗号打成了全角,后一项会被吞进前一项的文字里。",
        "note: 初稿已征求意见}",
        "note: 初稿已征求意见▲，next：报审}",
    ),
    Case(
        "E009",
        "列表项前面的减号打成了破折号或全角减号。",
        "- id: '3'",
        "▲－ id: '3'",
    ),
    Case("E009", "编号里的减号打成了全角。", "id: 1-1", "id: ▲1－1"),
    Case("E009", "日期里的减号打成了全角。", "due: 2024-06-30", "due: ▲2024－06－30"),
    Case("E009", "引号打成了全角。", "kind: 周期性", "kind: ▲“周期性”"),
    Case("E009", "方括号打成了全角。", "responsible: [乙科]", "responsible: ▲【乙科】"),
    Case(
        "E009",
        "部门之间用了顿号或全角逗号,几个部门会被当成一个。",
        "members: [甲科, 乙科]",
        "members: [▲甲科、乙科]",
    ),
    Case(
        "E010",
        "制表符(Tab 键)看起来像空格,YAML 却不认。",
        "        title: 规范行政应诉",
        "▲\ttitle: 规范行政应诉",
    ),
    Case(
        "E010",
        "制表符写在值里也不行,多半是从 Word、Excel 粘贴来的。",
        "title: 规范行政应诉",
        "title: 规范▲\t行政应诉",
    ),
    Case(
        "E011",
        "缩进用了全角空格。全角空格和两个半角空格看起来一样宽,YAML 只认半角。",
        "        title: 规范行政应诉",
        "▲\u3000\u3000\u3000\u3000title: 规范行政应诉",
    ),
    Case(
        "E011",
        "冒号后面的空格打成了全角。",
        "title: 规范行政应诉",
        "title:▲\u3000规范行政应诉",
    ),
    Case(
        "E012",
        "两个人改了同一处,git 把两种写法都留在文件里,要由人来取舍。",
        "        title: 规范行政应诉\n",
        "▲<<<<<<< HEAD\n        title: 规范行政应诉\n=======\n"
        "        title: 规范应诉工作\n>>>>>>> 甲科\n",
    ),
    Case(
        "E013",
        "锚点(&)让别处引用这里的内容,读的人看不出来;计划里每处都写明白。",
        "title: 依法行政",
        "title: ▲&abc 依法行政",
    ),
    Case(
        "E013",
        "以 * 开头的文字会被当成引用。",
        "note: 指导12件",
        "note: ▲*abc",
    ),
    Case(
        "E014",
        "同一个键写了两次,只有后一个算数,前一个的内容会悄悄丢掉。",
        "title: 规范行政应诉\n",
        "title: 规范行政应诉\n        ▲title: 规范应诉工作\n",
    ),
    Case("E015", "以 ! 开头的文字会被当成 YAML 标签。", "title: 依法行政", "title: ▲!abc 依法行政"),
    Case("E015", "计划不用以 % 开头的 YAML 指令。", "schema: 1", "▲%YAML 1.1\n---\nschema: 1"),
    Case(
        "E016",
        "单独一行 --- 表示另一份文档的开始,后面的内容不会被读到。",
        "  - number: 二\n",
        "▲---\n  - number: 二\n",
    ),
    Case("E017", "键只能是一个英文单词。", "unit: '%'", "? ▲[unit]\n            : '%'"),
    Case(
        "E018",
        "冒号后面没有空格,键和值会连在一起。",
        "title: 规范行政应诉",
        "title▲:规范行政应诉",
    ),
    Case("E018", "减号后面也要空一格。", "- id: '3'", "▲-id: '3'"),
    Case(
        "E018",
        "花括号里的冒号后面也要空一格。",
        "{name: 甲科, kind: 科室}",
        "{name▲:甲科, kind: 科室}",
    ),
    Case(
        "E019",
        "从网页、微信或 PDF 粘贴的文字常带有看不见的字符,搜索时对不上。",
        "title: 规范行政应诉",
        "title: 规范▲\u200b行政应诉",
    ),
    Case(
        "E019",
        "控制字符会让整个文件读不下去。",
        "title: 规范行政应诉",
        "title: 规范▲\x07行政应诉",
    ),
    FileCase(
        "E020",
        f"错误超过 {MAX_ERRORS // 10_000} 万处时不再逐一列出,多半是选错了文件,或由程序生成有误。",
        "一年的计划",
        "别的系统导出的文件",
        lambda: BASE.encode() + b"".join(b"key%d: 1\n" % n for n in range(MAX_ERRORS + 1)),
    ),
    Case(
        "E101",
        "必填的内容没有写。",
        "- id: '3'\n        title: 办理行政复议\n",
        "- ▲id: '3'\n",
    ),
    Case(
        "E102",
        "键写错了,写在它后面的内容会被漏掉。",
        "support: [各科室]\n        status: 推进中\n",
        "support: [各科室]\n        ▲statu: 推进中\n",
    ),
    Case("E102", "键一律用英文。", "title: 办理行政复议", "▲标题: 办理行政复议"),
    Case(
        "E103",
        "状态只用规定的六个词。",
        "support: [各科室]\n        status: 推进中\n",
        "support: [各科室]\n        status: ▲进行中\n",
    ),
    Case("E103", "举措类别只用规定的四个词。", "kind: 常态化", "kind: ▲长期"),
    Case("E104", "没有这一天。", "due: 2024-06-30", "due: ▲2024-06-31"),
    Case("E104", "日期写成“年-月-日”,月和日都是两位。", "due: 2024-06-30", "due: ▲2024年6月30日"),
    Case("E104", "时限写一天,或写到哪年哪月底。", "due: 2024-06-30", "due: ▲6月底"),
    Case("E104", "月底、季度末、半年末也能作时限。", "due: 2024-06-30", "due: ▲2024年6月底"),
    Case("E105", "进度、目标值只写数字,不带单位。", "progress: 40", "progress: ▲40%"),
    Case("E106", "进度在 0 到 100 之间。", "progress: 40", "progress: ▲140"),
    Case("E107", "一个部门也要放进方括号里。", "responsible: [乙科]", "responsible: ▲乙科"),
    Case(
        "E108",
        "部门、任务、举措和填报记录,每一项都是一组“键: 值”。",
        "- {date: 2024-04-01, note: 指导12件}",
        "- ▲2024-04-01指导12件",
    ),
    Case("E109", "这里要写一段文字,不是列表。", "title: 指导应诉", "title: ▲[指导应诉, 通报]"),
    Case("E110", "键后面是空的。不填就把整行删去。", "due: 2024-06-30", "▲due:"),
    Case("E110", "列表里有一项是空的。", "aliases: [二科]", "aliases: [二科, ▲'']"),
    Case(
        "E111",
        "编号由数字、字母、汉字组成,中间可以有一个 . 或 -。",
        "- id: 1-2",
        "- id: ▲1-(2)",
    ),
    Case("E112", "开头的 schema 说明文件按哪一版格式书写,目前只有 1。", "schema: 1", "schema: ▲3"),
    Case(
        "E113",
        "名称、标题要写在一行里。",
        "title: 规范行政应诉",
        "title: ▲|\n          规范\n          行政应诉",
    ),
    _person_case(
        "E114",
        "人员按邮箱认,写错了就认不出来。一个邮箱只有一个 @,没有空格。",
        _PEOPLE.replace("zhang@example.cn", "▲zhang.example.cn"),
    ),
    _person_case(
        "E115",
        "邮箱里有看着像英文字母、其实不是的字符,疑似冒充另一个人。",
        _PEOPLE.replace("zhang@example.cn", "▲zh\u0430ng@example.cn"),
    ),
    Case(
        "E116",
        "分管领导、责任人只写姓名,计划里不写邮箱和电话。",
        _LED,
        _LED.replace("        status", "        contact: ▲0532-8888888\n        status"),
    ),
    Case(
        "E117",
        "发文机关代字是发文字号开头的几个字,年份和号由函件另印。",
        "known_gaps: ['2']",
        "doc_code: ▲某司督〔2024〕1号\n  known_gaps: ['2']",
    ),
    Case("E201", "编号不能重复,查询、更新都靠它认定是哪一项。", "- id: 1-2", "- id: ▲1-1"),
    Case("E202", "举措编号要以所在任务的编号开头。", "- id: 1-2", "- id: ▲3-2"),
    Case("E203", "两个板块用了同一个序号。", "- number: 二", "- number: ▲一"),
    Case("E204", "部门名称要和部门表里的一致。", "lead: [甲科]", "lead: [▲甲料]"),
    Case(
        "E204", "查询时可以用别名,文件里要写全称。", "responsible: [乙科]", "responsible: [▲二科]"
    ),
    Case(
        "E204",
        "填报的部门也要写部门表里的全称。",
        "{date: 2024-04-01, note: 指导12件}",
        "{date: 2024-04-01, dept: ▲二科, note: 指导12件}",
    ),
    Case("E205", "一个名称或别名只能指一个部门。", "aliases: [二科]", "aliases: [▲甲科]"),
    Case(
        "E206",
        "群组的成员又包含这个群组,没有尽头。",
        "members: [甲科, 乙科]",
        "members: [甲科, 乙科, ▲各科室]",
    ),
    Case(
        "E207",
        "只有群组有成员。",
        "{name: 甲科, kind: 科室}",
        "{name: 甲科, kind: 科室, members: ▲[乙科]}",
    ),
    Case(
        "E208",
        "一个部门在一项任务里只担一种角色。",
        "support: [各科室]",
        "support: [各科室, ▲甲科]",
    ),
    Case(
        "E209",
        "计划期间的结束日期早于开始日期,多半是年份写错了。",
        "{start: 2024-01-01, end: 2024-12-31}",
        "{start: 2024-01-01, end: ▲2023-12-31}",
    ),
    Case(
        "E210",
        "任务说已完成,下面的举措却还没有完成。",
        "support: [各科室]\n        status: 推进中\n",
        "support: [各科室]\n        status: ▲已完成\n",
    ),
    Case(
        "E210",
        "填报了进度,就不再是未启动。",
        "due: 2024-06-30\n            status: 推进中\n",
        "due: 2024-06-30\n            status: ▲未启动\n",
    ),
    Case(
        "E211",
        "暂缓、取消要说明原因和依据,日后才查得清楚。",
        "responsible: [乙科]",
        "responsible: [乙科]\n        status: ▲暂缓",
    ),
    Case(
        "E212",
        "指标要有目标值,才算得出进度。",
        "kind: 指标\n            title: 负责人出庭率\n            target: 100\n",
        "kind: ▲指标\n            title: 负责人出庭率\n",
    ),
    Case(
        "E212",
        "周期性举措要写明多久一期。",
        "kind: 周期性\n            title: 通报应诉情况\n            cadence: 双月\n",
        "kind: ▲周期性\n            title: 通报应诉情况\n",
    ),
    Case(
        "E213",
        "目标值、计量单位、指标口径只用于指标,周期和期数只用于周期性举措。",
        "title: 指导应诉\n",
        "title: 指导应诉\n            cadence: ▲每月\n",
    ),
    Case("E214", "列为已知缺号的编号,计划里却有。", "known_gaps: ['2']", "known_gaps: ['2', ▲'3']"),
    Case("E215", "双月一期,全年只有六期。", "period: 1,", "period: ▲7,"),
    SourceCase(
        "E216",
        "用 --source 指明公布文本时,逐字比较;指出公布文本里的位置。",
        "text: 制发《应诉规则》。",
        "text: 制发《应诉▲细则》。",
    ),
    _person_case(
        "E218",
        "同一个人(按邮箱认,不分大小写)在一个部门的同一种职责只列一次。",
        _PEOPLE.replace("}]", "}, {name: 张三, email: ▲Zhang@Example.cn, role: 联络员}]"),
    ),
    _retired_case(
        "E219",
        "删去的编号记在 retired 里,不再给别的事项用;不然一个编号有两段来历,log 说不清。",
        f"- {{id: {MARK}3-2, kind: 常态化, title: 回访}}",
    ),
    Case(
        "E220",
        "恢复不能早于暂缓。",
        _LED,
        f"{_LED}{_PAUSES}{{since: 2024-03-01, until: ▲2024-02-01, reason: 等}}\n",
    ),
    Case(
        "E220",
        "暂缓按先后排列,一次恢复了才有下一次。",
        _LED,
        f"{_LED}{_PAUSES}{{since: 2024-03-01, until: 2024-05-01, reason: 等}}\n"
        "          - {since: ▲2024-04-01, until: 2024-06-01, reason: 再等}\n",
    ),
    Case(
        "E221",
        "已经恢复推进的,暂缓记录要有恢复日期。",
        _LED,
        f"{_LED}{_PAUSES}{{since: ▲2024-03-01, reason: 等}}\n",
    ),
    Case(
        "E221",
        "没有完成的,不写办结日期。",
        _LED,
        f"{_LED}        finished: ▲2024-06-20\n",
    ),
    Case(
        "E222",
        "时限不能早于立项。",
        "due: 2024-06-30\n",
        "since: 2024-09-01\n            due: ▲2024-06-30\n",
    ),
    Case(
        "E223",
        "放假和上班的例外各列各的,同一天只列一处。",
        "workdays: [2024-06-30",
        "holidays: [2024-10-08], workdays: [▲2024-10-08, 2024-06-30",
    ),
    Case(
        "E224",
        "板块一级套一级,至多六级;再深的多半是写错了缩进。",
        "    title: 公共法律服务\n",
        f"    title: 公共法律服务\n    sections: {_nest(6)}\n",
    ),
    Case(
        "E225",
        "plan.published 写明了序号全文不重复,却有两项印出同一个序号。",
        "known_gaps: ['2']\n",
        "known_gaps: ['2']\n  published: {numbering: 全文}\n"
        "tasks:\n"
        "  - {id: 甲, number: '7', title: 普法, responsible: [甲科], due: 2024-09-30}\n"
        "  - {id: 乙, number: ▲'7', title: 调解, responsible: [甲科], due: 2024-09-30}\n",
    ),
    Case(
        "E226",
        "公布格式里的花括号代表一项的内容,写错了名字就会照印出来。",
        "known_gaps: ['2']\n",
        "known_gaps: ['2']\n  published: {task: ▲'{number}.{titel}。{text}'}\n",
    ),
    Case(
        "E227",
        "节点在完成时限以前,一个日子只有一个节点;晚于时限的节点等于没有。",
        "due: 2024-06-30\n",
        "due: 2024-06-30\n            milestones: [{due: ▲2024-Q3, text: 初稿}]\n",
    ),
    Case(
        "E228",
        "节点要写明做到什么,否则到时候没法说做到了没有。",
        "due: 2024-06-30\n",
        "due: 2024-06-30\n            milestones: [{due: ▲2024-05}]\n",
    ),
    Case(
        "E229",
        "填报说做到了一个节点,这一项却没有这个节点,多半是日子写错了。",
        "due: 2024-06-30\n            status: 推进中\n            updates:\n"
        "              - {date: 2024-03-15, progress",
        "due: 2024-06-30\n            milestones: [{due: 2024-05, text: 初稿}]\n"
        "            status: 推进中\n            updates:\n"
        "              - {date: 2024-03-15, milestone: ▲2024-06, progress",
    ),
    _fields_case(
        "E230",
        "自有字段先在 plan.fields 里声明,再用在任务、举措上。",
        "fields: {优先及: ▲高}",
        "fields: {优先级: 高}",
        _DECLARED,
    ),
    _fields_case(
        "E231",
        "数字只写数字,日期写成 2024-03-15 的样子。",
        "fields: {资金: ▲120万元}",
        "fields: {资金: 120}",
        _DECLARED,
    ),
    _fields_case(
        "E232",
        "选项只能写声明里有的值。",
        "fields: {优先级: ▲较高}",
        "fields: {优先级: 高}",
        _DECLARED,
    ),
    _fields_case(
        "E233",
        "选项要写有哪些可选的值;名称不能同已有的键重复,要有汉字。",
        "fields: [{name: 优先级, type: ▲选项}]\nfields: {}",
        "fields: [{name: 优先级, type: 选项, options: [高, 中, 低]}]",
        _DECLARED,
    ),
    Case(
        "W301",
        "一次性举措和指标要在某一天前拿出结果,却没有写时限,只能按计划结束日掌握。",
        _TASK,
        _TASK.replace("'3'", "▲'3'").replace(", due: 2024-09-30", ""),
    ),
    Case(
        "W302",
        "几个部门都负责,没有人牵头,容易互相等待。",
        "- id: '3'\n        title: 办理行政复议\n        responsible: [乙科]",
        "- id: ▲'3'\n        title: 办理行政复议\n        responsible: [乙科, 甲科]",
    ),
    Case(
        "W303",
        "只写了群组,具体哪个部门牵头不清楚。",
        "- id: '3'\n        title: 办理行政复议\n        responsible: [乙科]",
        "- id: ▲'3'\n        title: 办理行政复议\n        responsible: [各科室]",
    ),
    Case(
        "W304",
        "有目标数字,没有说明统计的是什么、怎么算,到年底说不清有没有完成。",
        "title: 负责人出庭率\n            target: 100\n            unit: '%'\n"
        "            definition: 负责人出庭件数除以开庭件数\n",
        "title: ▲负责人出庭率\n            target: 100\n            unit: '%'\n",
    ),
    Case(
        "W305",
        "编号中间缺了号,可能漏了任务。公布文本本来就缺的,列入 known_gaps。",
        _TASK,
        _TASK.replace("'3'", "▲'5'").replace("3-1", "5-1"),
    ),
    Case(
        "W306",
        "计划会公开流转,并永久留在版本历史里,不放个人信息。",
        "note: 指导12件",
        "note: 当事人▲110101190001010000来访",
    ),
    Case(
        "W307",
        "计划会公开流转,不放个人联系方式;写办公电话或部门名称。",
        "note: 指导12件",
        "note: 联系电话▲13800000000",
    ),
    Case("W308", "涉密内容不进计划。", "note: 指导12件", "note: 见▲机密★一年文件"),
    Case(
        "W309",
        "折成几行的文字,每个换行会变成一个空格,与公布原文就不一致了。",
        "text: 制发《应诉规则》。",
        "text: ▲>\n              制发\n              《应诉规则》。",
    ),
    Case(
        "W309",
        "没有写 > 的折行也一样。",
        "text: 制发《应诉规则》。",
        "text: ▲制发\n              《应诉规则》。",
    ),
    Case("W310", "日期不在计划期间里,多半是年份写错了。", "due: 2024-06-30", "due: ▲2025-06-30"),
    Case(
        "W310",
        "意见的日期也是。",
        "            title: 指导应诉\n",
        "            title: 指导应诉\n            remarks: [{date: ▲2023-04-01, text: 请抓紧}]\n",
    ),
    Case(
        "W311",
        "常态化举措的进度按填报日期计算,填写的百分比不起作用。",
        "{date: 2024-04-01, note: 指导12件}",
        "{date: 2024-04-01, progress: ▲30, note: 指导12件}",
    ),
    Case(
        "W312",
        "引号、书名号、括号左右不一样多,可能抄漏了。原文如此的,照录不改。",
        _TASK,
        _TASK.replace("'3'", "▲'3'").replace("》", ""),
    ),
    Case(
        "W313",
        "没有写由谁负责,这一项无人认领。",
        "- id: '3'\n        title: 办理行政复议\n        responsible: [乙科]\n",
        "- id: ▲'3'\n        title: 办理行政复议\n",
    ),
    Case(
        "W314",
        "空格后面的 # 起头的是注释,读不进来;文字里要用 # 就加引号。",
        "title: 办理行政复议",
        "title: 办理 ▲#3号行政复议",
    ),
    Case(
        "W315",
        "一行写了两个键,后一个会成为前一个的文字。",
        "definition: 负责人出庭件数除以开庭件数",
        "definition: 负责人出庭件数除以开庭件数▲，reason：待补",
    ),
    Case(
        "W316",
        "没有暂缓记录,就不知道停了多久,停着的日子也算逾期、算未填报。",
        "responsible: [乙科]",
        "responsible: [乙科]\n        status: ▲暂缓\n        reason: 等文件",
    ),
    Case(
        "W317",
        "取消的批准人写在 approved_by,暂缓的写在暂缓记录里,别的状态用不上。",
        _LED,
        f"{_LED}        approved_by: ▲王局\n",
    ),
    Case(
        "W320",
        "督查替部门登记的填报,要写明是哪个部门的;不写就算责任部门自己填报的。",
        "{date: 2024-04-01, note: 指导12件}",
        "{date: 2024-04-01, entered_by: ▲李四, note: 指导12件}",
    ),
    _evidence_case(
        "W321",
        "佐证材料写的是仓库里的文件,文件却不在原处。移到了别处的,说明移到了哪里。",
        "evidence: [规则.pdf]    # 文件在计划旁边",
        "evidence: [规则.pdf]    # 文件移进了 归档/",
        FoundFile(is_there=False, moved_to="归档/规则.pdf"),
    ),
    _evidence_case(
        "W322",
        "销号时记下了佐证材料的内容(审核记录的 files),现在文件的内容是另一份。",
        "files: [{path: 规则.pdf, blob: 5e1f8a3c}]    # 文件还是这一份",
        "files: [{path: 规则.pdf, blob: 5e1f8a3c}]    # 文件后来改过",
        FoundFile(is_there=True, blob="d670460b"),
    ),
    Case(
        "W330",
        "举措的时限不该晚于它的任务。",
        _TASK,
        _TASK.replace("measures:", "due: 2024-03-29\n        measures:").replace(
            "2024-09-30", "▲2024-09-30"
        ),
    ),
    Case(
        "W331",
        "指标没有达到目标就报了已完成。",
        "due: 2024-12-31\n",
        "due: 2024-12-31\n            status: ▲已完成\n            reason: 基数有误\n",
    ),
    Case(
        "W332",
        "起点值就已经达到了目标,算不出走了多少。",
        "target: 100\n",
        "target: 100\n            base: ▲100\n",
    ),
    Case(
        "W333",
        "任务有了举措,进展就看举措;它自己的目标和填报不再起作用。",
        "        title: 规范行政应诉\n",
        "        title: 规范行政应诉\n        deliverables: ▲[工作总结]\n",
    ),
    Case(
        "W334",
        "时限表述是给没有日子的时限写的;有了日子,它就不显示了。",
        "due: 2024-06-30\n",
        "due: 2024-06-30\n            due_text: ▲上半年完成\n",
    ),
    Case(
        "W334",
        "有日子的时限写在 due 里,才算得出临期、逾期。",
        "due: 2024-06-30\n",
        "due_text: ▲2024年6月底\n",
    ),
    _person_case(
        "W340",
        "计划的人员名单里有分管领导,写的却不是其中的一个。",
        "leader: ▲王武, people: [{name: 王五, email: wang@example.cn, role: 分管领导}]",
        "leader: 王五, people: [{name: 王五, email: wang@example.cn, role: 分管领导}]",
    ),
    Case(
        "W341",
        "从文件导入时建议的类别、成果还没有人看过;看过、改好以后删去这一行。",
        "            kind: 一次性\n",
        "            kind: 一次性\n            proposal: ▲待确认\n",
    ),
    Case(
        "I401",
        "群组没有列出成员,按成员查询时找不到交给群组的任务。",
        "{name: 各科室, kind: 群组, members: [甲科, 乙科]}",
        "{name: ▲各科室, kind: 群组}",
    ),
    Case(
        "I402",
        "部门表里有这个部门,任务里却没有。",
        "- {name: 甲科, kind: 科室}\n",
        "- {name: 甲科, kind: 科室}\n  - {name: ▲丙科, kind: 科室}\n",
    ),
    Case("I403", "时限落在休息日。", "due: 2024-06-30", "due: ▲2024-06-29"),
)
