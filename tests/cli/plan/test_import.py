"""jimoplan import: a published document becomes a plan, with a short list of doubts."""

import json
import subprocess
from pathlib import Path

import pytest
from command_line import REPOSITORY, SHIPPED_PLAN
from repositories import Work, make_repository
from terminal import TYPED_CTRL_D, answer, program

from jimoplan.core.plan.items import Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.published import published_text, task_body
from jimoplan.core.text.reading.load import load
from jimoplan.exchange.documents.read import read_document

DOCUMENTS = REPOSITORY / "tests/core/importing/documents"
PUBLISHED = published_text(load(SHIPPED_PLAN.read_text("utf-8")).plan)  # type: ignore[arg-type]
SHORT = "2024年某区司法局工作要点\n1.制发规则。制发《规则》。(责任部门:公证处和各司法所)\n"


@pytest.fixture
def place(tmp_path: Path) -> Work:
    """A repository without a plan, with documents in it."""
    work = make_repository(tmp_path / "work", SHIPPED_PLAN.read_text("utf-8"))
    work.git("rm", "--quiet", "plan.yaml")
    work.git("commit", "--quiet", "-m", "腾出地方")
    (work.folder / "公布.txt").write_bytes(PUBLISHED.encode())
    (work.folder / "短.txt").write_bytes(SHORT.encode())
    return work


def plan_in(work: Work, name: str = "plan.yaml") -> Plan:
    """The plan that was written, which has no error."""
    read = load((work.folder / name).read_text("utf-8"))
    assert not read.has_errors
    assert read.plan
    return read.plan


def test_the_published_plan_becomes_the_plan_that_was_made_of_it_by_hand(place: Work) -> None:
    outcome = place.jimoplan("import", "公布.txt", "-o", "plan.yaml", "--yes")

    assert outcome.code == 0, outcome.errors
    made, by_hand = plan_in(place), load(SHIPPED_PLAN.read_text("utf-8")).plan
    assert by_hand
    assert [(s.number, s.title) for s in made.sections] == [
        (s.number, s.title) for s in by_hand.sections
    ]

    def told(task: Task) -> tuple[object, ...]:
        return task.id, task.title, task.by_role(), task.clause, task_body(task)

    assert [told(task) for task in made.all_tasks()] == [told(t) for t in by_hand.all_tasks()]
    assert made.plan.preamble == by_hand.plan.preamble
    assert made.plan.known_gaps == by_hand.plan.known_gaps
    assert place.commits()[0] == "登记计划文件 plan.yaml"
    validated = place.jimoplan("validate", "--source", "公布.txt")
    assert validated.code == 0
    assert "与公布文本逐字一致" in validated.text
    assert "导入时建议、还没有人看过的有" in validated.text


def test_what_is_in_doubt_is_asked_one_by_one_and_never_twice(place: Work) -> None:
    first = answer(place, ["import", "短.txt", "-o", "plan.yaml"], "某区司法局\n2\n\n" * 3)
    assert first.code == 0, first.errors
    assert "“公证处和各司法所”是几个部门?" in first.errors
    kept = (place.folder / "plan.answers.yaml").read_text("utf-8")
    place.git("mv", "plan.yaml", "旧.yaml")
    place.git("commit", "--quiet", "-m", "移开")

    again = answer(place, ["import", "短.txt", "-o", "plan.yaml"], "")
    assert again.code == 0, again.errors
    assert "“公证处和各司法所”是几个部门?" not in again.errors
    assert (place.folder / "plan.yaml").read_text("utf-8") == (place.folder / "旧.yaml").read_text(
        "utf-8"
    )
    assert (place.folder / "plan.answers.yaml").read_text("utf-8") == kept


def test_whoever_stops_answering_gets_what_is_assumed(place: Work) -> None:
    outcome = answer(place, ["import", "短.txt", "-o", "plan.yaml"], TYPED_CTRL_D)
    assert outcome.code == 0, outcome.errors
    assert plan_in(place).all_tasks()[0].responsible == ("公证处", "各司法所")


def test_an_answer_in_the_file_counts(place: Work) -> None:
    refused = place.jimoplan("import", "短.txt", "-o", "plan.yaml", "--strict")
    assert refused.code == 1
    assert not (place.folder / "plan.yaml").exists()
    answers = place.folder / "plan.answers.yaml"
    text = answers.read_text("utf-8")
    at = text.index("公证处和各司法所")
    answers.write_text(text[:at] + text[at:].replace("answer: ''", "answer: 公证处和各司法所", 1))

    outcome = place.jimoplan("import", "短.txt", "-o", "plan.yaml", "--yes")
    assert outcome.code == 0, outcome.errors
    assert plan_in(place).all_tasks()[0].responsible == ("公证处和各司法所",)


@pytest.mark.parametrize("text", ["- 1\n", "{", "a: b\n", "- {code: x, words: y, answer: [1]}\n"])
def test_a_spoiled_file_of_answers_is_named(place: Work, text: str) -> None:
    (place.folder / "plan.answers.yaml").write_text(text)
    outcome = place.jimoplan("import", "短.txt", "-o", "plan.yaml", "--yes")
    assert outcome.code == 2
    assert "plan.answers.yaml" in outcome.errors


def test_nothing_is_overwritten(place: Work) -> None:
    (place.folder / "plan.yaml").write_text("旧的")
    outcome = place.jimoplan("import", "短.txt", "-o", "plan.yaml", "--yes")
    assert outcome.code == 2
    assert "plan.yaml 已经有了,没有写入" in outcome.errors
    assert (place.folder / "plan.yaml").read_text() == "旧的"


def test_without_a_place_to_write_to_the_plan_comes_out(place: Work) -> None:
    outcome = place.jimoplan("import", "-", given=SHORT.encode())
    assert outcome.code == 0, outcome.errors
    made = load(outcome.text)
    assert made.plan
    assert [task.title for task in made.plan.all_tasks()] == ["制发规则"]
    assert not (place.folder / "plan.yaml").exists()
    assert not (place.folder / "plan.answers.yaml").exists()


def test_programs_read_what_was_found_and_what_is_in_doubt(place: Work) -> None:
    outcome = place.jimoplan("import", "短.txt", "--format", "json")
    told = json.loads(outcome.text)
    assert told["question"] == "import"
    assert told["data"]["found"]["tasks"] == 1
    doubt = next(d for d in told["data"]["doubts"] if d["words"] == "公证处和各司法所")
    assert doubt["place"] == "第 2 行"
    assert doubt["assumed"] == doubt["choices"][0]["answer"] == "公证处、各司法所"
    assert told["data"]["left_out"] == []


def test_the_list_of_doubts_can_be_pasted_into_a_document(place: Work) -> None:
    outcome = place.jimoplan("import", "短.txt", "--format", "md")
    assert "## 疑点清单" in outcome.text
    assert "公证处、各司法所" in outcome.text


def test_a_roster_settles_which_names_there_are(place: Work) -> None:
    (place.folder / "部门.txt").write_text("公证处\n各司法所\n办公室\n", "utf-8")
    words = ("import", "短.txt", "--departments", "部门.txt", "--strict", "-o", "plan.yaml")
    outcome = place.jimoplan(*words)
    assert outcome.code == 0, outcome.errors
    assert [d.name for d in plan_in(place).departments] == ["公证处", "各司法所", "办公室"]


def test_the_first_department_leads_where_that_is_said(place: Work) -> None:
    place.jimoplan("import", "短.txt", "--first-is-lead", "-o", "plan.yaml", "--yes")
    task = plan_in(place).all_tasks()[0]
    assert (task.lead, task.responsible) == (("公证处",), ("各司法所",))


def test_measures_are_proposed_only_where_they_are_wanted(place: Work) -> None:
    place.jimoplan("import", "公布.txt", "--measures", "none", "-o", "plan.yaml", "--yes")
    assert not any(task.measures for task in plan_in(place).all_tasks())
    assert "W341" not in place.jimoplan("validate").text


def test_characters_that_nobody_sees_are_left_out_and_listed(place: Work) -> None:
    (place.folder / "网页.txt").write_text(SHORT.replace("制发", "制\u200b发", 1), "utf-8")
    outcome = place.jimoplan("import", "网页.txt", "-o", "plan.yaml", "--yes")
    assert outcome.code == 0, outcome.errors
    assert "没有写进计划的" in outcome.text
    assert "<U+200B>" in outcome.text


def test_the_encoding_that_was_assumed_is_said(place: Work) -> None:
    (place.folder / "旧.txt").write_bytes(SHORT.encode("gb18030"))
    outcome = place.jimoplan("import", "旧.txt", "-o", "plan.yaml", "--yes")
    assert outcome.code == 0, outcome.errors
    assert "GB18030" in outcome.text
    assert plan_in(place).plan.unit == "某区司法局"


@pytest.mark.parametrize("name", ["要点.doc", "要点.wps", "表.et", "要点.pdf"])
def test_what_cannot_be_read_is_refused_with_the_way_out(place: Work, name: str) -> None:
    (place.folder / name).write_bytes(b"%PDF-1.4" if name.endswith("pdf") else b"\xd0\xcf\x11\xe0")
    outcome = place.jimoplan("import", name, "-o", "plan.yaml", "--yes")
    assert outcome.code == 2
    assert "再试" in outcome.errors
    assert not (place.folder / "plan.yaml").exists()


def test_a_document_without_tasks_makes_no_plan(place: Work) -> None:
    (place.folder / "空.txt").write_text("", "utf-8")
    (place.folder / "信.txt").write_text("各科室:\n请于周五前报送。\n", "utf-8")
    for name in ("空.txt", "信.txt"):
        outcome = place.jimoplan("import", name, "-o", "plan.yaml", "--yes")
        assert outcome.code == 2
        assert "没有读出任何任务" in outcome.errors


@pytest.mark.parametrize("path", sorted(DOCUMENTS.iterdir()), ids=lambda path: path.stem)
def test_every_kind_of_document_becomes_a_plan_without_errors(place: Work, path: Path) -> None:
    (place.folder / path.name).write_bytes(path.read_bytes())
    outcome = place.jimoplan("import", path.name, "-o", "plan.yaml", "--yes")
    assert outcome.code == 0, outcome.errors
    assert published_text(plan_in(place)) == read_document(path.name, path.read_bytes()).text
    assert place.jimoplan("validate", "--source", path.name).code == 0


def test_several_documents_are_one_plan(place: Work) -> None:
    (place.folder / "续.txt").write_text(
        "2.续编白皮书。编印《白皮书》。(责任部门:公证处)\n", "utf-8"
    )
    outcome = place.jimoplan("import", "短.txt", "续.txt", "-o", "plan.yaml", "--yes")
    assert outcome.code == 0, outcome.errors
    assert [task.id for task in plan_in(place).all_tasks()] == ["1", "2"]
    assert "短.txt 第 2 行" in outcome.text


def test_a_folder_is_no_place_for_a_plan(place: Work) -> None:
    for where in (".", ""):
        outcome = place.jimoplan("import", "短.txt", "-o", where, "--yes")
        assert outcome.code == 2
        assert "是文件夹" in outcome.errors


def test_the_answers_never_take_the_plan_s_place(place: Work) -> None:
    (place.folder / "别名.yaml").symlink_to("plan.yaml")
    for name in ("plan.yaml", "别名.yaml", "../work/plan.yaml"):
        outcome = place.jimoplan("import", "短.txt", "-o", "plan.yaml", "--answers", name, "--yes")
        assert outcome.code == 2
        assert "给答复换一个文件名" in outcome.errors
    assert not (place.folder / "plan.yaml").exists()


@pytest.mark.parametrize(
    "days",
    [("--start", "2025-02-01", "--end", "2025-01-01"), ("--end", "2020-01-01"), ("--start", "")],
)
def test_days_that_make_no_period_are_refused_at_once(place: Work, days: tuple[str, ...]) -> None:
    outcome = place.jimoplan("import", "短.txt", "-o", "plan.yaml", "--yes", *days)
    assert outcome.code == 2
    assert not (place.folder / "plan.yaml").exists()


def test_answers_are_kept_though_the_plan_is_not_written(place: Work) -> None:
    (place.folder / "身份.txt").write_text(
        SHORT.replace("《规则》", "《规则》,联系13912345678"), "utf-8"
    )
    outcome = answer(place, ["import", "身份.txt", "-o", "new/plan.yaml"], "2\n否\n")
    assert outcome.code == 1
    assert "没有写入计划" in outcome.errors
    kept = (place.folder / "new/plan.answers.yaml").read_text("utf-8")
    assert "answer: 公证处和各司法所" in kept


def test_personal_data_is_told_before_anything_is_committed(place: Work) -> None:
    (place.folder / "身份.txt").write_text(
        SHORT.replace("《规则》", "《规则》,联系13912345678"), "utf-8"
    )
    outcome = place.jimoplan("import", "身份.txt", "-o", "plan.yaml")
    assert outcome.code == 2
    assert "手机号" in outcome.errors
    assert not (place.folder / "plan.yaml").exists()


def test_doubts_of_a_strict_import_are_written_into_a_folder_that_is_new(place: Work) -> None:
    outcome = place.jimoplan("import", "短.txt", "-o", "新/plan.yaml", "--strict")
    assert outcome.code == 1
    assert sorted(file.name for file in (place.folder / "新").iterdir()) == ["plan.answers.yaml"]


def test_nothing_is_put_into_a_merge_that_is_going_on(place: Work) -> None:
    place.git("checkout", "--quiet", "-b", "other")
    for branch, words in (("other", "甲"), ("main", "乙")):
        place.git("checkout", "--quiet", branch)
        (place.folder / "说明").write_text(words)
        place.git("add", "说明")
        place.git("commit", "--quiet", "-m", words)
    place.git("merge", "other", check=False)
    before = place.status()

    outcome = place.jimoplan("import", "短.txt", "-o", "新/plan.yaml", "--yes")
    assert outcome.code == 3
    assert "git 正在" in outcome.errors
    assert place.status() == before


def test_the_answers_are_committed_with_the_plan(place: Work) -> None:
    outcome = place.jimoplan("import", "短.txt", "-o", "plan.yaml", "--yes")
    assert outcome.code == 0, outcome.errors
    assert "plan.answers.yaml" in place.git("ls-tree", "--name-only", "HEAD").split()


def test_without_an_input_it_says_so(place: Work) -> None:
    ended = subprocess.run(
        ["sh", "-c", f"{program()} import - <&-"],
        cwd=place.folder,
        capture_output=True,
        check=False,
    )
    assert ended.returncode in {2, 3}
    assert "Traceback" not in ended.stderr.decode()


def test_the_published_file_is_compared_in_the_encoding_it_was_read_in(place: Work) -> None:
    (place.folder / "旧.txt").write_bytes(SHORT.encode("gb18030"))
    place.jimoplan("import", "旧.txt", "-o", "plan.yaml", "--yes")
    compared = place.jimoplan("validate", "--source", "旧.txt")
    assert "与公布文本逐字一致" in compared.text, compared.errors
