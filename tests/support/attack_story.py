"""Attacks on a plan: told as commits made by hand, all written into one repository at once."""

import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import IO, Any, NamedTuple

from attacked_plan import Attacked, Moment
from audited import Who

from jimoplan.core.history.commits import BEIJING

Edit = Callable[[str], str]
"""What somebody does to the text of the plan."""

LATER = "2024-07-08"
"""The day of whatever is done after the honest history."""

NAME = "plan.yaml"


# Edits by hand


def swap(item: str, old: str, new: str) -> Edit:
    """Write something else in an item, where it must stand once."""

    def edit(text: str) -> str:
        start, end = _span(text, item)
        block = text[start:end]
        assert block.count(old) == 1, (item, old, block)
        return text[:start] + block.replace(old, new) + text[end:]

    return edit


def drop(item: str, words: str) -> Edit:
    """Take the line of an item with these words away, with its key where it was the only one."""

    def edit(text: str) -> str:
        start, end = _span(text, item)
        lines = text[start:end].splitlines(keepends=True)
        (at,) = (n for n, line in enumerate(lines) if words in line)
        gone = {at}
        if re.match(r" *- ", lines[at]):
            depth = _depth(lines[at])
            alone = [n for n in (at - 1, at + 1) if n < len(lines) and _depth(lines[n]) == depth]
            gone |= set() if alone else {at - 1}
        kept = "".join(line for n, line in enumerate(lines) if n not in gone)
        return text[:start] + kept + text[end:]

    return edit


def under(item: str, *lines: str) -> Edit:
    """Put lines at the end of an item, indented as its keys are."""

    def edit(text: str) -> str:
        start, end = _span(text, item)
        pad = " " * (_depth(text[start:end]) + 2)
        return text[:end] + "".join(f"{pad}{line}\n" for line in lines) + text[end:]

    return edit


def entry(item: str, key: str, *entries: str) -> Edit:
    """Put entries at the end of a list of an item, which may not be there yet."""

    def edit(text: str) -> str:
        start, end = _span(text, item)
        pad = " " * (_depth(text[start:end]) + 2)
        new = "".join(f"{pad}  - {one}\n" for one in entries)
        there = re.search(rf"^{pad}{key}:\n(?:{pad} .*\n)*", text[start:end], re.MULTILINE)
        at = start + there.end() if there else end
        return text[:at] + ("" if there else f"{pad}{key}:\n") + new + text[at:]

    return edit


def without(item: str) -> Edit:
    """Take an item away."""

    def edit(text: str) -> str:
        start, end = _span(text, item)
        return text[:start] + text[end:]

    return edit


def anywhere(old: str, new: str) -> Edit:
    """Write something else wherever in the plan, where it must stand once."""

    def edit(text: str) -> str:
        assert text.count(old) == 1, old
        return text.replace(old, new)

    return edit


def line_of(text: str, item: str, words: str) -> str:
    """The one line of an item with these words, as it stands, without what leads to it."""
    start, end = _span(text, item)
    (line,) = (line for line in text[start:end].splitlines() if words in line)
    return line.strip()


def block_of(text: str, item: str) -> str:
    """All that stands under an item."""
    start, end = _span(text, item)
    return text[start:end]


def _span(text: str, item: str) -> tuple[int, int]:
    """Where an item's lines begin and end."""
    begun = re.search(rf"^( *)- id: '?{item}'?\n", text, re.MULTILINE)
    assert begun, item
    rest = text[begun.end() :]
    over = re.search(rf"^ {{0,{len(begun[1])}}}\S", rest, re.MULTILINE)
    return begun.start(), begun.end() + over.start() if over else len(text)


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


# Commits by hand


class File(NamedTuple):
    """A file in a commit: its content, and its mode; None takes it away."""

    content: str | None
    mode: str = "100644"


@dataclass
class Story:
    """A history going on from a moment of the honest one; `wrong` are the commits of the attack.

    Commits are written one after another; `at` is the last, from which the next goes on. `main` is
    what it is to be merged into, if that is asked about.
    """

    past: Attacked
    name: str
    stream: "_Stream"
    at: Moment = field(init=False)
    wrong: list[str] = field(default_factory=list)
    minute: int = 0
    main: Moment | None = None

    def __post_init__(self) -> None:
        self.at = self.past.now

    @property
    def text(self) -> str:
        """What the plan says where the story has come to."""
        return self.at.text

    def go_to(self, moment: Moment | str) -> None:
        """Go on from another commit: one of the story, or one of the past by its name."""
        self.at = self.past.moments[moment] if isinstance(moment, str) else moment

    def honest(self, who: Who, *edits: Edit, **more: Any) -> Moment:  # noqa: ANN401 - as `commit`
        """A commit that is in order; see `commit`."""
        return self.commit(who, *edits, wrong=False, **more)

    def merge(self, who: Who, other: Moment, **more: Any) -> Moment:  # noqa: ANN401 - as `commit`
        """Merge another commit in, with whatever text comes of it."""
        return self.commit(who, merged=[other], **more)

    def accept(self, who: Who, reason: str | None, **more: Any) -> Moment:  # noqa: ANN401 - as above
        """Accept the breaches of the commit before, in one that changes nothing."""
        message = f"确认\n\nPlan-Accept: {self.at.commit}\n"
        if reason:
            message += f"Plan-Reason: {reason}\n"
        return self.commit(who, message=message, **more)

    def commit(
        self,
        who: Who,
        *edits: Edit,
        text: str | None = None,
        files: Mapping[str, File] | None = None,
        day: str = LATER,
        committer: Who | None = None,
        committed: str | None = None,
        message: str = "手工改动",
        reason: str | None = None,
        merged: Iterable[Moment] = (),
        root: bool = False,
        wrong: bool = True,
    ) -> Moment:
        """Commit the plan edited by hand, or a text, with other files; a merge may do so too."""
        after = self.text if text is None else text
        for edit in edits:
            after = edit(after)
        self.minute += 1
        said = message if reason is None else f"{message}\n\nPlan-Reason: {reason}\n"
        parents = [] if root else [self.at.commit, *(other.commit for other in merged)]
        head = [
            f"author {_stamp(who, day, self.minute)}",
            f"committer {_stamp(committer or who, committed or day, self.minute)}",
            f"data {len(said.encode())}\n{said}",
        ]
        written = {NAME: File(after)} if root or after != self.text else {}
        commit = self.stream.write(head, parents, {**written, **(files or {})})
        self.at = Moment(commit, after)
        if wrong:
            self.wrong.append(self.at.commit)
        return self.at


class _Stream:
    """Commits on their way into a repository; each has its id at once."""

    branch = "refs/heads/being-written"

    def __init__(self, git: IO[bytes], answers: IO[bytes]) -> None:
        self._git, self._answers = git, answers
        self._numbers = count(1)
        self._marks: dict[str, str] = {}

    def write(self, head: Sequence[str], parents: Sequence[str], files: Mapping[str, File]) -> str:
        """Write a commit by its lines, its parents' ids and its files, and return its id."""
        mark = f":{next(self._numbers)}"
        begun = [f"reset {self.branch}", f"commit {self.branch}", f"mark {mark}", *head]
        before = [
            f"{'merge' if n else 'from'} {self._marks.get(parent, parent)}"
            for n, parent in enumerate(parents)
        ]
        self._git.writelines(f"{line}\n".encode() for line in [*begun, *before])
        self._git.writelines(_write(path, file) for path, file in files.items())
        self._git.write(f"\nget-mark {mark}\n".encode())
        self._git.flush()
        commit = self._answers.readline().decode("ascii").strip()
        self._marks[commit] = mark
        return commit

    def call(self, name: str, commit: str) -> None:
        """Let a branch be at a commit."""
        mark = self._marks.get(commit, commit)
        self._git.write(f"reset refs/heads/{name}\nfrom {mark}\n\n".encode())


@contextmanager
def _importing(folder: Path) -> Iterator[_Stream]:
    asked = ["git", "fast-import", "--quiet", "--force"]
    with subprocess.Popen(asked, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as git:
        assert git.stdin
        assert git.stdout
        yield _Stream(git.stdin, git.stdout)
    assert not git.returncode


def _stamp(who: Who, day: str, minute: int) -> str:
    at = datetime.fromisoformat(f"{day}T10:{minute:02}:00").replace(tzinfo=BEIJING)
    return f"{who[0]} <{who[1]}> {int(at.timestamp())} +0800"


def _write(path: str, file: File) -> bytes:
    if file.content is None:
        return f"D {path}\n".encode()
    if file.mode == "160000":
        return f"M 160000 {file.content} {path}\n".encode()
    data = file.content.encode()
    return b"M %b inline %b\ndata %d\n%b\n" % (file.mode.encode(), path.encode(), len(data), data)


# The table


Play = Callable[[Story], object]


class Attack(NamedTuple):
    """What somebody does, in words, the rules that tell it, and how it is played.

    All of the rules have to be told of the story's wrong commits, and nothing of the others. Where
    it is `held`, the auditor knows which commit registered the plan.
    """

    words: str
    rules: tuple[str, ...]
    play: Play
    held: bool = False

    def __str__(self) -> str:
        return f"{self.words} → {'、'.join(self.rules)}"


def by(who: Who, *edits: Edit, **more: Any) -> Play:  # noqa: ANN401 - as Story.commit
    """One commit by somebody; see Story.commit."""
    return lambda story: story.commit(who, *edits, **more)


def write_stories(past: Attacked, attacks: Iterable[Attack]) -> dict[str, Story]:
    """Play attacks, by their words, each on a branch of its own of the repository."""
    stories: dict[str, Story] = {}
    with _importing(past.work.folder) as stream:
        for number, attack in enumerate(attacks, 1):
            story = Story(past, f"attack-{number}", stream)
            attack.play(story)
            stream.call(story.name, story.at.commit)
            stories[attack.words] = story
    return stories
