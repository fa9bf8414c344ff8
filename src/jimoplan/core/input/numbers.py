"""Items as people type them: 8-1, 第8项, ８－１, 8-1..8-4, 8-1、8-2, a title or a part of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jimoplan.core.changes.items import names_by_id
from jimoplan.core.display.short import cut_short
from jimoplan.core.input.characters import even_out, fold_text, in_figures
from jimoplan.core.input.numerals import read_han
from jimoplan.core.plan.ids import SHORTEST_PART, Name, find_by_id, task_of
from jimoplan.core.plan.model import Plan
from jimoplan.errors import AmbiguousNameError, UsageError

_LONGEST = 200
_SEPARATORS = re.compile(r"[,，、;；\s]+")
_RANGE = re.compile(r"(?P<first>.+?)(?:\.{2,3}|…+|~|至|到|->)(?P<last>.+)")
_TWO_IDS = re.compile(r"(?P<first>\d{1,3}-\d{1,3})-(?P<last>\d{1,3}-\d{1,3})", re.ASCII)
_WORDED = re.compile(
    r"(?:任务|举措|第)*#?(?P<id>\d{1,3}(?:[-._/]\d{1,3})?)[项条号]?(?:任务|举措)?[.。:]?", re.ASCII
)
_ID = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?", re.ASCII)


class Known(NamedTuple):
    """The items there are: what each id is called, and the ids that are not there any more.

    `names` has them in the order of the plan.
    """

    names: Mapping[str, Name]
    gaps: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()

    @classmethod
    def of(cls, plan: Plan) -> "Known":
        """The items of a plan."""
        return cls(names_by_id(plan), plan.plan.known_gaps, plan.plan.retired)


def find_numbers(known: Known, written: str) -> tuple[str, ...]:
    """The ids that one word of the command line stands for; raises UsageError.

    UnknownNameError has the nearest ids, AmbiguousNameError the candidates; a number that the plan
    skips or has retired, and a range that is none, are refused as well.
    """
    if _called_whole(known, written):
        return (_find_one(known, written),)
    parts = [part for part in _SEPARATORS.split(written.strip()) if part]
    if len(parts) < 2 or not all(_looks_like_number(part) for part in parts):  # noqa: PLR2004
        return _find_part(known, written)
    return tuple(dict.fromkeys(id_ for part in parts for id_ in _find_part(known, part)))


def is_single(known: Known, written: str) -> bool:
    """Whether it is one name, neither a list nor a range."""
    parts = [part for part in _SEPARATORS.split(written.strip()) if part]
    is_list = len(parts) > 1 and all(map(_looks_like_number, parts))
    is_range = _split_range(in_figures(even_out(written))) and _looks_like_number(written)
    return _called_whole(known, written) or not (is_list or is_range)


def tell_numbers(known: Known, written: str, ids: Sequence[str]) -> Iterator[str]:
    """How something was read that was not a list of ids, in words."""
    parts = [part for part in _SEPARATORS.split(written.strip()) if part]
    if tuple(dict.fromkeys(parts)) == tuple(ids):
        return
    shown = "、".join(ids[:_MOST_SHOWN]) + (f" 等{len(ids)}项" if len(ids) > _MOST_SHOWN else "")
    only = known.names.get(ids[0]) if len(ids) == 1 else None
    title = f" {cut_short(only.title)}" if only else ""
    yield f"编号“{cut_short(written.strip())}”读作 {shown}{title}"


_MOST_SHOWN = 10


def _called_whole(known: Known, written: str) -> bool:
    """Whether it is the id, or the whole title or number of an item as it stands."""
    text = written.strip()
    return text in known.names or any(text in name for name in known.names.values())


def _looks_like_number(part: str) -> bool:
    text = in_figures(even_out(part))
    ends = [found["first"], found["last"]] if (found := _split_range(text)) else [text]
    return all(_WORDED.fullmatch(end) for end in ends)


def _split_range(text: str) -> re.Match[str] | None:
    return _TWO_IDS.fullmatch(text) or _RANGE.fullmatch(text)


def _find_part(known: Known, written: str) -> tuple[str, ...]:
    """What one name or one range stands for."""
    text = in_figures(even_out(written))
    found = _split_range(text) if len(written) <= _LONGEST else None
    if found is None or not _looks_like_number(text):
        return (_find_one(known, written),)
    first = _find_one(known, found["first"])
    last = _find_one(known, _complete(first, found["last"], known))
    return _between(known, first, last, written)


def _complete(first: str, last: str, known: Known) -> str:
    """The end of a range that leaves out its task: 8-4 for 8-1~4."""
    same_task = f"{task_of(first)}-{last}"
    return same_task if task_of(first) and same_task in known.names else last


def _between(known: Known, first: str, last: str, written: str) -> tuple[str, ...]:
    """The items from one to another, both included, both tasks or both measures."""
    if bool(task_of(first)) is not bool(task_of(last)):
        raise UsageError(
            f"“{cut_short(written)}”的一头是任务,一头是举措", f"两头写一样的,如 {first}..{first}"
        )
    alike = [each for each in known.names if bool(task_of(each)) is bool(task_of(first))]
    counted = {each: _count(each) for each in alike}
    if all(counted.values()):
        alike.sort(key=lambda each: counted[each] or ())
    start, end = alike.index(first), alike.index(last)
    if start > end:
        raise UsageError(f"“{cut_short(written)}”前大后小", f"写成 {last}..{first}")
    return tuple(alike[start : end + 1])


def _count(id_: str) -> tuple[int, ...] | None:
    found = _ID.fullmatch(id_)
    return tuple(int(part) for part in found.groups() if part) if found else None


def _find_one(known: Known, written: str) -> str:
    """The id that one name stands for."""
    ids = {each: each for each in known.names}
    for name in _spellings(written):
        if name in known.names or any(name == other.number for other in known.names.values()):
            return find_by_id(ids, name, known.gaps, known.retired, known.names)
    if (spelled := _spellings(written)) and _count(spelled[-1]):
        return find_by_id(ids, spelled[-1], known.gaps, known.retired, known.names)
    if found := _find_by_title(known, written):
        return found
    return find_by_id(ids, written, known.gaps, known.retired, known.names)


def _spellings(written: str) -> list[str]:
    """How an item may be written by its number: as it stands, then as an id."""
    text = even_out(written)[:_LONGEST]
    spelled = [written.strip(), text]
    worded = _WORDED.fullmatch(in_figures(text))
    if worded:
        spelled.append(worded["id"])
        spelled.append("-".join(str(int(part)) for part in re.split("[-._/]", worded["id"])))
    elif (counted := read_han(text)) is not None:
        spelled.append(str(counted))
    return spelled


def _find_by_title(known: Known, written: str) -> str | None:
    """The only item that has it in its title, whatever brackets and widths it is written in."""
    wanted = fold_text(written)
    if not any(map(str.isalpha, wanted)):
        return None
    folded = {each: fold_text(name.title) for each, name in known.names.items()}
    exact = [each for each, title in folded.items() if title == wanted]
    is_part = len(wanted) >= SHORTEST_PART
    found = exact or [each for each, title in folded.items() if is_part and wanted in title]
    if len(found) > 1:
        shown = [f"{each} {known.names[each].title}" for each in found]
        raise AmbiguousNameError("事项", written.strip(), shown)
    return found[0] if found else None
