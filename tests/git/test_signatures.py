"""What git makes of real signatures, by ssh and gpg keys made for the occasion."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from audited import LIAISON, SUPERVISOR, register_key, sign_with, signers_of
from repositories import Work

from jimoplan.actions.history.signers import find_allowed_keys
from jimoplan.core.audit.expiry import expire
from jimoplan.core.history.commits import BEIJING, Seal, Signature
from jimoplan.git.repository import Repository, find_repository
from jimoplan.git.signatures import read_seals

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is not there")

Who = tuple[str, str]
NOW = datetime(2024, 6, 1, tzinfo=BEIJING)


def repository_of(work: Work) -> Repository:
    found = find_repository(work.plan)
    assert found
    return found


def seal_of(work: Work, commit: str = "HEAD", allowed: Path | None = None) -> Signature:
    """What a signature is worth by a list of signers now, but for the name of the key."""
    number = work.git("rev-parse", commit)
    keys = find_allowed_keys(repository_of(work), allowed, None)
    seals = expire(read_seals(repository_of(work), [number], keys, NOW), NOW)
    return seals[number]._replace(key="", until=None)


def commit(work: Work) -> None:
    work.git("commit", "--quiet", "--allow-empty", "--message=签名")


def test_no_commits_have_no_signatures(work: Work) -> None:
    assert read_seals(repository_of(work), [], (), NOW) == {}


def test_an_unsigned_commit_has_none(work: Work) -> None:
    assert seal_of(work) == Signature(Seal.NONE)


def test_a_key_on_the_list_vouches_for_its_address(work: Work) -> None:
    sign_with(work, register_key(work, LIAISON))
    commit(work)

    assert seal_of(work, allowed=signers_of(work)) == Signature(Seal.GOOD, (LIAISON[1],))
    work.git("config", "gpg.ssh.allowedSignersFile", str(signers_of(work)))
    assert seal_of(work) == Signature(Seal.GOOD, (LIAISON[1],))


def test_without_any_list_every_ssh_key_is_unknown(work: Work) -> None:
    sign_with(work, register_key(work, LIAISON))
    commit(work)

    assert seal_of(work) == Signature(Seal.UNKNOWN)


def test_a_key_that_is_not_on_the_list_is_unknown(work: Work) -> None:
    key = register_key(work, LIAISON)
    signers_of(work).unlink()
    register_key(work, SUPERVISOR)
    sign_with(work, key)
    commit(work)

    assert seal_of(work, allowed=signers_of(work)) == Signature(Seal.UNKNOWN)


def test_a_key_past_its_time_is_said_to_be(work: Work) -> None:
    sign_with(work, register_key(work, LIAISON, options=' valid-before="20200101"'))
    commit(work)

    assert seal_of(work, allowed=signers_of(work)) == Signature(Seal.EXPIRED)


def test_a_signature_moved_to_another_commit_is_bad(work: Work) -> None:
    sign_with(work, register_key(work, LIAISON))
    commit(work)
    content = work.git("cat-file", "commit", "HEAD")
    altered = content.replace("\n\n签名", "\n\n别的") + "\n"
    forged = work.git("hash-object", "-t", "commit", "-w", "--stdin", given=altered)

    assert seal_of(work, forged, signers_of(work)) == Signature(Seal.BAD)


def test_a_revoked_ssh_key_counts_as_a_bad_signature(work: Work) -> None:
    key = register_key(work, LIAISON)
    sign_with(work, key)
    commit(work)
    work.git("config", "gpg.ssh.revocationFile", f"{key}.pub")

    assert seal_of(work, allowed=signers_of(work)).seal is Seal.BAD


@pytest.fixture
def keyring(work: Work) -> Iterator[Work]:
    """A gpg key of the liaison's in a keyring of its own, which signs from now on."""
    gpg = shutil.which("gpg")
    if not gpg:
        pytest.skip("gpg is not there")
    home = work.folder.parent / "gnupg"
    home.mkdir(mode=0o700)
    work.env["GNUPGHOME"] = str(home)
    user = f"{LIAISON[0]} <{LIAISON[1]}>"
    asked = ["--batch", "--passphrase", "", "--quick-generate-key", user, "ed25519", "sign", "1d"]
    made = subprocess.run([gpg, "--homedir", str(home), *asked], capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"gpg makes no key here: {made.stderr.decode(errors='replace')}")
    for key, value in (("gpg.format", "openpgp"), ("user.signingKey", LIAISON[1])):
        work.git("config", key, value)
    work.git("config", "commit.gpgSign", "true")
    yield work
    subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False)


def gpg_seal(work: Work, monkeypatch: pytest.MonkeyPatch) -> Signature:
    monkeypatch.setenv("GNUPGHOME", work.env["GNUPGHOME"])
    return seal_of(work)


def trust(work: Work, level: int) -> None:
    listed = ["gpg", "--list-keys", "--with-colons"]
    home = {"GNUPGHOME": work.env["GNUPGHOME"], "PATH": "/usr/bin:/bin"}
    out = subprocess.run(listed, env=home, capture_output=True, check=True).stdout.decode()
    (fingerprint,) = [line.split(":")[9] for line in out.splitlines() if line.startswith("fpr")][:1]
    subprocess.run(
        ["gpg", "--import-ownertrust"],
        env=home,
        input=f"{fingerprint}:{level}:\n".encode(),
        capture_output=True,
        check=True,
    )


@pytest.mark.parametrize("level", [6, 2], ids=["ultimate trust", "trust undefined"])
def test_a_gpg_key_in_the_keyring_counts(
    keyring: Work, monkeypatch: pytest.MonkeyPatch, level: int
) -> None:
    commit(keyring)
    trust(keyring, level)

    assert gpg_seal(keyring, monkeypatch) == Signature(Seal.GOOD, (LIAISON[1],))


@pytest.mark.parametrize("revoked", [False, True])
def test_a_gpg_key_is_of_every_address_that_it_names_and_has_not_revoked(
    keyring: Work, monkeypatch: pytest.MonkeyPatch, *, revoked: bool
) -> None:
    main, other = f"{LIAISON[0]} <{LIAISON[1]}>", "张三 <zhang@second.cn>"
    gpg = ["gpg", "--homedir", keyring.env["GNUPGHOME"], "--batch", "--passphrase", ""]
    for verb in ("--quick-add-uid", *(["--quick-revoke-uid"] if revoked else [])):
        subprocess.run([*gpg, verb, main, other], capture_output=True, check=True)
    commit(keyring)
    signers = set(gpg_seal(keyring, monkeypatch).signers)

    assert signers == ({LIAISON[1]} if revoked else {LIAISON[1], "zhang@second.cn"})


def test_a_gpg_key_that_is_not_in_the_keyring_is_unknown(
    keyring: Work, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commit(keyring)
    empty = tmp_path / "empty"
    empty.mkdir(mode=0o700)
    keyring.env["GNUPGHOME"] = str(empty)

    assert gpg_seal(keyring, monkeypatch) == Signature(Seal.UNKNOWN)
