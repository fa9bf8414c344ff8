"""What can go wrong for a user, each failure wording its own message and remedy in Chinese."""

import errno
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes: fine, the answer is no, wrong use, the world failed, a bug, interrupted."""

    FINE = 0
    NO = 1
    USAGE = 2
    WORLD = 3
    BUG = 70
    INTERRUPTED = 130


CODES_BY_EXIT: Mapping[ExitCode, str] = {
    ExitCode.NO: "refused",
    ExitCode.USAGE: "usage",
    ExitCode.WORLD: "world",
    ExitCode.BUG: "bug",
}
"""What programs know a failure by that has no code of its own."""

ERROR_CODES = (
    *CODES_BY_EXIT.values(),
    *("unknown_name", "ambiguous_name", "faulty_plan", "not_permitted", "not_owner", "overtaken"),
    *("conflict", "locked", "git_missing", "git", "commit_refused"),
)
"""All that programs know failures by, published in docs/json.md."""


class JimoplanError(Exception):
    """A failure with a message, a remedy and the exit code it leads to."""

    exit_code = ExitCode.WORLD
    code = ""
    """What programs know this sort of failure by; '' for one known by its exit code alone."""
    words = ""
    """What another program had to say, to be shown before the message."""
    parts: Sequence[tuple[str, "JimoplanError"]] = ()
    """The refusals that it is made of, each with what is refused: an item, a line."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageError(JimoplanError):
    """The command was called with something that does not exist or does not fit."""

    exit_code = ExitCode.USAGE


class MissingExtraError(JimoplanError):
    """A library is not installed that only some commands need; `extra` brings it."""

    def __init__(self, extra: str, what: str) -> None:
        super().__init__(
            f"{what}要装附加组件 [{extra}],这里没有装",
            f'运行 pip install "jimoplan[{extra}]"(从源代码装的:pip install ".[{extra}]")再试',
        )


@contextmanager
def needing(extra: str, what: str) -> Iterator[None]:
    """Import libraries of an extra; raises MissingExtraError, saying what they are needed for."""
    try:
        yield
    except ModuleNotFoundError:
        raise MissingExtraError(extra, what) from None


class UnfinishedError(JimoplanError):
    """Something could neither be finished nor taken back; the next run tries to once more."""


class UnknownNameError(UsageError):
    """Nothing has that name; the nearest names are offered, or else all there are.

    `near` are the nearest where it is not spelling that decides; `listed` are the names to list
    where not every candidate is worth showing.
    """

    code = "unknown_name"

    def __init__(
        self,
        what: str,
        written: str,
        candidates: Iterable[str],
        *,
        near: Sequence[str] = (),
        listed: Iterable[str] | None = None,
    ) -> None:
        names = list(dict.fromkeys(candidates))
        self.nearest = list(near) or nearest_names(written, names)
        options = names if listed is None else list(listed)
        if self.nearest:
            remedy = f"您是否想{_VERBS.get(what, '填')} {'、'.join(self.nearest)}?"
        else:
            remedy = f"可选的有:{'、'.join(options)}" if 0 < len(options) <= _MOST_LISTED else ""
        super().__init__(f"没有叫“{_cut(written)}”的{what}", remedy)


_VERBS = {"命令": "运行", "主题": "看", "问题代码": "看"}
"""What is done with a thing that was named; the others are filled in."""

_MOST_NAMED, _MOST_SHOWN = 10, 60


def _cut(written: str) -> str:
    """What was written, as much of it as helps to see which word it was."""
    return written if len(written) <= _MOST_SHOWN else f"{written[: _MOST_SHOWN - 1]}…"


class AmbiguousNameError(UsageError):
    """A name fits several things."""

    code = "ambiguous_name"

    def __init__(self, what: str, written: str, candidates: Iterable[str]) -> None:
        self.nearest = names = list(candidates)
        mark = ";" if any("、" in name for name in names) else "、"
        more = f"{mark}……" if len(names) > _MOST_NAMED else ""
        shown = f"{mark.join(names[:_MOST_NAMED])}{more}"
        message = f"“{_cut(written)}”可以指 {len(names)} 个{what}:{shown}"
        super().__init__(message, "写得再完整一些")


DISK_CAUSES: Mapping[int, tuple[str, str]] = {
    errno.ENOSPC: ("磁盘满了", "腾出空间再运行一次"),
    errno.EDQUOT: ("磁盘配额用完了", "腾出空间再运行一次"),
    errno.EFBIG: ("文件超过了系统允许的大小", "腾出空间,或请管理员放宽限制"),
    errno.EROFS: ("这个磁盘是只读的", "换一个能写的位置"),
    errno.EIO: ("磁盘读写出错", "检查磁盘或网络连接,再运行一次"),
    errno.ELOOP: ("符号链接绕成了圈", "删去这个链接,或写它本来要指的文件"),
    errno.ENAMETOOLONG: ("文件名或路径太长", "换一个短一些的名字或位置"),
}
"""Why a disk refuses something, and what to do, by the number that the system gives to it."""

_MOST_LISTED = 40
_COMPARED = 60


def nearest_names(written: str, candidates: Iterable[str]) -> list[str]:
    """Up to three candidates that are spelled most alike, the nearest first.

    Only the beginnings of long names are compared: the time it takes grows with the square.
    """
    from difflib import get_close_matches

    names = {name[:_COMPARED]: name for name in reversed(list(dict.fromkeys(candidates)))}
    near = get_close_matches(written[:_COMPARED], reversed(names), n=3, cutoff=0.5)
    return [names[beginning] for beginning in near]
