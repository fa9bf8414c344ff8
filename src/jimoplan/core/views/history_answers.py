"""The answers to `log`, `diff` and `blame`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jimoplan.core.changes.records import Record, tell_once
from jimoplan.core.changes.words import field_title, name_ref, show_value
from jimoplan.core.history.commits import Commit, Seal, Signature
from jimoplan.core.history.journal import Event, EventKind
from jimoplan.core.plan.fields import FieldValue
from jimoplan.core.plan.vocabulary import POSITION, POSITION_TITLE
from jimoplan.core.views.answer import Answer, Table
from jimoplan.core.views.history_views import Blame, Difference, FieldSetter, Log, LogEntry
from jimoplan.core.views.views import about_of

_LOG_LABELS = ("时间", "改动人", "编号", "改动", "提交", "签名")
_BLAME_LABELS = ("编号", "字段", "内容", "改动人", "时间", "提交")
_WHEN = frozenset({"时间"})
_UNCOMMITTED = "尚未提交"


def answer_log(view: Log) -> Answer:
    """What was done, newest first: a row for each change."""
    rows = [row for entry in view.entries for row in _log_rows(entry, view.signatures)]
    table = Table("", _LOG_LABELS, tuple(rows), frozenset({"改动"}), days=_WHEN)
    data = {"events": [_event_data(entry, view.signatures) for entry in view.entries]}
    return Answer("log", about_of(view.heading), (count_log(view),), (table,) if rows else (), data)


def answer_blame(view: Blame) -> Answer:
    """Who set what, a row for each field."""
    rows = tuple((name_ref(row.ref), *blame_cells(row)) for row in view.rows)
    sentence = f"共 {len({row.ref for row in view.rows})} 项,{len(rows)} 个字段"
    table = Table("", _BLAME_LABELS, rows, frozenset({"内容"}), days=_WHEN)
    data = {"fields": [_setter_data(row) for row in view.rows]}
    return Answer("blame", about_of(view.heading), (sentence,), (table,) if rows else (), data)


def answer_difference(view: Difference, *, by_department: bool) -> Answer:
    """What differs between two states, all together or department by department."""
    items = len({record.ref for record in view.records})
    found = f"改动 {len(view.records)} 处,涉及 {items} 项" if view.records else "没有不同"
    sentence = f"从{view.old}到{view.new}:{found}"
    if by_department:
        tables = tuple(_tables_by_department(view))
    else:
        tables = (_changes_table("", view.records),) if view.records else ()
    data = {
        "from": view.old,
        "to": view.new,
        "changes": [_record_data(record) for record in view.records],
    }
    return Answer("diff", about_of(view.heading), (sentence,), tables, data)


def describe_event(event: Event) -> str:
    """What a commit did, where it is not told by its changes; '' where it is."""
    if event.outcome.fault:
        return f"{EventKind.UNREADABLE}:{event.outcome.fault}"
    return "" if event.outcome.records else str(event.kind)


def seal_of(commit: Commit, signatures: Mapping[str, Signature]) -> Seal:
    """What the signature of a commit is worth."""
    return signatures.get(commit.id, Signature()).seal


def count_log(view: Log) -> str:
    """How many commits and changes a log has, in words."""
    changes = sum(len(tell_once(entry.records)) for entry in view.entries)
    return (
        f"提交 {len(view.entries)} 次,改动 {changes} 处" if view.entries else "没有符合条件的改动"
    )


def _log_rows(entry: LogEntry, signatures: Mapping[str, Signature]) -> Iterator[tuple[str, ...]]:
    commit = entry.event.commit
    signed = seal_of(commit, signatures).value
    said = [(name_ref(record.ref), record.phrase) for record in tell_once(entry.records)]
    for number, words in said or [("", describe_event(entry.event))]:
        when = f"{commit.authored:%Y-%m-%d %H:%M}"
        yield (when, str(commit.author), number, words, commit.short, signed)


def _event_data(entry: LogEntry, signatures: Mapping[str, Signature]) -> dict[str, Any]:
    event, commit = entry.event, entry.event.commit
    return {
        **_commit_data(commit),
        "signature": seal_of(commit, signatures).name.lower(),
        "signers": signatures.get(commit.id, Signature()).signers,
        "event": event.kind.name.lower(),
        "fault": event.outcome.fault or None,
        "changes": [_record_data(record) for record in entry.records],
    }


def _commit_data(commit: Commit) -> dict[str, Any]:
    return {
        "commit": commit.id,
        "parents": commit.parents,
        "author": commit.author._asdict(),
        "authored": commit.authored.isoformat(),
        "committer": commit.committer._asdict(),
        "committed": commit.committed.isoformat(),
        "subject": commit.subject,
    }


def _record_data(record: Record) -> dict[str, Any]:
    return {**record.data, "departments": record.departments, "words": record.words}


def blame_cells(row: FieldSetter) -> tuple[str, ...]:
    """A field, what it says, who set it, when and in which commit, as people read them."""
    commit = row.commit
    told = (_title(row), "" if row.field == POSITION else _shown(row.value))
    if commit is None:
        return (*told, _UNCOMMITTED, "", "")
    when = f"{commit.authored:%Y-%m-%d %H:%M}{'(或更早)' if row.or_earlier else ''}"
    return (*told, commit.author.name, when, commit.short)


def _setter_data(row: FieldSetter) -> dict[str, Any]:
    return {
        "subject": row.ref.subject.value,
        "id": row.ref.id,
        "field": row.field,
        "value": None if row.field == POSITION else _shown(row.value),
        "or_earlier": row.or_earlier,
        "commit": _commit_data(row.commit) if row.commit else None,
    }


def _title(row: FieldSetter) -> str:
    return POSITION_TITLE if row.field == POSITION else field_title(row.ref, row.field)


def _shown(value: FieldValue) -> str:
    """A value in words; of reports and other records, how many there are and the last."""
    match value:
        case None | ():
            return "(已删去)"
        case (*lines, str(last)):
            return show_value("、".join([*map(str, lines), last]))
        case (*_, last):
            return (
                f"{len(value)} 条,最后:{show_value(last)}" if len(value) > 1 else show_value(last)
            )
    return show_value(value)


def _tables_by_department(view: Difference) -> Iterator[Table]:
    told: set[int] = set()
    for name in view.by_department:
        own = [record for record in view.records if name in record.departments]
        told.update(map(id, own))
        if own:
            yield _changes_table(name, own)
    rest = [record for record in view.records if id(record) not in told]
    if rest:
        yield _changes_table("其他", rest)


def _changes_table(title: str, records: Iterable[Record]) -> Table:
    rows = tuple((name_ref(record.ref), record.phrase) for record in tell_once(records))
    return Table(title, ("编号", "改动"), rows, frozenset({"改动"}))
