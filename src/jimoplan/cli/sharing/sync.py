"""`jimoplan sync`."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.merging.questions import ask_each
from jimoplan.actions.merging.resolve import Keep, Unresolved
from jimoplan.actions.sharing.joined import Deciding
from jimoplan.actions.sharing.merged_elsewhere import find_bad_merge, merge_anew
from jimoplan.actions.sharing.passage import Passage
from jimoplan.actions.sharing.sync import (
    Arrangement,
    Outset,
    Synced,
    UncommittedError,
    look,
    set_out,
    sync,
)
from jimoplan.cli.changing import commit
from jimoplan.cli.merging.resolve import ask_all, introduce
from jimoplan.cli.shared.asking import ask_choice, breaking_off, confirm, is_somebody_there
from jimoplan.cli.shared.envelope import write_envelope
from jimoplan.cli.shared.identity import make_known
from jimoplan.cli.shared.options import PlanFile, Telling, TellingName, read_telling
from jimoplan.cli.shared.streams import say, write
from jimoplan.core.display.cells import reveal_line
from jimoplan.errors import ExitCode, UsageError
from jimoplan.git.merging import Favour
from jimoplan.git.remote import Line, Remote
from jimoplan.system.files import replace_bytes

_PATIENCE = 120
_LONGEST = 24 * 60 * 60
_PATIENCE_WITH_A_PERSON = 600
_MOST_NAMED = 3


@breaking_off("中断了,没有同步完;再运行 jimoplan sync 接着做")
def run(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="只看会收到什么、送出什么,不合并、不送出")
    ] = False,
    remote: Annotated[
        str | None, typer.Option("--remote", metavar="名称", help="同哪个远程仓库共享;一般不用写")
    ] = None,
    timeout: Annotated[
        int | None,
        typer.Option(
            "--timeout",
            metavar="秒",
            min=1,
            help=f"等服务器多久;不写是 {_PATIENCE},在终端里是 {_PATIENCE_WITH_A_PERSON}",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="凡有提问都答“是”;冲突仍要人定")] = False,
    format_: TellingName = Telling.TEXT.value,
    file: PlanFile = None,
) -> int:
    """Bring in what others have sent, merge, check, and send what was committed here."""
    as_json = read_telling(format_) is Telling.JSON
    asks = is_somebody_there()
    line = Line(
        asks, min(timeout or 0, _LONGEST) or (_PATIENCE_WITH_A_PERSON if asks else _PATIENCE)
    )
    if not dry_run:
        make_known(file)
    outset = _set_out(file, remote, yes=yes, dry_run=dry_run)
    if outset is None:
        return ExitCode.NO
    found = outset.remote
    if asks and not as_json:
        _say([f"正在联系 {found.shown}({found.address})……"])
    if dry_run:
        outcome = look(outset, line)
    else:
        deciding = Deciding(_decide_places, _decide_file, lambda what: confirm(what, yes=yes))
        arrangement = Arrangement(remote, line, deciding, _Beginning(yes=yes).ask)
        outcome = sync(outset, arrangement)
        if _mend(file, outset, outcome, deciding):
            _say(_sum_up(outcome))
            outcome = sync(outset, arrangement)
    if as_json and not outcome.failure:
        write_envelope("sync", _data(outcome, dry_run=dry_run), notes=outcome.notes)
        _say(outcome.notes)
    else:
        _tell(outcome, dry_run=dry_run)
    if outcome.failure:
        raise outcome.failure
    return ExitCode.FINE


def _mend(file: Path | None, outset: Outset, outcome: Synced, deciding: Deciding) -> bool:
    """Whether a plan that a server has merged badly was merged anew and committed."""
    merge = find_bad_merge(outset.repository) if outcome.failure else None
    if merge is None:
        return False
    _say([f"收到的计划有错误:是{merge.by}在网页上合并的({merge.commit[:9]}),没有按编号和字段合并"])
    if not is_somebody_there() or not confirm("现在按编号和字段重新合并,改好它吗?", yes=False):
        return False
    before = merge_anew(file, Path.cwd(), merge, deciding).file
    code = 1
    try:
        code = _commit(file, yes=True)
    finally:
        if code:
            replace_bytes(before, outset.repository.read_head().data, before.read_bytes())
    return not code


def _set_out(file: Path | None, remote: str | None, *, yes: bool, dry_run: bool) -> Outset | None:
    """Where the plan is shared; a hand edit is committed first if the person wants that."""
    try:
        return set_out(file, Path.cwd(), remote)
    except UncommittedError as failure:
        if dry_run or not (yes or is_somebody_there()):
            raise
        if not confirm(f"{failure.message}。现在检查并提交吗?", yes=yes):
            _say(["没有同步"])
            return None
        if _commit(file, yes=yes):
            return None
        return set_out(file, Path.cwd(), remote)


def _commit(file: Path | None, *, yes: bool) -> int:
    """Commit what was edited; what that tells is no part of this command's own answer."""
    with redirect_stdout(sys.stderr):
        return commit.run(yes=yes, file=file)


class _Beginning:
    """The question whether a branch is begun in the other repository; asked once."""

    def __init__(self, *, yes: bool) -> None:
        self.yes = yes

    def ask(self, remote: Remote, branches: tuple[str, ...]) -> bool:
        """Whether the person wants it; no where there is nobody to ask."""
        if not (self.yes or is_somebody_there()):
            return False
        named = "、".join(branches[:_MOST_NAMED]) + ("……" if len(branches) > _MOST_NAMED else "")
        asked = f"{remote.name} 上还没有 {remote.branch} 分支(有 {named}),建一个送过去吗?"
        self.yes = confirm(reveal_line(asked), yes=self.yes)
        return self.yes


def _decide_places(unresolved: Unresolved) -> Mapping[int, Keep]:
    """What the person keeps of each place; raises UsageError where there is nobody to ask."""
    if not is_somebody_there():
        questions = [reveal_line(question.words) for question in ask_each(unresolved)]
        told = ";".join(questions[:_MOST_NAMED]) + (";……" if len(questions) > _MOST_NAMED else "")
        raise UsageError(
            f"有 {len(questions)} 处冲突要人取舍,不在终端里,没法提问,什么都没有动:{told}",
            "在终端里运行 jimoplan sync,逐处回答",
        )
    count = unresolved.open_places
    _say(introduce(unresolved))
    _say([f"有 {count} 处双方填得不同,要您定(答“跳过”就先不合并):"])
    return ask_all(unresolved)


def _decide_file(name: str) -> Favour | None:
    """Which side's file is kept; raises UsageError where there is nobody to ask."""
    if not is_somebody_there():
        raise UsageError(
            f"您和别人都改了“{name}”,合不到一起,要人取舍,什么都没有动",
            "在终端里运行 jimoplan sync,选留哪一份",
        )
    asked = f"您和别人都改了“{name}”,留哪一份?没留的那一份在 git 历史里"
    choice = ask_choice(reveal_line(asked), {"1": "自己的", "2": "别人的", "3": "先不合并"})
    return {"1": Favour.OURS, "2": Favour.THEIRS}.get(choice or "")


def _tell(outcome: Synced, *, dry_run: bool) -> None:
    if dry_run:
        write("".join(f"{reveal_line(line)}\n" for line in _foretell(outcome)))
        _say(["只是看看(--dry-run),没有合并,也没有送出"])
        return
    _say([*outcome.notes, *_sum_up(outcome)])


def _foretell(outcome: Synced) -> Iterator[str]:
    """What would come in and go out, change by change."""
    for heading, passage in (("会收到", outcome.received), ("会送出", outcome.sent)):
        yield f"{heading}:{_measure(passage) if passage else '没有新的'}"
        yield from (f"  {words}" for words in passage.words or ())
        yield from (f"  文件 {name}" for name in passage.files)


def _sum_up(outcome: Synced) -> Iterator[str]:
    """What came in and went out, in a line each."""
    if outcome.received:
        decided = f",其中 {outcome.decided} 处由您取舍" if outcome.decided else ""
        yield f"收到:{_measure(outcome.received)}{decided}"
    if outcome.sent:
        begun = ",这个分支是第一次送" if outcome.is_new else ""
        yield f"送出:{_measure(outcome.sent)},送到 {outcome.remote.shown}{begun}"
    if not (outcome.received or outcome.sent or outcome.failure):
        yield f"没有新的:这里同 {outcome.remote.shown} 一样"


def _measure(passage: Passage) -> str:
    told = [f"{len(passage.words)} 处改动"] if passage.words else []
    told += ["计划读不出来"] if passage.words is None else []
    told += [f"{len(passage.files)} 个别的文件"] if passage.files else []
    by = "、".join(passage.by[:_MOST_NAMED])
    by += f"等 {len(passage.by)} 人" if len(passage.by) > _MOST_NAMED else ""
    return ("、".join(told) or "计划没有变") + (f"({by},{passage.commits} 次提交)" if by else "")


def _data(outcome: Synced, *, dry_run: bool) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        "remote": outcome.remote.name,
        "branch": outcome.remote.branch,
        "received": _passage_data(outcome.received),
        "sent": _passage_data(outcome.sent),
        "merge": outcome.joined,
        "decided": outcome.decided,
        "new_branch": outcome.is_new,
    }


def _passage_data(passage: Passage) -> dict[str, object]:
    return {
        "commits": passage.commits,
        "by": list(passage.by),
        "words": None if passage.words is None else list(passage.words),
        "files": list(passage.files),
    }


def _say(notes: Iterable[str]) -> None:
    say("".join(f"{reveal_line(line)}\n" for note in notes for line in note.splitlines()))
