"""What the commands that change a plan share: their options, showing, asking, doing, telling."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, NamedTuple

import typer

from jimoplan.actions.changing.carry_out import carry_out, tell_uncommitted
from jimoplan.actions.changing.commit_base import Done
from jimoplan.actions.changing.proposal import Proposal
from jimoplan.actions.changing.rights import (
    check_rights,
    check_uncommitted,
    reason_trailers,
    wants_reason,
)
from jimoplan.actions.plan.identity import UnknownHandError, is_unknown
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.cli.shared.asking import ask_or_leave, confirm, is_somebody_there
from jimoplan.cli.shared.envelope import write_envelope
from jimoplan.cli.shared.identity import make_known
from jimoplan.cli.shared.options import PlanReason, Telling, TellingName, read_telling
from jimoplan.cli.shared.streams import say, write
from jimoplan.core.changes.changes import Changes
from jimoplan.core.changes.told import tell, tell_each
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.plan.model import Plan
from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.system.files import shown_path

MANY = 3
"""How many items are changed without asking."""


class Manner(NamedTuple):
    """The options that every command has that changes a plan: how the change is to be made."""

    yes: Annotated[bool, typer.Option("--yes", "-y", help="凡有提问都答“是”")] = False
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="只显示要改什么,不写入")] = False
    no_commit: Annotated[bool, typer.Option("--no-commit", help="只改文件,提交留给自己做")] = False
    plan_reason: PlanReason = None
    format_: TellingName = Telling.TEXT.value

    @property
    def commits_nothing(self) -> bool:
        """Whether nothing is to be committed, whoever works here."""
        return self.no_commit or self.dry_run

    @property
    def json(self) -> bool:
        """Whether to answer in JSON; raises UnknownNameError for an unknown format."""
        return read_telling(self.format_) is Telling.JSON


def takes_manner(function: Callable[..., int]) -> Callable[..., int]:
    """The command with the options of Manner in place of its parameter `manner`.

    Whoever is to commit is asked who they are, where git does not know, before anything is shown.
    """
    annotations = Manner.__annotations__
    options = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotations[name])
        for name, default in Manner._field_defaults.items()
    ]
    own = [p for p in signature(function).parameters.values() if p.name != "manner"]
    parameters = [*(p for p in own if p.name != "file"), *options]
    parameters += [p for p in own if p.name == "file"]

    @wraps(function)
    def run(**given: Any) -> int:  # noqa: ANN401 - whatever the command takes
        manner = Manner(**{name: given.pop(name) for name in Manner._fields})
        try:
            return function(**given, manner=manner)
        except JimoplanError:  # perhaps since git does not know who works here, which can be asked
            if manner.commits_nothing or not make_known(given.get("file")):
                raise
            return function(**given, manner=manner)

    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


Carry = Callable[[Proposal, bool], Iterator[tuple[Proposal, Done]]]
"""Makes a change, committed or not: all at once or part by part, each with what came of it."""


def carry_at_once(proposal: Proposal, commit: bool) -> Iterator[tuple[Proposal, Done]]:  # noqa: FBT001 - as Carry has it
    """Make a change in one commit."""
    yield proposal, carry_out(proposal, commit=commit)


def settle(
    proposal: Proposal,
    manner: Manner,
    *,
    question: str = "",
    notes: Iterable[str] = (),
    carry: Carry = carry_at_once,
    shown: Callable[[], str] | None = None,
) -> int:
    """Show a change, ask if there is a question, make it, and tell what was done; the exit code.

    Whoever may not make it is told so before anything is shown or asked. `shown` draws the change
    in place of a line for each of its parts.
    """
    said, as_json = [*proposal.workplace.mended, *notes], manner.json
    if not manner.commits_nothing and is_unknown(proposal.workplace, proposal.reading.plan):
        raise UnknownHandError
    given = reason_trailers(manner.plan_reason)
    if proposal.is_empty:
        write(shown() if shown and not as_json else "")
        said += ["没有变化,没有写入", *tell_uncommitted(proposal)]
        return _tell(proposal, manner, (), said)
    plan, reason = proposal.reading.plan, manner.plan_reason
    is_asked = not reason and is_reason_asked(plan, proposal.changes)
    warned = _check(proposal, reason, may_follow=manner.no_commit or is_asked)
    if not as_json:
        told = tell(proposal.changes, proposal.workplace.name_of_author)
        lines = "".join(f"{reveal_line(line)}\n" for line in told)
        write(shown() if shown else lines)
    if is_asked:
        reason = ask_reason(plan, proposal.changes)
        warned = _check(proposal, reason, may_follow=manner.no_commit)
    said += warned
    given = given or reason_trailers(reason)
    proposal = proposal._replace(trailers=(*proposal.trailers, *given))
    if manner.dry_run:
        if not as_json and not shown:
            write(_show_difference(proposal))
        return _tell(proposal, manner, (), [*said, "只是看看(--dry-run),没有写入"])
    if question and not confirm(question, yes=manner.yes):
        _tell(proposal, manner, (), ["没有改动"])
        return ExitCode.NO
    made = _carry(proposal, manner, carry)
    if reason and not any(done.commit for _, done in made):
        said.append("没有提交,--plan-reason 没有记下;自己提交时在说明末尾写 Plan-Reason")
    dones = tuple(done for _, done in made)
    done_in = (line for part, done in made for line in (say_written(part, done), *done.notes))
    return _tell(proposal, manner, dones, [*said, *dict.fromkeys(done_in)])


def _check(proposal: Proposal, reason: str | None, *, may_follow: bool) -> tuple[str, ...]:
    """What is to be given a reason for yet, if one `may_follow`; raises NotPermittedError."""
    asked = (proposal.workplace, proposal.reading.plan, proposal.changes, reason)
    if may_follow:
        return check_uncommitted(*asked)
    check_rights(*asked)
    return ()


def say_written(proposal: Proposal, done: Done) -> str:
    """That a change is written, and in which commit."""
    what = f"已写入 {shown_path(proposal.workplace.path)}"
    return f"{what},提交 {done.commit[:9]}:{proposal.subject}" if done.commit else what


def _carry(proposal: Proposal, manner: Manner, carry: Carry) -> list[tuple[Proposal, Done]]:
    """Make a change; a failure says which of its parts have been made before."""
    made: list[tuple[Proposal, Done]] = []
    try:
        for each in carry(proposal, not manner.no_commit):
            made.append(each)  # noqa: PERF402 - one after the other, to know how far it went
    except JimoplanError as failure:
        failure.message += f";{_say_made(made, '其余的没有')}" if made else ""
        raise
    except KeyboardInterrupt as interrupted:
        interrupted.args = (f"中断了,{_say_made(made, _UNSURE)}",) if made else ()
        raise
    return made


_UNSURE = "正在写的那一次看 jimoplan log,再后面的没有"
"""What an interrupt leaves unsure: git may have made the commit that was under way."""


def _say_made(made: list[tuple[Proposal, Done]], rest: str) -> str:
    told = ";".join(reveal_line(part.subject) for part, _ in made)
    return f"前面 {len(made)} 次改动已经写入,{rest}:{told}"


def is_reason_asked(plan: Plan, changes: Changes) -> bool:
    """Whether an audit wants a reason for a change and somebody is there to give it."""
    return is_somebody_there() and bool(wants_reason(plan, changes))


def ask_reason(plan: Plan, changes: Changes) -> str | None:
    """The reason for a change that an audit wants one for; None where none is given."""
    question = f"改{wants_reason(plan, changes)},依据是什么(写进提交说明):"
    return ask_or_leave(question, check=lambda said: "" if said else "写一句依据;不改了,写 q")


def side_effects(proposal: Proposal) -> tuple[str, ...]:
    """Warnings of what else a change comes to: another published text, reports left uncounted."""
    from jimoplan.actions.plan.schema import tell_outdated
    from jimoplan.core.plan.published import is_published, published_text

    before, after = proposal.reading.plan, proposal.written.plan
    if after is None:
        return ()
    was_idle = {task.id for task in before.all_tasks() if task.idle_keys}
    idle = (task for task in after.all_tasks() if task.idle_keys and task.id not in was_idle)
    found = [f"注意:任务 {task.id} 有了举措,它自己的目标和填报留着,不再计入" for task in idle]
    if is_published(before) and published_text(before) != published_text(after):
        found.append(
            "注意:这样改,公布的标题、次序或原文与公布文本不再一致"
            "(jimoplan validate --source 可核对)"
        )
    return (*found, *tell_outdated(proposal.workplace.file, before, after))


def _show_difference(proposal: Proposal) -> str:
    """The lines that would change, as git shows them."""
    from difflib import unified_diff

    old = proposal.reading.loaded.document.text.splitlines()
    new = proposal.written.document.text.splitlines()
    name = shown_path(proposal.workplace.path).as_posix()
    lines = unified_diff(old, new, f"a/{name}", f"b/{name}", lineterm="", n=2)
    return "".join(f"{reveal_line(line)}\n" for line in lines)


def _tell(proposal: Proposal, manner: Manner, dones: Sequence[Done], notes: list[str]) -> int:
    if manner.json:
        try:
            write_change(proposal.workplace, proposal.changes, dones, notes)
        except OSError:
            _say_lines(notes)  # the change is made, whoever hears of it
            raise
    else:
        _say_lines(notes)
    return ExitCode.FINE


def write_change(
    workplace: Workplace, changes: Changes, dones: Sequence[Done], notes: Iterable[str]
) -> None:
    """Write for programs what was changed, and whether it is written; raises OutputError."""
    outcome = {
        "file": str(shown_path(workplace.path)),
        "changes": [change.data for change in changes],
        "words": tell_each(changes, workplace.name_of_author),
        "written": bool(dones),
        "commit": dones[-1].commit if dones else None,
        "commits": [done.commit for done in dones if done.commit],
    }
    write_envelope("change", outcome, notes=notes)


def _say_lines(notes: Iterable[str]) -> None:
    say("".join(f"{reveal_line(line)}\n" for note in notes for line in note.splitlines()))
