"""`jimoplan ci weekly`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.reports.ci import (
    Audited,
    Publication,
    WeeklyRun,
    describe_violations,
    publish_weekly,
)
from jimoplan.actions.reports.pages import USUAL_FORMATS
from jimoplan.actions.reports.reported import MEMORY, digest_of
from jimoplan.cli.history.audit import annotate_violations, audit_data, write_violations
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.annotations import Annotation, write_commands, write_sarif
from jimoplan.cli.shared.asked import read_as_of
from jimoplan.cli.shared.envelope import write_envelope
from jimoplan.cli.shared.options import (
    AsOf,
    FindingsFormat,
    FindingsFormatName,
    PlanFile,
    RootCommit,
    find_today,
    read_findings_format,
    read_now,
    split_list,
)
from jimoplan.cli.shared.problems import annotate_problems, problem_data, write_problems
from jimoplan.cli.shared.progress import at_work
from jimoplan.cli.shared.streams import say, write, write_exactly, write_json
from jimoplan.core.audit.rules import RULES
from jimoplan.core.audit.verdicts import Ending
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.reports.index import INDEX, WEEKLY
from jimoplan.core.reports.kinds import read_formats
from jimoplan.core.text.problems import CODES, Problem, Severity, count_problems
from jimoplan.core.views.views import about_of
from jimoplan.errors import ExitCode
from jimoplan.system.files import shown_path


def weekly(
    *,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="文件夹",
            help="写进哪个文件夹,没有就建;里面别的文件不动",
            readable=False,
        ),
    ] = Path("public"),
    this_week: Annotated[
        bool,
        typer.Option(
            "--this-week", help="只生成本周的;不写则计划开始以来各周都有,与从前生成的一致就不写"
        ),
    ] = False,
    formats: Annotated[
        str,
        typer.Option(
            "--formats",
            metavar="格式,…",
            help="周报、月通报写哪几种格式:md、html、docx、xlsx,用逗号隔开;"
            "写了 docx、xlsx,台账和函件也有",
            autocompletion=complete.offer_words(WEEKLY.formats),
        ),
    ] = ",".join(USUAL_FORMATS),
    root: RootCommit = None,
    as_of: AsOf = None,
    format_: FindingsFormatName = FindingsFormat.TEXT.value,
    file: PlanFile = None,
) -> int:
    """Check, audit, and write the reports with their index; the exit code is 1 if not all is well.

    The reports are written all the same, and say what is wrong.
    """
    wanted = read_findings_format(format_)
    named = read_formats(WEEKLY, split_list(formats))
    run = WeeklyRun(out, read_as_of(as_of, file)[0], read_now(), this_week, root, named)
    with at_work("正在检查、审计,生成各周周报"):
        done = publish_weekly(file, Path.cwd(), run, find_today())
    match wanted:
        case FindingsFormat.TEXT:
            write("".join(_write_findings(done)))
        case FindingsFormat.JSON:
            write_envelope("ci weekly", _data(done, out), about=about_of(done.heading))
        case FindingsFormat.GITHUB:
            write_exactly(write_commands(_annotate(done)))
        case FindingsFormat.SARIF:
            titles = {**CODES, **{code: rule.title for code, rule in RULES.items()}}
            write_json(write_sarif(list(_annotate(done)), titles))
    say("".join(f"{reveal_line(line)}\n" for line in _tell(done, out)))
    return ExitCode.NO if done.problems else ExitCode.FINE


def _errors(done: Publication) -> tuple[Problem, ...]:
    problems = done.validation.plan.problems
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def _write_findings(done: Publication) -> Iterator[str]:
    """The errors of the plan and the violations; warnings are for whoever keeps the plan."""
    yield write_problems(done.path, _errors(done))
    if done.audited:
        new, known, _ = done.audited.violations
        lines = [*write_violations(new)]
        if known:
            lines += ["以前报过、还没有纠正的:", *write_violations(known)]
        yield from (f"{reveal_line(line)}\n" for line in lines)


def _annotate(done: Publication) -> Iterator[Annotation]:
    yield from annotate_problems(done.path, _errors(done))
    if done.audited and done.audited.found:
        new, known, _ = done.audited.violations
        yield from annotate_violations(done.audited.found._replace(judged=new))
        for note in annotate_violations(done.audited.found._replace(judged=known)):
            yield note._replace(message=f"以前报过、还没有纠正的:{note.message}")


def _tell(done: Publication, out: Path) -> Iterator[str]:
    """What was checked, what was written, and how it came out."""
    yield from (f"注:{note}" for note in done.heading.notes)
    found = done.validation
    counted = count_problems(found.plan.problems)
    yield f"{shown_path(done.path)}:{found.tasks} 项任务、{found.measures} 项举措可读;{counted}"
    yield _tell_audit(done)
    for name in done.written:
        if name in done.this_week:
            yield f"已写入 {out / name}"
    others = len(set(done.written) - {*done.this_week, MEMORY})
    if others:
        yield f"已写入以前各周和各月的报告、总览、台账、函件等 {others} 个文件"
    if done.rewritten:
        yield f"注意:以前的周报内容变了:{'、'.join(done.rewritten)}(历史里多了当时没有的提交)"
    yield f"共写入 {len(done.written)} 个文件,没有变化 {done.unchanged} 个;目录页 {out / INDEX}"
    if done.problems:
        yield f"不通过:{';'.join(done.problems)}。文件都写出来了,目录页上写明了"
    else:
        yield "通过"


def _tell_audit(done: Publication) -> str:
    if done.audited is None:
        return "没有提交可审计,没有审计"
    if done.audited.found is None:
        return f"没有审计:{done.audited.why_not}"
    found = done.audited.found
    unlisted = f",其中 {found.unlisted} 个没有人员名单,没有审权限" if found.unlisted else ""
    judged = f"审计动过计划的 {len(found.judged)} 个提交{unlisted}"
    counted = [(ending, found.count(ending)) for ending in Ending]
    ended = "".join(f",{ending} {number} 处" for ending, number in counted if number)
    return f"{judged};{describe_violations(done.audited)}{ended}"


def _data(done: Publication, out: Path) -> dict[str, object]:
    return {
        "file": str(shown_path(done.path)),
        "period": done.period.key,
        "fine": not done.problems,
        "reasons": done.problems,
        "shallow": done.shallow,
        "problems": [problem_data(problem) for problem in done.validation.plan.problems],
        "audit": _audit_data(done.audited),
        "folder": str(out),
        "index": INDEX,
        "this_week": done.this_week,
        "written": done.written,
        "rewritten": done.rewritten,
        "unchanged": done.unchanged,
    }


def _audit_data(audited: Audited | None) -> dict[str, object] | None:
    """What the audit found, with the week in which each violation was reported before."""
    if audited is None or audited.found is None:
        return None
    data = audit_data(audited.found)
    since = audited.violations.since
    judged = audited.found.judged
    breaches = [(each, b) for each in judged for b in each.breaches if b.settled is None]
    for (each, breach), told in zip(breaches, data["violations"], strict=True):
        told["reported"] = since.get(digest_of(each, breach))
    new, known = audited.violations.counts
    return {**data, "notes": audited.found.notes, "new": new, "known": known}
