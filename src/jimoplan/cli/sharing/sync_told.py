"""What came in and went out, or would: in lines for people, and for programs."""

from collections.abc import Iterator

from jimoplan.actions.sharing.passage import Passage
from jimoplan.actions.sharing.sync import Synced

_MOST_NAMED = 3


def foretell(outcome: Synced) -> Iterator[str]:
    """What would come in and go out, change by change, and where a person would be asked."""
    for heading, passage in (("会收到", outcome.received), ("会送出", outcome.sent)):
        yield f"{heading}:{_measure(passage) if passage else '没有新的'}"
        yield from (f"  {words}" for words in passage.words or ())
        yield from (f"  文件 {name}" for name in passage.files)
        yield from _tell_breaches(passage, f"{heading[1:]}的")
    if places := outcome.to_decide:
        named = "、".join(places[:_MOST_NAMED]) + ("……" if len(places) > _MOST_NAMED else "")
        yield f"两边都改了的 {len(places)} 处,运行 jimoplan sync 时逐处问您留哪一样:{named}"


def sum_up(outcome: Synced) -> Iterator[str]:
    """What came in and went out, in a line each."""
    if outcome.received:
        decided = f",其中 {outcome.decided} 处由您取舍" if outcome.decided else ""
        yield f"收到:{_measure(outcome.received)}{decided}"
        if undone := outcome.undone:
            named = ";".join(undone[:_MOST_NAMED]) + (";……" if len(undone) > _MOST_NAMED else "")
            yield f"照您取舍的,别人的 {len(undone)} 处改动没有留下,请告诉他们:{named}"
        yield from _tell_breaches(outcome.received, "收到的")
    if outcome.sent:
        begun = ",这个分支是第一次送" if outcome.is_new else ""
        yield f"送出:{_measure(outcome.sent)},送到 {outcome.remote.shown}{begun}"
        yield from _tell_breaches(outcome.sent, "送出的")
    if not (outcome.received or outcome.sent or outcome.failure):
        yield f"没有新的:这里同 {outcome.remote.shown} 一样"


def _tell_breaches(passage: Passage, whose: str) -> tuple[str, ...]:
    return passage.breaches.tell(whose) if passage.breaches else ()


def _measure(passage: Passage) -> str:
    told = [f"{len(passage.words)} 处改动"] if passage.words else []
    told += ["计划读不出来"] if passage.words is None else []
    told += [f"{len(passage.files)} 个别的文件"] if passage.files else []
    by = "、".join(passage.by[:_MOST_NAMED])
    by += f"等 {len(passage.by)} 人" if len(passage.by) > _MOST_NAMED else ""
    return ("、".join(told) or "计划没有变") + (f"({by},{passage.commits} 次提交)" if by else "")


def sync_data(outcome: Synced, *, dry_run: bool) -> dict[str, object]:
    """What came of it, under stable English keys."""
    return {
        "dry_run": dry_run,
        "remote": outcome.remote.name,
        "branch": outcome.remote.branch,
        "received": _passage_data(outcome.received),
        "sent": _passage_data(outcome.sent),
        "merge": outcome.joined,
        "decided": outcome.decided,
        "to_decide": list(outcome.to_decide),
        "undone": list(outcome.undone),
        "new_branch": outcome.is_new,
    }


def _passage_data(passage: Passage) -> dict[str, object]:
    found = passage.breaches
    return {
        "commits": passage.commits,
        "by": list(passage.by),
        "words": None if passage.words is None else list(passage.words),
        "files": list(passage.files),
        "breaches": None if found is None or found.unseen else len(found.found),
    }
