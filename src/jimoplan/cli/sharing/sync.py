"""`jimoplan sync`."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.history.audit import Audit, Demands, audit
from jimoplan.actions.merging.questions import ask_each
from jimoplan.actions.merging.resolve import Keep, Unresolved
from jimoplan.actions.plan.texts import check_line
from jimoplan.actions.sharing.audited import Auditing
from jimoplan.actions.sharing.joined import Deciding, OpenFile, UndecidedError
from jimoplan.actions.sharing.merged_elsewhere import find_bad_merge, merge_anew
from jimoplan.actions.sharing.outset import Outset, UncommittedError, set_out, sharing_alone
from jimoplan.actions.sharing.sync import (
    Arrangement,
    Synced,
    look,
    sync,
)
from jimoplan.cli.changing import commit
from jimoplan.cli.merging.resolve import ask_all, introduce
from jimoplan.cli.shared.asking import ask_choice, confirm, is_somebody_there
from jimoplan.cli.shared.envelope import write_envelope
from jimoplan.cli.shared.identity import make_known
from jimoplan.cli.shared.options import PlanFile, Telling, TellingName, read_now, read_telling
from jimoplan.cli.shared.progress import at_work
from jimoplan.cli.shared.streams import say, write
from jimoplan.cli.sharing.sync_told import foretell, sum_up, sync_data
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.input.characters import even_out
from jimoplan.errors import ExitCode, UsageError
from jimoplan.git.merging import Favour
from jimoplan.git.remote import Line, Remote
from jimoplan.system.files import replace_bytes

_PATIENCE = 120
_LONGEST = 24 * 60 * 60
_PATIENCE_WITH_A_PERSON = 600
_MOST_NAMED = 3


def run(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="只看会收到什么、送出什么,不合并、不送出")
    ] = False,
    remote: Annotated[
        str | None, typer.Option("--remote", metavar="名称", help="同哪个远程仓库共享;一般不用写")
    ] = None,
    timeout: Annotated[
        str | None,
        typer.Option(
            "--timeout",
            metavar="秒",
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
    remote = check_line("--remote", remote)
    line = Line(asks, _read_patience(timeout, _PATIENCE_WITH_A_PERSON if asks else _PATIENCE))
    if not dry_run:
        make_known(file)
    outset = _set_out(file, remote, yes=yes, dry_run=dry_run)
    if outset is None:
        return ExitCode.NO
    begun = _say_begun(outset.remote, line) if asks and not as_json else ""
    if dry_run:
        with _telling_how_far(begun):
            outcome = look(outset, line, _auditing(file))
    else:
        deciding = Deciding(_decide_places, _decide_file, lambda what: _agrees(what, yes=yes))
        arrangement = Arrangement(line, _auditing(file), deciding, _Beginning(yes=yes).ask)
        with sharing_alone(outset):
            with _telling_how_far(begun):
                outcome = sync(outset, arrangement)
            if _mend(file, outset, outcome, deciding):
                with _telling_how_far("\n".join(sum_up(outcome))):
                    outcome = sync(outset, arrangement)
    if as_json and not outcome.failure:
        write_envelope("sync", sync_data(outcome, dry_run=dry_run), notes=outcome.notes)
        _say(outcome.notes)
    else:
        _tell(outcome, dry_run=dry_run)
    if outcome.failure:
        raise outcome.failure
    return ExitCode.FINE


def _read_patience(written: str | None, usual: int) -> int:
    """The seconds that were written, in figures or with their unit; raises UsageError."""
    if written is None:
        return usual
    found = _SECONDS.fullmatch(even_out(written))
    seconds = int(found[1]) * _UNITS[found[2]] if found else 0
    if not seconds:
        raise UsageError(
            f"--timeout 写的“{written}”不是等多久", "写大于 0 的整数,如 300(秒)、5分钟,或去掉它"
        )
    return min(seconds, _LONGEST)


_UNITS = {"": 1, "s": 1, "秒": 1, "秒钟": 1, "分": 60, "分钟": 60, "小时": 3600}
_SECONDS = re.compile(rf"(\d{{1,9}})({'|'.join(_UNITS)})")


def _say_begun(remote: Remote, line: Line) -> str:
    """Whom it speaks to and for how long at most."""
    seconds = line.patience
    most = f"{seconds:.0f} 秒" if seconds % 60 else f"{seconds / 60:.0f} 分钟"
    return f"正在联系 {remote.shown}({remote.address}),最多等 {most},按 Ctrl-C 停下……"


@contextmanager
def _telling_how_far(begun: str) -> Iterator[None]:
    """Say what is begun, and tell whoever breaks it off what has been done by then."""
    try:
        _say([begun])
        yield
    except KeyboardInterrupt as interrupted:
        interrupted.args = interrupted.args or ("中断了,什么都没有动",)
        raise


def _auditing(file: Path | None) -> Auditing:
    """The audit that `jimoplan audit` would make of a range, with a word where it takes long."""

    def make(range_: str | None) -> Audit:
        with at_work("正在审计收到的和要送出的提交"):
            return audit(file, Path.cwd(), Demands(read_now(), range_))

    return make


def _agrees(question: str, *, yes: bool) -> bool:
    """Whether the person wants to go on, as nobody does who is not there."""
    return (yes or is_somebody_there()) and confirm(question, yes=yes)


def _mend(file: Path | None, outset: Outset, outcome: Synced, deciding: Deciding) -> bool:
    """Whether a plan that a server has merged badly was merged anew and committed."""
    merge = find_bad_merge(outset.repository) if outcome.failure else None
    if merge is None:
        return False
    _say([f"计划有错误:是{merge.by}在网页上合并的({merge.commit[:9]}),没有按编号和字段合并"])
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
        named = "、".join(branches[:_MOST_NAMED]) + ("……" if len(branches) > _MOST_NAMED else "")
        asked = f"{remote.name} 上还没有 {remote.branch} 分支(有 {named}),建一个送过去吗?"
        self.yes = _agrees(reveal_line(asked), yes=self.yes)
        return self.yes


def _decide_places(unresolved: Unresolved) -> Mapping[int, Keep]:
    """What the person keeps of each place; raises UndecidedError where there is nobody to ask."""
    if not is_somebody_there():
        questions = [reveal_line(question.words) for question in ask_each(unresolved)]
        told = ";".join(questions[:_MOST_NAMED]) + (";……" if len(questions) > _MOST_NAMED else "")
        raise UndecidedError(
            f"有 {len(questions)} 处冲突要人取舍({told}),不在终端里,没法提问,",
            "在终端里运行 jimoplan sync,逐处回答",
        )
    count = unresolved.open_places
    _say(introduce(unresolved))
    _say([f"有 {count} 处双方填得不同,要您定(答“跳过”就先不合并):"])
    return ask_all(unresolved)


def _decide_file(file: OpenFile) -> Favour | None:
    """Which side's file is kept; raises UndecidedError where there is nobody to ask."""
    words = {
        None: f"您和别人都改了“{file.name}”,合不到一起",
        Favour.OURS: f"您删去了“{file.name}”,别人还在改它",
        Favour.THEIRS: f"别人删去了“{file.name}”,您改过它",
    }[file.gone]
    if not is_somebody_there():
        raise UndecidedError(
            f"{words},要人取舍,不在终端里,没法提问,",
            "在终端里运行 jimoplan sync,选留哪一份",
        )
    asked = f"{words},留哪一份?没留的那一份在 git 历史里"
    ours, theirs = (
        f"{whose}(删去)" if side is file.gone else whose
        for whose, side in (("自己的", Favour.OURS), ("别人的", Favour.THEIRS))
    )
    choice = ask_choice(reveal_line(asked), {"1": ours, "2": theirs, "3": "先不合并"})
    return {"1": Favour.OURS, "2": Favour.THEIRS}.get(choice or "")


def _tell(outcome: Synced, *, dry_run: bool) -> None:
    if dry_run:
        write("".join(f"{reveal_line(line)}\n" for line in foretell(outcome)))
        _say([*outcome.notes, "只是看看(--dry-run),没有合并,也没有送出"])
        return
    _say([*outcome.notes, *sum_up(outcome)])


def _say(notes: Iterable[str]) -> None:
    say("".join(f"{reveal_line(line)}\n" for note in notes for line in note.splitlines()))
