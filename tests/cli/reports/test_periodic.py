"""Periodic reports from real repositories: what was done when, what is late, what is missing."""

import re
from pathlib import Path

import pytest
from command_line import run_jimoplan
from repositories import SUPERVISOR, Work, make_repository

PLAN = """\
schema: 1
plan:
  unit: 某区司法局
  title: 2024年工作要点
  period: {start: 2024-01-01, end: 2024-12-31}
policy: {due_soon: 0, behind: 100, stale: 366}
departments:
  - {name: 甲科, kind: 科室}
  - {name: 乙科, kind: 科室}
sections:
  - number: 一
    title: 依法行政
    tasks:
      - id: '1'
        title: 制发规则
        responsible: [甲科]
        status: 推进中
        measures:
          - {id: 1-1, kind: 一次性, title: 起草规则, status: 推进中, due: 2024-06-03}
          - {id: 1-2, kind: 一次性, title: 征求意见, status: 推进中}
      - id: '2'
        title: 组织培训
        responsible: [乙科]
        status: 推进中
        measures:
          - {id: 2-1, kind: 常态化, title: 开展培训, status: 推进中}
"""


@pytest.fixture
def year(tmp_path: Path) -> Work:
    """A plan registered in January, with a few commits in June."""
    work = Work(tmp_path / "work")
    on(work, "2024-01-02")
    make_repository(work.folder, PLAN)
    work.git("commit", "--quiet", "--amend", "--no-edit", "--date=2024-01-02T09:00:00+08:00")
    on(work, "2024-06-06")
    update(work, "2-1", "--note", "开班", "--date", "2024-06-06")
    on(work, "2024-06-12")
    update(
        work,
        "1-1",
        "--progress",
        "80",
        "--note",
        "初稿已成",
        "--next",
        "送审",
        "--date",
        "2024-06-12",
    )
    on(work, "2024-06-13")
    update(work, "1-2", "--problem", "需区财政局协调", "--date", "2024-06-05")
    on(work, "2024-06-19")
    done = ("--status", "已完成", "--evidence", "即司发〔2024〕5号", "--note", "印发")
    update(work, "1-1", *done, "--date", "2024-06-19")
    return work


def on(work: Work, day: str) -> None:
    """Commit on that day from now on."""
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        work.env[name] = f"{day}T10:00:00+08:00"


def update(work: Work, *words: str) -> None:
    outcome = work.jimoplan("update", *words)
    assert outcome.code == 0, outcome.errors


def weekly(work: Work, period: str = "2024-W24", *words: str) -> str:
    outcome = work.jimoplan("render", "weekly", "--period", period, *words)
    assert outcome.code == 0, outcome.errors
    return outcome.text


def section(text: str, title: str) -> str:
    """The part of a report under a heading, whatever its number; '' where there is none."""
    found = re.search(
        rf"^## (?:[一二三四五六七八九十]+、)?{title}\n(.*?)(?=^#|\Z)",
        text,
        re.MULTILINE | re.DOTALL,
    )
    return found[1] if found else ""


def test_the_head_says_how_much_is_read_which_commit_and_as_of_when(year: Work) -> None:
    commit = year.git("log", "--format=%h", "--abbrev=9", "--until=2024-06-16", "-1")
    text = weekly(year)
    head = text.split("## ")[0]

    assert "2024年第24周（6月10日至6月16日），第24期，定稿" in head
    assert "截至2024年6月16日" in head
    assert text.count(f"2/2项可读；提交{commit}（2024-06-13）") == 1


def test_a_week_that_is_not_over_is_a_draft(year: Work) -> None:
    assert "第24期，初稿。" in weekly(year, "2024-W24", "--as-of", "2024-06-12")


def test_the_first_sentence_tells_what_has_changed_and_what_is_asked(year: Work) -> None:
    first, second, third = (weekly(year, week) for week in ("2024-W23", "2024-W24", "2024-W25"))

    assert "\n本周新增红灯任务1项（1-1，逾期）。\n" in first
    assert "\n本周红灯任务持续1项，没有新增。\n" in second
    assert "\n本周没有红灯任务，解除1项；本周报完成1项，待审核。\n" in third


def test_the_figures_stand_with_their_change(year: Work) -> None:
    third = weekly(year, "2024-W25")

    assert (
        "- 红灯任务：0项（比上期−1）\n- 黄灯任务：0项（比上期持平）\n- 待审核：1项（比上期\\+1）\n"
        in third
    )


def test_progress_is_what_was_reported_in_the_week_with_what_comes_next(year: Work) -> None:
    progress = section(weekly(year), "本周进展")

    row = "| 甲科 | 1-1 起草规则 | 进度80%。初稿已成<br>下一步：送审 | 6月12日，张三 |"
    assert row in progress
    assert "开班" not in progress


def test_what_is_filed_late_is_in_the_week_of_its_commit(year: Work) -> None:
    late = "| 甲科 | 1-2 征求意见 | 未写进展情况 | 6月5日，张三，补报 |"

    assert late in section(weekly(year), "本周进展")
    assert "1-2" not in section(weekly(year, "2024-W23"), "本周进展")


def test_an_issue_keeps_its_figures_and_tells_what_was_entered_later(year: Work) -> None:
    before = weekly(year, "2024-W23")

    assert "1-2" not in before.split("## ")[0]
    assert re.search(r"^\| 2024-06-13 \| 张三 \| \w+ \| 补报1-2 \|$", before, re.MULTILINE)
    assert section(weekly(year), "更正") == ""


def test_a_correction_of_a_report_is_told_with_what_it_says_now(year: Work) -> None:
    on(year, "2024-06-27")
    fixed = (
        "fix",
        "1-1",
        "--entry",
        "2024-06-12",
        "--progress",
        "60",
        "--note",
        "只做了一半",
        "--yes",
    )
    outcome = year.jimoplan(*fixed)
    assert outcome.code == 0, outcome.errors

    told = section(weekly(year), "更正")
    assert "更正填报" in told
    assert "补报" not in told


def test_red_stays_from_issue_to_issue_until_it_clears(year: Work) -> None:
    first, second, third = (
        section(weekly(year, week), "红灯事项") for week in ("2024-W23", "2024-W24", "2024-W25")
    )

    assert "| 时限6月3日，逾期4个工作日，新增 | 未说明 | 未写 | — |" in first
    assert "| 时限6月3日，逾期8个工作日，持续第2期 | 未说明 | 送审（6月12日，张三） | — |" in second
    assert "没有红灯事项。" in third
    assert "已解除：1-1 起草规则（原红灯）。" in third


def test_a_task_and_its_only_red_measure_are_one_row(year: Work) -> None:
    rows = [line for line in section(weekly(year), "红灯事项").splitlines() if "起草规则" in line]

    assert len(rows) == 1
    assert "制发规则" not in section(weekly(year), "红灯事项")


def test_an_earlier_week_is_as_it_was_then(year: Work) -> None:
    assert "办结" not in section(weekly(year), "本周进展")
    after = section(weekly(year, "2024-W25"), "本周进展")
    assert "| 甲科 | 1-1 起草规则 | 6月19日，逾期11个工作日办结，张三报，待审核 |" in after


def test_whoever_owes_a_report_is_named_by_department(year: Work) -> None:
    assert "到期应报的都已报送。" in section(weekly(year), "未报送")
    first = section(weekly(year, "2024-W23"), "未报送")
    assert "| 甲科 | 1-1 时限6月3日 | 一直未填报 |" in first
    assert "张三" not in first


def test_problems_are_what_wants_coordination_and_by_whom(year: Work) -> None:
    row = "| 甲科 | 1-2 征求意见 | 需区财政局协调（6月5日，张三） | 区财政局 |"
    assert row in section(weekly(year), "需协调事项")


def test_all_changes_of_the_week_say_who_and_which_commit(year: Work) -> None:
    changes = section(weekly(year), "附表二：本周改动")

    assert changes.count("| 2024-06-12 | 张三 |") == 1
    assert changes.count("| 2024-06-13 | 张三 |") == 1
    assert "2024-06-19" not in changes


def test_a_week_as_of_a_day_ends_with_that_day(year: Work) -> None:
    text = weekly(year, "2024-W24", "--as-of", "2024-06-12")

    assert "截至2024年6月12日" in text
    assert "初稿已成" in text
    assert "需区财政局协调" not in text


def test_without_git_it_still_renders_and_says_what_it_lacks(tmp_path: Path, year: Work) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "plan.yaml").write_bytes(year.plan.read_bytes())
    outcome = run_jimoplan("render", "weekly", "--period", "2024-W24", cwd=folder)

    assert outcome.code == 0
    assert "> 不在 git 仓库里，或还没有提交过：没有改动记录和提交" in outcome.text
    assert "1-1 起草规则 | 进度80%。初稿已成<br>下一步：送审 | 6月12日，张三 |" in outcome.text


def test_a_shallow_clone_is_said_in_the_report(tmp_path: Path, year: Work) -> None:
    clone = tmp_path / "shallow"
    year.git("clone", "--quiet", "--depth=2", f"file://{year.folder}", str(clone))
    outcome = run_jimoplan("render", "weekly", "--period", "2024-W24", cwd=clone)

    assert outcome.code == 0
    assert "> 这是浅克隆" in outcome.text
    assert "git fetch --unshallow" in outcome.text


def test_a_day_before_the_plan_was_registered_is_said_in_the_report(year: Work) -> None:
    assert "> 2024-01-01时还没有登记计划，按最早的提交 " in weekly(
        year, "2024-W01", "--as-of", "2024-01-01"
    )


def test_an_empty_week_is_said_in_the_report(year: Work) -> None:
    text = weekly(year, "2024-W10")

    assert "> 2024年第10周没有填报，也没有改动。" in text
    assert "没有填报。" in section(text, "本周进展")


def test_one_task_that_cannot_be_read_is_named_and_the_rest_reported(year: Work) -> None:
    year.replace("        title: 组织培训\n", "        title: [组织培训\n")
    outcome = year.jimoplan("render", "weekly", "--date", "2024-06-20")

    assert outcome.code == 1
    assert "1/2项可读" in outcome.text
    assert "任务2读不出来，不在本报告里" in outcome.text
    assert "1-1 起草规则 | 6月19日，逾期11个工作日办结" in outcome.text
    assert "plan.yaml:" in outcome.errors
    assert "报告里已经写明" in outcome.errors


def test_a_file_that_cannot_be_read_gives_way_to_the_last_commit(year: Work) -> None:
    last = year.git("log", "--format=%h", "--abbrev=9", "-1")
    year.write("%!" + year.text)
    outcome = year.jimoplan("render", "weekly", "--date", "2024-06-20")

    assert outcome.code == 1
    assert f"本报告改按最后一次读得出来的提交 {last}（2024-06-19）" in outcome.text
    assert f"2/2项可读；提交{last}" in outcome.text


def test_a_commit_that_cannot_be_read_gives_way_to_the_one_before(year: Work) -> None:
    good = year.text
    year.write("%!" + good)
    on(year, "2024-06-24")
    year.git("commit", "--quiet", "--all", "--message=弄坏")
    year.write(good)
    on(year, "2024-07-02")
    year.git("commit", "--quiet", "--all", "--message=修好")
    outcome = year.jimoplan("render", "weekly", "--period", "2024-W26")

    assert outcome.code == 1
    assert "整份读不出来" in outcome.text
    assert "（2024-06-19）" in outcome.text.split("本报告改按")[1].split("\n")[0]


def test_changes_that_are_not_committed_are_counted(year: Work) -> None:
    year.replace("开展培训", "开展大培训")
    outcome = year.jimoplan("render", "weekly", "--date", "2024-06-20")

    assert "（2024-06-19），另有未提交的改动1处；" in outcome.text
    assert outcome.code == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("weekly", "--period", "2024-W24", "--date", "2024-06-12"), "只能写一样"),
        (("weekly", "--period", "2999-W24"), "2999年第24周(6月10日至6月16日)到今天还没有开始"),
        (("weekly", "--period", "2024-W24", "--as-of", "2024-06-09"), "还没有开始"),
        (("weekly", "--period", "2024-W24", "--as-of", "2024-06-17"), "不在2024年第24周"),
        (("overview", "--period", "2024-W24"), "不分期"),
        (("overview", "--since", "2024-06-01"), "不分期"),
        (("monthly", "--since", "2024-06-01", "--date", "2024-06-12"), "一起写"),
        (("monthly", "--until", "2024-06-12"), "--until 要和 --since 一起写"),
        (("monthly", "--since", "2024-06-13", "--until", "2024-06-12"), "晚于 --until"),
        (("monthly", "--since", "2024-06-13", "--as-of", "2024-06-12"), "还没有开始"),
        (
            ("monthly", "--since", "2024-06-03", "--until", "2024-06-10", "--as-of", "2024-06-12"),
            "不在2024年6月3日至6月10日里",
        ),
        (("weekly", "--dept", "甲科", "--all-departments", "-o", "x/"), "只能写一样"),
        (("weekly", "--all-departments"), "要写明放在哪里"),
        (("weekley",), "没有叫“weekley”的报告"),
        ((), "要写明生成哪一种报告"),
    ],
)
def test_what_does_not_fit_together_is_refused(
    words: tuple[str, ...], message: str, year: Work
) -> None:
    outcome = year.jimoplan("render", *words)

    assert (outcome.code, outcome.text) == (2, "")
    assert message in outcome.errors


def test_a_report_for_each_department_is_written_into_a_folder(year: Work) -> None:
    words = ("weekly", "--period", "2024-W24", "--all-departments", "-o", "周报/")
    outcome = year.jimoplan("render", *words)

    assert outcome.code == 0
    names = sorted(path.name for path in (year.folder / "周报").iterdir())
    assert names == ["周报-乙科-2024-W24.md", "周报-甲科-2024-W24.md"]
    text = (year.folder / "周报" / names[0]).read_text("utf-8")
    assert "制发规则" not in text
    assert "组织培训" in text


@pytest.mark.parametrize(
    ("name", "period", "words"),
    [
        ("monthly", "2024-06", ("月通报", "、各部门办结情况", "7月31日以前到期")),
        ("bimonthly", "2024-B3", ("双月通报", "2024年5至6月", "8月31日以前到期")),
        (
            "quarterly",
            "2024-Q2",
            (
                "2024年第二季度进展情况表",
                (
                    "| 序号 | 工作事项 | 具体工作内容和任务目标 | 主办单位 | 完成时限 |"
                    " 本季度工作进展情况 | 下一步工作计划 |"
                ),
            ),
        ),
        (
            "half-year",
            "2024-H1",
            ("半年通报", "2024年上半年（1月1日至6月30日），第1期", "12月31日以前到期"),
        ),
        ("annual", "2024", ("年度总结", "、结转事项", "| 1-2 | 征求意见 |")),
    ],
)
def test_longer_periods_have_reports_of_their_own(
    name: str, period: str, words: tuple[str, ...], year: Work
) -> None:
    outcome = year.jimoplan("render", name, "--period", period)

    assert outcome.code == 0
    assert [word for word in words if word not in outcome.text] == []


def test_a_report_may_be_on_any_span(year: Work) -> None:
    span = ("--since", "2024-06-05", "--until", "2024-06-13")
    outcome = year.jimoplan("render", "monthly", *span, "-o", "报告/")
    (written,) = (year.folder / "报告").iterdir()
    text = written.read_text("utf-8")

    assert (outcome.code, written.name) == (0, "月通报-2024-06-05至2024-06-13.md")
    assert "2024年6月5日至6月13日，定稿。截至2024年6月13日" in text
    assert "红灯任务：1项（比期初持平）" in text
    assert "| 时限6月3日，逾期7个工作日，持续 |" in text
    assert "初稿已成" in text
    assert "印发" not in text
    assert "1-2 征求意见 | 未写进展情况 | 6月5日，张三 |" in text


def test_a_span_without_an_end_goes_on_to_the_day_asked_about(year: Work) -> None:
    words = ("render", "weekly", "--since", "2024-06-05", "--as-of", "2024-06-14")
    assert "、本期进展\n" in year.jimoplan(*words).text
    assert "2024年6月5日至6月14日，定稿。截至2024年6月14日" in year.jimoplan(*words).text


def test_a_second_run_says_the_same_as_the_first(year: Work) -> None:
    (year.folder / ".git" / "jimoplan.cache").unlink(missing_ok=True)
    first = weekly(year)

    assert (year.folder / ".git" / "jimoplan.cache").exists()
    assert weekly(year) == first


def test_the_reports_are_listed_with_what_is_in_them(tmp_path: Path) -> None:
    outcome = run_jimoplan("render", "--list", cwd=tmp_path)

    assert outcome.code == 0
    assert "weekly      周报" in outcome.text


def test_a_report_of_a_day_names_the_commit_and_what_is_not_committed(year: Work) -> None:
    last = year.git("log", "--format=%h", "--abbrev=9", "-1")
    words = ("render", "overview", "--as-of", "2024-06-20")
    assert f"2/2项可读；提交{last}（2024-06-19）。" in year.jimoplan(*words).text

    year.replace("组织培训", "组织大培训")
    year.replace("起草规则", "起草好规则")
    text = year.jimoplan(*words).text
    assert f"2/2项可读；提交{last}（2024-06-19），另有未提交的改动2处。" in text


def test_a_report_of_a_day_outside_of_git_names_no_commit(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, "utf-8")
    text = run_jimoplan("render", "overview", "--as-of", "2024-06-20", cwd=tmp_path).text

    assert "2/2项可读。" in text
    assert "；提交" not in text.split("## ")[0]
    assert "> 不在 git 仓库里，或还没有提交过，没有2024-06-20的记录：状态按文件现在所写。" in text


def test_a_department_whose_name_no_file_can_have_still_gets_its_file(tmp_path: Path) -> None:
    plan = PLAN.replace("乙科", "'乙/丙:科'")
    (tmp_path / "plan.yaml").write_text(plan, "utf-8")
    words = ("render", "department", "--all-departments", "--as-of", "2024-06-20", "-o", "台账/")
    outcome = run_jimoplan(*words, cwd=tmp_path)

    assert outcome.code == 0
    assert sorted(path.name for path in (tmp_path / "台账").iterdir()) == [
        "任务台账-乙_丙_科-2024-06-20.md",
        "任务台账-甲科-2024-06-20.md",
    ]


def test_without_a_git_program_a_repositorys_report_is_refused(year: Work, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("weekly", "overview"):
        words = ("render", name, "--as-of", "2024-06-20")
        outcome = year.jimoplan(*words, env={"PATH": str(tmp_path / "empty")})

        assert (outcome.code, outcome.text) == (3, "")
        assert "没有找到 git 程序" in outcome.errors


def test_a_plan_that_was_removed_is_said_in_the_report(year: Work) -> None:
    year.git("rm", "--quiet", "--cached", "plan.yaml")
    on(year, "2024-06-24")
    year.git("commit", "--quiet", "--message=删去")

    assert "（2024-06-24）删去了计划文件，按删去以前的计划。" in weekly(year, "2024-W26")


def test_a_folder_that_is_there_gets_a_file_of_the_usual_name(year: Work) -> None:
    (year.folder / "报告.html").mkdir()
    outcome = year.jimoplan("render", "weekly", "--period", "2024-W24", "-o", "报告.html")

    assert outcome.code == 0, outcome.errors
    assert [file.name for file in (year.folder / "报告.html").iterdir()] == ["周报-2024-W24.md"]


def test_departments_whose_names_make_one_file_name_get_two(tmp_path: Path) -> None:
    plan = PLAN.replace("name: 甲科", "name: 'a/b'").replace("[甲科]", "['a/b']")
    plan = plan.replace("name: 乙科", "name: 'A:b'").replace("[乙科]", "['A:b']")
    (tmp_path / "plan.yaml").write_text(plan, "utf-8")
    words = ("render", "department", "--all-departments", "--as-of", "2024-06-20", "-o", "台账/")

    assert run_jimoplan(*words, cwd=tmp_path).code == 0
    assert sorted(path.name for path in (tmp_path / "台账").iterdir()) == [
        "任务台账-A_b-2024-06-20_.md",
        "任务台账-a_b-2024-06-20.md",
    ]


def test_a_year_that_nobody_reports_on_is_refused(year: Work) -> None:
    for words in (("render", "annual", "--date"), ("ci", "weekly", "--out", "p", "--as-of")):
        outcome = year.jimoplan(*words, "9999-12-31")

        assert outcome.code == 2
        assert "不在能出报告的年份里" in outcome.errors


def test_who_submitted_is_left_to_the_log(year: Work) -> None:
    text = weekly(year, "2024-W25")

    assert "1-1 状态 推进中→已完成" in text
    assert "提交人" not in text
    assert "提交日期" not in text
    assert "@" not in text


def test_a_measure_is_finished_when_it_is_reported_done_not_when_it_is_closed(year: Work) -> None:
    on(year, "2024-07-03")
    year.be(SUPERVISOR)
    assert year.jimoplan("review", "1-1", "--approve", "--yes").code == 0
    june = year.jimoplan("render", "monthly", "--period", "2024-06").text
    july = year.jimoplan("render", "monthly", "--period", "2024-07").text

    assert "| 甲科 | 1-1 起草规则 | 6月19日，逾期11个工作日办结，张三报，待审核 |" in june
    assert "办结" not in section(july, "本月进展")


def test_a_past_week_knows_nothing_of_what_came_later(year: Work) -> None:
    text = weekly(year, "2024-W23", "--format", "html")

    assert "开班" in text
    assert "初稿已成" not in text
