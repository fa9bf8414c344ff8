"""demo: a repository with the shipped plan and a year of made-up progress."""

import shlex
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from command_line import SHIPPED_PLAN, run_jimoplan
from repositories import QUIET, Work

from jimoplan.cli.shared.commands import ENTRIES
from jimoplan.core.assessment.assess import Assessment, assess
from jimoplan.core.assessment.calendar import WorkCalendar
from jimoplan.core.assessment.finishing import Timeliness
from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.items import Measure
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.problems import open_problems
from jimoplan.core.plan.traverse import each_item
from jimoplan.core.plan.words import Direction, Kind, RemarkKind, Role, Status, Totalling, Verdict
from jimoplan.core.text.reading.load import load, load_bytes


@pytest.fixture(scope="module")
def plan(demo: Work) -> Plan:
    """What the demo's plan says at the end."""
    found = load(demo.text).plan
    assert found
    return found


@pytest.fixture(scope="module")
def measures(plan: Plan) -> list[Measure]:
    return [measure for task in plan.all_tasks() for measure in task.measures]


@pytest.fixture(scope="module")
def history(demo: Work) -> list[list[str]]:
    """Of every commit: the author's name, the committer's, the time, the parents, the subject."""
    lines = demo.git("log", "--reverse", "--format=%an%x09%cn%x09%aI%x09%cI%x09%P%x09%s")
    return [line.split("\t") for line in lines.split("\n")]


@pytest.fixture(scope="module")
def by_id(measures: list[Measure]) -> dict[str, Measure]:
    return {measure.id: measure for measure in measures}


@pytest.fixture(scope="module")
def assessed(plan: Plan) -> Assessment:
    """The demo's plan as it stands on its last day."""
    return assess(plan, date(2025, 1, 20))


def at(demo: Work, day: str) -> Plan:
    """The plan as it was committed last before a day."""
    commit = demo.git("rev-list", "-1", f"--before={day}T00:00:00+08:00", "HEAD")
    found = load(demo.git("show", f"{commit}:plan.yaml")).plan
    assert found
    return found


def test_it_is_the_same_every_time_whatever_git_is_set_to(demo: Work, tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("post-checkout", "post-commit", "pre-commit", "reference-transaction"):
        (hooks / name).write_text("#!/bin/sh\necho ran > ../ran\nexit 1\n", "utf-8")
        (hooks / name).chmod(0o755)
    settings = tmp_path / "settings"
    settings.write_text(
        "[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = false\n"
        "[core]\n\tautocrlf = true\n[init]\n\tdefaultBranch = x\n\tdefaultObjectFormat = sha256\n"
        "[user]\n\tname = 别人\n\temail = other@example.org\n[i18n]\n\tcommitEncoding = GBK\n",
        "utf-8",
    )
    env = {
        **QUIET,
        "GIT_CONFIG_GLOBAL": str(settings),
        "GIT_AUTHOR_NAME": "别人",
        "GIT_COMMITTER_DATE": "2020-01-01T00:00:00+00:00",
        "TZ": "America/New_York",
    }
    env["GIT_CONFIG_COUNT"] = "1"
    env["GIT_CONFIG_KEY_0"], env["GIT_CONFIG_VALUE_0"] = "core.hooksPath", str(hooks)
    folder = tmp_path / "again"
    folder.mkdir()

    outcome = run_jimoplan("demo", str(folder), cwd=tmp_path, env=env)

    again = Work(folder, env)
    assert outcome.code == 0, outcome.errors
    assert again.git("rev-parse", "HEAD") == demo.git("rev-parse", "HEAD")
    assert again.git("symbolic-ref", "HEAD") == "refs/heads/main"
    assert again.text == demo.text
    assert "\r" not in again.text
    assert again.status() == []
    assert not (tmp_path / "ran").exists()


def test_every_status_and_every_kind_of_measure_occurs(measures: list[Measure]) -> None:
    assert {measure.status for measure in measures} == set(Status)
    assert {measure.kind for measure in measures} == set(Kind)


def test_it_ends_without_errors_and_every_commit_was_in_its_authors_rights(demo: Work) -> None:
    validated = demo.jimoplan("validate")
    audited = demo.jimoplan("audit")

    assert validated.code == 0, validated.text
    assert audited.code == 0, audited.text
    assert "违规 0 处" in audited.text + audited.errors


def test_what_is_made_up_is_marked_and_what_was_published_is_as_it_was(
    demo: Work, plan: Plan, tmp_path: Path
) -> None:
    shipped = run_jimoplan("render", "source", cwd=SHIPPED_PLAN.parent)

    assert plan.plan.title == "2024年工作要点(示例数据)"
    assert "示例数据" in demo.text.split("schema:")[0]
    assert (demo.folder / "README.md").read_text("utf-8").startswith("# 示例数据\n")
    assert demo.jimoplan("render", "source").out == shipped.out
    assert load_bytes(SHIPPED_PLAN.read_bytes()).plan != plan


def test_the_schema_that_the_plans_first_line_names_lies_beside_it_from_the_first_commit(
    demo: Work,
) -> None:
    first = demo.git("rev-list", "--max-parents=0", "HEAD")
    named = demo.text.split("\n")[0].rpartition("$schema=")[2]

    assert named == "plan.schema.json"
    assert demo.git("log", "--format=%H", "--", named) == first
    assert (demo.folder / named).read_bytes() == demo.jimoplan("schema").out


def test_twelve_people_commit_in_working_hours_over_the_whole_year(
    history: list[list[str]],
) -> None:
    authors, committers, authored, committed, parents, subjects = zip(*history, strict=True)
    days = [date.fromisoformat(time[:10]) for time in authored]

    assert authors == committers
    assert authored == committed
    assert len(set(authors)) == 12
    assert 350 <= len(history) <= 520
    assert (days[0], days[-1].year) == (date(2024, 1, 2), 2025)
    assert {(day.year, day.month) for day in days} >= {(2024, month) for month in range(1, 13)}
    assert {time[19:] for time in authored} == {"+08:00"}
    assert all("09:00:00" <= time[11:19] < "18:03:00" for time in authored)
    assert all(WorkCalendar().working_days(day - timedelta(days=1), day) for day in days)
    assert any(" " in several for several in parents)
    assert "8-1 制发行政应诉工作规则:已完成→推进中,审核退回" in subjects


def test_results_are_returned_and_closed_later_and_deadlines_are_moved_for_a_reason(
    measures: list[Measure],
) -> None:
    reviews = {measure.id: [review.result for review in measure.reviews] for measure in measures}
    moved = [change for measure in measures for change in measure.due_changes]

    assert reviews["8-1"] == [Verdict.RETURNED, Verdict.APPROVED]
    assert sum(Verdict.RETURNED in results for results in reviews.values()) >= 3
    assert len(moved) >= 5
    assert len({change.reason for change in moved}) == len(moved)


def test_some_are_late_for_weeks_and_done_in_the_end_and_some_never(demo: Work) -> None:
    def overdue(day: str) -> set[str]:
        return {
            measure.id
            for task in at(demo, day).all_tasks()
            for measure in task.measures
            if measure.due
            and measure.due < date.fromisoformat(day)
            and measure.status in {Status.NOT_STARTED, Status.IN_PROGRESS}
        }

    june, july, december = overdue("2024-06-14"), overdue("2024-07-10"), overdue("2024-12-31")

    assert "8-1" in june
    assert "1-3" in june & july
    assert {"8-5", "19-6", "21-2"} <= december
    assert not december & (june | july)


def test_a_suspended_measure_is_taken_up_again_and_another_is_called_off(
    demo: Work, measures: list[Measure]
) -> None:
    at_the_end = {measure.id: measure for measure in measures}
    summer = {m.id: m for task in at(demo, "2024-07-01").all_tasks() for m in task.measures}

    assert summer["20-3"].status is Status.SUSPENDED
    assert at_the_end["20-3"].status is not Status.SUSPENDED
    assert at_the_end["16-5"].status is Status.SUSPENDED
    assert at_the_end["6-5"].status is Status.CANCELLED
    assert at_the_end["6-5"].reason


def test_one_department_is_silent_for_months_and_reports_when_it_is_reminded(
    plan: Plan, history: list[list[str]]
) -> None:
    (task,) = (task for task in plan.all_tasks() if task.id == "17")
    days = sorted({update.date for measure in task.measures for update in measure.updates})
    notes = [u.note for m in task.measures for u in m.updates if u.date == date(2024, 9, 12)]

    assert not [day for day in days if date(2024, 5, 20) <= day < date(2024, 9, 12)]
    assert notes
    assert all(note and note.startswith("收到提醒函后补报") for note in notes)
    assert {author for author, *_ in history} >= {"李普法", "高普法"}


def test_reports_read_differently_and_ask_others_for_help(measures: list[Measure]) -> None:
    updates = [update for measure in measures for update in measure.updates]
    notes = [update.note for update in updates]

    assert len(set(notes)) > len(notes) * 0.9
    assert sum("协调" in (update.problem or "") for update in updates) >= 12
    assert sum(bool(update.next) for update in updates) >= 100
    assert not [note for note in notes if note is None or "{" in note]


def test_some_reports_are_handed_in_days_after_their_date(demo: Work) -> None:
    changes = demo.git("log", "--format=%x00%ad %B", "--date=format:%Y-%m-%d").split("\0")[1:]
    late = [
        change[:10]
        for change in changes
        if (found := change.partition("新增填报记录 ")[2]) and found[:10] < change[:10]
    ]

    assert len(late) >= 20


def test_one_periodic_measure_misses_a_period_and_makes_up_for_it_and_another_never_does(
    demo: Work, plan: Plan, assessed: Assessment
) -> None:
    def reported_late(number: str) -> list[int]:
        rhythm = assessed.items[number].rhythm
        assert rhythm
        assert rhythm.complete
        late = {
            each.number: rhythm.reported[each.number]
            - each.end
            - timedelta(each.grace(plan.policy))
            for each in rhythm.owed
        }
        return [number for number, time in late.items() if time > timedelta(0)]

    then = assess(at(demo, "2024-09-16"), date(2024, 9, 15)).items["11-9"]

    assert reported_late("11-9") == [4]
    assert reported_late("12-6") == []
    assert then.light is Light.YELLOW
    assert any("缺7至8月(第4期)" in reason for reason in then.reasons)


def test_silence_is_counted_as_each_item_has_it(by_id: dict[str, Measure], plan: Plan) -> None:
    own = {m.id: m.stale for m in by_id.values() if m.kind is Kind.CONTINUOUS and m.stale}

    assert own
    assert plan.policy.stale not in own.values()


def test_work_stops_and_goes_on_with_an_approval(by_id: dict[str, Measure]) -> None:
    (ended,) = by_id["20-3"].suspensions
    (going_on,) = by_id["16-5"].suspensions

    assert (str(ended.since), str(ended.until)) == ("2024-05-30", "2024-09-04")
    assert going_on.until is None
    assert ended.approved_by
    assert going_on.approved_by
    assert by_id["6-5"].approved_by


def test_what_comes_in_september_has_its_own_clock(
    by_id: dict[str, Measure], assessed: Assessment
) -> None:
    finish = assessed.items["18-13"].finish

    assert str(by_id["18-13"].since) == "2024-09-05"
    assert finish
    assert finish.timeliness is Timeliness.IN_TIME


def test_deadlines_are_put_off_before_and_after_they_pass(
    by_id: dict[str, Measure], assessed: Assessment
) -> None:
    found = {number: assessed.items[number].finish for number in ("8-3", "4-7", "17-6", "1-3")}
    timeliness = {number: finish.timeliness for number, finish in found.items() if finish}

    assert by_id["8-3"].due_changes
    assert timeliness == {
        "8-3": Timeliness.IN_TIME,
        "4-7": Timeliness.EXTENDED,
        "17-6": Timeliness.EXTENDED,
        "1-3": Timeliness.LATE,
    }


def test_what_was_finished_in_time_is_so_although_it_was_reported_days_later(
    demo: Work, by_id: dict[str, Measure], assessed: Assessment
) -> None:
    before = {m.id: m for task in at(demo, "2024-07-02").all_tasks() for m in task.measures}
    finish = assessed.items["20-4"].finish

    assert before["20-4"].status is Status.IN_PROGRESS
    assert before["20-4"].due == date(2024, 6, 28)
    assert str(by_id["20-4"].finished) == "2024-06-27"
    assert finish
    assert finish.timeliness is Timeliness.IN_TIME


def test_problems_stay_open_for_weeks_and_are_solved(demo: Work, by_id: dict[str, Measure]) -> None:
    def open_before(day: str) -> bool:
        found = {m.id: m for task in at(demo, day).all_tasks() for m in task.measures}
        return bool(open_problems(found["18-4"]))

    assert open_before("2024-05-18")
    assert open_before("2024-06-17")
    assert not open_before("2024-06-18")
    assert open_problems(by_id["19-6"], date(2025, 1, 20))
    assert sum(bool(u.solved) for m in by_id.values() for u in m.updates) >= 10


def test_everybody_has_their_say(plan: Plan, by_id: dict[str, Measure]) -> None:
    remarks = [remark.kind for _, item in each_item(plan) for remark in item.remarks]
    reports = [update for measure in by_id.values() for update in measure.updates]
    entered = [update for update in reports if update.entered_by]
    (supporting,) = (u for u in by_id["14-3"].updates if u.dept == "法律援助中心")
    (task,) = (task for task in plan.all_tasks() if task.id == "14")

    assert set(remarks) == set(RemarkKind)
    assert all(update.dept for update in reports)
    assert [(u.by, u.dept, u.entered_by) for u in entered] == [
        ("吴矫正", "社区矫正工作科", "赵督查")
    ]
    assert supporting.dept in dict(task.by_role())[Role.SUPPORT]


def test_indicators_of_every_sort_occur(by_id: dict[str, Measure], assessed: Assessment) -> None:
    assert by_id["14-5"].base
    assert assessed.items["14-5"].unmet
    assert by_id["14-5"].reason
    assert by_id["16-9"].total is Totalling.CUMULATIVE
    assert not assessed.items["16-9"].unmet
    assert by_id["16-10"].target_text
    assert assessed.items["16-10"].progress.percent in {None, 100}
    assert by_id["19-8"].direction is Direction.AT_MOST
    assert not by_id["19-8"].base


def test_a_number_is_retired_and_evidence_is_held_to_what_was_approved(
    demo: Work, plan: Plan, by_id: dict[str, Measure]
) -> None:
    (approved,) = by_id["8-1"].reviews[-1].files

    assert plan.plan.retired == ("12-7",)
    assert "12-7" not in by_id
    assert demo.git("rev-parse", f"HEAD:{approved.path}") == approved.blob
    assert "移到了 归档/2024/规范制度目录.md" in demo.jimoplan("validate").text


def test_the_lights_are_those_of_a_year_with_quiet_weeks_and_bad_ones(demo: Work) -> None:
    def count(day: date) -> tuple[int, int]:
        found = at(demo, str(day + timedelta(days=1)))
        items = assess(found, day).items
        lights = [items[task.id].light for task in found.all_tasks()]
        return lights.count(Light.RED), lights.count(Light.YELLOW)

    days = [date(2024, 1, 28) + timedelta(weeks=7 * n) for n in range(7)]
    counts = [count(day) for day in days]

    assert all(red <= 6 and yellow <= 10 for red, yellow in counts)
    assert min(map(sum, counts)) <= 1
    assert max(map(sum, counts)) >= 7


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "信.txt").write_text("在", "utf-8")

    refused = run_jimoplan("demo", "taken", cwd=tmp_path, env=QUIET)
    no_folder = run_jimoplan("demo", "taken/信.txt", cwd=tmp_path, env=QUIET)

    assert (refused.code, no_folder.code) == (2, 2)
    assert "已经有东西" in refused.errors
    assert [path.name for path in taken.iterdir()] == ["信.txt"]
    assert (taken / "信.txt").read_text("utf-8") == "在"


def test_without_git_it_says_so_and_leaves_nothing_behind(tmp_path: Path) -> None:
    outcome = run_jimoplan("demo", "里/面", cwd=tmp_path, env={**QUIET, "PATH": str(tmp_path)})

    assert outcome.code == 3
    assert "没有找到 git" in outcome.errors
    assert list(tmp_path.iterdir()) == []


def test_where_git_fails_nothing_is_left_behind(tmp_path: Path) -> None:
    env = {**QUIET, "GIT_CONFIG_GLOBAL": str(tmp_path)}

    outcome = run_jimoplan("demo", "new", cwd=tmp_path, env=env)

    assert outcome.code == 3
    assert "建不了 git 仓库" in outcome.errors
    assert not (tmp_path / "new").exists()


def test_the_commands_it_prints_exist_and_answer(demo: Work) -> None:
    printed = (demo.folder.parent / "printed").read_text("utf-8").splitlines()
    shown = [line.removeprefix("  ") for line in printed if line.startswith("  ")]
    commands = [shlex.split(line) for line in shown]

    assert commands[0][0] == "cd"
    assert Path(commands[0][1]).resolve() == demo.folder.resolve()
    assert len(commands) == 5
    assert all(words[0] == "jimoplan" and words[1] in ENTRIES for words in commands[1:])
    for words in commands[1:3]:
        assert demo.jimoplan(*words[1:]).code == 0


def test_the_commands_in_its_readme_answer(demo: Work) -> None:
    guide = (demo.folder / "README.md").read_text("utf-8")
    shown = [line.partition("#")[0] for line in guide.splitlines() if line.startswith("jimoplan ")]
    questions = [
        words
        for words in map(shlex.split, shown)
        if words[1] in {"status", "show", "log", "blame", "diff"}
    ]

    assert len(questions) >= 7
    for words in questions:
        assert demo.jimoplan(*words[1:]).code == 0, words


def test_a_person_on_its_list_can_go_on_working(demo: Work, tmp_path: Path) -> None:
    demo.git("clone", "--quiet", str(demo.folder), str(tmp_path / "copy"))
    copy = Work(tmp_path / "copy")
    copy.be(("周复议", "zhou@example.cn"))
    day = "2025-01-24T09:00:00+08:00"
    copy.env |= {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}

    outcome = copy.jimoplan(
        *("update", "8-5", "--progress", "70", "--note", "与法院会商一次", "--yes"),
        *("--date", "2025-01-24"),
    )

    assert outcome.code == 0, outcome.errors
    assert copy.jimoplan("audit", "HEAD~1..HEAD").code == 0


@pytest.mark.parametrize(
    "words", [("weekly", "--period", "2024-W52"), ("annual", "--period", "2024")]
)
def test_the_fullest_pages_of_the_year_stay_below_300_kilobytes(
    words: tuple[str, ...], demo: Work
) -> None:
    outcome = demo.jimoplan("render", *words, "--format", "html")

    assert outcome.code == 0
    assert len(outcome.out) < 300_000


def test_letters_of_a_past_day_go_by_the_plan_of_that_day(demo: Work) -> None:
    words = ("render", "supervision", "--dept", "复议应诉科", "--as-of", "2024-06-14")
    outcome = demo.jimoplan(*words)

    assert outcome.code == 0
    assert "关于制发行政应诉工作规则的催办通知" in outcome.text
    assert "21/21项可读" in outcome.text


EDITOR = "sed -i s/探索建立类案办理标准/探索建立类案标准/"
APPROVED = ("--approved-by", "刘分管", "--yes")
EVERY_VERB = (
    ("update", "8-5", "--progress", "70", "--note", "会商", "--by", "周复议", "--dept", "复议科"),
    ("undo", "--yes"),
    ("review", "15-2", "--approve", "--yes"),
    ("undo", "--yes"),
    ("review", "22-2", "--return", "--reason", "补附件", "--yes"),
    ("update", "8-5", "--due", "2025-06-30", "--reason", "延期", *APPROVED),
    ("update", "8-5", "--status", "暂缓", "--reason", "等", *APPROVED),
    ("remark", "8-5", "请抓紧"),
    ("add", "measure", "8", "--kind", "一次性", "--title", "新的"),
    ("move", "8-7", "--before", "8-1", "--plan-reason", "试"),
    ("remove", "8-7", "--yes", "--plan-reason", "试"),
    ("edit", "8-5", "--plan-reason", "试"),
    ("fmt", "--check"),
)


def test_a_newcomer_there_can_try_every_verb(demo: Work, tmp_path: Path) -> None:
    now = {name: value for name, value in demo.env.items() if not name.endswith("_DATE")}
    work = Work(Path(shutil.copytree(demo.folder, tmp_path / "demo")), now)

    for words in EVERY_VERB:
        outcome = work.jimoplan(*words, env={"EDITOR": EDITOR})
        assert outcome.code == 0, (words, outcome.errors)
    work.replace("title: 探索建立类案标准", "title: 探索建立类案办理标准")
    assert work.jimoplan("commit", "--plan-reason", "改回去").code == 0
    assert work.jimoplan("audit").code == 0
    assert {made.split("<")[0] for made in work.git("log", "-9", "--format=%an").split("\n")} == {
        "赵督查"
    }
