"""git setup and status: whether git merges and shows a plan by id and field, and making it so."""

import re
import shlex
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.merging.trial import why_not_merging
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.config import (
    attribute_line,
    attributes_file,
    can_run,
    find_attribute,
    read_attributes,
    read_setting,
    write_setting,
)
from jimoplan.git.repository import Repository
from jimoplan.itself import own_command
from jimoplan.system.files import read_bytes, replace_bytes, write_text

_NAME = "按编号和字段合并工作要点"
_DRIVER = "merge.jimoplan.driver"
_TEXTCONV = "diff.jimoplan.textconv"
_VERB = re.compile(r" (?:merge %O|textconv)\b")
_OURS = "jimoplan"
_BEFORE = "was=$(git hash-object --no-filters %A); "
_OTHERWISE = (
    ' || { rm -f .%A.jimoplan.tmp; [ "$was" != "$(git hash-object --no-filters %A)" ] || {'
    " git -c merge.conflictStyle=merge merge-file -p -q --marker-size=$((%L<7?7:%L))"
    " -L 我方 -L 原来 -L 对方 %A %O %B > .%A.jimoplan.tmp;"
    " [ $? -lt 128 ] && mv -f .%A.jimoplan.tmp %A"
    " && echo 'jimoplan 没有合并成,改由 git 逐行合并'"
    " || echo 'jimoplan 没有合并成,git 也没有,文件还是我方的:运行 jimoplan resolve 再合并';"
    " rm -f .%A.jimoplan.tmp; } >&2; exit 1; }"
)
"""Where jimoplan fails and our file is as it was, theirs is not lost: git merges line by line.

Its exit code does not tell: python ends with 1 too where there is no jimoplan to start. What git
makes of it is written beside the file, which a full disk thus does not cut short; there lies also
what a jimoplan leaves that is killed while it writes.
"""
ATTRIBUTES = "merge=jimoplan diff=jimoplan"
_UNSET = "unspecified"


class State(StrEnum):
    """How a part of the setup stands."""

    IN_PLACE = "已就位"
    MISSING = "没有装"
    OUTDATED = "要更新"
    BROKEN = "启动不了"
    FOREIGN = "是别人的"


class Part(NamedTuple):
    """A setting or attribute: its name, how it stands, what it should be, what it is."""

    name: str
    state: State
    wanted: str
    found: str | None
    place: str = ""
    """The file and line that decide an attribute, where they can be told."""


class ForeignError(JimoplanError):
    """Somebody else's driver or attribute is in the way; nothing has been written."""

    exit_code = ExitCode.NO

    def __init__(self, parts: list[Part]) -> None:
        told = ";".join(f"{part.name} 现在是“{part.found}”" for part in parts)
        keys = [part.name for part in parts if "." in part.name]
        away = [f"git config --unset {key}(设在全局的加 --global)" for key in keys]
        places = dict.fromkeys(part.place for part in parts if "." not in part.name)
        away += [f"改 {place or '设这个属性的那一行'}" for place in places]
        super().__init__(
            f"已经有别人的设置,没有改动:{told}", f"确定不要它,就先去掉({';'.join(away)})再运行"
        )


class OverriddenError(JimoplanError):
    """The line in .gitattributes has no effect, whatever is written there."""

    exit_code = ExitCode.NO


class DriverError(JimoplanError):
    """The driver that was to be set has been tried and does not merge; nothing has been written."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"合并驱动试着合并没有成,没有改动:{why}",
            "git 要能启动 jimoplan:看它在不在原处、让不让运行;重装以后再运行一次",
        )


class Setup(NamedTuple):
    """Where the setup is to be, and each of its parts."""

    workplace: Workplace
    repository: Repository
    parts: tuple[Part, ...]

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing left to do."""
        return all(part.state is State.IN_PLACE for part in self.parts)

    @property
    def line(self) -> str:
        """The line that .gitattributes needs."""
        return attribute_line(self.repository.path, ATTRIBUTES)

    @property
    def attributes(self) -> Path:
        """The .gitattributes that it stands in."""
        return attributes_file(self.repository)

    @property
    def has_line(self) -> bool:
        """Whether that line stands there already."""
        path = self.attributes
        lines = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
        return self.line in map(str.strip, lines)

    @property
    def needs_line(self) -> bool:
        """Whether that line is missing."""
        return any(p.state is not State.IN_PLACE for p in self.parts if "." not in p.name)

    @property
    def settings(self) -> tuple[tuple[str, str], ...]:
        """The keys of this clone's configuration that are to be set, with their values."""
        return tuple(
            (part.name, part.wanted)
            for part in self.parts
            if "." in part.name and part.state is not State.IN_PLACE
        )


def find_setup(file: Path | None, start: Path) -> Setup:
    """How the setup stands for a plan; raises JimoplanError outside of any repository."""
    workplace = find_workplace(file, start)
    workplace.expect_git()
    if workplace.repository is None:
        raise JimoplanError(
            f"{workplace.path} 不在 git 仓库里,没有可设置的", "先在这个文件夹里运行 git init"
        )
    if not workplace.file.is_file():
        raise JimoplanError(f"{workplace.path} 不是文件,没有可设置的", "检查计划文件的名字和位置")
    parts = (*_attributes(workplace.repository), *_settings(workplace.repository))
    return Setup(workplace, workplace.repository, parts)


def check_setup(setup: Setup) -> None:
    """Raises ForeignError where somebody else's setting would have to be overwritten."""
    foreign = [part for part in setup.parts if part.state is State.FOREIGN]
    if foreign:
        raise ForeignError(foreign)
    if setup.attributes.is_symlink():
        raise OverriddenError(
            f"{setup.attributes} 是符号链接,git 不看它,没有改动", "换成普通文件再运行一次"
        )
    missing = [part for part in setup.parts if "." not in part.name and part.found is None]
    places = dict.fromkeys(part.place for part in missing if part.place)
    if missing and (places or setup.has_line):
        where = "、".join(places) or "别处"
        raise OverriddenError(
            f"{where} 盖过了 {setup.attributes.name} 里给计划设的属性,没有改动",
            f"改掉 {where} 里对 merge、diff 的设置再运行一次",
        )


def carry_out_setup(setup: Setup) -> None:
    """Write what is missing; raises ForeignError, and JimoplanError where writing fails.

    Wherever it ends, git still merges: it does not where a driver has a name and no command yet.
    """
    check_setup(setup)
    with setup.workplace.locked():
        _write_settings(setup)
        if setup.needs_line:
            _append(setup.attributes, setup.line, setup.workplace.path)


def carry_out_settings(setup: Setup) -> bool:
    """Set what is missing in this clone's configuration alone; whether there was anything.

    Raises ForeignError where somebody else's setting or attribute is in the way.
    """
    foreign = [part for part in setup.parts if part.state is State.FOREIGN]
    if foreign:
        raise ForeignError(foreign)
    if setup.settings:
        with setup.workplace.locked():
            _write_settings(setup)
    return bool(setup.settings)


def _write_settings(setup: Setup) -> None:
    driver = dict(setup.settings).get(_DRIVER)
    if driver and (why := why_not_merging(driver)):
        raise DriverError(why)
    for key, value in reversed(setup.settings):
        write_setting(setup.repository, key, value)


def _attributes(repository: Repository) -> Iterator[Part]:
    found = read_attributes(repository, ["merge", "diff"])
    for name in ("merge", "diff"):
        value = found.get(name, _UNSET)
        state = State.FOREIGN
        if value in {"jimoplan", _UNSET}:
            state = State.MISSING if value == _UNSET else State.IN_PLACE
        decided = find_attribute(repository, name) if state is not State.IN_PLACE else None
        place = f"{decided[0]} 第 {decided[1]} 行" if decided else ""
        yield Part(name, state, "jimoplan", None if value == _UNSET else value, place)


def _settings(repository: Repository) -> Iterator[Part]:
    name = read_setting(repository, "merge.jimoplan.name")
    yield Part("merge.jimoplan.name", State.IN_PLACE if name else State.MISSING, _NAME, name)
    program = _program().replace("%", "%%")
    driver = f"{_BEFORE}{program} merge %O %A %B --marker-size %L --path %P{_OTHERWISE}"
    for key, wanted in ((_DRIVER, driver), (_TEXTCONV, f"{_program()} textconv")):
        found = read_setting(repository, key)
        yield Part(key, _state(repository, found, wanted), wanted, found)


def _state(repository: Repository, found: str | None, wanted: str) -> State:
    if not found:
        return State.MISSING
    program = _VERB.split(found.removeprefix(_BEFORE), maxsplit=1)[0].replace("%%", "%")
    if program != _program() and not _is_ours(program):
        return State.FOREIGN
    if not can_run(repository, f"{program} --version"):
        return State.BROKEN
    return State.IN_PLACE if found == wanted else State.OUTDATED


def _is_ours(program: str) -> bool:
    """Whether a command starts a jimoplan: by an interpreter, or as a program of that name."""
    try:
        words = shlex.split(program)
    except ValueError:
        return False
    return words[-2:] == ["-m", _OURS] or (
        len(words) == 1 and words[0].rpartition("/")[2].startswith(_OURS)
    )


def _program() -> str:
    """This jimoplan as git's shell starts it."""
    program, *words = own_command()
    return " ".join([shlex.quote(Path(program).as_posix()), *words])


def _append(path: Path, line: str, plan: Path) -> None:
    """Add a line to a file, in whose line ends; the file is made if it is not there."""
    if not path.exists():
        write_text(path, f"{line}\n", keep=plan)
        return
    data = read_bytes(path)
    line_end = b"\r\n" if b"\r\n" in data else b"\n"
    gap = b"" if not data or data.endswith(b"\n") else line_end
    if not replace_bytes(path, data + gap + line.encode("utf-8") + line_end, data):
        raise JimoplanError(f"{path} 刚才又有改动,没有写入", "再运行一次")
