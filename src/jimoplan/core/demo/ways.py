"""How each result of the year comes about, or does not."""

from collections.abc import Iterator
from datetime import date, timedelta

from jimoplan.core.assessment.calendar import elapsed_percent
from jimoplan.core.demo.chance import Chance
from jimoplan.core.demo.people import EDUCATION, EDUCATION_LATER, SUPERVISOR, leader_of, reporter_of
from jimoplan.core.demo.result_words import FINISHED, NEXT, STAGES
from jimoplan.core.demo.results import CALLED_OFF, RESULTS, Result
from jimoplan.core.demo.routine import SILENT, fill
from jimoplan.core.demo.step import Step, at_work, later, report, review, working_day
from jimoplan.core.history.commits import Identity
from jimoplan.core.plan.model import Status, Update
from jimoplan.core.workflow.record import ProgressEntry

_START = date(2024, 1, 1)
_LAST = date(2024, 12, 20)
_STAGE = 20
"""Percent that a stage takes."""
_EASY = 35
"""Percent up to which nothing is in the way."""
_CATCHING_UP = 30
"""Percent by which a result may be ahead of the time since its beginning."""


def tell_results(chance: Chance) -> Iterator[Step]:
    """Every result from its beginning to its closing, and the one that is given up."""
    for result in RESULTS:
        yield from _Way(result, chance).tell()
    number, name, day, why = CALLED_OFF
    who = reporter_of(number.partition("-")[0])
    begun = date(2024, 2, 27)
    note = Update(date=begun, by=who.name, progress=10, note=f"研究{name}条件，摸排备选项目5个")
    yield report(at_work(begun, chance), who, [(number, ProgressEntry(begun, update=note))])
    off = ProgressEntry(day, Status.CANCELLED, reason=why)
    yield report(at_work(day, chance), who, [(number, off)])


class _Way:
    """One result on its way."""

    def __init__(self, result: Result, chance: Chance) -> None:
        self._result = result
        self._chance = chance
        self._task = result.id.partition("-")[0]
        self._told: set[str] = set()
        self._done = 0
        self._reminded = False

    def tell(self) -> Iterator[Step]:
        """Its steps, in order."""
        result, fate = self._result, self._result.fate
        if fate.moved:
            yield self._move()
        until = result.done or _LAST
        day = working_day(result.begun)
        while day < until - timedelta(days=6):
            if not self._is_silent(day):
                yield self._report(day)
            day = later(day, self._chance.between(31, 47))
        if result.done:
            yield from self._finish(working_day(result.done))

    def _is_silent(self, day: date) -> bool:
        return self._task == "17" and SILENT[0] <= day < SILENT[1]

    def _who(self, day: date) -> Identity:
        who = reporter_of(self._task)
        return EDUCATION_LATER if who is EDUCATION and day >= SILENT[1] else who

    def _due(self, day: date) -> date:
        """The deadline that counts on a day."""
        moved = self._result.fate.moved
        return moved.due if moved and moved.on <= day else self._result.due

    def _report(self, day: date) -> Step:
        result, fate, chance = self._result, self._result.fate, self._chance
        share = self._share(day)
        self._done = min(max(self._done + 5, share // 5 * 5), fate.stuck or 95)
        stage = min(self._done // _STAGE, 4)
        note = self._choose(stage, day)
        overdue = day > self._due(day) + timedelta(days=7)
        if overdue and not self._reminded:
            note, self._reminded = f"收到督办通知单。{note}", True
        who = self._who(day)
        hard = fate.problem and self._done > _EASY
        update = Update(
            date=day,
            by=who.name,
            progress=self._done,
            note=note,
            problem=fate.problem if hard and chance.happens(60) else None,
            next=NEXT[result.sort][stage] if chance.happens(70) else None,
        )
        told = later(day, chance.between(1, 5)) if chance.happens(10) else day
        return report(at_work(told, chance), who, [(result.id, ProgressEntry(day, update=update))])

    def _share(self, day: date) -> int:
        """How far it should have come: a little less than the time gone; much less if it is late.

        What begins late in the year catches up.
        """
        result, chance = self._result, self._chance
        due = self._due(day)
        late = result.fate.problem or due < (result.done or date.max)
        wanted = elapsed_percent(_START, result.done or due if late else due, day)
        made = elapsed_percent(result.begun, due, day)
        lag = chance.between(10, 20) if late else chance.between(0, 10)
        return min(wanted - lag, made + _CATCHING_UP)

    def _choose(self, stage: int, day: date) -> str:
        """A wording that comes after those of the stage that have been used, if there is one."""
        wordings = STAGES[self._result.sort][stage]
        told = [number for number, words in enumerate(wordings) if words in self._told]
        fresh = wordings[max(told, default=-1) + 1 :] or ("{name}继续推进，{words}",)
        words = self._chance.pick(fresh)
        self._told.add(words)
        words = words.replace("{words}", self._chance.pick(_MEANWHILE))
        return fill(words, day, self._chance, self._result.name)

    def _move(self) -> Step:
        moved = self._result.fate.moved
        assert moved is not None  # noqa: S101 - asked before
        progress = ProgressEntry(
            moved.on, due=moved.due, reason=moved.reason, approved_by=moved.approved_by
        )
        return report(at_work(moved.on, self._chance), SUPERVISOR, [(self._result.id, progress)])

    def _finish(self, day: date) -> Iterator[Step]:
        """Reported as done, perhaps returned and reported again, closed."""
        result, chance = self._result, self._chance
        leader = leader_of(self._task)
        words = fill(FINISHED[result.sort], day, chance, result.name)
        yield self._complete(day, words, (self._paper(day),))
        if result.fate.returned:
            day = later(day, chance.between(3, 6))
            yield review(at_work(day, chance), leader, result.id, result.fate.returned)
            day = later(day, chance.between(6, 11))
            words = f"按退回意见改正：{result.name}补齐材料{chance.between(2, 5)}份，重新报送"
            yield self._complete(day, words, ())
        day = later(day, chance.between(2, 12))
        yield review(at_work(day, chance), leader, result.id)

    def _paper(self, day: date) -> str:
        """What there is to show for it; papers are numbered through the year."""
        number = day.timetuple().tm_yday // 4 + self._chance.below(3)
        return f"即司发〔{day.year}〕{number}号"

    def _complete(self, day: date, note: str, evidence: tuple[str, ...]) -> Step:
        who = self._who(day)
        update = Update(date=day, by=who.name, progress=100, note=note)
        done = ProgressEntry(day, Status.COMPLETED, update, evidence, submitter=str(who))
        return report(at_work(day, self._chance), who, [(self._result.id, done)])


_MEANWHILE = (
    "与有关科室碰头{a}次",
    "对照时限倒排了{a}个节点",
    "补充材料{b}份",
    "走访有关单位{a}家",
    "逐条核对修改{b}处",
)
