"""Whoever does what an audit says is out of trouble: the remedy of every rule, gone through."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from audited import (
    DONE,
    LEADER,
    LIAISON,
    PEOPLED,
    STATUS_OF_1_1,
    STRANGER,
    SUPERVISOR,
    UPDATE_OF_1_1,
    change,
    listed,
    register_key,
    sign_with,
    signers_of,
)
from repositories import Work, make_repository

from jimoplan.core.audit.rules import RULES

Who = tuple[str, str]
Edit = tuple[str, str]
BACK, ACCEPTED = "已纠正", "已确认"
REASON = ("--plan-reason", "已核实")

UPDATED = f"{UPDATE_OF_1_1}              - {{date: 2024-05-06, by: 张三, progress: 60}}\n"
REPORT: Edit = (UPDATE_OF_1_1, UPDATED)
POLICY: Edit = ("title: 指导应诉", "title: 指导全区应诉")
RETITLE: Edit = ("title: 办理行政复议", "title: 办理复议")
RETIRED: Edit = ("  known_gaps: ['2']\n", "  known_gaps: ['2']\n  retired: [1-9]\n")
KEEPS_CLOCK: Edit = (
    "          - id: 1-2\n",
    "          - id: 1-2\n            since: 2024-02-01\n",
)
SIGNED = ("--require-signed",)


def moved(changed: str, approver: str = "王五") -> Edit:
    """1-1 put off, with its record."""
    kept = f"{{due: 2024-06-30, changed: {changed}, reason: 等, approved_by: {approver}}}"
    after = STATUS_OF_1_1.replace("06-30", "09-30") + f"            due_changes: [{kept}]\n"
    return STATUS_OF_1_1, after


def remark(more: str) -> Edit:
    line = f"            remarks: [{{date: 2024-05-06, {more}, text: 请抓紧}}]\n"
    return STATUS_OF_1_1, f"{STATUS_OF_1_1}{line}"


def reviewed(by: str, more: str = "") -> str:
    return (
        f"{STATUS_OF_1_1.replace('推进中', '已销号')}            reviews:\n"
        "              - {date: 2024-05-07, result: 销号, submitted_by: "
        f"张三 <zhang@example.cn>, by: {by}{more}}}\n"
    )


REPORTED = f"{DONE}            submitted_by: 张三 <zhang@example.cn>\n"
BY_LEADER = "王五 <wang@example.cn>"


def commit(work: Work, who: Who, *edits: Edit, reason: str = "") -> None:
    """Commit the plan edited by hand, as somebody."""
    work.be(who)
    if edits:
        work.write(change(work.text, *edits))
    work.git("add", "--all")
    message = f"手工改动\n\nPlan-Reason: {reason}\n" if reason else "手工改动\n"
    work.git("commit", "--quiet", "--file=-", given=message)


def run(work: Work, who: Who, *words: str) -> None:
    """One command by somebody, who is told that all went well."""
    work.be(who)
    outcome = work.jimoplan(*words)
    assert outcome.code == 0, outcome.errors


def undo(work: Work, who: Who, which: str = "1") -> None:
    run(work, who, "undo", which, "--yes")


def revert(work: Work, *words: str, who: Who = SUPERVISOR) -> None:
    work.be(who)
    work.git("revert", "--no-edit", *words)


def accept(work: Work, which: str = "HEAD", who: Who = SUPERVISOR) -> None:
    run(work, who, "audit", "--accept", which, *REASON)


def by_hand(
    who: Who, *edits: Edit, first: tuple[Who, Edit] | None = None
) -> Callable[[Work], None]:
    """A violation made by one hand edit, after another one that is none."""

    def make(work: Work) -> None:
        if first:
            commit(work, first[0], first[1], reason="依据会议纪要")
        commit(work, who, *edits)

    return make


# Violations that take more than a hand edit


def sign_as(work: Work, who: Who) -> None:
    """Work signed by a key of somebody's from now on, all that was before left out of account."""
    key = work.folder.parent / f"key {who[1]}"
    sign_with(work, key if key.exists() else register_key(work, who))
    work.git("config", "gpg.ssh.allowedSignersFile", str(signers_of(work)))


def unsigned(work: Work) -> None:
    commit(work, LIAISON, REPORT)


def with_unknown_key(work: Work) -> None:
    key = work.folder.parent / "new"
    asked = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)]
    subprocess.run(asked, check=True)
    signers_of(work).write_text("", "ascii")
    work.git("config", "gpg.ssh.allowedSignersFile", str(signers_of(work)))
    sign_with(work, key)
    commit(work, LIAISON, REPORT)


def register_it(work: Work) -> None:
    key = (work.folder.parent / "new.pub").read_text("ascii").strip()
    signers_of(work).write_text(f"{LIAISON[1]} {key}\n", "ascii")


def with_expired_key(work: Work) -> None:
    sign_with(work, register_key(work, LIAISON, options=' valid-before="20200101"'))
    work.git("config", "gpg.ssh.allowedSignersFile", str(signers_of(work)))
    commit(work, LIAISON, REPORT)


def accept_signed(work: Work) -> None:
    sign_as(work, SUPERVISOR)
    run(work, SUPERVISOR, "audit", *SIGNED, "--accept", "HEAD", *REASON)


def forged(work: Work) -> None:
    """A commit on a branch, altered after it was signed."""
    sign_as(work, LIAISON)
    work.git("checkout", "--quiet", "-b", "提议")
    commit(work, LIAISON, REPORT)
    content = work.git("cat-file", "commit", "HEAD").replace("\n\n手工改动", "\n\n批准") + "\n"
    made = work.git("hash-object", "-t", "commit", "-w", "--stdin", given=content)
    work.git("reset", "--quiet", "--hard", made)


def revoked(work: Work) -> None:
    """A commit on a branch, signed by a gpg key that its owner has declared void since."""
    home = Path("/tmp") / f"keys-{os.getpid()}"  # noqa: S108 - a socket's path has to be short
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(mode=0o700)
    work.env["GNUPGHOME"] = str(home)
    gpg = ["gpg", "--batch", "--homedir", str(home), "--passphrase", ""]
    identity = f"{LIAISON[0]} <{LIAISON[1]}>"
    made = [*gpg, "--quick-generate-key", identity, "ed25519", "sign", "never"]
    if not shutil.which("gpg") or subprocess.run(made, capture_output=True, check=False).returncode:
        pytest.skip("gpg makes no key here")
    for key, value in (("gpg.format", "openpgp"), ("user.signingKey", LIAISON[1])):
        work.git("config", key, value)
    work.git("config", "commit.gpgSign", "true")
    work.git("checkout", "--quiet", "-b", "提议")
    commit(work, LIAISON, REPORT)
    (certificate,) = (home / "openpgp-revocs.d").iterdir()
    words = certificate.read_text("utf-8").replace("\n:-----BEGIN", "\n-----BEGIN")
    subprocess.run([*gpg, "--import"], input=words.encode(), capture_output=True, check=True)


def do_not_merge(work: Work) -> None:
    work.git("checkout", "--quiet", "main")


def signed_for_another(work: Work) -> None:
    sign_as(work, LIAISON)
    commit(work, SUPERVISOR, POLICY)


def undo_signed(work: Work) -> None:
    sign_as(work, SUPERVISOR)
    undo(work, SUPERVISOR)


def merged_from_an_old_role(work: Work) -> None:
    liaison = f"- {listed(LIAISON, '联络员')}\n"
    role = (liaison, f"{liaison}      - {listed(LIAISON, '督查')}\n")
    commit(work, SUPERVISOR, role, reason="任命")
    work.git("branch", "旧")
    commit(work, SUPERVISOR, role[::-1], reason="免职")
    work.git("checkout", "--quiet", "旧")
    commit(work, LIAISON, POLICY)
    work.git("checkout", "--quiet", "main")
    work.git("merge", "--quiet", "--no-ff", "--message=合并", "旧")


def reported_and_closed_by_one(work: Work) -> None:
    leader = listed(LEADER, "分管领导")
    both = (f"- {leader}\n", f"- {leader}\n      - {listed(LEADER, '联络员')}\n")
    commit(work, SUPERVISOR, both, reason="兼任")
    reported = REPORTED.replace(f"{LIAISON[0]} <{LIAISON[1]}>", BY_LEADER)
    commit(work, LEADER, (STATUS_OF_1_1, reported))
    commit(work, LEADER, (reported, reviewed(BY_LEADER)))


def closed_then_record_erased(work: Work) -> None:
    commit(work, LIAISON, (STATUS_OF_1_1, REPORTED))
    commit(work, LEADER, (REPORTED, reviewed(BY_LEADER)))
    closed = STATUS_OF_1_1.replace("推进中", "已销号")
    commit(work, LEADER, (reviewed(BY_LEADER), closed))


def unreadable(work: Work) -> None:
    commit(work, LIAISON, ("schema: 1\n", "schema: 1\n<<<<<<< HEAD\n"))


def mend(work: Work) -> None:
    work.replace("<<<<<<< HEAD\n", "")
    run(work, LIAISON, "commit", "--yes")


def removed(work: Work) -> None:
    work.git("mv", "plan.yaml", "旧计划.yaml")
    commit(work, LIAISON)


def registered_twice(work: Work) -> None:
    work.git("checkout", "--quiet", "--orphan", "孤")
    commit(work, LIAISON, POLICY)
    work.git("tag", "merged")
    work.git("merge", "--quiet", "--allow-unrelated-histories", "-s", "ours", "-m", "并", "main")


def linked(work: Work) -> None:
    work.plan.rename(work.folder / "别处.yaml")
    work.plan.symlink_to("别处.yaml")
    commit(work, LIAISON)


def accepted_by_oneself(work: Work) -> None:
    commit(work, LIAISON, POLICY)
    target = work.git("rev-parse", "HEAD")
    message = f"确认\n\nPlan-Accept: {target}\nPlan-Reason: 没什么\n"
    work.git("commit", "--quiet", "--allow-empty", "--file=-", given=message)


def accept_both(work: Work) -> None:
    accept(work, "HEAD~1")
    accept(work, "HEAD~1")


def reviewed_without_its_file(work: Work) -> None:
    commit(work, LIAISON, (STATUS_OF_1_1, REPORTED))
    files = f", files: [{{path: 规则.pdf, blob: {'0' * 39}1}}]"
    commit(work, LEADER, (REPORTED, reviewed(BY_LEADER, files)))


def registered_by_a_stranger(work: Work) -> None:
    work.be(STRANGER)
    work.git("commit", "--quiet", "--amend", "--no-edit", "--reset-author")


def name_the_root(work: Work) -> tuple[str, ...]:
    return "--root", work.git("rev-parse", "HEAD")


def guard_changed(work: Work) -> None:
    (work.folder / ".gitattributes").write_text("plan.yaml merge=ours\n", "utf-8")
    commit(work, LIAISON)


def evidence_replaced(work: Work) -> None:
    """The file on which an approval rests is another one afterwards."""
    file = work.folder / "规则.txt"
    file.write_text("第一稿\n", "utf-8")
    evidence = REPORTED.replace(
        "status: 已完成", "status: 已完成\n            evidence: [规则.txt]"
    )
    commit(work, LIAISON, (STATUS_OF_1_1, evidence))
    run(work, LEADER, "review", "1-1", "--approve", "--yes")
    file.write_text("另一稿\n", "utf-8")
    commit(work, LIAISON)


class Walk(NamedTuple):
    """How a rule is broken, what its remedy says to do and how that is done.

    What is done may be to ask otherwise, with more words. `ends` says how the violation is shown
    then; None where it is none any more.
    """

    breaks: Callable[[Work], None]
    says: str
    does: Callable[[Work], tuple[str, ...] | None]
    ends: str | None = BACK
    demands: tuple[str, ...] = ()


def own(who: Who) -> Callable[[Work], None]:
    return lambda work: undo(work, who)


ONE_S_OWN = "jimoplan undo"
ACCEPTING = "jimoplan audit --accept"
ACCEPTING_SIGNED = "jimoplan audit --require-signed --accept"
SUSPENDED: Edit = (
    STATUS_OF_1_1,
    STATUS_OF_1_1.replace("推进中", "暂缓") + "            reason: 等批复\n",
)

WALKS = {
    "A01": Walk(by_hand(("张三", "zh\u0430ng@example.cn"), REPORT), ACCEPTING, accept, ACCEPTED),
    "A02": Walk(by_hand(("李四", LIAISON[1]), REPORT), ACCEPTING, accept, ACCEPTED),
    "A03": Walk(unsigned, ACCEPTING_SIGNED, accept_signed, ACCEPTED, SIGNED),
    "A04": Walk(forged, "不要合并", do_not_merge, None),
    "A05": Walk(with_unknown_key, "登记到名单里", register_it, None, SIGNED),
    "A06": Walk(with_expired_key, ACCEPTING_SIGNED, accept_signed, ACCEPTED, SIGNED),
    "A07": Walk(revoked, "不要合并", do_not_merge, None, SIGNED),
    "A08": Walk(signed_for_another, ONE_S_OWN, undo_signed),
    "A11": Walk(by_hand(STRANGER, REPORT), "git revert", lambda work: revert(work, "HEAD")),
    "A12": Walk(by_hand(LIAISON, POLICY), ONE_S_OWN, own(LIAISON)),
    "A13": Walk(by_hand(LIAISON, RETITLE), "git revert", lambda work: revert(work, "HEAD")),
    "A14": Walk(
        merged_from_an_old_role, "git revert -m 1", lambda work: revert(work, "-m", "1", "HEAD")
    ),
    "A15": Walk(
        by_hand(LIAISON, (UPDATE_OF_1_1, UPDATED.replace("progress: 60", "dept: 乙科, note: 甲"))),
        ONE_S_OWN,
        own(LIAISON),
    ),
    "A16": Walk(by_hand(LIAISON, remark("by: 张三, kind: 督查意见")), ONE_S_OWN, own(LIAISON)),
    "A17": Walk(by_hand(LIAISON, remark("by: 李四, kind: 提醒")), ONE_S_OWN, own(LIAISON)),
    "A18": Walk(
        by_hand(LIAISON, (UPDATE_OF_1_1, UPDATED.replace("by: 张三", "by: 钱九"))),
        ONE_S_OWN,
        own(LIAISON),
    ),
    "A19": Walk(
        by_hand(LIAISON, (UPDATE_OF_1_1, UPDATED.replace("2024-05-06", "2024-02-01"))),
        ONE_S_OWN,
        own(LIAISON),
    ),
    "A21": Walk(by_hand(SUPERVISOR, RETITLE), ACCEPTING, accept, ACCEPTED),
    "A22": Walk(reported_and_closed_by_one, ONE_S_OWN, own(LEADER)),
    "A23": Walk(
        by_hand(
            LEADER,
            (REPORTED, reviewed("李四 <li@example.cn>")),
            first=(LIAISON, (STATUS_OF_1_1, REPORTED)),
        ),
        "git revert",
        lambda work: revert(work, "HEAD"),
    ),
    "A24": Walk(by_hand(LEADER, ("due: 2024-06-30", "due: 2024-09-30")), ONE_S_OWN, own(LEADER)),
    "A25": Walk(
        by_hand(LIAISON, (STATUS_OF_1_1, STATUS_OF_1_1.replace("推进中", "已销号"))),
        ONE_S_OWN,
        own(LIAISON),
    ),
    "A26": Walk(
        closed_then_record_erased, "git revert", lambda work: revert(work, "HEAD", who=SUPERVISOR)
    ),
    "A27": Walk(
        by_hand(LIAISON, SUSPENDED, first=(SUPERVISOR, KEEPS_CLOCK)), ONE_S_OWN, own(LIAISON)
    ),
    "A28": Walk(
        by_hand(LIAISON, RETIRED[::-1], first=(SUPERVISOR, RETIRED)), ONE_S_OWN, own(LIAISON)
    ),
    "A29": Walk(
        by_hand(LEADER, moved("2024-07-10", "局长"), first=(SUPERVISOR, KEEPS_CLOCK)),
        ONE_S_OWN,
        own(LEADER),
    ),
    "A31": Walk(unreadable, "jimoplan commit", mend),
    "A32": Walk(removed, "git revert", lambda work: revert(work, "HEAD")),
    "A33": Walk(registered_twice, "不要合并", do_not_merge, None),
    "A34": Walk(linked, "git revert", lambda work: revert(work, "HEAD")),
    "A35": Walk(guard_changed, "git revert", lambda work: revert(work, "HEAD")),
    "A36": Walk(accepted_by_oneself, "照样确认", accept_both, ACCEPTED),
    "A37": Walk(registered_by_a_stranger, "--root", name_the_root, None),
    "A41": Walk(reviewed_without_its_file, ONE_S_OWN, own(LEADER)),
    "A42": Walk(evidence_replaced, "git revert", lambda work: revert(work, "HEAD")),
}


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """A repository whose plan names its people, registered by the supervisor."""
    return make_repository(tmp_path / "work", PEOPLED)


@pytest.mark.parametrize("code", RULES)
def test_the_remedy_of_a_rule_ends_its_violation(work: Work, code: str) -> None:
    walk = WALKS[code]
    base = work.git("rev-parse", "HEAD")
    whole = ("audit", *walk.demands, "--format", "json")
    asked = (*whole, f"{base}..HEAD") if walk.demands else whole
    walk.breaks(work)
    broken = work.jimoplan(*asked).data
    assert code in {each["rule"] for each in broken["violations"]}
    assert walk.says in RULES[code].remedy

    more = walk.does(work) or ()

    outcome = work.jimoplan(*asked, *more)
    found = outcome.data
    assert (outcome.code, found["violations"]) == (0, [])
    ended = {each["ended"]["how"] for each in found["settled"] if each["rule"] == code}
    assert ended == ({walk.ends} if walk.ends else set())
