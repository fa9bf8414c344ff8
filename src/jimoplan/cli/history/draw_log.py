"""The log drawn for people: a commit a paragraph, a change a line, as git log does it."""

from collections.abc import Iterator, Mapping

from jimoplan.core.changes.records import tell_once
from jimoplan.core.changes.words import name_ref
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.history.commits import Seal, Signature
from jimoplan.core.views.history_answers import count_log, describe_event, seal_of
from jimoplan.core.views.history_views import Log, LogEntry


def draw_log(log: Log) -> str:
    """The text of a log; breaking long lines is left to the terminal."""
    return "".join(f"{reveal_line(line)}\n" for line in _lines(log))


def _lines(log: Log) -> Iterator[str]:
    yield log.heading.line
    yield count_log(log)
    yield from (f"注:{note}" for note in log.heading.notes)
    for entry in log.entries:
        yield ""
        yield from _entry_lines(entry, log.signatures)


def _entry_lines(entry: LogEntry, signatures: Mapping[str, Signature]) -> Iterator[str]:
    commit = entry.event.commit
    by = "" if commit.committer.email == commit.author.email else f",由 {commit.committer} 提交"
    seal = seal_of(commit, signatures)
    signed = "" if seal is Seal.NONE else seal.value
    yield (
        f"{commit.authored:%Y-%m-%d %H:%M}  {commit.author}{by}  {commit.short}"
        f"{'  ' if signed else ''}{signed}"
    )
    event = describe_event(entry.event)
    if event:
        yield f"    {event}"
    for record in tell_once(entry.records):
        yield f"    {name_ref(record.ref)}  {record.phrase}"
