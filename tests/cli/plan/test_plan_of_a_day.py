"""--as-of: the plan as it was at the end of a day, the same for whichever command is asked."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from command_line import Outcome, clean_environment
from dated_histories import Dated, Form, dated_histories, make_dated
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from repositories import Work, make_repository

JANUARY, FEBRUARY, MARCH = "2024-01-10", "2024-02-10", "2024-03-10"
BEFORE, FIRST, SECOND, LAST = "2024-01-09", "2024-01-31", "2024-02-29", "2024-03-31"


def on(work: Work, day: str) -> None:
    """Commit on that day from now on."""
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        work.env[name] = f"{day}T10:00:00+08:00"


def commit(work: Work, day: str) -> str:
    """Commit whatever was edited on a day; the beginning of the commit's id."""
    on(work, day)
    work.git("add", "--all")
    work.git("commit", "--quiet", "--message=改")
    return work.git("log", "-1", "--format=%h", "--abbrev=9")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of January; in February 乙科 gets another name, in March 3-2 is added."""
    work = make_repository(tmp_path_factory.mktemp("made") / "work")
    on(work, JANUARY)
    work.git("commit", "--quiet", "--amend", "--no-edit", f"--date={JANUARY}T10:00:00+08:00")
    work.write(work.text.replace("乙科", "新科"))
    commit(work, FEBRUARY)
    on(work, MARCH)
    ask(work, "add", "measure", "3", "--title", "编印手册", "--kind", "一次性")
    return work.folder


@pytest.fixture
def year(made: Path, tmp_path: Path) -> Work:
    shutil.copytree(made, tmp_path / "work")
    return Work(tmp_path / "work")


def ask(work: Work, *words: str) -> str:
    outcome = work.jimoplan(*words)
    assert outcome.code == 0, outcome.errors
    return outcome.text


def measures(work: Work, day: str) -> list[str]:
    text = ask(work, "list", "-m", "--as-of", day, "--columns", "id", "--format", "json")
    return [item["id"] for item in json.loads(text)["data"]["items"]]


def notes(work: Work, *words: str) -> list[str]:
    found: list[str] = json.loads(ask(work, *words, "--format", "json"))["notes"]
    return found


def test_an_item_is_there_from_its_day_on(year: Work) -> None:
    assert "3-2" not in measures(year, "2024-03-09")
    assert "3-2" in measures(year, MARCH)
    assert "编印手册" not in ask(year, "render", "overview", "--as-of", "2024-03-09")


def test_an_item_that_was_not_there_yet_is_unknown_and_it_is_said_that_it_is_now(
    year: Work,
) -> None:
    outcome = year.jimoplan("show", "3-2", "--as-of", SECOND)

    assert (outcome.code, outcome.text) == (2, "")
    assert "没有叫“3-2”的编号" in outcome.errors
    assert f"{SECOND}的计划里没有,现在的计划里有;去掉 --as-of" in outcome.errors
    never = year.jimoplan("show", "3-9", "--as-of", SECOND).errors
    assert "现在的计划里有" not in never
    assert "您是否想填" in never


def test_departments_go_by_the_names_of_the_day(year: Work) -> None:
    assert "乙科:直接承担任务" in ask(year, "status", "--dept", "乙科", "--as-of", FIRST)
    assert "新科:直接承担任务" in ask(year, "status", "--dept", "新科", "--as-of", SECOND)
    for words in (("status",), ("list",), ("render", "department"), ("render", "weekly")):
        outcome = year.jimoplan(*words, "--dept", "新科", "--as-of", FIRST)
        assert (outcome.code, outcome.text) == (2, "")
        assert f"{FIRST}的计划里没有,现在的计划里有" in outcome.errors


def test_a_notice_goes_by_what_was_red_on_the_sunday_before_as_the_plan_was_then(
    year: Work,
) -> None:
    year.replace("due: 2024-09-30", "due: 2024-03-01")
    commit(year, "2024-03-12")
    notice = ("render", "supervision", "--dept", "新科", "--as-of")

    assert "的督办通知" in ask(year, *notice, "2024-03-15")
    assert "的催办通知" not in ask(year, *notice, "2024-03-15")
    assert "的催办通知" in ask(year, *notice, "2024-03-22")


def test_completion_offers_what_the_plan_had_on_the_day(year: Work) -> None:
    def offered(line: str) -> list[str]:
        *before, word = line.split()[1:]
        told = {"_JIMOPLAN_COMPLETE": "bash", "_JIMOPLAN_WORD": word}
        return year.jimoplan(*before, env=told).text.split()

    assert offered(f"jimoplan status --as-of {FIRST} --dept 新") == []
    assert offered(f"jimoplan status --as-of {FIRST} --dept 乙") == ["乙科"]
    assert offered("jimoplan status --dept 新") == ["新科"]


def test_before_the_plan_was_registered_it_is_the_first_version_and_that_is_said(
    year: Work,
) -> None:
    first = year.git("log", "--reverse", "--format=%h", "--abbrev=9").split("\n")[0]
    said = f"{BEFORE}时还没有登记计划,按最早的提交 {first}({JANUARY})里的计划"
    day = ("--as-of", BEFORE)

    for words in (("status",), ("list",), ("show", "1")):
        assert said in notes(year, *words, *day)
    for asked in ("status", "render overview", "render feedback --dept 甲科"):
        text = ask(year, *asked.split(), *day).replace("，", ",").replace("\n", "")
        assert f"{BEFORE}时还没有登记计划,按最早的提交 {first}" in text
    source = year.jimoplan("render", "source", *day)
    assert (source.code, said in source.errors) == (0, True)
    assert measures(year, BEFORE) == measures(year, FIRST)


def test_what_is_not_committed_counts_from_the_last_commits_day_on(year: Work) -> None:
    year.replace("编印手册", "编印指南")

    assert "编印指南" in ask(year, "show", "3-2", "--as-of", LAST)
    assert "编印指南" in ask(year, "show", "3-2", "--as-of", MARCH)
    on(year, "2024-04-10")
    year.git("commit", "--quiet", "--allow-empty", "--message=别的事")
    assert "编印手册" in ask(year, "show", "3-2", "--as-of", LAST)


def test_an_earlier_plan_with_errors_gets_no_answer_and_the_commit_is_named(year: Work) -> None:
    good = year.text
    year.write(good.replace("kind: 一次性", "kind: 一次行"))
    broken = commit(year, "2024-04-10")
    year.write(good)
    commit(year, "2024-04-12")

    for words in (("status",), ("list",), ("show", "1"), ("render", "overview")):
        outcome = year.jimoplan(*words, "--as-of", "2024-04-11")
        assert (outcome.code, outcome.text) == (1, "")
        assert f"错误:提交 {broken}(2024-04-10)里的 plan.yaml 有错误" in outcome.errors
        assert "一次行" in outcome.errors
        assert year.jimoplan(*words, "--as-of", LAST).code == 0


def test_errors_that_the_file_has_now_do_not_touch_earlier_days(year: Work) -> None:
    year.write("%!" + year.text)

    assert year.jimoplan("status").code == 1
    assert year.jimoplan("status", "--as-of", MARCH).code == 1
    for words in (("status",), ("show", "1"), ("render", "overview")):
        assert year.jimoplan(*words, "--as-of", SECOND).code == 0


def test_outside_of_git_an_earlier_day_goes_by_the_file_and_that_is_said(tmp_path: Path) -> None:
    make_repository(tmp_path / "other")
    (tmp_path / "plan.yaml").write_bytes((tmp_path / "other" / "plan.yaml").read_bytes())
    alone = Work(tmp_path)
    said = f"没有{FIRST}的记录:状态按文件现在所写"

    assert said in " ".join(notes(alone, "status", "--as-of", FIRST))
    assert said in ask(alone, "list", "--as-of", FIRST).replace("\n", "")
    for words in ((), ("--as-of", "2199-01-01")):
        assert not [note for note in notes(alone, "status", *words) if "git" in note]


def test_a_day_to_come_goes_by_the_file_and_that_is_said(year: Work) -> None:
    day = ("--as-of", "2199-01-01")
    said = "2199-01-01 还没有到,按文件现在所写"

    assert notes(year, "status", *day)[0] == notes(year, "show", "3-2", *day)[0] == said
    assert said in ask(year, "list", *day).replace("\n", "")
    assert "> 2199-01-01 还没有到" in ask(year, "render", "overview", *day)
    assert not [note for note in notes(year, "status") if "还没有到" in note]


def test_a_plan_that_was_never_committed_goes_by_the_file(year: Work) -> None:
    text = year.text
    (year.folder / "other.yaml").write_text(text, "utf-8")

    found = notes(year, "status", "--file", "other.yaml", "--as-of", FIRST)
    assert f"没有{FIRST}的记录" in found[0]


def test_a_shallow_clone_says_where_its_history_ends(year: Work, tmp_path: Path) -> None:
    clone = Work(tmp_path / "shallow")
    year.git("clone", "--quiet", "--depth=1", f"file://{year.folder}", str(clone.folder))

    missing, earliest, *_ = notes(clone, "status", "--as-of", FIRST)
    assert "这是浅克隆" in missing
    assert f"{FIRST}时的计划没有取下来,按最早的提交 " in earliest
    assert notes(clone, "status", "--as-of", LAST)[0] == missing


def test_a_plan_is_found_under_the_name_that_it_had_then(year: Work) -> None:
    before = {day: ask(year, "status", "--as-of", day) for day in (FIRST, SECOND, LAST)}
    (year.folder / "计划").mkdir()
    year.git("mv", "plan.yaml", "计划/plan.yaml")
    commit(year, "2024-04-10")

    for day, text in before.items():
        assert ask(year, "status", "--file", "计划/plan.yaml", "--as-of", day) == text
    origin = ask(year, "render", "overview", "--file", "计划/plan.yaml", "--as-of", SECOND)
    assert f"（{FEBRUARY}）" in origin.split("## ")[0]


def test_of_two_plans_of_one_name_each_has_its_own_commits(year: Work) -> None:
    below = year.folder / "镇街"
    below.mkdir()
    shutil.copy(year.plan, below)
    commit(year, "2024-04-10")
    year.replace("编印手册", "编印指南")
    ours = commit(year, "2024-04-12")
    (below / "plan.yaml").write_text(year.text.replace("某区", "某镇"), "utf-8")
    theirs = commit(year, "2024-04-14")
    year.replace("编印指南", "编印大全")
    commit(year, "2024-04-16")

    overview = ("render", "overview", "--as-of", "2024-04-15", "--file")
    assert f"提交{theirs}（2024-04-14）" in ask(year, *overview, "镇街/plan.yaml")
    assert f"提交{ours}（2024-04-12）" in ask(year, *overview, "plan.yaml")
    assert f"提交{theirs}（2024-04-14）" in ask(Work(below), *overview[:-1])


def test_a_link_means_what_it_led_to_then(year: Work) -> None:
    (year.folder / "2024.yaml").write_bytes(year.plan.read_bytes())
    year.plan.unlink()
    year.plan.symlink_to("2024.yaml")
    commit(year, "2024-12-30")
    (year.folder / "2025.yaml").write_text(
        year.text.replace("办理行政复议", "再办理行政复议"), "utf-8"
    )
    year.plan.unlink()
    year.plan.symlink_to("2025.yaml")
    commit(year, "2025-01-10")

    for words in (("status",), ("list", "-m"), ("render", "overview")):
        assert ask(year, *words, "--as-of", "2024-12-31") == ask(
            year, *words, "--as-of", "2024-12-31", "--file", "2024.yaml"
        )


def test_a_link_that_git_does_not_keep_is_but_another_name(year: Work, tmp_path: Path) -> None:
    (year.folder / "beside.yaml").symlink_to("plan.yaml")
    (tmp_path / "outside.yaml").symlink_to(year.plan)

    for link in ("beside.yaml", str(tmp_path / "outside.yaml")):
        for words in (("status",), ("render", "overview")):
            day = ("--as-of", SECOND)
            assert ask(year, *words, *day, "--file", link) == ask(year, *words, *day)


def test_a_report_names_the_commit_that_changed_what_a_link_leads_to(year: Work) -> None:
    target, text = year.folder / "2024.yaml", year.text
    year.plan.unlink()
    year.plan.symlink_to(target.name)
    for day, title in ("2024-04-10", "一版"), ("2024-04-12", "二版"), ("2024-04-14", "一版"):
        target.write_text(text.replace("编印手册", title), "utf-8")
        back = commit(year, day)

    for day in ("2024-04-14", "2199-01-01"):
        assert f"提交{back}（2024-04-14）。" in ask(year, "render", "overview", "--as-of", day)


def test_a_past_day_wants_git_where_there_is_a_repository(year: Work, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    without = {"PATH": str(tmp_path / "empty")}
    outcome = year.jimoplan("status", "--as-of", FIRST, env=without)

    assert (outcome.code, outcome.text) == (3, "")
    assert "没有找到 git 程序" in outcome.errors
    for words in ((), ("--as-of", "2199-01-01")):
        assert year.jimoplan("status", *words, env=without).code == 0


@pytest.mark.parametrize("words", [(), ("--as-of", "2199-01-01")])
def test_a_question_about_today_imports_no_git(words: tuple[str, ...], year: Work) -> None:
    script = (
        "import sys; from jimoplan.cli import main; main(sys.argv[1:]);"
        "print([name for name in sys.modules if name.startswith('jimoplan.git')], file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, "status", *words],
        cwd=year.folder,
        env=clean_environment(),
        capture_output=True,
        check=True,
    )
    assert ended.stderr.decode().strip() == "[]"


QUESTIONS = ("status", "status --format json", "list -m --format json", "render overview")
IN_THE_DEMO = (
    *QUESTIONS,
    "list --overdue --format csv",
    "status --dept 复议应诉科 --format md",
    "show 8-1",
    "render supervision --dept 复议应诉科",
    "render feedback --dept 公证处 --format html",
)


def answers(work: Work, questions: Iterable[str], day: str) -> dict[str, Outcome]:
    return {asked: work.jimoplan(*asked.split(), "--as-of", day) for asked in questions}


@pytest.fixture(scope="module")
def elsewhere(demo: Work, tmp_path_factory: pytest.TempPathFactory) -> Work:
    """A clone of the demo, to check out what it was."""
    return clone(demo, tmp_path_factory.mktemp("elsewhere"))


def clone(work: Work, folder: Path) -> Work:
    work.git("clone", "--quiet", "--shared", "--no-checkout", str(work.folder), str(folder))
    return Work(folder)


@pytest.mark.parametrize("day", ["2024-06-14", "2024-12-31"])
def test_a_day_of_the_demo_is_what_a_checkout_of_that_day_says(
    demo: Work, elsewhere: Work, day: str
) -> None:
    check_out(elsewhere, demo, day)
    here = answers(demo, IN_THE_DEMO, day)

    assert here == answers(elsewhere, IN_THE_DEMO, day)
    assert {outcome.code for outcome in here.values()} == {0}
    assert "截至日以后的填报" not in here["status"].text


def test_files_of_a_day_are_what_a_checkout_of_that_day_writes(year: Work, tmp_path: Path) -> None:
    there = clone(year, tmp_path / "there")
    check_out(there, year, SECOND)
    year.replace("编印手册", "编印指南")
    every = "render feedback --all-departments -o 函件", "ci weekly --this-week -o 周报"
    for work in (year, there):
        outcomes = answers(work, (*every, "render monthly --period 2024-02"), SECOND)
        assert {outcome.code for outcome in outcomes.values()} <= {0, 1}

    for folder in ("函件", "周报"):
        assert files(year.folder / folder) == files(there.folder / folder)


def check_out(there: Work, work: Work, day: str) -> None:
    """Check out, in a clone, the last commit that the main line had by the end of a day."""
    before = f"--before={day}T23:59:59+08:00"
    there.git(
        "checkout",
        "--quiet",
        "--detach",
        work.git("rev-list", "-1", "--first-parent", before, "main"),
    )


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


@settings(max_examples=max(8, settings().max_examples // 20))
@given(dated_histories(orderly=True), st.data())
def test_any_day_of_any_history_is_what_a_checkout_of_that_day_says(
    dated: Dated, data: st.DataObject
) -> None:
    line = dated.own_line()
    day = data.draw(st.sampled_from([dated.times[place].date() for place in line[1:] or line]))
    last = next(place for place in line if dated.times[place].date() <= day)
    assume(dated.forms[last] is not Form.GONE)
    with tempfile.TemporaryDirectory() as name:
        work, ids = make_dated(Path(name) / "work", dated)
        there = clone(work, Path(name) / "there")
        there.git("checkout", "--quiet", "--detach", ids[last])
        here = answers(work, QUESTIONS, str(day))

        assert here == answers(there, QUESTIONS, str(day))
        event(f"{dated.forms[last]}, {here['status'].code}, HEAD: {last == line[0]}")
