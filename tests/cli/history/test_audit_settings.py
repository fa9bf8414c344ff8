"""Whatever git is set to where somebody audits, the verdict is the same."""

import json
from pathlib import Path

import pytest
from audited import LEADER, LIAISON, PEOPLED, SUPERVISOR, UPDATE_OF_1_1, change
from repositories import Work, make_repository

SETTINGS = {
    "color.diff": "always",
    "color.ui": "always",
    "column.ui": "always",
    "core.abbrev": "4",
    "core.attributesFile": "/nowhere",
    "core.autocrlf": "true",
    "core.commentChar": "P",
    "core.eol": "crlf",
    "core.fsmonitor": "false",
    "core.ignoreCase": "true",
    "core.pager": "false",
    "core.precomposeUnicode": "true",
    "core.quotePath": "true",
    "core.symlinks": "false",
    "core.useReplaceRefs": "true",
    "core.warnAmbiguousRefs": "false",
    "diff.algorithm": "patience",
    "diff.external": "false",
    "diff.ignoreSubmodules": "all",
    "diff.noprefix": "true",
    "diff.relative": "true",
    "diff.renameLimit": "1",
    "diff.renames": "copies",
    "format.pretty": "%s",
    "gpg.format": "x509",
    "gpg.minTrustLevel": "ultimate",
    "i18n.commitEncoding": "GBK",
    "i18n.logOutputEncoding": "GBK",
    "log.date": "relative",
    "log.decorate": "full",
    "log.diffMerges": "first-parent",
    "log.follow": "true",
    "log.mailmap": "true",
    "log.showRoot": "false",
    "log.showSignature": "true",
    "merge.conflictStyle": "diff3",
    "notes.displayRef": "refs/notes/*",
}


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """A history with a merge, a reason, evidence, a plan that came from elsewhere, and breaches."""
    made = make_repository(tmp_path / "work", PEOPLED, "年度计划.yaml")
    made.be(SUPERVISOR)
    made.git("commit", "--quiet", "--amend", "--reset-author", "--message=登记")
    made.git("mv", "年度计划.yaml", "plan.yaml")
    made.git("commit", "--quiet", "--message=改名")
    commit(made, SUPERVISOR, "勘误", ("title: 办理行政复议", "title: 办理复议"))
    made.git("checkout", "--quiet", "-b", "支")
    (made.folder / "规则.md").write_text("规则\n", "utf-8")
    commit(
        made, LIAISON, "", (UPDATE_OF_1_1, f"{UPDATE_OF_1_1}{UPDATE_OF_1_1.replace('40', '50')}")
    )
    made.git("checkout", "--quiet", "main")
    commit(made, LIAISON, "", ("title: 指导应诉", "title: 指导各单位应诉"))
    made.be(LEADER)
    made.git("merge", "--quiet", "--no-ff", "--message=合并", "支")
    (made.folder / "Jenkinsfile").write_text("pipeline {}\n", "utf-8")
    commit(made, LIAISON, "")
    made.git("notes", "add", "--message=Plan-Reason: 补的")
    return made


def commit(work: Work, who: tuple[str, str], reason: str, *edits: tuple[str, str]) -> None:
    work.be(who)
    if edits:
        work.write(change(work.text, *edits))
    work.git("add", "--all")
    message = f"改动\n\nPlan-Reason: {reason}\n" if reason else "改动\n"
    work.git("commit", "--quiet", "--cleanup=verbatim", "--file=-", given=message)


def audit(work: Work) -> str:
    outcome = work.jimoplan("audit", "--format", "json", env={"CI": "true"})
    assert outcome.code == 1, outcome.errors
    return outcome.text


def test_settings_change_no_verdict(work: Work) -> None:
    before = audit(work)
    found = [each["rule"] for each in json.loads(before)["data"]["violations"]]
    assert "A35" in found
    assert "A21" not in found
    for key, value in SETTINGS.items():
        work.git("config", key, value)

    assert audit(work) == before


def test_nor_do_names_commits_or_parents_that_stand_in_for_others(work: Work) -> None:
    before = audit(work)
    (work.folder / ".mailmap").write_text(
        f"{SUPERVISOR[0]} <{SUPERVISOR[1]}> <{LIAISON[1]}>\n", "utf-8"
    )
    work.git("replace", "--graft", "HEAD~1")
    (work.folder / ".git" / "info" / "grafts").write_text(work.git("rev-parse", "HEAD") + "\n")

    assert audit(work) == before


def test_nor_does_a_forged_table_of_commits_cut_history_short(work: Work) -> None:
    before = audit(work)
    work.git("commit-graph", "write", "--reachable")
    path = work.folder / ".git" / "objects" / "info" / "commit-graph"
    path.chmod(0o644)
    data = path.read_bytes()
    for commit_ in work.git("rev-list", "HEAD").split():
        tree = bytes.fromhex(work.git("rev-parse", f"{commit_}^{{tree}}"))
        at = data.index(tree) + len(tree)
        data = data[:at] + bytes.fromhex("7000000070000000") + data[at + 8 :]
    path.write_bytes(data)
    assert work.git("rev-list", "--count", "HEAD") == "1"

    assert audit(work) == before
