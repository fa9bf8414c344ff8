"""jimoplan audit --require-signed: whose a key is, until when, and where the list may lie."""

import shutil
from pathlib import Path

import pytest
from audited import (
    LIAISON,
    PEOPLED,
    SUPERVISOR,
    UPDATE_OF_1_1,
    change,
    register_key,
    sign_with,
    signers_of,
)
from repositories import Work, make_repository

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is not there")

Who = tuple[str, str]
ENDED = ' valid-before="20240401"'
EARLY, LATER, LATE = "2024-03-20", "2024-03-25", "2024-04-02"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    made = make_repository(tmp_path / "work", PEOPLED)
    made.git("tag", "start")
    return made


def commit(work: Work, who: Who, progress: int, day: str = EARLY) -> None:
    """Somebody reports, with the key that they sign with now, and claims a day."""
    work.be(who)
    work.env |= {f"GIT_{role}_DATE": f"{day}T09:00:00+08:00" for role in ("AUTHOR", "COMMITTER")}
    report = f"              - {{date: 2024-03-15, by: {who[0]}, progress: {progress}}}\n"
    work.write(change(work.text, (UPDATE_OF_1_1, UPDATE_OF_1_1 + report)))
    work.git("commit", "--quiet", "--all", "--message=填报")


def audit(work: Work, *words: str, signers: Path | None = None) -> list[str]:
    listed = ("--allowed-signers", str(signers or signers_of(work)))
    demanded = ("--require-signed", *listed, "--format", "json")
    outcome = work.jimoplan("audit", *(words or ("start..HEAD",)), *demanded)
    assert outcome.code in {0, 1}, outcome.errors
    return [each["rule"] for each in outcome.data["violations"]]


def relist(work: Work, old: str, new: str) -> None:
    """Change what the list says of the keys."""
    text = signers_of(work).read_text("ascii")
    assert old in text
    signers_of(work).write_text(text.replace(old, new), "ascii")


# Until when


def test_an_expired_key_is_not_good_for_an_old_date_of_one_s_own_choice(work: Work) -> None:
    sign_with(work, register_key(work, LIAISON, options=ENDED))
    commit(work, LIAISON, 50)

    assert audit(work) == ["A06"]


def test_it_is_good_for_what_a_supervisor_has_signed_upon_while_it_was(work: Work) -> None:
    sign_with(work, register_key(work, LIAISON, options=ENDED))
    commit(work, LIAISON, 50)
    sign_with(work, register_key(work, SUPERVISOR))
    commit(work, SUPERVISOR, 55, LATER)
    assert "A06" not in audit(work)

    work.git("reset", "--quiet", "--hard", "HEAD~1")
    commit(work, SUPERVISOR, 55, LATE)
    assert "A06" in audit(work)


def test_a_supervisor_s_name_over_another_s_signature_vouches_for_nothing(work: Work) -> None:
    sign_with(work, register_key(work, SUPERVISOR, options=ENDED))
    commit(work, SUPERVISOR, 50)
    sign_with(work, register_key(work, LIAISON))
    commit(work, SUPERVISOR, 55, LATER)

    assert "A06" in audit(work)


def test_what_lies_before_the_range_was_taken_already(work: Work) -> None:
    sign_with(work, register_key(work, LIAISON, options=ENDED))
    commit(work, LIAISON, 50)
    sign_with(work, register_key(work, SUPERVISOR))
    commit(work, SUPERVISOR, 55, LATE)

    assert "A06" not in audit(work, "HEAD~1..HEAD")


def test_a_key_that_was_not_good_yet_is_not_known(work: Work) -> None:
    sign_with(work, register_key(work, LIAISON, options=' valid-after="20240401"'))
    commit(work, LIAISON, 50)

    assert audit(work) == ["A05"]


# Whose


@pytest.mark.parametrize(
    "principals",
    ["*@example.cn", "old@else.cn,zhang@example.cn", "!li@example.cn,*@example.cn"],
)
def test_a_key_whose_patterns_mean_the_author_is_the_author_s(work: Work, principals: str) -> None:
    sign_with(work, register_key(work, LIAISON))
    relist(work, LIAISON[1], principals)
    commit(work, LIAISON, 50)

    assert audit(work) == []


@pytest.mark.parametrize("principals", ["*@else.cn", "!zhang@example.cn,*@example.cn"])
def test_a_key_whose_patterns_leave_the_author_out_is_another_s(
    work: Work, principals: str
) -> None:
    sign_with(work, register_key(work, LIAISON))
    relist(work, LIAISON[1], principals)
    commit(work, LIAISON, 50)

    assert audit(work) == ["A08"]


def test_a_key_that_is_listed_twice_is_of_both(work: Work) -> None:
    sign_with(work, register_key(work, LIAISON))
    line = signers_of(work).read_text("ascii")
    signers_of(work).write_text(line.replace(LIAISON[1], "old@else.cn") + line, "ascii")
    commit(work, LIAISON, 50)

    assert audit(work) == []


# Where the list lies


@pytest.fixture
def trusting(work: Work) -> Work:
    """A list of signers in the repository, by which the last report is not its author's."""
    sign_with(work, register_key(work, LIAISON))
    shutil.copy(signers_of(work), work.folder / "signers")
    work.git("add", "signers")
    commit(work, LIAISON, 50)
    return work


def refused(work: Work, *words: str) -> bool:
    outcome = work.jimoplan("audit", *words)
    return (outcome.code, "在被审计的仓库里" in outcome.errors) == (3, True)


def test_a_list_in_what_is_audited_is_refused(trusting: Work) -> None:
    demanded = ("--require-signed", "--allowed-signers", "signers")

    assert refused(trusting, *demanded)
    assert refused(trusting, "start..HEAD", *demanded)
    assert not refused(trusting, *demanded[:-1], str(signers_of(trusting)))


def test_a_list_that_says_what_the_base_says_is_the_base_s_word(trusting: Work) -> None:
    demanded = ("--require-signed", "--allowed-signers", "signers")
    commit(change_nothing(trusting), LIAISON, 60)
    assert trusting.jimoplan("audit", "HEAD~1..HEAD", *demanded).code == 0

    with (trusting.folder / "signers").open("a") as file:
        file.write("# 多一行\n")
    assert refused(trusting, "HEAD~1..HEAD", *demanded)


def change_nothing(work: Work) -> Work:
    """The plan as it was before the last report, which stays on record."""
    work.write(PEOPLED)
    work.git("commit", "--quiet", "--all", "--message=重来")
    return work


@pytest.mark.parametrize("way", ["link to it", "link in it", "folder", "setting", "over a link"])
def test_nor_is_there_a_way_round(trusting: Work, way: str, tmp_path: Path) -> None:
    outside, words = signers_of(trusting), ["--require-signed"]
    match way:
        case "link to it":
            (tmp_path / "链接").symlink_to(trusting.folder / "signers")
            words += ["--allowed-signers", str(tmp_path / "链接")]
        case "link in it":
            (trusting.folder / "链接").symlink_to(outside)
            words += ["--allowed-signers", "链接"]
        case "folder":
            (trusting.folder / "夹").symlink_to(tmp_path)
            words += ["--allowed-signers", f"夹/{outside.name}"]
        case "over a link":
            (trusting.folder / "夹").symlink_to(tmp_path / "a" / "b")
            (tmp_path / "a" / "b").mkdir(parents=True)
            words += ["--allowed-signers", f"夹/../../{outside.name}"]
        case _:
            trusting.git("config", "gpg.ssh.allowedSignersFile", "signers")

    assert refused(trusting, *words)


@pytest.mark.parametrize("key", ["gpg.ssh.program", "gpg.program", "gpg.ssh.revocationFile"])
def test_no_program_or_list_of_revoked_keys_of_theirs_is_asked(trusting: Work, key: str) -> None:
    trusting.git("config", key, "./signers")

    assert refused(trusting, "--require-signed", "--allowed-signers", str(signers_of(trusting)))


def test_what_git_keeps_for_itself_is_nobody_s_to_change(trusting: Work) -> None:
    kept = trusting.folder / ".git" / "signers"
    shutil.copy(signers_of(trusting), kept)

    assert audit(trusting, signers=kept) == []
