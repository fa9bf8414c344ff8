"""The names of departments in a printed run: where one ends and the next begins."""

import re
from collections.abc import Iterator

from jimoplan.core.importing.doubts import Choice, Doubt, Inquiry
from jimoplan.core.importing.folding import fold
from jimoplan.core.importing.owners.name_forms import is_likely, pieces
from jimoplan.core.plan.departments import names_of
from jimoplan.core.plan.model import Department
from jimoplan.errors import nearest_names

_LONGEST_PIECE = 200
_JOIN = re.compile(r"(?:以及|和|与|及|暨|、|,|/| )?")
_CONJUNCTION = re.compile(r"以及|和|与|及|暨")
_AND_SO_ON = re.compile(
    r"等(?:\d*[多余]?[个家]?(?:有关|相关|各有关|各相关|责任|成员|职能|其他)?"
    r"(?:部门|单位|科室|处室|机构)(?:和单位|及单位|单位)?)?$"
)
_NATIONWIDE = re.compile(
    r"工业和信息化|发展和改革|人力资源和社会保障|住房和城乡建设|自然资源和规划|规划和自然资源"
    r"|文化和旅游|文化广电和旅游|卫生和计划生育|民族和宗教|科学技术和|农业和农村|教育和体育"
)
_PLURAL = re.compile(
    r"(?:机关|直属|所属|基层|局属|下属)?(?:科室|处室|股室|司法所|派出所|部门|单位|镇街|街镇|乡镇|街道"
    r"|镇|县区|区县|县市区|市区县|党支部|支部|党总支|学院|系部|院系|村居|社区|分局|大队|中队|站所)"
    r"(?:政府|人民政府|办事处|党委)?"
)
_AREA = re.compile(r"(?:省|市|区|县|州|盟|旗)(?![级直属区县场域])")
_NEEDS_AREA = re.compile(
    r"(?!各|中[国央]|国|共青|省|市(?!场)|区(?!域)|县(?!域)|州|盟|旗|团|驻|人[民大武]|局|本|校|院)"
    r".{2,16}(?:局|厅|委|办|部|总队|支队|大队)"
)
_RUN_TOGETHER = re.compile(
    r"(?<=[局委办部厅院会府室科处队联])(?=[省市区县州盟旗](?![直级属区东西南北中]))"
)
_EVERY_TOGETHER = re.compile(r"(?<=[部单处科位门地区县镇室])(?=各[有相部单科处县区市乡镇街司])")
_OF_BOTH = re.compile(r"([省市区县州])委\1政府.")
_TWO_IN_ONE = re.compile(
    r"(?<=..[科处])(?![学技研普教理置分罚]).{2,}[科处室局部]$|(?<=..中心).{2,}(?:科|处|室)$"
)


_NONE = ("不是部门", "不登记")


class Roster:
    """The departments that are known, found by their names and aliases; it may be empty."""

    def __init__(self, departments: tuple[Department, ...]) -> None:
        self._full = {
            fold(name): department.name
            for department in departments
            for name in reversed([*names_of(department)])
        }
        self._full |= {fold(department.name): department.name for department in departments}
        self._longest = max(map(len, self._full), default=0)
        self._nearest: dict[str, list[str]] = {}

    def __bool__(self) -> bool:
        """Whether any department is known."""
        return bool(self._full)

    def full_name(self, printed: str) -> str | None:
        """The full name of what is printed as a name or an alias; None where it is neither."""
        return self._full.get(fold(printed))

    def longest_at(self, folded: str, start: int) -> int:
        """Where the longest name ends that a folded text has there; `start` where it has none."""
        return next(self._ends(folded, start), start)

    def taken_apart(self, folded: str) -> tuple[str, ...] | None:
        """The full names that make up a folded text, conjunctions aside; None where others do."""
        if len(folded) > _LONGEST_PIECE or not folded or not self._full:
            return None
        tails: list[tuple[str, ...] | None] = [None] * len(folded) + [()]
        for start in range(len(folded) - 1, -1, -1):
            for end in self._ends(folded, start):
                joined = _JOIN.match(folded, end)
                after = tails[joined.end() if joined else end]
                if after is not None:
                    tails[start] = (self._full[folded[start:end]], *after)
                    break
        return tails[0]

    def nearest(self, printed: str) -> list[str]:
        """Up to three full names spelled most like it."""
        if printed not in self._nearest:
            near = nearest_names(fold(printed), self._full)
            self._nearest[printed] = list(dict.fromkeys(self._full[name] for name in near))
        return self._nearest[printed]

    def _ends(self, folded: str, start: int) -> Iterator[int]:
        for end in range(min(len(folded), start + self._longest), start, -1):
            if folded[start:end] in self._full:
                yield end


def are_known(printed: str, roster: Roster) -> bool:
    """Whether a printed run is made of nothing but names of the roster."""
    folded = fold(printed)
    runs = [folded[run.start : run.end] for run in pieces(folded, 0, len(folded))]
    return bool(runs) and all(roster.taken_apart(run) for run in runs)


def are_likely(printed: str, roster: Roster) -> bool:
    """Whether every part of a printed run is known, or ends as names of departments do."""
    folded = fold(printed)
    runs = [folded[run.start : run.end] for run in pieces(folded, 0, len(folded))]
    return bool(runs) and all(_is_known_or_likely(run, roster) for run in runs)


def _is_known_or_likely(folded: str, roster: Roster) -> bool:
    stem = _AND_SO_ON.sub("", folded)
    if roster.taken_apart(stem) is not None:
        return True
    parts = stem.split()
    return bool(parts) and (all(map(is_likely, parts)) or is_likely("".join(parts)))


def read_names(text: str, roster: Roster, inquiry: Inquiry, place: str) -> tuple[str, ...]:
    """The departments named in a printed run, in its order, none twice.

    A name is as printed, or the roster's full name where that knows it; what is unsure is asked.
    """
    return NameReader(roster, inquiry, place).read(text)


class NameReader:
    """Reads the runs of a clause: what stood before says what a shortened name means."""

    def __init__(self, roster: Roster, inquiry: Inquiry, place: str) -> None:
        self._roster = roster
        self._inquiry = inquiry
        self._place = place
        self._before = ""
        self._area = ""

    def read(self, text: str) -> tuple[str, ...]:
        """The departments named in a printed run, in its order, none twice."""
        self._before = ""
        folded = fold(text)
        runs = pieces(folded, 0, len(folded))
        printed = dict.fromkeys(text[run.start : run.end] for run in runs)
        names = (name for words in printed for name in self._piece(words))
        return tuple(dict.fromkeys(names))

    def _piece(self, printed: str) -> Iterator[str]:
        folded = fold(printed)
        if len(printed) > _LONGEST_PIECE:
            yield from self._unknown(printed)
            return
        known = self._roster.taken_apart(folded)
        if known is not None and len(known) > 1 and not _JOIN.search(folded):
            apart = ("、".join(known), "分成几个部门")
            as_one = (printed, "是一个部门的名称")
            yield from self._asked(
                "run-together", printed, f"“{printed}”是几个部门?", [apart, as_one]
            )
            return
        if known is not None:
            for name in known:
                self._remember(name)
                yield name
            return
        more = _AND_SO_ON.search(folded)
        if more is not None:
            yield from self._open_ended(printed, more.start())
            return
        parts = printed.split()
        if len(parts) > 1 and not folded.isascii():
            yield from self._spaced(printed, parts)
        else:
            yield from self._joined(printed)

    def _open_ended(self, printed: str, end: int) -> Iterator[str]:
        names = list(self._piece(printed[:end])) if printed[:end].strip() else []
        assumed = "、".join(names) or printed
        yield from self._asked(
            "incomplete-names",
            printed,
            f"“{printed}”没有列全,还有哪些部门?",
            [(assumed, "只登记印出的部门")],
        )

    def _spaced(self, printed: str, parts: list[str]) -> Iterator[str]:
        if all(is_likely(part) or self._roster.full_name(part) for part in parts):
            for part in parts:
                yield from self._joined(part)
            return
        whole = "".join(parts)
        choices = [(whole, "空格不分开名称"), ("、".join(parts), "空格分开几个部门")]
        for name in self._asked("spaced-names", printed, f"“{printed}”是几个部门?", choices):
            yield from self._single(name)

    def _joined(self, printed: str) -> Iterator[str]:
        parts = self._at_conjunctions(printed)
        split = "、".join(parts)
        if len(parts) > 1:
            choices = [(split, "分成几个部门"), (printed, "是一个部门的名称")]
        elif not self._roster and self._has_conjunction(printed):
            apart = "、".join(filter(None, _CONJUNCTION.split(fold(printed))))
            choices = [(printed, "是一个部门的名称"), (apart, "分成几个部门")]
        else:
            yield from self._run_together(printed)
            return
        names: tuple[str, ...] = tuple(parts)
        if not all(map(self._roster.full_name, parts)):
            names = self._asked("joined-names", printed, f"“{printed}”是几个部门?", choices)
        for name in names:
            yield from self._single(name) if name == printed else self._run_together(name)

    def _at_conjunctions(self, printed: str) -> list[str]:
        folded = fold(printed)
        kept = [found.span() for found in _NATIONWIDE.finditer(folded)]
        parts, begun, depth, checked = [], 0, 0, 0
        for found in _CONJUNCTION.finditer(folded):
            depth += folded.count("(", checked, found.start())
            depth -= folded.count(")", checked, found.start())
            checked = found.start()
            if depth or any(start <= found.start() < end for start, end in kept):
                continue
            left, right = folded[begun : found.start()], folded[found.end() :]
            if self._is_name(left) and self._is_name(right):
                parts.append(printed[begun : found.start()])
                begun = found.end()
        return [*parts, printed[begun:]]

    def _is_name(self, folded: str) -> bool:
        return self._roster.taken_apart(folded) is not None or is_likely(folded)

    def _has_conjunction(self, printed: str) -> bool:
        return _CONJUNCTION.search(_NATIONWIDE.sub("", fold(printed))) is not None

    def _run_together(self, printed: str) -> Iterator[str]:
        joint = _EVERY_TOGETHER if printed.startswith("各") else _RUN_TOGETHER
        parts = [part for part in joint.split(printed) if part]
        if len(printed) <= _LONGEST_PIECE and len(parts) > 1 and all(map(is_likely, parts)):
            choices = [("、".join(parts), "分成几个部门"), (printed, "是一个部门的名称")]
            if _OF_BOTH.match(fold(printed)):
                choices.reverse()
        else:
            two = _TWO_IN_ONE.search(fold(printed)) if not self._roster else None
            if two is None:
                yield from self._single(printed)
                return
            apart = f"{printed[: two.start()]}、{printed[two.start() :]}"
            choices = [(printed, "是一个部门的名称"), (apart, "分成两个部门")]
        for name in self._asked("run-together", printed, f"“{printed}”是几个部门?", choices):
            yield from self._single(name)

    def _single(self, printed: str) -> Iterator[str]:
        known = self._roster.full_name(printed)
        if known is not None:
            self._remember(known)
            yield known
            return
        if self._before.startswith("各") and _PLURAL.fullmatch(fold(printed)):
            every = f"各{printed}"
            choices = [(every, "与前面的“各”连读"), (printed, "照印出的登记")]
            full = self._roster.full_name(every)
            question = f"“{printed}”是“{every}”吗?"
            names = (full,) if full else self._asked("left-out-every", printed, question, choices)
        else:
            names = self._unknown(printed)
        for name in names:
            self._remember(name)
            yield name

    def _unknown(self, printed: str) -> tuple[str, ...]:
        presumed = self._presumed(printed)
        as_printed = (printed, "照印出的登记")
        full = [(presumed, "前面省去了地名,登记全称")] if presumed else []
        if self._roster:
            near = [(name, "登记名单上的这个部门") for name in self._roster.nearest(printed)]
            is_listed = self._roster.full_name(presumed) is not None
            choices = [*full, as_printed] if is_listed else [as_printed, *full]
            question = f"部门名单上没有“{printed}”,是哪个部门?"
            return self._asked("unknown-department", printed, question, [*choices, *near])
        if presumed:
            question = f"“{printed}”的全称是“{presumed}”吗?"
            return self._asked("left-out-area", printed, question, [as_printed, *full])
        if not is_likely(printed):
            question = f"“{printed}”是部门吗?"
            return self._asked("unlikely-department", printed, question, [as_printed, _NONE])
        return (printed,)

    def _presumed(self, printed: str) -> str:
        if not self._area or not _NEEDS_AREA.fullmatch(fold(printed)):
            return ""
        committee = "委" if printed.endswith("部") else ""
        return f"{self._area}{committee}{printed}"

    def _remember(self, name: str) -> None:
        self._before = name
        area = _AREA.match(name)
        self._area = area[0] if area else self._area

    def _asked(
        self, code: str, printed: str, question: str, choices: list[tuple[str, str]]
    ) -> tuple[str, ...]:
        """The names that were answered; an answer names several with 、 between."""
        distinct = dict(reversed(choices))
        ordered = dict.fromkeys(answer for answer, _ in choices)
        offered = tuple(Choice(answer, distinct[answer]) for answer in ordered)
        doubt = Doubt(code, self._place, printed, question, offered, is_open=True)
        answer = self._inquiry.settle(doubt)
        folded = fold(answer)
        names = tuple(answer[r.start : r.end] for r in pieces(folded, 0, len(folded), "、,;\n"))
        return names or (printed,)
