"""Which text of a plan a day means, by git: that of HEAD's own last commit of the day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.actions.history.main_line import (
    meant_by,
    order_times,
    own_line,
    place_meant,
    removed_before,
    writer_of,
)
from jimoplan.core.history.commits import Commit
from jimoplan.git.contents import find_entries, find_texts
from jimoplan.git.history import History, read_history, read_last_commits, read_own_line
from jimoplan.git.objects import open_objects
from jimoplan.git.repository import TO_COMPLETE, Repository

WHERE_CUT = "这是浅克隆,{0} 以前的历史没有取下来;" + TO_COMPLETE


class Version(NamedTuple):
    """The plan's text in a commit: the commit's id and day in Beijing, and the id of the text.

    `is_current` says that it is the last, so that the file as it stands goes for it; `notes` are
    what has to be known of the choice.
    """

    commit: str
    day: date
    text: str
    is_current: bool
    notes: tuple[str, ...]

    @property
    def name(self) -> str:
        """How people tell the commit."""
        return f"提交 {self.commit[:9]}({self.day})"


def find_version(repository: Repository, as_of: date, today: date) -> Version | None:
    """The version that a day means, the first one before there was a plan; None without commits.

    It is found by the plan's name alone where that is enough: what the plan was called before
    takes all of history to find out.
    """
    if not repository.has_commits:
        return None
    found = None if repository.is_shallow else _find_by_name(repository, as_of, today)
    return found or _find_in_history(repository, as_of, today)


def read_version(repository: Repository, version: Version) -> bytes:
    """The text of a version; raises GitError where git has lost it."""
    with open_objects(repository) as objects:
        return objects.read(version.text)


def find_writer(repository: Repository, version: Version, today: date) -> Commit:
    """The commit of HEAD's own line since which the plan has said what it says in a version."""
    (last,) = read_last_commits(repository, 1, version.commit) or (None,)
    is_file = find_entries(repository, [version.commit])[version.commit] == version.text
    if last and is_file:
        before = find_texts(repository, last.parents[:1])
        if not {None, version.text} & set(before):
            return last
    history = read_history(repository)
    return writer_of(own_line(history, today), history.blobs, version.commit)


def describe_choice(
    history: History, line: Sequence[Commit], as_of: date, today: date
) -> Iterator[str]:
    """What has to be known of the commit that a day means, among those of HEAD's own line."""
    first = f"{line[-1].short}({line[-1].committed.date()})"
    removed = removed_before(history, as_of, today)
    if removed:
        known = f"{removed.short}({removed.committed.date()})"
        yield f"提交 {known}删去了计划文件,按删去以前的计划"
    if history.cut:
        yield WHERE_CUT.format(first)
    if meant_by(line, as_of, today) is None:
        why = "的计划没有取下来" if history.cut else "还没有登记计划"
        yield f"{as_of}时{why},按最早的提交 {first}里的计划"


def _find_by_name(repository: Repository, as_of: date, today: date) -> Version | None:
    """The version, if both its commit and the last have the plan under its present name."""
    line = read_own_line(repository, 1 if as_of >= today else -1)
    times = order_times([time for _, time in line], today)
    place = place_meant(times, as_of, today)
    if place is None:
        return None
    commit = line[place][0]
    newest, text = find_texts(repository, [line[0][0], commit])
    if newest is None or text is None:
        return None
    return Version(commit, times[place].date(), text, is_current=place == 0, notes=())


def _find_in_history(repository: Repository, as_of: date, today: date) -> Version | None:
    """The version, whatever the plan was called."""
    history = read_history(repository)
    line = own_line(history, today)
    if not line:
        return None
    found = meant_by(line, as_of, today)
    commit = found or line[-1]
    return Version(
        commit.id,
        commit.committed.date(),
        history.blobs[commit.id] or "",
        is_current=found is line[0],
        notes=tuple(describe_choice(history, line, as_of, today)),
    )
