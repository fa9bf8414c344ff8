"""Plans made up at random and written down in every way that YAML has."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from chance import Chance
from hypothesis import strategies as st

from jimoplan.core.changes.changes import CHILDREN
from jimoplan.core.plan.items import LEAF_KEYS
from jimoplan.core.plan.model import Plan

OFFICES = ("甲科", "乙科", "丙科", "丁室")
NEW_NAMES = ("戊科", "己 科", "庚: 室")
NAMES = ("张三", "李四", "王 五", "张三、李四", "赵六: 主任", "null")
FIELDS = [
    {"name": "优先级", "type": "选项", "options": ["高", "中", "低"]},
    {"name": "资金(万元)", "type": "数字"},
    {"name": "上会日期", "type": "日期"},
    {"name": "来源"},
]
EMAILS = ("zhang@example.cn", "Li.Si@example.cn", "wang+w@sub.example.cn", "100@example.cn")
KINDS = ("一次性", "常态化", "周期性", "指标")
WORDS = (
    *(
        "初稿已征求意见",
        "办结12件🙂",
        "“四率”100%",
        "提请 合法性审查",
        "8-1",
        "2024-03-01",
        "null",
        "是",
    ),
    *(
        "第1期: 已印发",
        "含 # 号",
        "[附件]",
        "{表}",
        "- 横线",
        "'单引号'",
        '"双引号"',
        "a:b",
        "x,y",
        "真 ",
        " 前空",
    ),
    *(
        "https://例.中国/a?b=c#d",
        "*重点*",
        "&并",
        "!急",
        "%5",
        "@甲",
        "`码`",
        "|竖",
        ">大",
        "?问",
        "true",
        "1e3",
    ),
    *("制表\t符", "不换\u00a0行", "全角\u3000空格"),
    *(
        "：全角",
        "note：写",
        "甲，status：推进中",
        "~",
        "反斜\\杠",
        "---",
        "...",
        "#起",
        "冒号:",
        "长" * 120,
    ),
)
LONG = (
    *WORDS,
    "两行\n文字",
    "三行\n\n隔一行\n末行",
    "末有换行\n",
    "首\n  缩进",
    "甲\n# 不是注释\n乙",
)


def make_value(chance: Chance) -> dict[str, Any]:
    """A plan without errors as plain lists and dictionaries, its ids from a small store."""
    offices, numbers, ids = list(OFFICES), list("一二三"), ["1", "2", "3", "4", "一-5", "援.6"]
    listed = chance.several(lambda: _department(chance.take(offices), chance), 2, 4)
    departments = [each["name"] for each in listed]
    if chance.happens(0.5):
        listed.append({"name": "各科室", "kind": "群组", "members": _some(chance, departments)})
    sections: list[dict[str, Any]] = chance.several(
        lambda: {"number": chance.take(numbers), "title": _line(chance), "tasks": []}, 1, 3
    )
    chance.several(
        lambda: chance.choice(sections)["tasks"].append(
            _task(chance.take(ids), departments, chance)
        ),
        0,
        5,
    )
    loose = _nest(sections, chance)
    chance.part()
    gaps = chance.sample(["10", "11", "12"], chance.integer(0, 2))
    plan: dict[str, Any] = {
        "unit": _line(chance),
        "title": _line(chance),
        "period": {"start": "2024-01-01", "end": "2024-12-31"},
    }
    plan["fields"] = FIELDS
    plan |= _maybe(chance, preamble=lambda: chance.choice(LONG), known_gaps=lambda: gaps)
    plan |= _maybe(chance, doc_code=lambda: "某司督", signer=lambda: "王五")
    if chance.happens(0.3):
        plan["retired"] = chance.sample(["7", "7-1", "1-9", "2-6"], chance.integer(1, 3))
    if chance.happens(0.3):
        plan["published"] = _published(chance)
    whole: dict[str, Any] = {"schema": "1", "plan": plan}
    whole |= _maybe(chance, policy=lambda: {"due_soon": str(chance.integer(1, 20)), "stale": "30"})
    if "policy" in whole:
        whole["policy"] |= _some_of(
            chance,
            0.5,
            grace=lambda: str(chance.integer(0, 30)),
            backdate=lambda: str(chance.integer(0, 30)),
            review=lambda: str(chance.integer(1, 30)),
            holidays=lambda: _days(chance),
            workdays=lambda: _days(chance),
        )
    return {**whole, "departments": listed, **loose, "sections": sections}


def _nest(sections: list[dict[str, Any]], chance: Chance) -> dict[str, Any]:
    """Put some of the tasks into a section in a section; the plan's own, which stand in none."""
    loose: list[dict[str, Any]] = []
    for section in sections:
        if section["tasks"] and chance.happens(0.2):
            below = {"id": f"{section['number']}.1", "title": _line(chance)}
            below |= _maybe(chance, number=lambda: "(一)", text=lambda: chance.choice(LONG))
            section["sections"] = [{**below, "tasks": [section["tasks"].pop()]}]
        if section["tasks"] and chance.happens(0.1):
            loose.append(section["tasks"].pop())
    return {"tasks": loose} if loose else {}


def _published(chance: Chance) -> dict[str, Any]:
    return _some_of(
        chance,
        0.5,
        title=lambda: chance.choice(LONG),
        doc_no=lambda: _line(chance),
        front=lambda: chance.choice(("{title}\n某局\n", "　　")),
        back=lambda: chance.choice(("\n某局\n", "完")),
        heading_2=lambda: "({number}){title}",
        task=lambda: "{number}. {title}\n{text}\n{clause}",
        clause=lambda: "({owners})",
        roles=lambda: ";",
    )


def _department(name: str, chance: Chance) -> dict[str, Any]:
    aliases = [f"{name}{suffix}" for suffix in chance.sample("一二三", chance.integer(0, 3))]
    people = [
        {"name": _line(chance), "email": email, "role": chance.choice(("联络员", "分管领导"))}
        for email in chance.sample(EMAILS, chance.choice((0, 0, 1, 2)))
    ]
    made = {"name": name, "kind": "科室", "aliases": aliases, "people": people}
    return made | _in_charge(chance)


def _in_charge(chance: Chance) -> dict[str, Any]:
    """Who answers by name for a department or an item."""
    return _some_of(
        chance,
        0.2,
        leader=lambda: chance.choice(NAMES),
        contact=lambda: chance.choice(NAMES),
    )


def _own_fields(chance: Chance) -> dict[str, Any]:
    """What few items say in the fields of their body's own."""
    if not chance.happens(0.3):
        return {}
    said = {
        "优先级": chance.choice(("高", "中", "低")),
        "资金(万元)": chance.choice(("120", "0.5", "-3", "07", "1.50")),
        "上会日期": _day(chance),
        "来源": _line(chance),
    }
    names = chance.sample(list(said), chance.integer(1, 4))
    return {"fields": {name: said[name] for name in names}}


def _task(number: str, departments: list[str], chance: Chance) -> dict[str, Any]:
    left = list("12345")
    measures = chance.several(
        lambda: _measure(f"{number}-{chance.take(left)}", departments, chance) | _standing(chance),
        0,
        4,
    )
    for measure in measures:
        measure["updates"] = [
            update | _said_besides(chance) for update in measure.get("updates", ())
        ]
    status = chance.choice(("推进中", "推进中", "暂缓"))
    task = {"id": number, "title": _line(chance), **_owners(departments, chance), "status": status}
    if status == "暂缓":
        task["reason"] = chance.choice(LONG)
    task |= _maybe(chance, clause=lambda: _line(chance)) | _standing(chance) | _in_charge(chance)
    task |= _own_fields(chance)
    task |= _some_of(
        chance,
        0.2,
        number=lambda: chance.choice(("1", "(一)")),
        text=lambda: chance.choice(LONG),
        form=lambda: "{title}:{text}",
    )
    if chance.happens(0.2):
        task["carried_from"] = {"plan": _line(chance), "id": "5"}
    if chance.happens(0.1 if measures else 0.7):
        said = _measure(number, departments, chance)
        task |= {key: said[key] for key in LEAF_KEYS if key in said}
    return task | {"measures": measures}


def _measure(number: str, departments: list[str], chance: Chance) -> dict[str, Any]:
    kind = chance.choice(KINDS)
    made: dict[str, Any] = {"id": number, "kind": kind, "title": _line(chance)}
    made |= {"周期性": {"cadence": "双月"}, "指标": {"target": "95.5", "unit": "%"}}.get(kind, {})
    if kind == "指标":
        made |= _some_of(
            chance, 0.3, base=lambda: "80", total=lambda: "累计", target_text=lambda: _line(chance)
        )
    made |= _maybe(
        chance,
        text=lambda: chance.choice(LONG),
        deliverables=lambda: _some(chance, WORDS),
        evidence=lambda: _some(chance, WORDS),
        due=lambda: chance.choice(("2024-{:02}-15", "2024-{:02}")).format(chance.integer(1, 12)),
        status=lambda: chance.choice(("推进中", "已完成", "已销号")),
    )
    if chance.happens(0.2):
        made["due_text"] = _line(chance)
    if "due" not in made and chance.happens(0.3):
        made["milestones"] = _milestones(chance)
    if chance.happens(0.2):
        made["remarks"] = chance.several(lambda: _remark(chance), 1, 2)
    if made.get("status") and chance.happens(0.7):
        updates = chance.several(lambda: _update(kind, departments, chance), 1, 3)
        if "milestones" in made and chance.happens(0.5):
            updates[-1]["milestone"] = made["milestones"][-1]["due"]
        made["updates"] = updates + (updates[:1] if chance.happens(0.1) else [])
    made |= _in_charge(chance) | _own_fields(chance)
    if chance.happens(0.2):
        made |= _owners(departments, chance)
        change = {
            "due": "2024-02-01",
            "changed": "2024-01-20",
            "reason": _line(chance),
            "approved_by": "王某",
        }
        made["due_changes"] = [change]
    return made


def _update(kind: str, departments: list[str], chance: Chance) -> dict[str, Any]:
    made: dict[str, Any] = {"date": f"2024-{chance.integer(1, 12):02}-{chance.integer(1, 28):02}"}
    if kind == "一次性":
        made["progress"] = str(chance.integer(0, 100))
    return made | _maybe(
        chance,
        by=lambda: _line(chance),
        dept=lambda: chance.choice(departments),
        note=lambda: chance.choice(LONG),
        next=lambda: chance.choice(LONG),
    )


def _milestones(chance: Chance) -> list[dict[str, Any]]:
    days = chance.sample(["2024-02", "2024-05-20", "2024-Q3", "2024"], chance.integer(1, 2))
    return [{"due": day, "text": chance.choice(LONG)} for day in days]


def _remark(chance: Chance) -> dict[str, Any]:
    made = {"date": f"2024-{chance.integer(1, 12):02}-01", "text": chance.choice(LONG)}
    return made | _maybe(chance, by=lambda: _line(chance), kind=lambda: "批示")


def _owners(departments: list[str], chance: Chance) -> dict[str, Any]:
    names = chance.sample(departments, len(departments))
    cut = chance.integer(0, len(names))
    return {k: v for k, v in (("lead", names[:1][:cut]), ("support", names[1:cut])) if v}


def _standing(chance: Chance) -> dict[str, Any]:
    """What few items have: their clock, remarks, reviews."""
    return _some_of(
        chance,
        0.3,
        since=lambda: _day(chance),
        stale=lambda: str(chance.integer(1, 90)),
        suspensions=lambda: [_suspension(chance) for _ in range(chance.integer(1, 2))],
        finished=lambda: _day(chance),
        approved_by=lambda: _line(chance),
        reviews=lambda: [_review(chance) for _ in range(chance.integer(1, 2))],
    )


def _said_besides(chance: Chance) -> dict[str, Any]:
    """What few reports say."""
    return _some_of(
        chance,
        0.2,
        entered_by=lambda: _line(chance),
        problem=lambda: chance.choice(LONG),
        solved=lambda: chance.choice(LONG),
    )


def _suspension(chance: Chance) -> dict[str, Any]:
    made = {"since": _day(chance), "reason": chance.choice(LONG)}
    return made | _maybe(chance, until=lambda: _day(chance), approved_by=lambda: _line(chance))


def _review(chance: Chance) -> dict[str, Any]:
    made = {"date": _day(chance), "result": chance.choice(("销号", "退回"))}
    made |= {"submitted_by": "张三 <zhang@example.cn>", "by": _line(chance)}
    names = chance.sample(["规则.pdf", "附件/表 1.xlsx", "a:b.txt"], chance.integer(1, 2))
    files = [{"path": name, "blob": f"{chance.integer(0, 65535):04x}" * 10} for name in names]
    return made | _maybe(chance, reason=lambda: chance.choice(LONG), files=lambda: files)


def _day(chance: Chance) -> str:
    return f"2024-{chance.integer(1, 12):02}-{chance.integer(1, 28):02}"


def _days(chance: Chance) -> list[str]:
    return [_day(chance) for _ in range(chance.integer(1, 2))]


def _maybe(chance: Chance, **makers: Callable[[], Any]) -> dict[str, Any]:
    return {key: make() for key, make in makers.items() if chance.happens(0.5)}


def _some_of(chance: Chance, rate: float, **makers: Callable[[], Any]) -> dict[str, Any]:
    """Now and then, one to three of those."""
    if not chance.happens(rate):
        return {}
    names = chance.sample(list(makers), chance.integer(1, min(3, len(makers))))
    return {name: makers[name]() for name in names}


def _some(chance: Chance, words: Any) -> list[str]:  # noqa: ANN401
    return chance.sample(list(words), chance.integer(1, min(3, len(words))))


def _line(chance: Chance) -> str:
    return chance.choice(WORDS)


def mix(
    one: dict[str, Any], other: dict[str, Any], chance: Chance, *, renaming: bool = True
) -> dict[str, Any]:
    """A plan that takes each task and measure from the one or, where it has it, the other."""
    theirs = {t["id"]: t for s in other["sections"] for t in s["tasks"]}
    chance.part()
    sections = []
    for section in one["sections"]:
        tasks = [
            theirs.get(task["id"], task) if chance.happens(0.2) else _mix_task(task, theirs, chance)
            for task in section["tasks"]
            if not chance.happens(0.1)
        ]
        if chance.happens(0.2):
            tasks = chance.shuffled(tasks)
        sections.append({**section, "tasks": tasks})
    if chance.happens(0.3) and len(sections) > 1:
        moved = sections[0]["tasks"][:1]
        sections[0] = {**sections[0], "tasks": sections[0]["tasks"][1:]}
        sections[1] = {**sections[1], "tasks": [*moved, *sections[1]["tasks"]]}
    if chance.happens(0.1):
        sections.reverse()
    names = {name for d in (one, other) for name in OFFICES}
    merged = {
        d["name"]: d for d in (*other["departments"], *one["departments"]) if d["name"] in names
    }
    group = [d for d in one["departments"] if d["name"] == "各科室"]
    mixed = {**one, "departments": [*merged.values(), *group], "sections": sections}
    mixed = {**mixed, "plan": _mix_retired(one, mixed, chance)}
    return _rename(mixed, chance) if renaming and chance.happens(0.2) else mixed


def _rename(whole: dict[str, Any], chance: Chance) -> dict[str, Any]:
    """A plan in which a department has another name wherever it is named, often with an alias."""
    old = chance.choice([each["name"] for each in whole["departments"]])
    new = chance.choice(NEW_NAMES)
    if any(each["name"] == new for each in whole["departments"]):
        return whole
    renamed: dict[str, Any] = _with_name(whole, old, new)
    for department in renamed["departments"]:
        if department["name"] == new and chance.happens(0.7):
            department["aliases"] = [*department.get("aliases", ()), old]
    return renamed


def _with_name(value: Any, old: str, new: str, key: str = "") -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {name: _with_name(each, old, new, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_name(each, old, new, key) for each in value]
    naming = ("name", "lead", "responsible", "support", "dept", "members")
    return new if value == old and key in naming else value


def _mix_retired(one: dict[str, Any], now: dict[str, Any], chance: Chance) -> dict[str, Any]:
    """The head of a plan with the numbers of what is gone from it retired, or most of them."""
    ids = [[*_ids(value)] for value in (one, now)]
    gone = [number for number in ids[0] if number not in ids[1] and not chance.happens(0.2)]
    known = [number for number in one["plan"].get("retired", ()) if number not in ids[1]]
    return {**one["plan"], "retired": [*known, *gone]}


def _ids(value: dict[str, Any]) -> Iterator[str]:
    for section in value["sections"]:
        for task in section["tasks"]:
            yield task["id"]
            yield from (measure["id"] for measure in task["measures"])


def _mix_task(task: dict[str, Any], theirs: dict[str, Any], chance: Chance) -> dict[str, Any]:
    others = {m["id"]: m for m in theirs.get(task["id"], {}).get("measures", ())}
    measures = [
        others.pop(m["id"], m) if chance.happens(0.2) else m
        for m in task["measures"]
        if not chance.happens(0.1)
    ]
    ids = {m["id"] for m in measures}
    extra = [m for m in others.values() if m["id"] not in ids and chance.happens(0.3)]
    return {**task, "measures": [_resumed(m, chance) for m in (*measures, *extra)]}


def _resumed(measure: dict[str, Any], chance: Chance) -> dict[str, Any]:
    """A measure, its suspension often brought to an end where it has one that goes on."""
    *earlier, last = measure.get("suspensions") or [{"until": ""}]
    if "until" in last or not chance.happens(0.5):
        return measure
    return {**measure, "suspensions": [*earlier, {**last, "until": _day(chance)}]}


Inside = tuple[str, ...]
"""What a comment stands in: ("tasks", "3"), ("3", "measures") or ("3-1", "updates", its value)."""


@dataclass
class Scribe:
    """Writes plain values as YAML, every choice of form left to chance.

    Each comment is noted with what it stands in: items by list and id, keys and entries of an item.
    """

    chance: Chance
    comment_rate: float = 0.15
    comments: dict[str, tuple[Inside, ...]] = field(default_factory=dict)
    _inside: list[Inside] = field(default_factory=list)

    def write(self, value: dict[str, Any]) -> str:
        """The whole text with comments, its lines ended and marked as chance has it."""
        chance = self.chance
        lines = [*self._remarks(0), *self._mapping(value, 0), *self._remarks(0)]
        if chance.happens(0.1):
            lines.insert(0, "---")
        end = chance.choice(("\n", "\n", "\r\n"))
        closed = not chance.happens(0.2) or lines[-1].strip() == "末有换行"
        text = end.join(lines) + (end if closed else "")
        return ("\ufeff" if chance.happens(0.2) else "") + text

    def _mapping(self, value: dict[str, Any], indent: int) -> Iterator[str]:
        if "title" in value:
            self.chance.part()
        keys = [key for key in value if value[key] not in ([], {})]
        if self.chance.happens(0.3):
            keys = self.chance.shuffled(keys)
        for position, key in enumerate(keys):
            if position:
                yield from self._lead(indent, name_of(value), key)
            with self._within(name_of(value), key):
                yield from self._pair(key, value[key], indent)

    def _pair(self, key: str, value: Any, indent: int) -> Iterator[str]:  # noqa: ANN401
        margin = " " * indent
        if isinstance(value, str):
            yield from self._scalar(f"{margin}{key}: ", value, indent + 2)
        elif key != "sections" and self._goes_flow(key):
            yield f"{margin}{key}: {self._flow(value)}{self._remark()}"
        elif isinstance(value, dict):
            yield f"{margin}{key}:{self._remark()}"
            step = self.chance.choice((2, 2, 4))
            yield from self._remarks(indent + step)
            yield from self._mapping(value, indent + step)
        else:
            yield f"{margin}{key}:{self._remark()}"
            dash = indent + self.chance.choice((0, 2, 2))
            yield from self._items(key, value, dash)
            if dash > indent:
                yield from self._remarks(dash, stray=False)

    def _goes_flow(self, key: str) -> bool:
        rate = {"tasks": 0.03, "measures": 0.1, "departments": 0.1}.get(key, 0.5)
        return self.chance.happens(rate)

    def _items(self, key: str, values: list[Any], indent: int) -> Iterator[str]:
        between = self.chance.happens(0.3)
        for position, value in enumerate(values):
            if between and position:
                yield ""
            owner = self._inside[-1][0]
            inside = (key, name_of(value)) if key in CHILDREN else (owner, key, repr(value))
            yield from self._lead(indent, *inside)
            with self._within(*inside):
                yield from self._item(value, indent)

    def _item(self, value: Any, indent: int) -> Iterator[str]:  # noqa: ANN401
        margin = " " * indent
        if isinstance(value, str):
            yield from self._scalar(f"{margin}- ", value, indent + 2)
        elif self.chance.happens(0.3) and "measures" not in value and "tasks" not in value:
            yield f"{margin}- {self._flow(value)}{self._remark()}"
        else:
            lines = list(self._mapping(value, indent + 2))
            if self.chance.happens(0.1):
                yield from (f"{margin}-{self._remark()}", *lines)
            else:
                yield from (f"{margin}- {lines[0][indent + 2 :]}", *lines[1:])

    def _scalar(self, lead: str, value: str, indent: int) -> Iterator[str]:
        style = self.chance.choice(("plain", "plain", "single", "double", "literal", "folded"))
        if style == "literal" and _fits_block(value):
            chomping = "" if value.endswith("\n") else "-"
            yield f"{lead}|{chomping}{self._remark()}"
            yield from (
                f"{' ' * indent}{line}" if line else ""
                for line in value.removesuffix("\n").split("\n")
            )
        elif style == "folded" and "\n" not in value and _fits_block(value):
            yield f"{lead}>-{self._remark()}"
            yield f"{' ' * indent}{value}"
        else:
            yield f"{lead}{self._quoted(value, style, flow=False)}{self._remark()}"

    def _flow(self, value: Any, *, outermost: bool = True) -> str:  # noqa: ANN401
        if isinstance(value, str):
            return self._quoted(value, self.chance.choice(("plain", "single", "double")), flow=True)
        pad = self.chance.choice(("", " "))
        joint = self.chance.choice((", ", ", ", ",", "\n" + " " * 30 + ", "))
        if outermost and joint.startswith("\n") and self.chance.happens(0.3):
            joint = f"{self.chance.choice((' ', ', '))}{self._comment()}\n{joint[1:]}"
            joint = joint.removesuffix(", ") if joint.startswith(",") else joint
        if isinstance(value, list):
            return f"[{pad}{joint.join(self._flow(item, outermost=False) for item in value)}{pad}]"
        parts = [
            f"{key}: {self._flow(part, outermost=False)}"
            for key, part in value.items()
            if part not in ([], {})
        ]
        return f"{{{pad}{joint.join(parts)}{pad}}}"

    def _quoted(self, value: str, style: str, *, flow: bool) -> str:
        if style == "plain" and _is_plain(value, flow=flow):
            return value
        if style == "double" or "\n" in value:
            escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            return f'"{escaped}"'
        return "'" + value.replace("'", "''") + "'"

    def _remark(self) -> str:
        if not self.chance.happens(self.comment_rate):
            return ""
        return f"{' ' * self.chance.integer(1, 3)}{self._comment()}"

    def _remarks(self, indent: int, *, stray: bool = True) -> Iterator[str]:
        """Comments and blank lines; a stray comment stands at the margin."""
        margins = (indent, indent, 0 if stray else indent)
        while self.chance.happens(self.comment_rate):
            margin = " " * self.chance.choice(margins)
            yield "" if self.chance.happens(0.4) else f"{margin}{self._comment()}"

    def _lead(self, indent: int, *inside: str) -> Iterator[str]:
        """Remarks above an element; those right above it stand and fall with it."""
        lines = list(self._remarks(indent))
        for line in reversed(lines):
            if not line:
                break
            self.comments[line.strip()] += (inside,)
        yield from lines

    def _comment(self) -> str:
        comment = f"# 注{len(self.comments)}。"
        self.comments[comment] = tuple(self._inside)
        return comment

    @contextmanager
    def _within(self, *inside: str) -> Iterator[None]:
        self._inside.append(inside)
        yield
        self._inside.pop()


def _fits_block(value: str) -> bool:
    lines = value.removesuffix("\n").split("\n")
    return (
        bool(lines[0].strip() and lines[-1].strip())
        and not value.startswith(" ")
        and value == value.rstrip(" ")
    )


def _is_plain(value: str, *, flow: bool) -> bool:
    if value.strip() != value or "\n" in value or value in {"~", "null", "---", "..."}:
        return False
    if (
        "\t" in value
        or value[0] in "-?:,[]{}#&*!|>'\"%@`"
        or ": " in value
        or " #" in value
        or value.endswith(":")
    ):
        return False
    return not (flow and any(mark in value for mark in ",[]{}:：?"))


def name_of(value: Any) -> str:  # noqa: ANN401
    """The id of an item, '' for what has none."""
    if not isinstance(value, dict):
        return ""
    return str(value.get("id") or value.get("number") or value.get("name") or "")


def each_inside(value: dict[str, Any], owner: str = "") -> Iterator[Inside]:
    """Everything that a comment in a plan may stand in."""
    for key, part in value.items():
        if part not in ([], {}):
            yield owner, key
        if isinstance(part, dict):
            yield from each_inside(part, owner)
        for item in part if isinstance(part, list) else ():
            yield (key, name_of(item)) if key in CHILDREN else (owner, key, repr(item))
            if isinstance(item, dict):
                yield from each_inside(item, name_of(item))


def as_plan(value: dict[str, Any]) -> Plan:
    return Plan.model_validate(value)


@dataclass(frozen=True)
class Written:
    """A text, the plan it says, the plan it shall say, and the comments that have to stay."""

    text: str
    plan: Plan
    target: Plan
    staying: tuple[str, ...]


@st.composite
def grown_values(draw: st.DrawFn, count: int, *, renaming: bool = True) -> list[dict[str, Any]]:
    """A plan as plain values and so many that grew out of it, each by changes of its own."""
    chance = Chance(draw)
    base = make_value(chance)
    grown = (mix(base, make_value(chance), chance, renaming=renaming) for _ in range(count))
    return [base, *grown]


def grown_plans(count: int, *, renaming: bool = True) -> st.SearchStrategy[list[Plan]]:
    """A plan and so many that grew out of it."""
    return grown_values(count, renaming=renaming).map(
        lambda values: [as_plan(value) for value in values]
    )


@st.composite
def written_plans(draw: st.DrawFn) -> Written:
    """A plan in some form and what it shall become: another one, or much the same."""
    chance = Chance(draw)
    one, other = make_value(chance), make_value(chance)
    wanted = other if chance.happens(0.2) else mix(one, other, chance)
    scribe = Scribe(chance)
    text = scribe.write(one)
    there = set(each_inside(wanted))
    staying = tuple(
        c
        for c, inside in scribe.comments.items()
        if there.issuperset(inside) and text.count(c) == 1
    )
    return Written(text, as_plan(one), as_plan(wanted), staying)
