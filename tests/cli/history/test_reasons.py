"""Where a commit's message gives a reason, whatever has been made of the message since."""

from pathlib import Path

import pytest
from audited import LIAISON, PEOPLED, SUPERVISOR, change
from repositories import Work, make_repository

RETITLE = ("title: 办理行政复议", "title: 办理复议")
RENAME = ("title: 公共法律服务", "title: 法律服务")
REASON = "Plan-Reason: 依据 5 月会议纪要"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    made = make_repository(tmp_path / "work", PEOPLED)
    made.be(SUPERVISOR)
    return made


def commit(work: Work, message: str, *edits: tuple[str, str]) -> None:
    work.write(change(work.text, *edits))
    work.git("commit", "--quiet", "--all", "--file=-", given=message)


def rules(work: Work) -> list[str]:
    outcome = work.jimoplan("audit", "--format", "json")
    return sorted({each["rule"] for each in outcome.data["violations"]})


@pytest.mark.parametrize(
    "message",
    [
        f"调整标题\n\n{REASON}\n",
        f"调整标题\n{REASON}\n",
        f"调整标题(#12)\n\n* 改标题\n\n{REASON}\nPlan-Item: 3\n\n* 再改\n\n没有别的\n",
        f"调整标题\n\n{REASON}\n(cherry picked from commit {'a' * 40})\n",
        f"调整标题\n\n{REASON}\n\nSigned-off-by: 李四 <li@example.cn>\n",
        "调整标题\n\nplan-reason:依据 5 月会议纪要\n",
        "调整标题\n\nPlan-Reason\uff1a依据 5 月会议纪要\n",
        f"Squashed commit of the following:\n\n    改标题\n    \n    {REASON}\n",
    ],
    ids=[
        *("a trailer", "behind the subject", "in the middle", "picked", "signed off"),
        *("in lower case", "with a wide colon", "indented"),
    ],
)
def test_a_reason_counts_wherever_its_line_is(work: Work, message: str) -> None:
    commit(work, message, RETITLE)

    assert rules(work) == []


@pytest.mark.parametrize(
    "message",
    [
        "调整标题\n\n依据 Plan-Reason: 会议纪要\n",
        "调整标题\n\nPlan-Reason:\n",
        "调整标题\n\nPlan-Reasons: 会议纪要\n",
    ],
    ids=["within a line", "empty", "another name"],
)
def test_what_is_no_line_of_a_reason_is_none(work: Work, message: str) -> None:
    commit(work, message, RETITLE)

    assert rules(work) == ["A21"]


def test_a_squash_merge_keeps_the_reasons(work: Work) -> None:
    work.git("checkout", "--quiet", "-b", "支")
    commit(work, f"改标题\n\n{REASON}\n", RETITLE)
    commit(work, f"改板块\n\n{REASON}\n", RENAME)
    work.git("checkout", "--quiet", "main")
    work.git("merge", "--quiet", "--squash", "支")
    work.git("commit", "--quiet", "--no-edit")

    assert f"    {REASON}" in work.git("log", "-1", "--format=%B")
    assert rules(work) == []


def test_a_picked_commit_keeps_its_reason(work: Work) -> None:
    work.git("checkout", "--quiet", "-b", "支")
    commit(work, f"改标题\n\n{REASON}\n", RETITLE)
    work.git("checkout", "--quiet", "main")
    commit(work, f"改数\n\n{REASON}\n", ("note: 指导12件", "note: 指导13件"))
    work.git("cherry-pick", "-x", "支")

    assert rules(work) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("trailer.separators", "="),
        ("trailer.plan-reason.key", "Other"),
        ("core.commentChar", "P"),
        ("i18n.logOutputEncoding", "GBK"),
        ("log.showSignature", "true"),
        ("format.pretty", "oneline"),
    ],
)
def test_the_auditor_s_git_settings_change_no_verdict(work: Work, key: str, value: str) -> None:
    commit(work, f"改标题\n\n{REASON}\n", RETITLE)
    work.git("config", key, value)
    assert rules(work) == []
    work.be(LIAISON)
    commit(work, "改板块\n\nOther: 依据\nPlan-Reason=依据\n", RENAME)

    assert rules(work) == ["A13", "A21"]
