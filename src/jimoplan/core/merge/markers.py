"""Two texts in one, with git's conflict markers around the lines in which they differ."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from jimoplan.core.merge.result import Conflict
from jimoplan.core.text.writing.source import split_lines

_SIZE = 7
_MARKER = re.compile(r"(<{7,}|={7,}|>{7,}|\|{7,})(?: (.*?))?\s*$")
_ITEM = re.compile(r"\s*-\s+\{?\s*[\"']?(?:id|number|name)[\"']?\s*:\s*([^,}\r\n]+)")
_KEY = re.compile(r"\s*(?:- +)?[\"']?[a-z_]+[\"']?\s*:")
_TOGETHER = {"status:", "reason:", "submitted:", "submitted_by:"}
"""What describes one step of the workflow is decided in one."""


class Hunk(NamedTuple):
    """Lines in which two texts differ, and what its markers say of either side.

    `about` are the conflicts that it shows; none of them where it was read from a file.
    """

    ours: str
    theirs: str
    our_label: str = ""
    their_label: str = ""
    about: tuple[Conflict, ...] = ()


Piece = str | Hunk
"""What both texts say, or what they do not agree on."""


class Broken(NamedTuple):
    """A marker that belongs to no whole hunk: its line, and what is the matter."""

    line: int
    why: str


def pair_texts(ours: str, theirs: str) -> list[Piece]:
    """Two texts as pieces, each hunk as small as lines pair up."""
    mine, others = _lines(ours), _lines(theirs)
    placed = _placed(mine), _placed(others)
    top = _count_alike(*placed)
    bottom = _count_alike(*(side[top:][::-1] for side in placed))
    ends = len(mine) - bottom, len(others) - bottom
    keys = placed[0][top : ends[0]], placed[1][top : ends[1]]
    pieces: list[Piece] = ["".join(mine[:top])]
    for kind, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        one, other = mine[top + a : top + b], others[top + c : top + d]
        if kind == "equal":
            pieces.append("".join(one))
        else:
            pieces += _pair_lines(one, other)
    return [piece for piece in (*pieces, "".join(mine[ends[0] :])) if piece]


def split_hunks(text: str) -> list[Piece]:
    """A text with conflict markers as pieces; what is no whole hunk is text like any other."""
    pieces: list[Piece] = []
    plain: list[str] = []
    for found in _walk(_lines(text)):
        if isinstance(found, Hunk):
            pieces += ["".join(plain), found]
            plain = []
        elif isinstance(found, str):
            plain.append(found)
    return [piece for piece in (*pieces, "".join(plain)) if piece]


def find_broken(text: str) -> tuple[Broken, ...]:
    """The markers that make no whole hunk, as somebody leaves them who removed some by hand."""
    return tuple(found for found in _walk(_lines(text)) if isinstance(found, Broken))


def write_pieces(pieces: Iterable[Piece], line_end: str, size: int = _SIZE) -> str:
    """The pieces as one text, with markers of that size around the hunks."""
    return "".join(
        piece if isinstance(piece, str) else _write_hunk(piece, line_end, size) for piece in pieces
    )


def take_side(pieces: Iterable[Piece], *, theirs: bool) -> str:
    """The text with every hunk as one side has it."""
    return "".join(
        piece if isinstance(piece, str) else piece.theirs if theirs else piece.ours
        for piece in pieces
    )


def count_lines(text: str) -> int:
    """How many lines a text has, the last one with or without an end."""
    return len(_lines(text))


def _write_hunk(hunk: Hunk, line_end: str, size: int) -> str:
    ours, theirs = (
        lines + line_end if lines and not lines.endswith(("\n", "\r")) else lines
        for lines in (hunk.ours, hunk.theirs)
    )
    top, bottom = (
        f"{mark * size} {label}".rstrip() + line_end
        for mark, label in (("<", hunk.our_label), (">", hunk.their_label))
    )
    return f"{top}{ours}{'=' * size}{line_end}{theirs}{bottom}"


def _walk(lines: Sequence[str]) -> Iterator[Piece | Broken]:
    """The whole hunks and every other line, where it is a broken one's with what is the matter."""
    at = 0
    while at < len(lines):
        mark = _MARKER.match(lines[at])
        end = at + 1
        if mark and mark[1][0] == "<":
            found, end = _read_hunk(lines, at, mark)
            yield found
            if isinstance(found, Broken):
                yield from lines[at:end]
        else:
            if mark:
                yield Broken(at + 1, f"第 {at + 1} 行的 {mark[1]} 不属于任何一处冲突")
            yield lines[at]
        at = end


def _read_hunk(lines: Sequence[str], at: int, opening: re.Match[str]) -> tuple[Hunk | Broken, int]:
    """The hunk that begins at a line, and the line below it; a base between the two is left out.

    In a base, git writes wider markers around what its own bases do not agree on.
    """
    size = len(opening[1])
    parts: dict[str, list[str]] = {"<": []}
    part = "<"
    fault = ""
    for number, line in enumerate(lines[at + 1 :], at + 1):
        mark = _MARKER.match(line)
        sign = mark[1][0] if mark else ""
        if mark and sign == "<" and (part != "|" or len(mark[1]) == size):
            return Broken(
                at + 1, fault or _not_closed(at, f"第 {number + 1} 行又开始了一处")
            ), number
        if mark is None or len(mark[1]) != size:
            parts[part].append(line)
        elif sign != ">":
            if sign in parts or "=" in parts:
                fault = fault or _not_closed(at, f"第 {number + 1} 行又有一个 {mark[1]}")
            part = sign
            parts[part] = []
        elif fault or "=" not in parts:
            missing = f"第 {at + 1} 行开始的冲突到第 {number + 1} 行结束,中间没有 {'=' * size}"
            return Broken(at + 1, fault or missing), number + 1
        else:
            ours, theirs = "".join(parts["<"]), "".join(parts["="])
            return Hunk(ours, theirs, opening[2] or "", mark[2] or ""), number + 1
    return Broken(at + 1, fault or _not_closed(at, "到文件末尾也没有")), len(lines)


def _not_closed(at: int, instead: str) -> str:
    return f"第 {at + 1} 行开始的冲突没有 >>>>>>> 收尾,{instead}"


def _pair_lines(ours: list[str], theirs: list[str]) -> Iterator[Hunk]:
    """The lines as hunks, one for each key that both begin with in turn."""
    groups: list[tuple[str, str]] = []
    key, paired = "", 0
    for one, other in zip(ours, theirs, strict=False):
        before, key = key, _key_of(one)
        if not key or key != _key_of(other):
            break
        if groups and {before.strip(), key.strip()} <= _TOGETHER:
            groups[-1] = groups[-1][0] + one, groups[-1][1] + other
        else:
            groups.append((one, other))
        paired += 1
    rest = ours[paired:], theirs[paired:]
    left = "".join(rest[0]), "".join(rest[1])
    last = _key_of(ours[paired - 1]) if paired else ""
    if groups and not all(_begins_anew(side, last) for side in rest):
        groups[-1] = groups[-1][0] + left[0], groups[-1][1] + left[1]
    elif any(left):
        groups.append(left)
    return (Hunk(*group) for group in groups)


def _begins_anew(lines: list[str], last: str) -> bool:
    """Whether lines begin with a key of their own, which does not continue the last one."""
    if not lines:
        return True
    key = _key_of(lines[0])
    deeper = len(key) - len(key.lstrip()) > len(last) - len(last.lstrip())
    return bool(key) and not deeper and not {key.strip(), last.strip()} <= _TOGETHER


def _key_of(line: str) -> str:
    """The indented key that a line begins with; '' for none, and for the id of an item."""
    match = None if _ITEM.match(line) else _KEY.match(line)
    return match[0] if match else ""


def _placed(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Each line with the id of the item that it is in, so that it pairs with none elsewhere."""
    placed: list[tuple[str, str]] = []
    item, column = "", 0
    for line in lines:
        text = line.lstrip()
        indent = len(line) - len(text)
        if match := _ITEM.match(line):
            item, column = match[1].strip(), indent
        elif text and (indent < column or (indent == column and not text.startswith("-"))):
            item = ""
        placed.append((item, line))
    return placed


def _count_alike(one: Sequence[object], other: Sequence[object]) -> int:
    alike = 0
    for mine, others in zip(one, other, strict=False):
        if mine != others:
            break
        alike += 1
    return alike


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends."""
    return [line for line in split_lines(text) if line]
