"""What git makes of commits' signatures, made with ssh or gpg keys, and whom they vouch for."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from jimoplan.core.audit.allowed_signers import AllowedKey, write_allowed_signers
from jimoplan.core.history.commits import BEIJING, Seal, Signature
from jimoplan.git.process import ask_git
from jimoplan.git.repository import Repository
from jimoplan.git.temporary import temporary_folder

_SEALS = {
    "G": Seal.GOOD,
    "B": Seal.BAD,
    "U": Seal.UNKNOWN,
    "E": Seal.UNKNOWN,
    "X": Seal.EXPIRED,
    "Y": Seal.EXPIRED,
    "R": Seal.REVOKED,
    "N": Seal.NONE,
}
_ROOM = 64 * 1024
"""So many bytes git may need to verify a signature; without them it says that there is none."""
_USER = re.compile(r'^gpg: +(?:Good signature from|aka) ".*<([^<>]+)>"(?: \[\w+\])?$', re.MULTILINE)
"""A user id of the key, each on a line of its own; revoked ones are not told."""


class _Told(NamedTuple):
    """What git tells of a commit: its verdict, the signer, the key, what the program said."""

    commit: str
    letter: str
    signer: str
    key: str
    author: str
    committed: str
    words: str


_FORM = "--format=%H%x00%G?%x00%GS%x00%GK%x00%ae%x00%ct%x00%GG%x00"


def find_signed(repository: Repository, commits: Sequence[str]) -> dict[str, Signature]:
    """Which commits carry a signature, without verifying any."""
    contents = repository.read_objects(commits) if commits else []
    heads = [(data or b"").partition(b"\n\n")[0] for _, data in contents]
    seals = [Seal.UNVERIFIED if b"\ngpgsig" in head else Seal.NONE for head in heads]
    return {commit: Signature(seal) for commit, seal in zip(commits, seals, strict=True)}


def read_seals(
    repository: Repository, commits: Iterable[str], keys: Sequence[AllowedKey], now: datetime
) -> dict[str, Signature]:
    """Each commit's signature, as git verifies it with the keys that are allowed here.

    A gpg key counts where the keyring has it, an ssh key where it is among `keys`. Git holds the
    time of an ssh key against the date that the commit claims: it is not told of it, and a
    signature says itself until when its key is good. A gpg key is judged by its time as of now.
    Verifying takes a process a signed commit. Raises GitError where git fails.
    """
    given = "".join(f"{commit}\n" for commit in commits)
    if not given:
        return {}
    with temporary_folder(_ROOM) as folder:
        listed = folder / "allowed_signers"
        listed.write_text(write_allowed_signers(keys, now), "utf-8", newline="\n")
        fixed = ["-c", f"gpg.ssh.allowedSignersFile={listed}"]
        asked = [*fixed, "log", "--no-walk=unsorted", "--stdin", "-z", "--no-show-signature", _FORM]
        out = ask_git(
            repository.folder,
            asked,
            "读不了提交的签名",
            given=given.encode(),
            environment={"TMPDIR": os.fspath(folder)},
        )
    by_name: dict[str, list[AllowedKey]] = {}
    for key in keys:
        if not key.is_authority:
            by_name.setdefault(key.fingerprint, []).append(key)
    return {told.commit: _weigh(told, by_name.get(told.key, ())) for told in _read(out)}


def _read(out: bytes) -> Iterator[_Told]:
    fields = out.decode("utf-8", "replace").split("\0")
    size = len(_Told._fields) + 1  # the commits' own separator comes on top
    for at in range(0, len(fields) - size + 1, size):
        yield _Told(*fields[at : at + size - 1])


def _weigh(told: _Told, listed: Sequence[AllowedKey]) -> Signature:
    seal = _SEALS.get(told.letter, Seal.BAD)
    is_ssh = told.key.startswith("SHA256:")
    if told.letter == "U" and not is_ssh:
        seal = Seal.GOOD  # the keyring has the key, whatever it says of how far to trust it
    if seal is not Seal.GOOD:
        return Signature(seal)
    if is_ssh and listed:
        return _find_owner(told, listed)
    return Signature(seal, _addresses(told), told.key)


def _find_owner(told: _Told, listed: Sequence[AllowedKey]) -> Signature:
    """Whose an ssh key is: the author's wherever the list has it for the author's address too."""
    committed = datetime.fromtimestamp(int(told.committed), UTC).astimezone(BEIJING)
    begun = [key for key in listed if key.since is None or key.since <= committed]
    own = [key for key in begun if key.belongs_to(told.author)]
    chosen = own or begun
    if not chosen:
        return Signature(Seal.UNKNOWN)
    named = [address for key in chosen for address in key.addresses]
    patterns = [pattern for key in chosen for pattern in key.principals]
    signers = [*([told.author] if own else []), *named] or patterns
    ends = [key.until for key in chosen if key.until]
    until = max(ends) if len(ends) == len(chosen) else None
    return Signature(Seal.GOOD, tuple(dict.fromkeys(signers)), told.key, until)


def _addresses(told: _Told) -> tuple[str, ...]:
    """The addresses of a gpg key's user ids, or those to which an ssh authority gave a key."""
    if "<" in told.signer:
        main = told.signer.rpartition("<")[2].removesuffix(">").strip()
        return tuple(dict.fromkeys((main, *_USER.findall(told.words))))
    return tuple(part for part in told.signer.split(",") if part)
