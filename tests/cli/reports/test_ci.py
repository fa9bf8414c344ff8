"""jimoplan ci weekly: a fresh clone every week, unattended, and a folder that can be published."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from audited import LIAISON, PEOPLED, plant_cache
from command_line import Outcome
from kept import FRIDAY, clone, commit, intrude, make_kept, report
from repositories import Work, copy_repository, make_repository

FORMS = ("md", "html")
NEXT_FRIDAY = "2024-06-21"
BROKEN = ("kind: 常态化", "kind: 常态")

Clone = Callable[..., Work]


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that has been kept for some months, the last commit in the week of FRIDAY."""
    return make_kept(tmp_path_factory.mktemp("origin") / "计划").folder


@pytest.fixture(name="clone")
def make_clone(origin: Path, tmp_path: Path) -> Clone:
    """A fresh clone of it, as a runner has one."""

    def make(*options: str, source: Path = origin, name: str = "runner") -> Work:
        return clone(source, tmp_path / name, *options)

    return make


@pytest.fixture
def runner(clone: Clone) -> Work:
    return clone()


@pytest.fixture(scope="module")
def published(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> Work:
    """A clone in which all weeks have been published; nobody changes it."""
    work = clone(origin, tmp_path_factory.mktemp("published") / "runner")
    assert run(work).code == 0
    return work


@pytest.fixture
def earlier(published: Work, tmp_path: Path) -> Work:
    """Such a clone to go on from."""
    return copy_repository(published, tmp_path / "earlier")


def run(work: Work, *words: str, as_of: str = FRIDAY) -> Outcome:
    return work.jimoplan("ci", "weekly", "--out", "public", "--as-of", as_of, *words)


def public(work: Work) -> dict[str, str]:
    """The text of each file in the folder that is published."""
    return {path.name: path.read_text("utf-8") for path in (work.folder / "public").iterdir()}


def weeks(work: Work) -> list[str]:
    """The weeks that have a report in every format."""
    found = [
        {match[1] for name in public(work) if (match := re.fullmatch(rf"周报-(.+)\.{form}", name))}
        for form in FORMS
    ]
    assert all(each == found[0] for each in found)
    return sorted(found[0])


def links(page: str) -> list[str]:
    return re.findall(r'href="(?!#|data:)([^"]+)"', page)


def of_weeks(work: Work) -> set[str]:
    """The files that are weekly reports."""
    return {name for name in public(work) if name.startswith("周报-")}


FROM_10_TO_24 = [f"2024-W{number}" for number in range(10, 25)]


def test_a_fresh_clone_gets_every_week_since_the_first_report_an_overview_and_an_index(
    runner: Work,
) -> None:
    outcome = run(runner)

    assert outcome.code == 0, outcome.errors
    assert weeks(runner) == FROM_10_TO_24
    assert len(of_weeks(runner)) == len(FORMS) * 15
    assert "指导六月的案件" in public(runner)["周报-2024-W24.md"]
    assert "指导五月的案件" in public(runner)["周报-2024-W19.md"]
    assert "截至2024年6月14日" in public(runner)["周报-2024-W24.md"]
    assert outcome.text == ""
    assert "审计动过计划的 3 个提交;违规 0 处" in outcome.errors
    assert outcome.errors.endswith("通过\n")


def test_each_link_of_the_index_leads_to_a_file_beside_it(published: Work) -> None:
    page = public(published)["index.html"]

    linked = {unquote(link.split("#")[0]) for link in links(page)}
    assert all(link.isascii() for link in links(page))
    assert sorted(linked) == sorted(set(public(published)) - {"index.html"})


def test_no_link_of_any_page_leads_nowhere(published: Work) -> None:
    pages = public(published)
    ids = {name: set(re.findall(r'\bid="?([^" >]+)', text)) for name, text in pages.items()}
    dead = [
        (name, link)
        for name, text in pages.items()
        if name.endswith(".html")
        for link in re.findall(r'href="?([^" >]+)', text)
        if not link.startswith("data:")
        for page, _, place in [unquote(link).partition("#")]
        if (page and page not in pages)
        or (place and "=" not in place and place not in ids[page or name])
    ]

    assert dead == []


def test_a_page_leads_to_its_neighbours_the_index_the_overview_and_its_month(
    published: Work,
) -> None:
    page = public(published)["周报-2024-W23.html"]

    assert [unquote(link) for link in links(page)] == [
        "周报-2024-W22.html",
        "周报-2024-W24.html",
        "index.html",
        "总览.html",
        "月通报-2024-06.html",
    ]
    assert "月通报-2024-05.html" in map(unquote, links(public(published)["周报-2024-W21.html"]))


def test_there_is_a_report_on_each_month_a_ledger_for_each_department_and_the_letters_due(
    published: Work,
) -> None:
    names = set(public(published))
    months = {f"月通报-2024-{month:02}.{form}" for month in range(3, 7) for form in FORMS}

    assert {name for name in names if name.startswith("月通报-")} == months
    assert "任务台账-甲科.html" in names
    assert "初稿" in public(published)["月通报-2024-06.html"]
    assert "定稿" in public(published)["月通报-2024-05.html"]


def test_the_index_names_the_weeks_with_issue_and_lights_the_latest_first(published: Work) -> None:
    page = public(published)["index.html"]
    weekly = page.split('id="weekly"')[1].split('id="monthly"')[0]
    rows = re.findall(r"<tr>\n<td.*?</tr>", weekly, re.DOTALL)

    assert "某区司法局2024年工作要点" in page
    assert "2024年第24周（6月10日至6月16日），第24期</a>" in page
    assert "第24期" in rows[0]
    assert "2024年第24周（6月10日至6月16日）" in rows[0]
    assert "2024-06-14" in rows[0]
    assert re.search(r'class="yellow">黄灯\d', rows[0])
    assert "1条" in rows[0]
    assert "第10期" in rows[-1]


def test_the_index_is_one_page_without_scripts_that_asks_for_nothing(runner: Work) -> None:
    runner.replace("某区司法局", "'<script>alert(1)</script>'")
    run(runner, "--this-week")
    page = public(runner)["index.html"]

    assert "default-src 'none'" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert [link for link in links(page) if ":" in link or "//" in link] == []


def test_departments_whose_names_are_alike_in_files_have_pages_of_their_own(runner: Work) -> None:
    text = runner.text.replace("name: 乙科", "name: 甲/科").replace("[乙科]", "[甲/科]")
    assert "甲/科" in text
    commit(runner, text.replace("甲科", "甲:科"), FRIDAY)

    run(runner, "--this-week")

    page = public(runner)["index.html"]
    ledgers = [name for name in public(runner) if name.startswith("任务台账-甲")]
    assert sorted(ledgers) == ["任务台账-甲_科.html", "任务台账-甲_科_.html"]
    assert "甲/科任务台账" in page
    assert "甲:科任务台账" in page


def test_a_folder_that_has_earlier_weeks_only_as_markdown_is_no_reason_to_fail(
    runner: Work,
) -> None:
    (runner.folder / "public").mkdir()
    (runner.folder / "public" / "周报-2024-W19.md").touch()

    outcome = run(runner, "--this-week")

    assert outcome.code == 0, outcome.errors
    assert "周报-2024-W19.md" in map(unquote, links(public(runner)["index.html"]))


def test_running_again_writes_nothing(earlier: Work) -> None:
    times = {path: path.stat().st_mtime_ns for path in (earlier.folder / "public").iterdir()}
    again = run(earlier)

    assert again.code == 0
    assert f"共写入 0 个文件,没有变化 {len(times)} 个" in again.errors
    assert times == {path: path.stat().st_mtime_ns for path in times}


def test_a_week_later_a_report_is_added_the_last_one_completed_and_the_rest_stay(
    earlier: Work,
) -> None:
    (earlier.folder / "public" / "notes.txt").write_text("别处来的", "utf-8")
    before = public(earlier)
    report(earlier, LIAISON, "2024-06-15", "周六补记")
    outcome = run(earlier, as_of=NEXT_FRIDAY)
    after = public(earlier)

    assert outcome.code == 0, outcome.errors
    assert weeks(earlier) == [*FROM_10_TO_24, "2024-W25"]
    changed = {name for name in before if before[name] != after[name]}
    last = {f"周报-2024-W24.{form}" for form in FORMS}
    assert {name for name in changed if name.startswith("周报-")} == last
    assert {"index.html", "总览.html", "月通报-2024-06.html"} <= changed
    assert "月通报-2024-05.html" not in changed
    assert "周六补记" in after["周报-2024-W24.md"]
    assert "截至2024年6月16日" in after["周报-2024-W24.md"]


def test_a_folder_that_is_kept_and_a_fresh_one_come_out_the_same(
    earlier: Work, runner: Work
) -> None:
    for work in (earlier, runner):
        run(work, as_of=NEXT_FRIDAY)

    kept, fresh = public(earlier), public(runner)
    letters = [name for name in kept if "函-" in name or "单-" in name]
    for name in ("index.html", *letters):  # the letters of an earlier day stay, and are listed
        kept.pop(name, None)
        fresh.pop(name, None)
    assert kept == fresh


def test_this_week_alone_is_written_where_that_is_asked_for(runner: Work) -> None:
    outcome = run(runner, "--this-week")

    assert outcome.code == 0, outcome.errors
    assert weeks(runner) == ["2024-W24"]


def test_reports_of_an_earlier_run_stay_in_the_index(runner: Work) -> None:
    run(runner, "--this-week", as_of="2024-05-10")
    run(runner, "--this-week")
    page = public(runner)["index.html"]

    assert weeks(runner) == ["2024-W19", "2024-W24"]
    assert "2024年第19周（5月6日至5月12日）" in page
    assert "以前生成" in page


def test_files_that_only_look_like_reports_are_not_linked(runner: Work) -> None:
    (runner.folder / "public").mkdir()
    strays = {"周报-2024-W60.md", "周报-2019-W10.md", "周报-2024-W24.md.bak", "周报.md"}
    for name in strays:
        (runner.folder / "public" / name).touch()
    outcome = run(runner)
    linked = {unquote(link.split("#")[0]) for link in links(public(runner)["index.html"])}

    assert outcome.code == 0
    assert {name for name in linked if name.startswith("周报")} == of_weeks(runner) - strays


def test_a_plan_with_an_error_fails_the_run_and_is_reported_on_as_far_as_it_can_be_read(
    runner: Work,
) -> None:
    commit(runner, runner.text.replace(*BROKEN), FRIDAY)
    outcome = run(runner, "--this-week")

    assert outcome.code == 1
    assert "plan.yaml:" in outcome.text
    assert "常态" in outcome.text
    assert "不通过:计划文件有错误" in outcome.errors
    assert "计划文件有错误1处" in public(runner)["周报-2024-W24.md"]
    assert "计划文件有错误1处" in public(runner)["index.html"]


def test_an_unreadable_plan_still_yields_a_report_that_says_so(runner: Work) -> None:
    last = runner.git("rev-parse", "--short=9", "HEAD")
    commit(runner, "{\n", FRIDAY)
    outcome = run(runner)
    page = public(runner)["周报-2024-W24.md"]

    assert outcome.code == 1
    assert "计划文件整份读不出来" in page
    assert f"本报告改按最后一次读得出来的提交 {last}" in page
    assert "指导六月的案件" in page
    assert weeks(runner) == FROM_10_TO_24


def test_where_nothing_was_ever_readable_nothing_is_written(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work", "{\n")
    outcome = run(work)

    assert outcome.code == 1
    assert "有错误" in outcome.errors
    assert not (work.folder / "public").exists()


def test_an_earlier_week_without_a_readable_plan_is_left_out(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work", "{\n")
    commit(work, PEOPLED, "2024-06-11")
    run(work)

    assert weeks(work) == ["2024-W24"]


def test_a_violation_in_the_week_fails_the_run_and_stands_in_the_index(runner: Work) -> None:
    intrude(runner, "2024-06-13", "别科代填")
    outcome = run(runner, "--this-week")

    assert outcome.code == 1
    assert "孙七" in outcome.text
    assert "不通过:审计有违规 1 处" in outcome.errors
    assert "别科代填" in public(runner)["周报-2024-W24.md"]
    assert "违规 1 处" in public(runner)["index.html"]


@pytest.mark.parametrize(
    "day",
    ["2024-06-15", "2024-06-09", "2024-05-09", "2030-01-01"],
    ids=["on the weekend after the last run", "the week before", "long ago", "in time to come"],
)
def test_what_is_pushed_late_is_audited_whenever_it_was_committed(day: str, runner: Work) -> None:
    assert run(runner, "--this-week").code == 0
    intrude(runner, day, "别科代填")
    report(runner, LIAISON, "2024-06-18", "本科填报")
    outcome = run(runner, "--this-week", as_of=NEXT_FRIDAY)

    assert outcome.code == 1
    assert "审计动过计划的 5 个提交;违规 1 处\n" in outcome.errors


def test_what_was_reported_before_is_told_apart_from_what_is_new(runner: Work) -> None:
    intrude(runner, "2024-06-13", "别科代填")
    first = run(runner, "--this-week")
    again = run(runner, "--this-week")
    assert first.text == again.text
    assert "以前报过" not in again.errors

    report(runner, LIAISON, "2024-06-18", "本科填报")
    known = run(runner, "--this-week", as_of=NEXT_FRIDAY)
    assert known.code == 1
    assert known.text == f"以前报过、还没有纠正的:\n{first.text}"
    assert "审计有违规 1 处(新发现 0 处;以前报过、还没有纠正的 1 处)" in known.errors

    intrude(runner, "2024-06-20", "又代填")
    data = run(runner, "--this-week", "--format", "json", as_of=NEXT_FRIDAY).data
    assert (data["audit"]["new"], data["audit"]["known"]) == (1, 1)
    assert [each["reported"] for each in data["audit"]["violations"]] == [None, "2024-W24"]
    assert "新发现 1 处" in public(runner)["index.html"]
    notes = run(runner, "--this-week", "--format", "github", as_of=NEXT_FRIDAY).text.splitlines()
    assert ["以前报过" in note for note in notes] == [False, True]


def test_in_an_empty_folder_every_violation_is_new(runner: Work) -> None:
    intrude(runner, "2024-06-13", "别科代填")
    run(runner, "--this-week")
    outcome = run(runner, "--this-week", "--out", "另一处", as_of=NEXT_FRIDAY)

    assert "审计有违规 1 处。" in outcome.errors


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"reported": 3}', '{"reported": {"a": 1}}', "[" * 9999]
)
def test_a_memory_that_is_not_one_remembers_nothing(text: str, runner: Work) -> None:
    intrude(runner, "2024-06-13", "别科代填")
    run(runner, "--this-week")
    kept = public(runner)["audit.json"]
    (runner.folder / "public" / "audit.json").write_text(text, "utf-8")
    outcome = run(runner, "--this-week")

    assert outcome.code == 1
    assert "以前报过" not in outcome.errors
    assert public(runner)["audit.json"] == kept
    assert "孙七" not in kept


def test_no_cache_hides_a_violation_from_a_weekly_run(runner: Work) -> None:
    intrude(runner, "2024-06-13", "别科代填")
    plant_cache(runner)

    assert run(runner, "--this-week").code == 1


def test_the_commit_that_registered_the_plan_is_held_fast(runner: Work) -> None:
    root = runner.git("rev-list", "--max-parents=0", "HEAD")
    assert run(runner, "--this-week", "--root", root).code == 0
    other = runner.git("rev-parse", "HEAD")
    assert run(runner, "--this-week", "--root", other).code == 1

    runner.env["JIMOPLAN_ROOT"] = other
    assert run(runner, "--this-week").code == 1
    runner.env["JIMOPLAN_ROOT"] = ""  # as where a platform's variable is not set
    assert run(runner, "--this-week").code == 0


def test_a_shallow_clone_fails_the_run_and_says_so_in_the_report(clone: Clone) -> None:
    runner = clone("--depth=1")
    outcome = run(runner)

    assert outcome.code == 1
    assert "不通过:这是浅克隆,报告里缺历史" in outcome.errors
    assert "这是浅克隆" in public(runner)["周报-2024-W24.md"]
    assert "这是浅克隆" in public(runner)["index.html"]


def test_a_shallow_clone_does_not_replace_reports_made_from_all_of_history(
    earlier: Work, clone: Clone
) -> None:
    before = public(earlier)["周报-2024-W19.md"]
    shallow = clone("--depth=1", name="shallow")
    (earlier.folder / "public").rename(shallow.folder / "public")
    run(shallow, as_of=NEXT_FRIDAY)

    assert public(shallow)["周报-2024-W19.md"] == before
    assert "2024年第19周" in public(shallow)["index.html"]
    assert weeks(shallow) == [*FROM_10_TO_24, "2024-W25"]


def test_without_git_the_week_is_reported_from_the_file_and_nothing_audited(
    origin: Path, tmp_path: Path
) -> None:
    work = Work(tmp_path)
    work.plan.write_bytes((origin / "plan.yaml").read_bytes())
    outcome = run(work)

    assert outcome.code == 0, outcome.errors
    assert weeks(work) == ["2024-W24"]
    assert "没有审计" in outcome.errors
    assert "不在 git 仓库里" in public(work)["周报-2024-W24.md"]


def test_annotations_name_errors_and_violations_for_github(runner: Work) -> None:
    intrude(runner, "2024-06-13", "别科代填")
    commit(runner, runner.text.replace(*BROKEN), FRIDAY)
    outcome = run(runner, "--this-week", "--format", "github")

    assert outcome.code == 1
    assert all(line.startswith("::error file=plan.yaml,") for line in outcome.text.splitlines())
    assert "孙七" in outcome.text
    assert "常态" in outcome.text


def test_findings_come_as_sarif(runner: Work) -> None:
    intrude(runner, "2024-06-13", "别科代填")
    (found,) = json.loads(run(runner, "--this-week", "--format", "sarif").text)["runs"]

    assert len(found["results"]) == 1


def test_the_answer_as_json_says_what_was_found_and_written(runner: Work) -> None:
    outcome = run(runner, "--this-week", "--format", "json")
    answer = outcome.data

    assert outcome.envelope["question"] == "ci weekly"
    assert (answer["fine"], answer["reasons"]) == (True, [])
    assert (answer["period"], outcome.envelope["as_of"]) == ("2024-W24", FRIDAY)
    assert answer["shallow"] is False
    assert (answer["audit"]["violations"], answer["audit"]["new"]) == ([], 0)
    assert answer["this_week"] == [f"周报-2024-W24.{form}" for form in FORMS]
    assert set(answer["written"]) == set(public(runner))


def test_a_place_that_cannot_be_a_folder_is_refused(runner: Work) -> None:
    (runner.folder / "public").write_text("", "utf-8")
    outcome = run(runner)

    assert outcome.code == 3
    assert "建不了文件夹 public:这个名字已经有一个文件" in outcome.errors


OFFICE = ("docx", "xlsx")


def in_office_formats(work: Work) -> set[str]:
    return {path.name for path in (work.folder / "public").iterdir() if path.suffix[1:] in OFFICE}


@pytest.mark.parametrize(
    "written", ["md,html,docx,xlsx", "MD, html,docx、 xlsx docx"], ids=["plain", "as people type"]
)
def test_reports_ledgers_and_letters_come_in_the_formats_asked_for(
    written: str, runner: Work
) -> None:
    outcome = run(runner, "--this-week", "--formats", written, as_of="2024-06-30")
    names = {path.name for path in (runner.folder / "public").iterdir()}
    page = (runner.folder / "public" / "index.html").read_text("utf-8")

    assert outcome.code == 0, outcome.errors
    assert {f"周报-2024-W26.{form}" for form in (*FORMS, *OFFICE)} <= names
    assert {f"任务台账-甲科.{form}" for form in ("html", *OFFICE)} <= names
    assert sorted({unquote(link.split("#")[0]) for link in links(page)}) == sorted(
        names - {"index.html"}
    )
    assert re.search(r'href="[^"]+docx">Word</a>、<a href="[^"]+xlsx">Excel</a>', page)


def test_only_the_formats_asked_for_are_written_and_the_pages_that_lead_to_them(
    runner: Work,
) -> None:
    run(runner, "--this-week", "--formats", "docx")
    names = {path.name for path in (runner.folder / "public").iterdir()}

    assert {name for name in names if "周报" in name} == {"周报-2024-W24.docx"}
    assert {"index.html", "总览.html", "任务台账-甲科.html", "任务台账-甲科.docx"} <= names


def test_running_again_writes_no_document_of_a_finished_week(runner: Work) -> None:
    asked = ("--formats", "md,docx")
    run(runner, *asked)
    folder = runner.folder / "public"
    (folder / "周报-2024-W20.docx").write_bytes(b"signed")
    again = run(runner, *asked)

    assert "共写入 0 个文件" in again.errors
    assert (folder / "周报-2024-W20.docx").read_bytes() == b"signed"
    report(runner, LIAISON, "2024-05-15", "补报五月中旬的案件")
    told = run(runner, *asked, as_of=NEXT_FRIDAY)

    assert (folder / "周报-2024-W20.docx").read_bytes() != b"signed"
    assert "以前的周报内容变了" in told.errors


@pytest.mark.parametrize(
    ("written", "said"),
    [("md,dock", "docx"), ("pdf", "没有叫“pdf”的格式"), (" , ", "没有写格式")],
    ids=["a slip", "a format there is not", "none"],
)
def test_an_unknown_format_is_a_matter_of_usage(written: str, said: str, runner: Work) -> None:
    outcome = run(runner, "--formats", written)

    assert outcome.code == 2
    assert said in outcome.errors
    assert not (runner.folder / "public").exists()


@pytest.mark.parametrize("words", [("--as-of", "6.14"), ("--format", "xml"), ("--from", "x")])
def test_a_wrong_option_is_a_matter_of_usage(words: tuple[str, ...], runner: Work) -> None:
    outcome = runner.jimoplan("ci", "weekly", *words)

    assert outcome.code == 2
    assert not (runner.folder / "public").exists()


def test_nothing_of_the_repository_is_changed(runner: Work) -> None:
    run(runner, "--this-week", "--out", "../elsewhere")

    assert runner.status() == []
    assert (runner.folder.parent / "elsewhere" / "index.html").exists()


def test_a_fresh_clone_of_the_demo_publishes_its_year(
    demo: Work, tmp_path: Path, examples: int
) -> None:
    """The whole year for 2000 examples, else its first weeks."""
    last = 51 if examples >= 2000 else 9
    demo.git("clone", "--quiet", "--no-local", ".", str(tmp_path / "fresh"))
    fresh = Work(tmp_path / "fresh")
    outcome = run(fresh, as_of=date.fromisocalendar(2024, last, 5).isoformat())
    names = set(public(fresh))
    issues = {f"周报-2024-W{week:02}.{form}" for week in range(1, last + 1) for form in FORMS}

    assert outcome.code == 0, outcome.errors
    assert {name for name in names if name.startswith("周报")} == issues
    linked = links((fresh.folder / "public" / "index.html").read_text("utf-8"))
    assert {unquote(link.split("#")[0]) for link in linked} == names - {"index.html"}
    assert "示例数据" in (fresh.folder / "public" / "总览.html").read_text("utf-8")
