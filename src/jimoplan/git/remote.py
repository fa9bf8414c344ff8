"""The repository that colleagues share: which it is, what it has, what is sent to it."""

import os
import re
import shlex
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from jimoplan.errors import UsageError
from jimoplan.git.config import find_hook, read_setting
from jimoplan.git.obstacles import Obstacle, RemoteError, find_obstacle, hide_passwords
from jimoplan.git.process import GitTooSlowError, Ran, ask_git, run_git, run_git_afar
from jimoplan.git.repository import Repository

_HEADS = "refs/heads/"
_BRANCH = re.compile(r"refs/heads/[^\s:~^?*\[\\]+")
_CANNOT_READ = "读不了 git 仓库"
_NO_SUBMODULES = "--recurse-submodules=no"


class Remote(NamedTuple):
    """Where a branch is shared: the remote's name and address, and the branch's full names.

    `here` is the branch in this clone, `there` in the other repository; `is_set` says whether this
    clone has noted that the one follows the other, `set_by` which word of git remote sets the
    address.
    """

    name: str
    address: str
    here: str
    there: str
    is_set: bool
    set_by: str = "set-url"

    @property
    def branch(self) -> str:
        """The short name of the branch there."""
        return self.there.removeprefix(_HEADS)

    @property
    def tracking(self) -> str:
        """The full name under which this clone notes what the branch there was."""
        return f"refs/remotes/{self.shown}"

    @property
    def shown(self) -> str:
        """Remote and branch as people read them."""
        return f"{self.name}/{self.branch}"


class Line(NamedTuple):
    """How the other repository is spoken to: whether git may ask a person, and for how long."""

    asks: bool
    patience: float


def find_remote(repository: Repository, named: str | None = None) -> Remote:
    """Where the branch at HEAD is shared.

    Raises UsageError where that is not to be told, RemoteError where there is nothing to share
    with or HEAD is at no branch.
    """
    here = repository.branch
    if here is None or not here.startswith(_HEADS):
        raise RemoteError(Obstacle.DETACHED)
    listed = ask_git(repository.folder, ["remote"], _CANNOT_READ).decode("utf-8", "replace")
    names = listed.splitlines()
    if not names:
        raise RemoteError(Obstacle.NO_REMOTE)
    branch = here.removeprefix(_HEADS)
    followed = read_setting(repository, f"branch.{branch}.remote")
    name = named or (followed if followed in names else None) or _only(names)
    if name not in names:
        raise UsageError(f"没有叫“{name}”的远程仓库", f"可选的有:{'、'.join(names)}")
    there = read_setting(repository, f"branch.{branch}.merge") if name == followed else None
    if there is not None and not _BRANCH.fullmatch(there):
        raise UsageError(
            f"git 的设置 branch.{branch}.merge 写的“{there}”不是分支,没有同步",
            f"改成 refs/heads/分支名:git config branch.{branch}.merge {here}",
        )
    return Remote(name, _address(repository, name), here, there or here, there is not None)


def _address(repository: Repository, name: str, *options: str) -> str:
    asked = ["remote", "get-url", *options, "--", name]
    out = ask_git(repository.folder, asked, _CANNOT_READ).decode("utf-8", "replace")
    return hide_passwords(out.partition("\n")[0].strip())


def _as_sent_to(repository: Repository, remote: Remote) -> Remote:
    """A remote as it is for sending, which may be to an address of its own."""
    address = _address(repository, remote.name, "--push")
    if address == remote.address:
        return remote
    return remote._replace(address=address, set_by="set-url --push")


def _only(names: list[str]) -> str:
    """The remote that is meant where none is named; raises UsageError."""
    if len(names) == 1:
        return names[0]
    if "origin" in names:
        return "origin"
    raise UsageError(
        f"有 {len(names)} 个远程仓库,不知道同哪一个共享",
        f"加上 --remote,写 {'、'.join(names)} 之一",
    )


def fetch(repository: Repository, remote: Remote, line: Line) -> str | None:
    """The commit that the branch has there, fetched with all before it; None where it has none.

    A shallow clone gets the earlier commits that it has not got. Raises RemoteError.
    """
    asked = ["fetch", "--quiet", "--no-tags", _NO_SUBMODULES]
    asked += ["--unshallow"] if _is_still_shallow(repository) else []
    ran = _run(repository, [*asked, "--", remote.name, remote.there], remote, line)
    if ran.code == 0:
        path = repository.git_folder / "FETCH_HEAD"
        return path.read_text("utf-8", "replace").partition("\t")[0].strip()
    if "couldn't find remote ref" in ran.err:
        return None
    raise _refusal(find_obstacle(ran.err), remote, ran.err)


def _is_still_shallow(repository: Repository) -> bool:
    asked = ["rev-parse", "--is-shallow-repository"]
    return repository.is_shallow and run_git(repository.folder, asked).out.strip() == b"true"


def list_branches(repository: Repository, remote: Remote, line: Line) -> tuple[str, ...]:
    """The short names of the branches that there are in the other repository.

    Raises RemoteError.
    """
    ran = _run(repository, ["ls-remote", "--heads", "--", remote.name], remote, line)
    if ran.code:
        raise _refusal(find_obstacle(ran.err), remote, ran.err)
    lines = ran.out.decode("utf-8", "replace").splitlines()
    return tuple(line.partition("\t")[2].removeprefix(_HEADS) for line in lines)


class Pushed(Enum):
    """What came of sending commits: they are there, or somebody else's came first."""

    THERE = auto()
    TOO_LATE = auto()


_LATE = (
    *("fetch first", "non-fast-forward", "cannot lock ref", "failed to update ref"),
    *("incorrect old value", "reference already exists", "stale info", "needs force"),
)


def push(repository: Repository, remote: Remote, commit: str, line: Line) -> Pushed:
    """Send a commit with all before it to the branch there; raises RemoteError with the reason.

    Nothing else is sent, be it that git is set to send tags or submodules along. Whether a push is
    signed and which options it carries stays as the person has it: a server may demand that.
    """
    remote = _as_sent_to(repository, remote)
    asked = ["push", "--porcelain", "--no-follow-tags", _NO_SUBMODULES]
    asked += ["--", remote.name, f"{commit}:{remote.there}"]
    ran = _run(repository, asked, remote, line)
    if ran.code == 0:
        if not remote.is_set:
            _follow(repository, remote)
        return Pushed.THERE
    out = ran.out.decode("utf-8", "replace")
    refused = "\n".join(row.split("\t")[-1] for row in out.splitlines() if row.startswith("!"))
    if any(words in refused for words in _LATE):
        return Pushed.TOO_LATE
    obstacle = find_obstacle(f"{refused}\n{ran.err}", is_refused=bool(refused))
    is_silent = not refused and "failed to push some refs" in ran.err and "fatal:" not in ran.err
    if obstacle is Obstacle.UNKNOWN and is_silent and find_hook(repository, "pre-push"):
        obstacle = Obstacle.OWN_HOOK
    raise _refusal(obstacle, remote, f"{refused}\n{ran.err}")


def _refusal(obstacle: Obstacle, remote: Remote, said: str = "") -> RemoteError:
    return RemoteError(obstacle, remote.name, remote.address, said, set_by=remote.set_by)


def _follow(repository: Repository, remote: Remote) -> None:
    """Note that the branch here follows the one there, as git push -u does."""
    branch = remote.here.removeprefix(_HEADS)
    for key, value in (("remote", remote.name), ("merge", remote.there)):
        run_git(repository.folder, ["config", "--local", f"branch.{branch}.{key}", value])


def _run(repository: Repository, arguments: list[str], remote: Remote, line: Line) -> Ran:
    environment = {"GIT_HTTP_LOW_SPEED_LIMIT": "1", "GIT_HTTP_LOW_SPEED_TIME": "60"}
    environment |= {} if line.asks else _UNASKED
    if command := _ssh_command(repository, asks=line.asks):
        environment["GIT_SSH_COMMAND"] = command
    try:
        return run_git_afar(
            repository.folder,
            arguments,
            patience=line.patience,
            asks=line.asks,
            environment=environment,
        )
    except GitTooSlowError:
        raise _refusal(Obstacle.TOO_SLOW, remote) from None


_UNASKED = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS_REQUIRE": "never",
    "GCM_INTERACTIVE": "never",
}
"""What keeps git and its helpers from asking for a password."""


def _ssh_command(repository: Repository, *, asks: bool) -> str | None:
    """How git starts ssh, so that it neither waits for ever nor asks whom nobody can answer.

    None where it is another program, which may not know these options.
    """
    if "GIT_SSH" in os.environ and "GIT_SSH_COMMAND" not in os.environ:
        return None
    usual = os.environ.get("GIT_SSH_COMMAND") or read_setting(repository, "core.sshCommand")
    command = usual or "ssh"
    try:
        program = Path(shlex.split(command)[0]).name
    except (ValueError, IndexError):
        return None
    if not re.fullmatch(r"ssh(\.exe)?", program):
        return None
    batch = "" if asks else " -o BatchMode=yes"
    return f"{command} -o ConnectTimeout=15 -o ServerAliveInterval=15{batch}"
