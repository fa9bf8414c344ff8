"""The list of allowed ssh signers, from a place that no commit under audit can change."""

import os
from collections.abc import Iterator
from pathlib import Path

from jimoplan.core.audit.allowed_signers import AllowedKey, read_allowed_signers
from jimoplan.errors import JimoplanError
from jimoplan.git.config import read_setting
from jimoplan.git.objects import find_blob, open_objects
from jimoplan.git.repository import Repository
from jimoplan.system.files import read_bytes

_SETTING = "gpg.ssh.allowedSignersFile"
_PROGRAMS = ("gpg.program", "gpg.openpgp.program", "gpg.ssh.program", "gpg.x509.program")
_MOST_LINKS = 40


def find_allowed_keys(
    repository: Repository, named: Path | None, base: str | None
) -> tuple[AllowedKey, ...]:
    """The keys on the list that is named, or else on the one that git is set to; none without.

    Raises JimoplanError where the list, or a program that git verifies with, lies inside of what is
    audited; a list as the base of a range has it is its base's word, and is taken.
    """
    for key in (*_PROGRAMS, "gpg.ssh.revocationFile"):
        written = read_setting(repository, key)
        if written and ("/" in written or os.sep in written):
            _check_outside(repository, _locate(repository, written), f"git 设置的 {key}")
    written = None if named else read_setting(repository, _SETTING)
    path = named or (_locate(repository, written) if written else None)
    if path is None or not path.is_file():
        return ()
    what = "--allowed-signers" if named else f"git 设置的 {_SETTING}"
    data = read_bytes(path)
    if not _is_of_base(repository, path, data, base):
        _check_outside(repository, path, what)
    return read_allowed_signers(data.decode("utf-8-sig", "replace"))


def _locate(repository: Repository, written: str) -> Path:
    """A path as git understands it in a setting: ~ is home, and it starts at the top."""
    return repository.top / Path(written).expanduser()


def _is_of_base(repository: Repository, path: Path, data: bytes, base: str | None) -> bool:
    """Whether a list is a file in the work tree that says what the base of the range says."""
    if base is None or any(_is_inside(repository, link) for link in _links_to(path)):
        return False
    real = Path(os.path.realpath(path))
    if not _is_inside(repository, real):
        return False
    with open_objects(repository) as objects:
        blob = find_blob(objects, base, real.relative_to(repository.top).as_posix())
        return blob is not None and objects.read(blob) == data


def _check_outside(repository: Repository, path: Path, what: str) -> None:
    """Raises JimoplanError for what commits of the repository could change, or lead elsewhere."""
    places = (Path(os.path.realpath(path)), *_links_to(path))
    if any(_is_inside(repository, place) for place in places):
        raise JimoplanError(
            f"{what} 指的 {path} 在被审计的仓库里,被审的提交自己就能改它",
            "放到仓库外面;名单也可以同范围的起点里的一样(如 main..HEAD 就是 main 里的那一份)",
        )


def _is_inside(repository: Repository, place: Path) -> bool:
    """Whether a place is in the work tree; what git keeps for itself no commit can change."""
    return place.is_relative_to(repository.top) and not place.is_relative_to(
        repository.top / ".git"
    )


def _links_to(path: Path) -> Iterator[Path]:
    """Every symbolic link on the way to a file."""
    ahead = list(reversed(path.absolute().parts))
    at = Path(ahead.pop())
    for _ in range(_MOST_LINKS * 100):
        if not ahead:
            return
        part = ahead.pop()
        at = at.parent if part == ".." else at / part
        if at.is_symlink():
            yield at
            target = at.readlink()
            ahead += reversed(target.parts[1:] if target.is_absolute() else target.parts)
            at = Path(target.anchor) if target.is_absolute() else at.parent
