"""People at work together on one plan, each in a clone of their own, doing what they may do.

Whatever they do goes through the actions of the commands, and by git as people use it. What a
command refuses is not done; who meets a conflict takes what the others have and leaves it at that.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from attacked_plan import PLAN
from audited import LEADER, LIAISON, SUPERVISOR, SUPPORTER, Who, listed
from chance import Chance
from command_line import run_jimoplan
from desk import Desk
from repositories import Work, make_repository

from jimoplan.actions.changing.structure import Where
from jimoplan.core.changes.changes import Remove
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id
from jimoplan.core.plan.departments import Departments, effective_owners
from jimoplan.core.plan.duties import duties_of
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Suspension
from jimoplan.core.plan.rights import people_of, rights_of
from jimoplan.core.plan.words import Kind, Status
from jimoplan.core.text.reading.load import load
from jimoplan.errors import JimoplanError

BEGUN = date(2024, 1, 2)
PROVIDER: Who = ("GitHub", "noreply@github.com")
"""Who commits what is squashed on a web page."""

_REASON = "依据会议纪要"
_LONGEST = 6
"""After how many days work is not taken elsewhere any more: what is moved is committed anew."""


class Way(StrEnum):
    """How people bring together what they did apart."""

    MERGE = "merge"
    REBASE = "rebase"
    SQUASH = "squash"
    PICK = "cherry-pick"
    CROSS = "criss-cross"


@dataclass
class Office:
    """The people, the day, and what all of them share."""

    folder: Path
    chance: Chance
    way: Way
    day: date = BEGUN
    told: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    desks: list[Desk] = field(default_factory=list)
    since: dict[Who, date] = field(default_factory=dict)
    branches: int = 0

    def __post_init__(self) -> None:
        shutil.copytree(_office(), self.folder, dirs_exist_ok=True)
        for who in (LIAISON, LEADER, SUPERVISOR, SUPPORTER):
            self.admit(who)

    def admit(self, who: Who) -> None:
        """Give somebody a clone of their own."""
        name = who[1].partition("@")[0]
        shutil.copytree(self.folder / "clone", self.folder / name)
        self.desks.append(Desk(Work(self.folder / name), who, self.day))

    def play(self, steps: int) -> None:
        """So many steps, and all of it brought together in the end."""
        for _ in range(steps):
            self._step(self.chance.part().choice(self.desks))
        for desk in self.desks:
            self.share(desk)

    def _step(self, desk: Desk) -> None:
        self.day += timedelta(days=self.chance.integer(0, 4))
        desk.day = self.day
        if self._age(desk) >= _LONGEST or self.chance.happens(0.5):
            self.pull(desk)
        if self.way in {Way.SQUASH, Way.PICK} and self.chance.happens(0.4):
            self._on_a_branch(desk)
        else:
            self.act(desk)
        if self.way is Way.CROSS and self.chance.happens(0.5):
            self._cross(desk)
        if self.chance.happens(0.6):
            self.share(desk)

    def act(self, desk: Desk) -> bool:
        """Something that the person may do, as far as there is anything; whether it was done."""
        plan = plan_of(desk.work.text)
        acts = list(_acts_of(plan, desk, self))
        if not acts:
            return False
        name, act = self.chance.choice(acts)
        before = _read_ref(desk, _branch_of(desk))
        try:
            act()
        except JimoplanError as error:
            desk.git("checkout", "--quiet", "HEAD", "--", "plan.yaml")
            self.refused[f"{name}: {type(error).__name__} {error.message[:60]}"] += 1
            return False
        done = _read_ref(desk, _branch_of(desk)) != before
        if done:
            self._note(desk, name)
            self.done[name] += 1
            self._dismiss(plan, plan_of(desk.work.text))
        return done

    def _dismiss(self, before: Plan, after: Plan) -> None:
        """Whose place on the list has been taken back works on it no more."""
        addresses = [{person.email for person in people_of(plan)} for plan in (before, after)]
        gone = addresses[0] - addresses[1]
        self.desks = [desk for desk in self.desks if desk.who[1] not in gone]

    def _note(self, desk: Desk, what: str) -> None:
        self.told.append(f"{self.day} {desk.who[0]} {what}")

    # How work comes together

    def _age(self, desk: Desk) -> int:
        """For how many days somebody has had work that nobody else has seen."""
        if self._tip_of(desk) == self._shared_by(desk):
            self.since.pop(desk.who, None)
        return (self.day - self.since.setdefault(desk.who, self.day)).days

    def _tip_of(self, desk: Desk) -> str:
        return _read_ref(desk, "refs/heads/main")

    def _shared_by(self, desk: Desk) -> str:
        return _read_ref(desk, "refs/remotes/origin/main")

    def _shared(self) -> str:
        return (self.folder / "hub.git/refs/heads/main").read_text("ascii")

    def pull(self, desk: Desk) -> None:
        """Get what the others have shared."""
        desk.day = self.day
        age, was = self._age(desk), self._shared_by(desk)
        if was == self._shared():
            return
        desk.git("fetch", "--quiet", "origin")
        words = ["rebase"] if self.way is Way.REBASE and age < _LONGEST else ["merge", "--no-edit"]
        diverged = self._tip_of(desk) != was
        self._bring(desk, [*words, "--quiet", "origin/main"])
        if diverged:
            self._note(desk, words[0])

    def share(self, desk: Desk) -> None:
        """Get what the others have shared, and share one's own."""
        self.pull(desk)
        if self._tip_of(desk) != self._shared():
            desk.git("push", "--quiet", "origin", "HEAD:main")

    def _bring(self, desk: Desk, words: list[str], after: str = "origin/main") -> bool:
        """Run a git command that may meet conflicts; whether all went well."""
        desk.git(*words, check=False)
        if not _is_busy(desk.work) and "UU " not in desk.git("status", "--porcelain"):
            return True
        if words[:2] == ["merge", "--no-edit"] and self.chance.happens(0.5):
            side = self.chance.choice(["--ours", "--theirs"])
            with desk.being_there():
                settled = run_jimoplan("resolve", side, cwd=desk.work.folder, env=desk.work.env)
            if settled.code == 0 and not _loses(desk):
                desk.git("commit", "--quiet", "--no-edit")
                self._note(desk, f"{words[0]} {side}")
                return True
        desk.git(words[0], "--abort", check=False)
        desk.git("reset", "--quiet", "--hard", after)
        self._note(desk, f"{words[0]} given up")
        return False

    def _cross(self, desk: Desk) -> None:
        """Two people, each with work of their own, merge what the other has."""
        other = self.chance.choice([each for each in self.desks if each is not desk])
        other.day = self.day
        self.act(other)
        tips = [self._tip_of(each).strip() for each in (desk, other)]
        for each, its, tip in ((desk, other, tips[1]), (other, desk, tips[0])):
            each.git("fetch", "--quiet", str(its.work.folder), "main")
            if self._bring(each, ["merge", "--no-edit", "--quiet", tip], "HEAD"):
                self._note(each, f"merge with {its.who[0]}")

    def _on_a_branch(self, desk: Desk) -> None:
        """A few acts on a branch, brought to main as one commit or one by one."""
        self.branches += 1
        name = f"topic-{self.branches}"
        desk.git("switch", "--quiet", "-c", name)
        acts = [self.act(desk) for _ in range(self.chance.integer(1, 3))]
        begun = desk.git("rev-parse", "main")
        desk.git("switch", "--quiet", "main")
        if not any(acts):
            return
        if self.chance.happens(0.5):
            self.pull(desk)
        before = desk.git("rev-parse", "HEAD")
        if self.way is Way.PICK:
            self._bring(desk, ["cherry-pick", f"{begun}..{name}"], before)
            self._note(desk, f"cherry-pick of {sum(acts)}")
        elif self.chance.happens(0.5):
            self._squash(desk, name, before)
        else:
            self._squash_on_a_page(desk, name, before)

    def _squash(self, desk: Desk, name: str, before: str) -> None:
        if self._bring(desk, ["merge", "--squash", "--quiet", name], before) and desk.work.status():
            desk.git("commit", "--quiet", "--no-edit")
            self._note(desk, "squash")

    def _squash_on_a_page(self, desk: Desk, name: str, before: str) -> None:
        """As a web page does: the person is the author, the page commits, messages are a list."""
        words = desk.git("log", "--reverse", "--format=* %B", f"{before}..{name}")
        if not self._bring(desk, ["merge", "--no-ff", "--no-edit", "--quiet", name], before):
            return
        tree = desk.git("rev-parse", "HEAD^{tree}")
        if tree == desk.git("rev-parse", f"{before}^{{tree}}"):
            desk.git("reset", "--quiet", "--hard", before)
            return
        made = desk.git(
            "commit-tree",
            tree,
            "-p",
            before,
            "-m",
            f"合并请求 (#{self.branches})\n\n{words}",
            committer=PROVIDER,
        )
        desk.git("reset", "--quiet", "--hard", made)
        self._note(desk, "squash on a page")


def _read_ref(desk: Desk, name: str) -> str:
    """The commit that a branch is at, without asking git, which would take its time."""
    return (desk.work.folder / ".git" / name).read_text("ascii")


def _branch_of(desk: Desk) -> str:
    return (desk.work.folder / ".git" / "HEAD").read_text("ascii").split()[1]


@cache
def _office() -> Path:
    """What everybody shares, and a clone of it, made once."""
    folder = Path(mkdtemp())
    work = make_repository(folder / "clone", PLAN)
    desk = Desk(work, SUPERVISOR, BEGUN)
    desk.git("commit", "--quiet", "--amend", "--reset-author", "--message=登记计划")
    assert work.jimoplan("git", "setup", "--yes").code == 0
    desk.git("add", ".gitattributes")
    desk.git("commit", "--quiet", "--message=设置")
    desk.git("init", "--quiet", "--bare", "--initial-branch=main", "--template=", "../hub.git")
    desk.git("remote", "add", "origin", "../hub.git")
    desk.git("push", "--quiet", "origin", "main")
    desk.git("fetch", "--quiet", "origin")
    desk.git("config", "gc.auto", "0")
    return folder


def _is_busy(work: Work) -> bool:
    names = ("MERGE_HEAD", "rebase-merge", "CHERRY_PICK_HEAD", "REVERT_HEAD")
    return any((work.folder / ".git" / name).exists() for name in names)


def _loses(desk: Desk) -> bool:
    """Whether a merge about to be committed lacks what a side has said or put on record.

    Of two that suspended the same work, one did so to no effect.
    """
    after = plan_of(desk.work.text)
    sides = (plan_of(desk.git("show", f"{side}:plan.yaml")) for side in ("HEAD", "MERGE_HEAD"))
    return any(
        isinstance(change, Remove) and not isinstance(change.value, Suspension)
        for side in sides
        for change in diff(side, after)
    )


def plan_of(text: str) -> Plan:
    """The plan that a text says, which has no errors."""
    loaded = load(text, with_advice=False)
    assert loaded.plan, loaded.problems
    assert not loaded.has_errors, loaded.problems
    return loaded.plan


# What each may do

_Act = tuple[str, Callable[[], object]]


def _acts_of(plan: Plan, desk: Desk, office: Office) -> Iterator[_Act]:
    """What somebody may do now: each act by its name."""
    rights = rights_of(plan, desk.who[1])
    chance = office.chance
    if rights.reports_for:
        yield from _acts_of_liaison(plan, desk, office, rights.reports_for)
    if rights.approves_for:
        yield from _acts_of_leader(plan, desk, office, rights.approves_for)
    if rights.supervises:
        yield from _acts_of_supervisor(plan, desk, office)
    open_items = [i for i in items_by_id(plan).values() if i.status is not Status.CLOSED]
    if rights.people and open_items:
        item = chance.choice(open_items)
        yield "remark", lambda: desk.remark(item.id, f"意见{office.day}")
    yield "undo", desk.undo
    yield "revert", lambda: _revert(desk)


def _acts_of_liaison(
    plan: Plan, desk: Desk, office: Office, mine: frozenset[str]
) -> Iterator[_Act]:
    chance, day = office.chance, office.day
    owned = list(_owned(plan, mine))
    supported = list(_owned(plan, mine, support=True))
    working = [m for m in owned if m.status in {Status.IN_PROGRESS, Status.NOT_STARTED}]
    if working:
        measure = chance.choice(working)
        for _ in range(3):
            yield "report", lambda: desk.update(measure.id, **_figures(measure, office))
        yield (
            "done",
            lambda: desk.update(
                measure.id, status="已完成", evidence=(f"https://a.cn/{day}",), **_reason(measure)
            ),
        )
        yield "done by file", lambda: _done_by_file(desk, measure, office)
        yield (
            "suspend",
            lambda: desk.update(
                measure.id, status="暂缓", reason="等批复", approved_by=_approver(plan, chance)
            ),
        )
        yield (
            "cancel",
            lambda: desk.update(
                measure.id, status="已取消", reason="并入", approved_by=_approver(plan, chance)
            ),
        )
        yield "begun", lambda: desk.update(measure.id, status="推进中")
    if resting := [m for m in owned if m.status in {Status.SUSPENDED, Status.CANCELLED}]:
        rested = chance.choice(resting)
        for _ in range(2):
            yield "resume", lambda: desk.update(rested.id, status="推进中")
        yield "resume, keeping", lambda: desk.update(rested.id, status="推进中", keep_due=True)
    if supported:
        helped = chance.choice(supported)
        yield "support", lambda: desk.update(helped.id, note=f"协助{day}")
        yield "support with figures", lambda: desk.update(helped.id, **_figures(helped, office))
    if corrected := [m for m in (*owned, *supported) if _own_note(m, desk)]:
        told = chance.choice(corrected)
        yield "correct", lambda: _correct(desk, told)
        yield "withdraw", lambda: _withdraw(desk, told)
    if done := [m for m in owned if m.status is Status.COMPLETED]:
        reported = chance.choice(done)
        yield "not done", lambda: desk.update(reported.id, status="推进中")


def _acts_of_leader(plan: Plan, desk: Desk, office: Office, mine: frozenset[str]) -> Iterator[_Act]:
    chance, day = office.chance, office.day
    owned = list(_owned(plan, mine))
    if done := [m for m in owned if m.status is Status.COMPLETED]:
        for reported in chance.sample(done, min(2, len(done))):
            yield "approve", partial(desk.review, reported.id)
            yield "return", partial(desk.review, reported.id, "缺附件")
    if timed := [m for m in owned if m.status in {Status.IN_PROGRESS, Status.SUSPENDED}]:
        measure = chance.choice(timed)
        due = day + timedelta(days=chance.integer(20, 200))
        yield (
            "extend",
            lambda: desk.update(
                measure.id, due=due, reason="上级推迟", approved_by=_approver(plan, chance)
            ),
        )
    if resting := [m for m in owned if m.status is Status.SUSPENDED]:
        rested = chance.choice(resting)
        later = day + timedelta(days=60)
        yield (
            "resume with a deadline",
            lambda: desk.update(
                rested.id, status="推进中", due=later, reason="恢复", approved_by=desk.who[0]
            ),
        )


def _acts_of_supervisor(plan: Plan, desk: Desk, office: Office) -> Iterator[_Act]:
    chance, day = office.chance, office.day
    measures = [m for task in plan.all_tasks() for m in task.measures]
    open_ones = [m for m in measures if m.status in {Status.IN_PROGRESS, Status.NOT_STARTED}]
    if open_ones:
        measure = chance.choice(open_ones)
        office_name = _owner_of(plan, measure)
        liaisons = _liaisons_of(plan, office_name)
        if liaisons:
            yield (
                "enter",
                lambda: desk.update(
                    measure.id,
                    by=chance.choice(liaisons),
                    dept=office_name,
                    **_figures(measure, office),
                ),
            )
        yield (
            "extend",
            lambda: desk.update(
                measure.id,
                due=day + timedelta(days=100),
                reason="会议",
                approved_by=_approver(plan, chance),
            ),
        )
        yield (
            "suspend",
            lambda: desk.update(measure.id, status="暂缓", reason="会议", approved_by=desk.who[0]),
        )
    if done := [m for m in measures if m.status is Status.COMPLETED]:
        reported = chance.choice(done)
        yield "approve", lambda: desk.review(reported.id)
        yield "return", lambda: desk.review(reported.id, "再核")
    item = chance.choice(measures)
    yield "pass on", lambda: desk.remark(item.id, f"批示{day}", "批示", LEADER[0])
    task = chance.choice([t.id for t in plan.all_tasks()])
    yield "add", lambda: desk.add_measure(task, f"新举措{day}", _REASON)
    yield "add task", lambda: desk.add_task("四", f"新任务{day}", "公证处", _REASON)
    yield "remove", lambda: desk.remove(item.id, _REASON)
    siblings = [m.id for m in measures if m.id.partition("-")[0] == item.id.partition("-")[0]]
    yield "move", lambda: desk.move(item.id, Where(before=siblings[0]), _REASON)
    yield "policy", lambda: _by_hand(desk, "due_soon: ", f"due_soon: {day.day + 1}")
    if _branch_of(desk) == "refs/heads/main":
        yield "admit", lambda: _admit(desk, office)
        if len(office.desks) > _FOUNDERS:
            yield "dismiss", lambda: _dismiss(desk, office)


def _owned(plan: Plan, offices: frozenset[str], *, support: bool = False) -> Iterator[Measure]:
    """The measures that departments have to do, or support alone."""
    departments = Departments(plan.departments)
    for task in plan.all_tasks():
        for measure in task.measures:
            duties = duties_of(effective_owners(measure, task), departments)
            main = bool(offices & duties.main)
            if (offices & duties.support and not main) if support else main:
                yield measure


def _owner_of(plan: Plan, measure: Measure) -> str:
    task = items_by_id(plan)[measure.id.partition("-")[0]]
    assert isinstance(task, Task)
    return effective_owners(measure, task).responsible[0]


def _liaisons_of(plan: Plan, office: str) -> list[str]:
    (found,) = (d for d in plan.departments if d.name == office)
    return [p.name for p in found.people if p.role == "联络员"]


def _approver(plan: Plan, chance: Chance) -> str:
    return chance.choice([LEADER[0], SUPERVISOR[0]])


def _reason(measure: Measure) -> dict[str, str]:
    return {"reason": "另有安排"} if measure.kind is Kind.INDICATOR else {}


def _figures(measure: Measure, office: Office) -> dict[str, str]:
    """What a report on a measure may say."""
    day = office.day
    said = {"note": f"进展{day}"}
    match measure.kind:
        case Kind.ONE_OFF:
            said["progress"] = str(office.chance.integer(1, 99))
        case Kind.INDICATOR:
            said["value"] = str(office.chance.integer(1, 50))
        case Kind.PERIODIC:
            said["period"] = str((day.month + 1) // 2)
        case Kind.CONTINUOUS:
            said["problem"] = "人手不足"
    return said


def _done_by_file(desk: Desk, measure: Measure, office: Office) -> None:
    name = f"材料{measure.id}-{office.day}.txt"
    (desk.work.folder / name).write_text(f"{office.day}\n", "utf-8")
    desk.git("add", name)
    desk.git("commit", "--quiet", f"--message={name}")
    desk.update(measure.id, status="已完成", evidence=(name,), **_reason(measure))


def _own_note(measure: Measure, desk: Desk) -> str | None:
    """What somebody said of a measure last, in their own name."""
    own = [u.note for u in measure.updates if u.by == desk.who[0] and u.note and not u.entered_by]
    return own[-1] if own and measure.status is not Status.CLOSED else None


def _correct(desk: Desk, measure: Measure) -> None:
    note = _own_note(measure, desk)
    _by_hand(desk, f"note: {note}", f"note: {note}更正")


def _withdraw(desk: Desk, measure: Measure) -> None:
    note = _own_note(measure, desk)
    lines = desk.work.text.splitlines(keepends=True)
    told = (f"note: {note}}}", f"note: {note}, ")
    at = [n for n, line in enumerate(lines) if any(words in line for words in told)][-1]
    if not lines[at - 1].lstrip().startswith("- {date") and "updates:" in lines[at - 1]:
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if not following.startswith("              - "):
            del lines[at - 1]
            at -= 1
    del lines[at]
    desk.work.write("".join(lines))
    desk.commit()


def _by_hand(desk: Desk, old: str, new: str) -> None:
    """Edit the plan by hand at a place that begins so, and commit that with a reason."""
    text = desk.work.text
    start = text.index(old)
    end = min(text.index(mark, start) for mark in (",", "}", "\n") if mark in text[start:])
    desk.work.write(text[:start] + new + text[end:])
    desk.commit(_REASON if old.startswith("due_soon") else None)


_FOUNDERS = 4


def _admit(desk: Desk, office: Office) -> None:
    number = len(office.told)
    who = (f"新人{number}", f"new{number}@example.cn")
    marker = f"      - {listed(SUPPORTER, '联络员')}\n"
    desk.work.replace(marker, f"{marker}      - {listed(who, '联络员')}\n")
    desk.commit(_REASON)
    office.share(desk)
    office.admit(who)
    office.pull(office.desks[-1])


def _dismiss(desk: Desk, office: Office) -> None:
    leaving = office.desks[-1]
    office.share(leaving)
    office.pull(desk)
    desk.work.replace(f"      - {listed(leaving.who, '联络员')}\n", "")
    desk.commit("离任")
    office.desks.pop()


def _revert(desk: Desk) -> None:
    """Take one's own last commit back by git, where it is the last of all and changed the plan."""
    author, parents = desk.git("log", "-1", "--format=%ae%n%P").split("\n")
    touched = desk.git("show", "--format=", "--name-only")
    if author == desk.who[1] and " " not in parents and touched.strip() == "plan.yaml":
        desk.git("revert", "--no-edit", "HEAD")
