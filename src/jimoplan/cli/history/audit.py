"""`jimoplan audit`."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from jimoplan.actions.changing.accept import propose_accepting
from jimoplan.actions.history.audit import Audit, Demands, Part, audit
from jimoplan.cli.history.accepted import tell_accepted
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.annotations import Annotation, AnnotationLevel, write_commands, write_sarif
from jimoplan.cli.shared.envelope import write_envelope
from jimoplan.cli.shared.options import (
    DepartmentName,
    FindingsFormat,
    FindingsFormatName,
    PlanFile,
    PlanReason,
    RootCommit,
    Since,
    read_findings_format,
    read_now,
)
from jimoplan.cli.shared.pager import write_long
from jimoplan.cli.shared.progress import at_work
from jimoplan.cli.shared.streams import say, write_exactly, write_json
from jimoplan.cli.shared.typed import read_names, read_recent_date
from jimoplan.core.audit.item_changes import AuditedChange
from jimoplan.core.audit.rules import RULES
from jimoplan.core.audit.verdicts import Breach, Ending, Judged, Settlement
from jimoplan.core.changes.changes import ROOT
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.input.characters import even_out
from jimoplan.errors import ExitCode, UsageError
from jimoplan.system.files import shown_path


def run(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[范围] [编号]...",
            help="审计哪些提交:main..HEAD(不在 main 里的),或一个版本(它的全部历史),不写为 HEAD;"
            "写编号,就列出这些事项的每一处改动",
            show_default=False,
            autocompletion=complete.ids,
        ),
    ] = None,
    *,
    since: Since = None,
    author: Annotated[
        str,
        typer.Option(
            "--author",
            metavar="改动人",
            help="姓名或邮箱的一部分",
            autocompletion=complete.authors,
        ),
    ] = "",
    dept: DepartmentName = None,
    require_signed: Annotated[
        bool, typer.Option("--require-signed", help="每个提交都要有作者本人的有效签名")
    ] = False,
    allowed_signers: Annotated[
        Path | None,
        typer.Option(
            "--allowed-signers",
            metavar="文件",
            help="ssh 签名认哪些密钥;不写则用 git 设置的 gpg.ssh.allowedSignersFile",
            readable=False,
        ),
    ] = None,
    root: RootCommit = None,
    accept: Annotated[
        str | None,
        typer.Option(
            "--accept",
            metavar="提交",
            help="确认一个提交的违规(督查,写明 --plan-reason),记成一个提交",
        ),
    ] = None,
    plan_reason: PlanReason = None,
    format_: FindingsFormatName = FindingsFormat.TEXT.value,
    file: PlanFile = None,
) -> int:
    """Judge commits and write every violation; the exit code is 1 if there is any."""
    reads_cache = not (require_signed or runs_unattended())
    range_, ids = _split(words or [], file)
    wanted = read_findings_format(format_)
    demands = Demands(read_now(), range_, require_signed, allowed_signers, root, reads_cache)
    if accept is not None:
        as_json = _read_telling(words, wanted)
        accepting = propose_accepting(file, Path.cwd(), accept, plan_reason, demands)
        return tell_accepted(accepting, as_json=as_json)
    if plan_reason is not None:
        raise UsageError(
            "--plan-reason 和 --accept 一起写", "加上 --accept 提交,或去掉 --plan-reason"
        )
    part = Part(ids, read_recent_date(since, file) if since else None, author, dept)
    with at_work("正在逐个审计提交"):
        found = audit(file, Path.cwd(), demands, part)
    summary = "".join(f"{reveal_line(line)}\n" for line in _sum_up(found, part))
    if wanted is FindingsFormat.TEXT:
        lines = write_changes(found) if ids else write_violations(found.judged)
        write_long("".join(f"{reveal_line(line)}\n" for line in lines) + summary)
    else:
        notes = list(annotate_violations(found))
        match wanted:
            case FindingsFormat.JSON:
                write_envelope("audit", audit_data(found), notes=found.notes)
            case FindingsFormat.GITHUB:
                write_exactly(write_commands(notes))
            case FindingsFormat.SARIF:
                write_json(write_sarif(notes, {code: rule.title for code, rule in RULES.items()}))
        say(summary)
    return ExitCode.NO if found.violations else ExitCode.FINE


def _read_telling(words: Sequence[str] | None, wanted: FindingsFormat) -> bool:
    """Whether --accept answers in JSON; raises UsageError for what does not go with it."""
    if words or wanted not in {FindingsFormat.TEXT, FindingsFormat.JSON}:
        raise UsageError(
            "--accept 不和范围一起写,--format 只有 text 和 json", "去掉范围,或换一种格式"
        )
    return wanted is FindingsFormat.JSON


def _split(words: Sequence[str], file: Path | None) -> tuple[str | None, tuple[str, ...]]:
    """The range and the ids among the words typed; raises UsageError for a second range."""
    items = [word for word in words if _IDS.fullmatch(even_out(word))]
    ranges = [word for word in words if word not in items]
    if len(ranges) > 1:
        raise UsageError(
            f"写了两个范围:{'、'.join(ranges)}", "范围写一个,如 main..HEAD;事项写编号,如 8-1"
        )
    return (ranges[0] if ranges else None), tuple(read_names(items, file))


_ID = "[0-9]{1,3}(?:-[0-9]{1,3})?"
_IDS = re.compile(rf"{_ID}(?:(?:\.\.|[~至到,、;]){_ID})*")
"""Ids in a list or a range, as no branch, tag or commit is called."""


def write_changes(found: Audit) -> Iterator[str]:
    """For each change of the items asked about who made it, as what, and by what right or not.

    What merges brought of them and were not to bring comes last.
    """
    last = None
    for change in found.changes:
        commit = change.commit
        if commit != last:
            capacity = f"({change.capacity})" if change.capacity else ""
            yield f"{commit.short} {commit.day} {commit.author}{capacity} {commit.subject}"
        last = commit
        if change.ground and not change.record.told_elsewhere:
            yield f"  可以  {change.record.words}({change.ground})"
        for breach in change.breaches:
            yield f"  {_name_breach(breach)}"
            yield f"      {breach.words}"
            yield f"      → {_say_end(breach.settled) if breach.settled else breach.rule.remedy}"
    if found.changes:
        yield ""
    told = [(change.commit, breach) for change in found.changes for breach in change.breaches]
    yield from write_violations(
        each._replace(breaches=tuple(b for b in each.breaches if (each.commit, b) not in told))
        for each in found.judged
    )


def runs_unattended() -> bool:
    """Whether this is a runner of CI by the variable that all of them set."""
    return os.environ.get("CI", "").casefold() not in {"", "0", "false"}


def write_violations(judged: Iterable[Judged]) -> Iterator[str]:
    """A line for each commit with violations, followed by what is wrong and what to do."""
    for each in judged:
        if not each.breaches:
            continue
        yield _name(each)
        for breach in each.breaches:
            yield f"  {_name_breach(breach)}"
            yield f"      {breach.words}"
            yield f"      → {_say_end(breach.settled) if breach.settled else breach.rule.remedy}"
        yield ""


def _name_breach(breach: Breach) -> str:
    """The rule that is broken, how that ended if it did, and by what change."""
    what = f" {breach.record.words}" if breach.record else ""
    ended = f"({breach.settled.ending})" if breach.settled else ""
    return f"{breach.code} {breach.rule.title}{ended}{what}"


def _say_end(settled: Settlement) -> str:
    """How a violation ended, by whom and when."""
    commit = settled.commit
    reason = f";{settled.reason}" if settled.reason else ""
    by = f"{commit.short} {commit.day} {commit.author} {commit.subject}"
    return f"{settled.ending}:{by}{reason}"


def _name(judged: Judged) -> str:
    commit = judged.commit
    return f"{commit.short} {commit.day} {commit.author} {commit.subject}"


def _sum_up(found: Audit, part: Part) -> Iterator[str]:
    for note in found.notes:
        yield f"注:{note}"
    count = len(found.judged)
    if count and found.unlisted == count:
        yield "注:计划没有设 people(人员名单),没有审权限"
    elif found.unlisted:
        yield f"注:有 {found.unlisted} 个提交以前的计划没有设 people(人员名单),没有审权限"
    verdict = "不通过" if found.violations else "通过"
    counted = [(ending, found.count(ending)) for ending in Ending]
    ended = "".join(f",{ending} {number} 处" for ending, number in counted if number)
    if part != Part():
        yield f"注:只列了{_name_part(part)};整个范围的,不写这些再审计一次"
    yield f"{found.range}:审计 {count} 个动过计划的提交,违规 {found.violations} 处{ended};{verdict}"


def _name_part(part: Part) -> str:
    """Of what alone is told, in words."""
    said = (
        part.ids and f"{'、'.join(part.ids)} 的改动",
        part.since and f"{part.since} 起的",
        part.author and f"{part.author} 提交的",
        part.department and f"{part.department}的事项",
    )
    return "、".join(str(words) for words in said if words)


def annotate_violations(found: Audit) -> Iterator[Annotation]:
    """An annotation for each violation that stands, at the line of its item, if that does."""
    for each in found.judged:
        for breach in (b for b in each.breaches if not b.settled):
            what = f"{breach.record.words};" if breach.record else ""
            words = f"{breach.rule.title}:{what}{breach.words}。{breach.rule.remedy}"
            message = reveal_line(f"{_name(each)}:{words}")
            line = _line_of(found, breach) or 1
            yield Annotation(AnnotationLevel.ERROR, breach.code, message, found.path, line)


def _line_of(found: Audit, breach: Breach) -> int | None:
    return found.lines.get(breach.record.ref if breach.record else ROOT)


def audit_data(found: Audit) -> dict[str, Any]:
    """What an audit found, under stable English keys."""
    told = [(each, breach) for each in found.judged for breach in each.breaches]
    return {
        "file": str(shown_path(found.path)),
        "range": found.range,
        "root": found.root,
        "fine": not found.violations,
        "commits": len(found.judged),
        "commits_without_people": found.unlisted,
        "violations": [_breach_data(found, *each) for each in told if not each[1].settled],
        "changes": [_change_data(change) for change in found.changes],
        "settled": [
            _breach_data(found, each, breach) | _end_data(breach.settled)
            for each, breach in told
            if breach.settled
        ],
    }


def _change_data(change: AuditedChange) -> dict[str, Any]:
    commit = change.commit
    return {
        "commit": commit.id,
        "author": {"name": commit.author.name, "email": commit.author.email},
        "date": commit.day,
        "capacity": change.capacity or None,
        "change": change.record.data,
        "words": change.record.words,
        "ground": change.ground or None,
        "rules": [breach.code for breach in change.breaches],
    }


def _end_data(settled: Settlement) -> dict[str, Any]:
    commit = settled.commit
    by = {"name": commit.author.name, "email": commit.author.email}
    return {
        "ended": {
            "how": settled.ending,
            "commit": commit.id,
            "by": by,
            "date": commit.day,
            "reason": settled.reason,
        }
    }


def _breach_data(found: Audit, judged: Judged, breach: Breach) -> dict[str, Any]:
    commit, record = judged.commit, breach.record
    return {
        "rule": breach.code,
        "title": breach.rule.title,
        "commit": commit.id,
        "author": {"name": commit.author.name, "email": commit.author.email},
        "date": commit.day,
        "subject": commit.subject,
        "change": record.data if record else None,
        "words": record.words if record else None,
        "reason": breach.words,
        "remedy": breach.rule.remedy,
        "line": _line_of(found, breach),
    }
