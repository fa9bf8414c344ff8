"""What git makes of commits' signatures, made with ssh or gpg keys, and whom they vouch for."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from jimoplan.core.history.commits import Seal, Signature
from jimoplan.git.process import ask_git
from jimoplan.git.repository import Repository

_FORM = "--format=%H%x00%G?%x00%GS%x00%GK%x00%GG%x00"
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


def find_signed(repository: Repository, commits: Sequence[str]) -> dict[str, Signature]:
    """Which commits carry a signature, without verifying any."""
    contents = repository.read_objects(commits) if commits else []
    heads = [(data or b"").partition(b"\n\n")[0] for _, data in contents]
    seals = [Seal.UNVERIFIED if b"\ngpgsig" in head else Seal.NONE for head in heads]
    return {commit: Signature(seal) for commit, seal in zip(commits, seals, strict=True)}


def read_seals(
    repository: Repository, commits: Iterable[str], allowed_signers: Path | None = None
) -> dict[str, Signature]:
    """Each commit's signature, as git verifies it with the keys that are allowed here.

    A gpg key counts where the keyring has it, an ssh key where the list of allowed signers has it
    at the commit's own time. Verifying takes a process a signed commit. Raises GitError where git
    fails.
    """
    given = "".join(f"{commit}\n" for commit in commits)
    if not given:
        return {}
    keys = ["-c", f"gpg.ssh.allowedSignersFile={_find_allowed(repository, allowed_signers)}"]
    asked = [*keys, "log", "--no-walk=unsorted", "--stdin", "-z", "--no-show-signature", _FORM]
    out = ask_git(repository.folder, asked, "读不了提交的签名", given=given.encode())
    fields = out.decode("utf-8", "replace").split("\0")
    size = _FORM.count("%x00") + 1  # the commits' own separator comes on top
    return {
        fields[at]: _weigh(*fields[at + 1 : at + 5])
        for at in range(0, len(fields) - size + 1, size)
    }


def _find_allowed(repository: Repository, named: Path | None) -> str:
    """The file of allowed ssh signers; git stops short where there is none at all."""
    if named:
        return str(named.absolute())
    asked = ["config", "--path", "--default", os.devnull, "gpg.ssh.allowedSignersFile"]
    out = ask_git(repository.folder, asked, "读不了 git 的设置")
    return out.decode("utf-8", "surrogateescape").removesuffix("\n")


def _weigh(letter: str, signer: str, key: str, words: str) -> Signature:
    seal = _SEALS.get(letter, Seal.BAD)
    is_ssh = key.startswith("SHA256:")
    if letter == "U" and not is_ssh:
        seal = Seal.GOOD  # the keyring has the key, whatever it says of how far to trust it
    if letter == "U" and is_ssh and "expired" in words:
        seal = Seal.EXPIRED  # for an ssh key git says so in words only
    return Signature(seal, _addresses(signer) if seal is Seal.GOOD else ())


def _addresses(signer: str) -> tuple[str, ...]:
    """The addresses in an ssh principal, or the one of a gpg user id."""
    if "<" in signer:
        return (signer.rpartition("<")[2].removesuffix(">").strip(),)
    return tuple(part for part in signer.split(",") if part)
