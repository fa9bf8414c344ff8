"""Many people at work on one plan: branches made at random, brought together again one by one."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from repositories import Work, make_repository

from jimoplan.core.changes.changes import Ref, Subject
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id, replace_items
from jimoplan.core.changes.patch import patch
from jimoplan.core.changes.structure import add_item, next_measure_id
from jimoplan.core.merge.markers import Hunk, split_hunks, take_side
from jimoplan.core.plan.items import Measure
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import Kind, Status
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.apply import apply
from jimoplan.git.merging import Three, weave_lines

_OUT = 4
"""How many branches are out at a time."""

WAYS = ("merge", "rebase", "cherry-pick")
TITLES = ("制发规则", "开展培训", "通报情况", "评查案卷", "走访企业", "汇编案例")


def make_text(chance: Random, tasks: int = 6) -> str:
    """A plan of a few tasks with three measures each."""
    lines = [
        "schema: 1",
        "plan:",
        "  unit: 某区司法局",
        "  title: 2024年工作要点(示例数据)",
        "  period: {start: 2024-01-01, end: 2024-12-31}",
        "departments:",
        *(f"  - {{name: {name}, kind: 科室}}" for name in ("甲科", "乙科", "丙科")),
        "sections:",
        "  - number: 一",
        "    title: 依法行政",
        "    tasks:",
    ]
    for task in range(1, tasks + 1):
        owner = chance.choice(("甲科", "乙科", "丙科"))
        lines += [f"      - id: '{task}'", f"        title: 任务之{task}"]
        lines += [f"        lead: [{owner}]", "        status: 推进中", "        measures:"]
        for measure in range(1, 4):
            lines += [f"          - id: {task}-{measure}", "            kind: 一次性"]
            lines += [f"            title: {chance.choice(TITLES)}", "            status: 推进中"]
            lines += ["            updates:"]
            lines += [f"              - {{date: 2024-01-1{measure}, progress: 5, note: 起步}}"]
    return "\n".join(lines) + "\n"


@dataclass
class Branch:
    """One person's commit: where it began, what it came to, the words that it added for good."""

    name: str
    base: str
    text: str
    words: tuple[str, ...]


@dataclass
class Tally:
    """What came of bringing branches together, with the driver and line by line."""

    joined: int = 0
    conflicts: int = 0
    hunks: int = 0
    seconds: float = 0.0
    plain_conflicts: int = 0
    plain_hunks: int = 0
    plain_broken: int = 0
    faults: list[str] = field(default_factory=list)


def make_work(folder: Path, seed: int) -> Work:
    """A repository with such a plan, in which git merges by the driver."""
    work = make_repository(folder, make_text(Random(seed)))
    assert work.jimoplan("git", "setup", "--yes").code == 0
    work.git("add", ".gitattributes")
    work.git("commit", "--quiet", "--message=设置")
    return work


def join_branches(work: Work, count: int, seed: int) -> Tally:
    """Make so many branches in the work's repository and bring each into main in one of three ways.

    What is wrong with a result is noted: no plan and no markers, or words that are missing.
    """
    chance, tally = Random(seed), Tally()
    out: deque[Branch] = deque()
    words: set[str] = set()
    for number in range(count + _OUT):
        if number < count:
            out.append(_branch_off(work, number, chance))
        if number >= _OUT:
            branch = out.popleft()
            way = WAYS[(number - _OUT) % len(WAYS)]
            words = _join(work, branch, way, words, tally)
    return tally


def _branch_off(work: Work, number: int, chance: Random) -> Branch:
    """Commit one to three random changes to what main says now on a branch of its own."""
    base = text = work.text
    words: list[str] = []
    for step in range(chance.randint(1, 3)):
        text, word = _edit(text, f"{number}之{step}", chance)
        words += word
    name = f"b{number}"
    data = text.encode("utf-8")
    stream = (
        f"commit refs/heads/{name}\n"
        f"committer Zhang <zhang@example.cn> {1_700_000_000 + number} +0800\n"
        f"data {len(name)}\n{name}\nfrom refs/heads/main^0\n"
        f"M 100644 inline plan.yaml\ndata {len(data)}\n{text}\n"
    )
    work.git("fast-import", "--quiet", given=stream)
    return Branch(name, base, text, tuple(words))


def _join(work: Work, branch: Branch, way: str, words: set[str], tally: Tally) -> set[str]:
    """Bring a branch into main and return the words that have to be there from now on."""
    ours = work.text
    _count_plain(Three(*(t.encode("utf-8") for t in (branch.base, ours, branch.text))), tally)
    begun = time.perf_counter()
    if way == "rebase":
        work.git("rebase", "--quiet", "main", branch.name, check=False)
    else:
        quiet = ["--quiet", "--no-edit"] if way == "merge" else []
        work.git(way, *quiet, branch.name, check=False)
    tally.seconds += time.perf_counter() - begun
    tally.joined += 1
    text = work.text
    missing = [word for word in sorted(words | set(branch.words)) if word not in text]
    pieces = split_hunks(text)
    hunks = sum(isinstance(piece, Hunk) for piece in pieces)
    busy = "UU plan.yaml" in work.status()
    if missing:
        tally.faults.append(f"{branch.name} {way}: {missing} lost")
    if load(text, with_advice=False).has_errors and not hunks:
        tally.faults.append(f"{branch.name} {way}: no plan and no markers")
    if bool(hunks) != busy:
        tally.faults.append(f"{branch.name} {way}: {hunks} hunks, git busy: {busy}")
    if busy:
        tally.conflicts += 1
        tally.hunks += hunks
        _settle(work, branch, way)
    if way == "rebase":
        work.git("switch", "--quiet", "main")
        work.git("merge", "--quiet", "--ff-only", branch.name)
    work.git("branch", "--quiet", "-D", branch.name)
    return {word for word in words | set(branch.words) if word in work.text}


def _settle(work: Work, branch: Branch, way: str) -> None:
    """Take one side of all that is in conflict, the one that makes a plan, and go on."""
    pieces = split_hunks(work.text)
    ours, theirs = (take_side(pieces, theirs=side) for side in (False, True))
    work.write(ours if load(theirs, with_advice=False).has_errors else theirs)
    work.git("add", "plan.yaml")
    if way == "merge":
        work.git("commit", "--quiet", f"--message={branch.name}")
    else:
        work.git("-c", "core.editor=true", way, "--continue", check=False)
        if "plan.yaml" in work.git("status", "--porcelain") or _is_busy(work):
            work.git(way, "--skip", check=False)


def _is_busy(work: Work) -> bool:
    names = ("rebase-merge", "CHERRY_PICK_HEAD")
    return any((work.folder / ".git" / name).exists() for name in names)


def _count_plain(three: Three, tally: Tally) -> None:
    """What git alone makes of the same three texts."""
    woven = weave_lines(three)
    text = woven.data.decode("utf-8")
    tally.plain_conflicts += woven.has_conflicts
    tally.plain_hunks += sum(isinstance(piece, Hunk) for piece in split_hunks(text))
    tally.plain_broken += not woven.has_conflicts and load(text, with_advice=False).has_errors


def _edit(text: str, word: str, chance: Random) -> tuple[str, list[str]]:
    """The text with one random change, and the words that it added."""
    plan = load(text, with_advice=False).plan
    assert plan is not None
    makers: list[Callable[..., tuple[Plan, list[str]]]] = [
        *(_report, _report, _report, _set_status, _set_due, _add_measure, _add_evidence, _rename),
    ]
    while True:
        target, words = chance.choice(makers)(plan, word, chance)
        changed = apply(text, diff(plan, target))
        if not load(changed, with_advice=False).has_errors:
            break
    if chance.random() < 0.2:
        changed, remark = _remark(changed, word, chance)
        words = [*words, remark]
    return changed, words


def _remark(text: str, word: str, chance: Random) -> tuple[str, str]:
    lines = text.splitlines(keepends=True)
    starts = [n for n, line in enumerate(lines) if line.lstrip().startswith("- id:")]
    at = chance.choice(starts)
    pad = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    return "".join([*lines[:at], f"{pad}# 备注{word}。\n", *lines[at:]]), f"# 备注{word}。"


def _some(plan: Plan, chance: Random) -> Measure:
    measures = [item for item in items_by_id(plan).values() if isinstance(item, Measure)]
    return chance.choice(measures)


def _changed(plan: Plan, measure: Measure, **values: Any) -> Plan:  # noqa: ANN401 - any field's
    return replace_items(plan, {measure.id: measure.model_copy(update=values)})


def _report(plan: Plan, word: str, chance: Random) -> tuple[Plan, list[str]]:
    measure = _some(plan, chance)
    day = date(2024, 2, 1) + timedelta(days=chance.randint(0, 300))
    note = f"第{word}笔"
    update = Update(date=day, by=chance.choice(("张三", "李四")), note=note)
    update = update.model_copy(update={"progress": chance.randint(1, 99)})
    updates = tuple(sorted((*measure.updates, update), key=lambda u: u.date))
    return _changed(plan, measure, updates=updates), [note]


def _set_status(plan: Plan, word: str, chance: Random) -> tuple[Plan, list[str]]:
    status = chance.choice((Status.IN_PROGRESS, Status.SUSPENDED, Status.COMPLETED))
    reason = f"因{word}" if status is Status.SUSPENDED else None
    return _changed(plan, _some(plan, chance), status=status, reason=reason), []


def _set_due(plan: Plan, _: str, chance: Random) -> tuple[Plan, list[str]]:
    day = date(2024, chance.randint(1, 12), chance.randint(1, 28))
    return _changed(plan, _some(plan, chance), due=day), []


def _add_measure(plan: Plan, word: str, chance: Random) -> tuple[Plan, list[str]]:
    task = chance.choice(plan.all_tasks())
    title = f"新举措{word}号"
    measure = Measure(id=next_measure_id(plan, task), kind=Kind.ONE_OFF, title=title)
    return patch(plan, add_item(plan, Ref(Subject.TASK, task.id), "measures", measure)), [title]


def _add_evidence(plan: Plan, word: str, chance: Random) -> tuple[Plan, list[str]]:
    measure, name = _some(plan, chance), f"材料{word}号.pdf"
    return _changed(plan, measure, evidence=(*measure.evidence, name)), [name]


def _rename(plan: Plan, word: str, chance: Random) -> tuple[Plan, list[str]]:
    measure = _some(plan, chance)
    while measure.title.startswith("新举措"):  # whose title is looked for
        measure = _some(plan, chance)
    return _changed(plan, measure, title=f"改名{word}"), []
