"""The conversation of `jimoplan review`: one item after the other, one key each."""

from datetime import date
from shutil import get_terminal_size
from typing import NamedTuple

from jimoplan.actions.changing.proposal import Proposal
from jimoplan.actions.changing.review import Opinion, Reviews
from jimoplan.actions.changing.rights import reason_trailers
from jimoplan.actions.desk.reviewing import Queue, find_queue, look_into, see_again, tell_gone
from jimoplan.cli.changing.changing import Manner, say_written
from jimoplan.cli.shared.asking import ask_choice, ask_or_leave
from jimoplan.cli.shared.failures import report
from jimoplan.cli.shared.streams import say
from jimoplan.core.desk.waiting import ToReview
from jimoplan.core.display.cells import reveal_line, wrap
from jimoplan.core.plan.words import Verdict
from jimoplan.errors import ExitCode, JimoplanError

_CHOICES = {"1": "销号", "2": "退回", "3": "跳过", "4": "结束"}


class Walk(NamedTuple):
    """How a walk is made: whose reviews, of which day, in one commit or one each.

    `opinion` is written with each approval; `numbers` are the items asked about, none for all.
    """

    reviews: Reviews
    manner: Manner
    day: date
    one_commit: bool
    opinion: str | None = None
    numbers: tuple[str, ...] = ()


def walk_through(walk: Walk, department: str | None, leader: str | None) -> int:
    """Show what waits for the reviewer one by one and carry out what is decided; the exit code.

    Each decision is written at once, or all of them at the end. Where the walk is broken off, what
    was written stays, and it is said what was not.
    """
    reviews = walk.reviews
    _say("正在查提交历史,看已完成的是谁报的(头一次要查一会儿)")
    queue = find_queue(reviews, walk.day, department, leader, walk.numbers)
    if queue.waiting:
        reviews.know_submitters()
    _begin(walk, queue)
    done = _Done({}, {})
    whole = False
    try:
        whole = _go(walk, queue, done)
        if whole and walk.one_commit:
            _write(walk, done)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_sum_up(walk, done, len(queue.waiting), whole=False)) from None
    except JimoplanError:
        _say(_sum_up(walk, done, len(queue.waiting), whole=whole))
        raise
    if queue.waiting:
        _say(_sum_up(walk, done, len(queue.waiting), whole=whole))
    return ExitCode.FINE


class _Done(NamedTuple):
    """What was decided here of the items passed, and what others have done with some meanwhile."""

    decided: dict[str, tuple[ToReview, Opinion]]
    gone: dict[str, str]

    def is_gone(self, walk: Walk, waiting: ToReview) -> bool:
        """Whether an item waits no more since others have decided, which is said once."""
        number = waiting.row.item.id
        words = tell_gone(walk.reviews, waiting)
        if words and number not in self.gone:
            self.gone[number] = words
            _say(f"{words},不再问")
        return bool(words)


def _begin(walk: Walk, queue: Queue) -> None:
    """What there is to review, and once what a key does."""
    for mended in walk.reviews.workplace.mended:
        _say(mended)
    for line in queue.tell_left_out():
        _say(line)
    if not queue.waiting:
        _say("没有等待您审核的事项")
        return
    how = "最后一次写入、一次提交" if walk.one_commit else "按了就写入、提交"
    look = "只是看看(--dry-run),什么也不写入。" if walk.manner.dry_run else ""
    _say(
        f"等待销号 {len(queue.waiting)} 项,一项一键,{how}。{look}"
        "销号以后不再改动;按错了用 jimoplan undo 撤销"
    )


def _go(walk: Walk, queue: Queue, done: _Done) -> bool:
    """Ask about each item; False where the input ends before the walk does."""
    for at, waiting in enumerate(queue.waiting, start=1):
        if done.is_gone(walk, waiting):
            continue
        now = see_again(walk.reviews, waiting, walk.day) or waiting
        _show(walk, now, f"{at}/{len(queue.waiting)}")
        answer = _decide(walk, now, done)
        if answer != _ON:
            return answer == _END
    return True


_ON, _END = "on", "end"


def _show(walk: Walk, waiting: ToReview, where: str) -> None:
    head, *lines = look_into(walk.reviews, waiting)
    _say("")
    _say(f"[{where}] {head}")
    for line in lines:
        _say(f"  {line}")


def _decide(walk: Walk, waiting: ToReview, done: _Done) -> str | None:
    """Ask until an item is decided or passed over: whether to go on, to end; None without input."""
    number = waiting.row.item.id
    while True:
        key = ask_choice(number, _CHOICES, leave="4")
        if key is None:
            return None
        if key in _ENDS:
            return _ENDS[key]
        opinion = Opinion(Verdict.APPROVED, walk.opinion, walk.day)
        if key == "2":
            reason = ask_for_return()
            if not reason:
                continue
            opinion = Opinion(Verdict.RETURNED, reason, walk.day)
        if done.is_gone(walk, waiting):
            return _ON
        if changed := see_again(walk.reviews, waiting, walk.day):
            waiting = changed
            _show(walk, waiting, "刚才又有改动,再看一遍")
            continue
        try:
            _carry_out(walk, number, opinion)
        except JimoplanError as refusal:
            report(refusal)
            continue
        done.decided[number] = (waiting, opinion)
        return _ON


_ENDS = {"3": _ON, "4": _END}


def ask_for_return() -> str | None:
    """Why an item is returned, as the person says; '' or None where it is not after all."""
    reason = ask_or_leave("退回的原因(空着或写 q,不退回):")
    if not reason:
        _say("没有退回")
    return reason


def _carry_out(walk: Walk, number: str, opinion: Opinion) -> None:
    """Write a decision, or only see that it can be written where all are written at the end."""
    proposal, _, left = walk.reviews.propose({number: opinion})
    proposal = _check(walk, proposal)
    if walk.one_commit or walk.manner.dry_run:
        _say(f"{number} 记下:{opinion.verdict}")
        return
    done = walk.reviews.carry_out(proposal, commit=not walk.manner.no_commit)
    for line in (say_written(proposal, done), *left, *done.notes):
        _say(line)


def _write(walk: Walk, done: _Done) -> None:
    """Write all decisions in one commit, but those on what others have decided meanwhile."""
    if walk.manner.dry_run:
        return
    for number, (waiting, _) in list(done.decided.items()):
        if done.is_gone(walk, waiting):
            del done.decided[number]
        elif see_again(walk.reviews, waiting, walk.day):
            del done.decided[number]
            _say(f"{number} 定了以后又有改动,没有写入,请再看一遍")
    if not done.decided:
        return
    proposal, _, left = walk.reviews.propose(
        {n: opinion for n, (_, opinion) in done.decided.items()}
    )
    proposal = _check(walk, proposal)
    made = walk.reviews.carry_out(proposal, commit=not walk.manner.no_commit)
    for line in (say_written(proposal, made), *left, *made.notes):
        _say(line)


def _check(walk: Walk, proposal: Proposal) -> Proposal:
    """The proposal with the reason given for it; raises NotPermittedError."""
    reason = walk.manner.plan_reason
    walk.reviews.check(proposal, reason)
    return proposal._replace(trailers=(*proposal.trailers, *reason_trailers(reason)))


def _sum_up(walk: Walk, done: _Done, there: int, *, whole: bool) -> str:
    """What was decided, what is written of it, what is left."""
    verdicts = [opinion.verdict for _, opinion in done.decided.values()]
    left = there - len(verdicts) - len(done.gone)
    counts = (
        f"销号 {verdicts.count(Verdict.APPROVED)} 项,退回 {verdicts.count(Verdict.RETURNED)} 项"
    )
    counts += f",别人已经处理 {len(done.gone)} 项" if done.gone else ""
    counts += f",还有 {left} 项没有审核"
    if walk.manner.dry_run:
        return f"{'' if whole else '中断了,'}只是看看(--dry-run),没有写入:{counts}"
    if walk.one_commit and not whole and verdicts:
        return f"中断了,没有写入(--one-commit 到最后才写):本来要{counts}"
    return f"{'' if whole else '中断了,已经写入的都在:'}{counts}"


def _say(line: str) -> None:
    """Write a line to the person at the terminal, broken where Chinese may be, indented alike."""
    words = line.lstrip(" ")
    indent = line[: len(line) - len(words)]
    width = get_terminal_size().columns - len(indent) - 1
    say("".join(f"{indent}{part}\n" for part in wrap(reveal_line(words), width)))
