"""jimoplan edit and the questions at a terminal."""

import re
import sys
from pathlib import Path

import pytest
from problem_cases import BASE
from repositories import LIAISON, SUPERVISOR, Work, make_repository, unchanged

if sys.platform == "win32":
    pytest.skip("terminals and scripts of POSIX", allow_module_level=True)
from terminal import TYPED_CTRL_D, answer


def editor(work: Work, *scripts: str) -> dict[str, str]:
    """An editor that runs one shell script after the other, the last one for ever; $1 is the file.

    What it was shown is kept beside the work, one file a time.
    """
    folder = work.folder.parent
    for number, script in enumerate(scripts, 1):
        (folder / f"edit-{number}.sh").write_text(f"{script}\n", "utf-8")
    program = folder / "editor"
    program.write_text(
        f"#!/bin/sh\nn=$(ls {folder}/shown-* 2>/dev/null | wc -l); n=$((n+1))\n"
        f'cp "$1" {folder}/shown-$n\nlast={len(scripts)}; [ $n -gt $last ] && n=$last\n'
        f'. {folder}/edit-$n.sh "$1"\n',
        "utf-8",
    )
    program.chmod(0o755)
    return {"EDITOR": str(program), "TMPDIR": str(folder)}


def shown(work: Work, number: int = 1) -> str:
    return (work.folder.parent / f"shown-{number}").read_text("utf-8")


def drafts(work: Work) -> list[Path]:
    return sorted(work.folder.parent.glob("jimoplan-*.yaml"))


def test_an_item_is_shown_as_its_own_lines(work: Work) -> None:
    outcome = work.jimoplan("edit", "1-2", env=editor(work, "true"))

    assert (outcome.code, "没有变化" in outcome.errors) == (0, True)
    remark, *lines = shown(work).splitlines()
    assert remark.startswith("#|jimoplan| 1-2")
    assert lines == [
        "- id: 1-2",
        "  kind: 常态化",
        "  title: 指导应诉",
        "  status: 推进中",
        "  updates:",
        "    - {date: 2024-04-01, note: 指导12件}",
    ]
    assert drafts(work) == []


def test_what_was_edited_is_written_and_committed(work: Work) -> None:
    script = "sed -i 's/title: .*/title: 指导全区应诉   # 扩大范围/' \"$1\""
    outcome = work.jimoplan("edit", "1-2", env=editor(work, script))

    assert outcome.code == 0, outcome.errors
    assert "1-2 举措名称 指导应诉→指导全区应诉\n" in outcome.text
    assert work.text == work.committed() == BASE.replace("指导应诉", "指导全区应诉   # 扩大范围")
    assert work.commits()[0] == "1-2 指导全区应诉:修改举措名称"
    assert drafts(work) == []


def test_a_comment_alone_is_written_too(work: Work) -> None:
    outcome = work.jimoplan("edit", "1-2", env=editor(work, "echo '  # 已核' >> \"$1\""))

    assert outcome.code == 0, outcome.errors
    assert "指导12件}\n            # 已核\n" in work.committed()
    assert work.commits()[0] == "整理 1-2 的注释和格式"


def test_what_no_command_could_change_is_edited_by_hand(tmp_path: Path) -> None:
    text = BASE.replace("lead: [甲科]", "lead: [甲科,   # 牵头\n          乙科]")
    text = text.replace("        support: [各科室]\n        status", "        status", 1)
    work = make_repository(tmp_path / "work", text)
    outcome = work.jimoplan(
        "edit", "1", env=editor(work, "sed -i 's/lead: .甲科,/lead: [/' \"$1\"")
    )

    assert outcome.code == 0, outcome.errors
    assert work.text == work.committed() == text.replace("lead: [甲科,", "lead: [")


def test_an_item_in_braces_can_be_edited(work: Work) -> None:
    outcome = work.jimoplan(
        "edit", "3-1", env=editor(work, "sed -i 's/印发白皮书/发布白皮书/' \"$1\"")
    )

    assert outcome.code == 0, outcome.errors
    assert "{id: 3-1, kind: 一次性, title: 发布白皮书, text:" in work.text


def test_faults_are_marked_where_they_are_and_the_editor_opens_again(work: Work) -> None:
    wrong = "sed -i 's/常态化/常常/' \"$1\""
    right = "sed -i 's/常常/常态化/; s/指导应诉/指导复议/' \"$1\""
    outcome = work.jimoplan("edit", "1-2", env=editor(work, wrong, right))

    assert outcome.code == 0, outcome.errors
    lines = shown(work, 2).splitlines()
    at = lines.index("  kind: 常常")
    assert lines[at - 1].startswith("#|jimoplan| ↓ E103")
    assert work.text == BASE.replace("指导应诉", "指导复议")


def test_faults_that_stay_end_it_with_the_draft_kept(work: Work) -> None:
    wrong = "sed -i 's/常态化/常常/' \"$1\""
    with unchanged(work):
        outcome = work.jimoplan("edit", "1-2", env=editor(work, wrong, "true"))

    assert outcome.code == 1
    (draft,) = drafts(work)
    assert str(draft) in outcome.errors
    assert "kind: 常常" in draft.read_text("utf-8")


def test_an_editor_that_fails_loses_nothing(work: Work) -> None:
    with unchanged(work):
        outcome = work.jimoplan(
            "edit", "1-2", env=editor(work, "echo '  # 一半' >> \"$1\"; exit 3")
        )

    assert (outcome.code, "退出码 3" in outcome.errors) == (3, True)
    (draft,) = drafts(work)
    assert "# 一半" in draft.read_text("utf-8")


def test_an_id_is_not_changed(work: Work) -> None:
    with unchanged(work):
        outcome = work.jimoplan(
            "edit", "1-2", env=editor(work, "sed -i 's/1-2/1-9/' \"$1\"", "true")
        )

    assert (outcome.code, "编号永不更改" in outcome.errors) == (1, True)


def test_what_a_colleague_wrote_meanwhile_stays(work: Work) -> None:
    colleague = (
        f"cd {work.folder}; {sys.executable} -m jimoplan update 1-2 --note 插进来 --date 2024-05-06"
        " >/dev/null 2>&1\n"
        "sed -i 's/指导应诉/指导复议/' \"$1\""
    )
    outcome = work.jimoplan("edit", "1-2", env=editor(work, colleague))

    assert outcome.code == 0, outcome.errors
    assert "title: 指导复议" in work.text
    assert "note: 插进来" in work.text
    assert work.text == work.committed()


@pytest.fixture
def reported(work: Work) -> Work:
    """1-2 has a report of 李四's, with a comment, and one of 张三's."""
    work.be(SUPERVISOR)
    work.update("1-2", "--note", "李四的一笔")
    work.replace("note: 李四的一笔}", "note: 李四的一笔}   # 待核")
    work.git("commit", "--quiet", "--all", "--message=说明")
    work.be(LIAISON)
    work.update("1-2", "--note", "张三的一笔")
    return work


BOTH = "sed -i 's/李四的一笔/改了/; s/张三的一笔/我改了/' \"$1\""


def test_another_s_report_is_left_as_it_is_and_the_rest_is_written(reported: Work) -> None:
    before = reported.text
    with unchanged(reported):
        looked = reported.jimoplan("edit", "1-2", "--dry-run", env=editor(reported, BOTH))
    outcome = reported.jimoplan("edit", "1-2", "--yes", env=editor(reported, BOTH))

    assert outcome.code == 0, outcome.errors
    assert reported.text == reported.committed() == before.replace("张三的一笔", "我改了")
    for said in (looked.errors, outcome.errors):
        assert "别人的内容 1 处,留下不动(真的要去掉,加上 --delete-others):" in said
        assert "  李四:1-2 删去填报记录 2024-05-06 李四:李四的一笔,改成了" in said
        (kept,) = re.findall("改过的内容还在 (.*)\n", said)
        assert "note: 改了" in Path(kept).read_text("utf-8")


def test_another_s_report_is_rewritten_where_that_is_said(reported: Work) -> None:
    gone = ("edit", "1-2", "--delete-others")
    outcome = reported.jimoplan(*gone, env=editor(reported, 'sed -i /李四的一笔/d "$1"'))

    assert (outcome.code, "别人的内容" in outcome.errors) == (0, False)
    assert "李四的一笔" not in reported.committed()


def test_at_a_terminal_it_is_asked_what_becomes_of_another_s_report(reported: Work) -> None:
    outcome = answer(reported, ("edit", "1-2"), "去掉\n", **editor(reported, BOTH))

    assert (outcome.code, "会去掉 李四 的:1-2 删去填报记录" in outcome.errors) == (0, True)
    assert "note: 改了" in reported.committed()


def test_where_a_colleague_changed_the_same_field_the_draft_is_kept(work: Work) -> None:
    colleague = (
        f"cd {work.folder}; sed -i 's/指导应诉/辅导应诉/' plan.yaml\n"
        "sed -i 's/指导应诉/指导复议/' \"$1\""
    )
    outcome = work.jimoplan("edit", "1-2", env=editor(work, colleague))

    assert outcome.code == 1
    assert "1-2 举措名称原来是 指导应诉,现在是 辅导应诉" in outcome.errors
    assert "title: 辅导应诉" in work.text
    (draft,) = drafts(work)
    assert "title: 指导复议" in draft.read_text("utf-8")


def test_an_editor_that_is_not_there_is_said(work: Work) -> None:
    outcome = work.jimoplan("edit", "1-2", env={"EDITOR": "没有这个编辑器"})
    assert (outcome.code, "打不开编辑器 没有这个编辑器" in outcome.errors) == (3, True)


def test_without_a_terminal_and_an_editor_nothing_is_opened(work: Work) -> None:
    outcome = work.jimoplan("edit", "1-2", env={"EDITOR": "", "VISUAL": ""})
    assert (outcome.code, "EDITOR" in outcome.errors) == (2, True)


def test_an_item_that_is_not_touched_stays_byte_for_byte(tmp_path: Path) -> None:
    text = BASE.replace(
        "            updates:\n              - {date: 2024-04-01, note: 指导12件}\n",
        "#| 靠左的注释\n            updates:\r\n              - date: 2024-04-01\n"
        "                note: |+\n                  指导12件\n\n\n",
    )
    work = make_repository(tmp_path / "work", text)
    with unchanged(work):
        outcome = work.jimoplan("edit", "1-2", env=editor(work, "true"))
    assert (outcome.code, "没有变化" in outcome.errors) == (0, True)

    assert work.jimoplan("edit", "1-2", env=editor(work, 'sed -i s/指导应诉/辅导/ "$1"')).code == 0
    assert work.text == text.replace("指导应诉", "辅导")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("s/推进中/已销号/", "报已完成以后,由另一个人用 jimoplan review 1-1 --approve 销号"),
        ("s/推进中/已完成/", "jimoplan update 1-1 --status 已完成"),
        (
            "s/status: 推进中/&\\n  submitted_by: 王五/",
            "办结日期和审核、时限调整、暂缓的记录不能手工改",
        ),
        ("s/status: 推进中/&\\n  submitted: 2024-07-01/", "的提交人、提交日期、办结日期和审核"),
        (
            "s/status: 推进中/status: 暂缓\\n  reason: 等文件/",
            "暂缓、取消、恢复要用 jimoplan",
        ),
    ],
)
def test_editing_is_no_way_round_the_workflow(work: Work, change: str, said: str) -> None:
    with unchanged(work):
        outcome = work.jimoplan(
            "edit", "1-1", env=editor(work, f"sed -i '{change}' \"$1\"", "true")
        )

    assert (outcome.code, said in outcome.errors) == (2, True), outcome.errors


def test_starting_a_measure_in_the_editor_starts_its_task(work: Work) -> None:
    script = "sed -i 's/due:/status: 推进中, due:/' \"$1\""
    outcome = work.jimoplan("edit", "3-1", env=editor(work, script))

    assert outcome.code == 0, outcome.errors
    assert "任务 3 状态 未启动→推进中\n" in outcome.text


def test_a_comment_that_cannot_be_merged_keeps_the_draft(work: Work) -> None:
    colleague = (
        f"cd {work.folder}; {sys.executable} -m jimoplan update 1-2 --note 插进来 --date 2024-05-06"
        " >/dev/null 2>&1\necho '  # 重要说明' >> \"$1\""
    )
    outcome = work.jimoplan("edit", "1-2", env=editor(work, colleague))

    assert (outcome.code, "您改的注释和格式合不进去" in outcome.errors) == (1, True)
    (draft,) = drafts(work)
    assert "# 重要说明" in draft.read_text("utf-8")


def test_what_only_an_uncommitted_edit_allows_is_not_committed(work: Work) -> None:
    work.replace("  - {name: 各科室", "  - {name: 丙科, kind: 科室}\n  - {name: 各科室")
    script = "sed -i 's/title: .*/&\\n  responsible: [丙科]/' \"$1\""
    with unchanged(work):
        outcome = work.jimoplan("edit", "1-1", env=editor(work, script))

    assert (outcome.code, "没法单独提交" in outcome.errors) == (3, True)


@pytest.mark.parametrize(
    ("number", "script", "said"),
    [
        ("3", "/measures/,$d", "在编辑器里不能删去 3-1"),
        ("3", "s/3-1/3-2/", "在编辑器里不能删去 3-1"),
        ("1-1", "s/due: .*/due: 2024-12-03/", "1-1 的完成时限不能手工改"),
        (
            "1",
            "$a\\    - {id: 1-5, kind: 一次性, title: 甲, status: 已销号}",
            "只能从未启动或推进中开始",
        ),
    ],
)
def test_editing_is_no_way_round_the_other_commands(
    work: Work, number: str, script: str, said: str
) -> None:
    with unchanged(work):
        outcome = work.jimoplan(
            "edit", number, env=editor(work, f"sed -i '{script}' \"$1\"", "true")
        )

    assert (outcome.code, said in outcome.errors) == (2, True), outcome.errors


def test_a_closed_item_is_not_edited(work: Work) -> None:
    work.replace(
        "due: 2024-06-30\n            status: 推进中", "due: 2024-06-30\n            status: 已销号"
    )
    outcome = work.jimoplan("edit", "1-1", env=editor(work, 'sed -i s/初稿/二稿/ "$1"', "true"))

    assert (outcome.code, "举措 1-1 已销号,不再改动" in outcome.errors) == (2, True)


@pytest.mark.parametrize("editing", ["nano '", "  "])
def test_an_editor_written_wrongly_is_said(work: Work, editing: str) -> None:
    outcome = work.jimoplan("edit", "1-2", env={"EDITOR": editing, "VISUAL": ""})
    assert (outcome.code, "EDITOR" in outcome.errors) == (2, True)


FOUR = ("update", "1-1", "1-2", "1-3", "3-1", "--note", "统一要求", "--date", "2024-05-06")


@pytest.mark.parametrize("typed", ["y\n", "是\n", "YES\n"])
def test_a_question_is_answered_with_yes(work: Work, typed: str) -> None:
    outcome = answer(work, FOUR, typed)

    assert outcome.code == 0, outcome.errors
    assert "要改 4 项,确定吗? [是/否]" in outcome.errors
    assert work.committed().count("统一要求") == 4


@pytest.mark.parametrize("typed", ["n\n", "\n", "否\n", TYPED_CTRL_D])
def test_anything_else_changes_nothing(work: Work, typed: str) -> None:
    with unchanged(work):
        outcome = answer(work, FOUR, typed)

    assert (outcome.code, "没有改动" in outcome.errors) == (1, True)


def test_evidence_that_is_missing_is_asked_for(tmp_path: Path) -> None:
    listed = "text: 制发《应诉规则》。\n            deliverables: [《应诉规则》]\n"
    work = make_repository(tmp_path / "work", BASE.replace("text: 制发《应诉规则》。\n", listed))
    typed = "没有.pdf\n即司发〔2024〕5号\n"
    outcome = answer(work, ("update", "1-1", "--status", "已完成"), typed)

    assert outcome.code == 0, outcome.errors
    assert outcome.errors.count("佐证材料(仓库里的文件、文号或网址") == 2
    assert "evidence: [即司发〔2024〕5号]" in work.committed()
