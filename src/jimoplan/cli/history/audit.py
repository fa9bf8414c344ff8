"""`jimoplan audit`."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from jimoplan.actions.changing.accept import Accepting, propose_accepting
from jimoplan.actions.changing.accept import accept as accept_breaches
from jimoplan.actions.history.audit import Audit, Demands, audit
from jimoplan.cli.shared.annotations import Annotation, AnnotationLevel, write_commands, write_sarif
from jimoplan.cli.shared.options import (
    FindingsFormat,
    FindingsFormatName,
    PlanFile,
    PlanReason,
    RootCommit,
    read_findings_format,
    read_now,
)
from jimoplan.cli.shared.streams import say, write, write_exactly, write_json
from jimoplan.core.audit.rules import RULES
from jimoplan.core.audit.verdicts import Breach, Ending, Judged, Settlement
from jimoplan.core.changes.changes import ROOT
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.views.answers import FORMAT_VERSION
from jimoplan.errors import ExitCode, UsageError
from jimoplan.system.files import shown_path


def run(
    range_: Annotated[
        str | None,
        typer.Argument(
            metavar="[范围]",
            help="审计哪些提交:main..HEAD(不在 main 里的),或一个版本(它的全部历史);不写为 HEAD",
            show_default=False,
        ),
    ] = None,
    *,
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
    demands = Demands(read_now(), range_, require_signed, allowed_signers, root, reads_cache)
    if accept is not None:
        if range_ or format_ != FindingsFormat.TEXT.value:
            raise UsageError("--accept 不和范围、--format 一起写", "去掉范围和 --format")
        return _accept(propose_accepting(file, Path.cwd(), accept, plan_reason, demands))
    if plan_reason is not None:
        raise UsageError(
            "--plan-reason 和 --accept 一起写", "加上 --accept 提交,或去掉 --plan-reason"
        )
    wanted = read_findings_format(format_)
    found = audit(file, Path.cwd(), demands)
    summary = "".join(f"{reveal_line(line)}\n" for line in _sum_up(found))
    if wanted is FindingsFormat.TEXT:
        write(
            "".join(f"{reveal_line(line)}\n" for line in write_violations(found.judged)) + summary
        )
    else:
        notes = list(annotate_violations(found))
        match wanted:
            case FindingsFormat.JSON:
                write_json(audit_data(found))
            case FindingsFormat.GITHUB:
                write_exactly(write_commands(notes))
            case FindingsFormat.SARIF:
                write_json(write_sarif(notes, {code: rule.title for code, rule in RULES.items()}))
        say(summary)
    return ExitCode.NO if found.violations else ExitCode.FINE


def _accept(accepting: Accepting) -> int:
    """Accept what is wrong with a commit, and tell what was accepted and what is left of it."""
    for breach in accepting.accepted:
        what = f" {breach.record.words}" if breach.record else ""
        write(reveal_line(f"确认 {breach.code} {breach.rule.title}{what}") + "\n")
    done = accept_breaches(accepting)
    subject = accepting.message.partition("\n")[0]
    left = [f"还有违规没有确认:{b.code} {b.rule.title}" for b in accepting.left]
    notes = [f"提交 {(done.commit or '')[:9]}:{subject}", *left, *done.notes]
    say("".join(f"{reveal_line(line)}\n" for note in notes for line in note.splitlines()))
    return ExitCode.FINE


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
            what = f" {breach.record.words}" if breach.record else ""
            ended = f"({breach.settled.ending})" if breach.settled else ""
            yield f"  {breach.code} {breach.rule.title}{ended}{what}"
            yield f"      {breach.words}"
            yield f"      → {_say_end(breach.settled) if breach.settled else breach.rule.remedy}"
        yield ""


def _say_end(settled: Settlement) -> str:
    """How a violation ended, by whom and when."""
    commit = settled.commit
    reason = f";{settled.reason}" if settled.reason else ""
    by = f"{commit.short} {commit.day} {commit.author} {commit.subject}"
    return f"{settled.ending}:{by}{reason}"


def _name(judged: Judged) -> str:
    commit = judged.commit
    return f"{commit.short} {commit.day} {commit.author} {commit.subject}"


def _sum_up(found: Audit) -> Iterator[str]:
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
    yield f"{found.range}:审计 {count} 个动过计划的提交,违规 {found.violations} 处{ended};{verdict}"


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
        "format": FORMAT_VERSION,
        "question": "audit",
        "file": str(shown_path(found.path)),
        "range": found.range,
        "root": found.root,
        "fine": not found.violations,
        "commits": len(found.judged),
        "commits_without_people": found.unlisted,
        "notes": found.notes,
        "violations": [_breach_data(found, *each) for each in told if not each[1].settled],
        "settled": [
            _breach_data(found, each, breach) | _end_data(breach.settled)
            for each, breach in told
            if breach.settled
        ],
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
