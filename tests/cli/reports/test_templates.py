"""jimoplan templates and render --template: copies to start from, and what becomes of them."""

import sys
from pathlib import Path

import pytest
from command_line import REPOSITORY, SHIPPED_PLAN, Outcome, run_jimoplan
from problem_cases import BASE
from repositories import Work
from terminal import answer
from word_templates import paragraphs_of, rows_of

from jimoplan.core.reports.kinds import REPORT_KINDS, ReportKind, Scope

PACKAGED = REPOSITORY / "templates"
DAY = ("--as-of", "2024-06-30")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the shipped plan and no templates of its own."""
    (tmp_path / "plan.yaml").write_bytes(SHIPPED_PLAN.read_bytes())
    return tmp_path


def render(folder: Path, *words: str) -> Outcome:
    return run_jimoplan("render", *words, cwd=folder)


def eject(folder: Path, *words: str) -> Outcome:
    return run_jimoplan("templates", "eject", *words, cwd=folder)


def test_an_ejected_template_draws_the_same_and_what_is_edited_in_it_shows(folder: Path) -> None:
    before = render(folder, "overview", *DAY).text

    assert eject(folder, "overview", "--format", "md").code == 0
    copy = folder / "templates" / "overview.md.j2"
    assert copy.read_bytes() == (PACKAGED / "overview.md.j2").read_bytes()
    assert render(folder, "overview", *DAY).text == before

    copy.write_text(copy.read_text("utf-8") + "\n抄送:{{ view.heading.plan.unit }}\n", "utf-8")
    assert render(folder, "overview", *DAY).text == before + "\n抄送:青岛市即墨区司法局\n"


def test_what_an_ejected_template_shares_is_named_and_stays_with_the_package(folder: Path) -> None:
    outcome = eject(folder, "进展情况", "--format", "html")

    assert "已写入 templates/overview.html.j2" in outcome.errors
    shared = [line for line in outcome.errors.splitlines() if "仍随 jimoplan" in line]
    assert all(
        part in shared[0] for part in ("_layout.html.j2", "_macros.html.j2", "_style.css.j2")
    )
    assert [path.name for path in (folder / "templates").iterdir()] == ["overview.html.j2"]


def test_the_shared_parts_come_along_where_asked_and_are_used(folder: Path) -> None:
    assert eject(folder, "overview", "--format", "html", "--with-shared").code == 0

    style = folder / "templates" / "_style.css.j2"
    style.write_text("body { color: #123456; }", "utf-8")
    page = render(folder, "overview", "--format", "html").text
    assert "body { color: #123456; }" in page


MEANT = {
    "weekly": (
        "weekly.html.j2",
        "网页",
        "--format md、--format docx",
        "jimoplan render weekly --format html",
    ),
    "督办通知单": (
        "supervision.html.j2",
        "网页",
        "--format md、--format docx",
        "jimoplan render supervision --format html",
    ),
    "source": (
        "source.txt.j2",
        "文字",
        "--format html、--format md",
        "jimoplan render source --format txt",
    ),
}


@pytest.mark.parametrize(("name", "meant"), MEANT.items(), ids=MEANT.keys())
def test_without_a_format_the_page_is_meant_and_that_is_said(
    name: str, meant: tuple[str, ...], folder: Path
) -> None:
    file, called, others, use = meant
    outcome = eject(folder, name)

    assert [path.name for path in (folder / "templates").iterdir()] == [file]
    assert f"没有写 --format,给的是{called}的;要别的,写 {others}\n" in outcome.errors
    assert f"改好以后照常 {use}\n" in outcome.errors
    said = eject(folder, name, "--format", "md").errors
    assert "没有写" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal")
def test_at_a_terminal_the_format_is_asked(work: Work) -> None:
    for typed, code, written in (("q\r", 2, []), ("2", 0, ["weekly.md.j2"])):
        outcome = answer(work, ("templates", "eject", "weekly"), typed)

        assert "改哪种格式的 [1 网页(html)  2 Markdown(md)  3 Word(docx)]" in outcome.errors
        assert outcome.code == code
        assert [path.name for path in work.folder.glob("templates/*")] == written
        assert "没有写 --format" not in outcome.errors


def test_where_the_packaged_templates_lie_beside_the_plan_they_are_edited_there() -> None:
    before = {path: path.stat().st_mtime_ns for path in PACKAGED.iterdir()}
    for words, file in ((["weekly"], "weekly.html.j2"), (["_style.css.j2"], "_style.css.j2")):
        outcome = eject(REPOSITORY, *words, "--with-shared")

        assert outcome.code == 0
        assert f"templates/{file} 就是随 jimoplan 的那一个,不用复制;直接改它" in outcome.errors
    assert {path: path.stat().st_mtime_ns for path in PACKAGED.iterdir()} == before


def test_a_shared_part_is_ejected_by_its_file_name(folder: Path) -> None:
    assert eject(folder, "_macros.md.j2").code == 0

    assert [path.name for path in (folder / "templates").iterdir()] == ["_macros.md.j2"]


def test_what_is_there_already_is_never_overwritten(folder: Path) -> None:
    mine = folder / "templates" / "overview.md.j2"
    mine.parent.mkdir()
    mine.write_text("我的\n", "utf-8")
    (mine.parent / "_macros.md.j2").write_text("也是我的\n", "utf-8")

    outcome = eject(folder, "overview", "--format", "md", "--with-shared")
    assert outcome.code == 3
    assert "错误:templates/overview.md.j2 已经有了,没有动它" in outcome.errors

    outcome = eject(folder, "department", "--format", "md", "--with-shared")
    assert outcome.code == 0
    assert "templates/_macros.md.j2 已经有了,没有动它" in outcome.errors
    assert mine.read_text("utf-8") == "我的\n"
    assert (mine.parent / "_macros.md.j2").read_text("utf-8") == "也是我的\n"


def test_a_template_can_be_put_elsewhere_and_needs_no_plan_there(tmp_path: Path) -> None:
    outcome = eject(tmp_path, "source", "--to", "drafts")

    assert outcome.code == 0
    assert "--template drafts/source.txt.j2" in outcome.errors
    assert (tmp_path / "drafts" / "source.txt.j2").exists()


def test_without_a_plan_it_is_said_where_one_was_looked_for(tmp_path: Path) -> None:
    outcome = eject(tmp_path, "overview")

    assert (outcome.code, "没有找到 plan.yaml" in outcome.errors) == (3, True)


DOCUMENTS = [kind for kind in REPORT_KINDS.values() if "docx" in kind.formats]


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.name)
def test_a_document_to_start_from_draws_its_report(
    kind: ReportKind, demo: Work, tmp_path: Path
) -> None:
    words = ("--format", "docx", "--to", str(tmp_path))
    outcome = run_jimoplan("templates", "eject", kind.name, *words, cwd=demo.folder)
    assert outcome.code == 0, outcome.errors

    whose = ("--dept", "复议应诉科") if kind.scope is Scope.DEPARTMENT else ()
    template = str(tmp_path / f"{kind.name}.docx")
    words = ("--template", template, *whose, "--as-of", "2024-06-16")
    drawn = run_jimoplan("render", kind.name, *words, cwd=demo.folder)

    assert drawn.code == 0, drawn.errors
    said = "\n".join([*paragraphs_of(drawn.out), *map(str, rows_of(drawn.out))])
    assert "2024年工作要点" in said or "任务台账" in said
    assert "None" not in said
    assert "{" not in said


def test_a_document_to_start_from_lies_where_it_is_used(folder: Path) -> None:
    said = eject(folder, "weekly", "--format", "docx").errors

    assert "已写入 templates/weekly.docx\n" in said
    assert "改好以后照常 jimoplan render weekly --format docx\n" in said
    assert eject(folder, "weekly", "--format", "docx").code == 3
    listed = run_jimoplan("templates", "list", cwd=folder).text
    assert [line.split(maxsplit=1)[1] for line in listed.splitlines() if "docx" in line] == [
        "周报,计划旁边的"
    ]


def test_what_an_office_program_leaves_beside_it_is_not_listed(folder: Path) -> None:
    eject(folder, "weekly", "--format", "docx")
    (folder / "templates" / "~$weekly.docx").write_bytes(b"lock")

    assert "~$" not in run_jimoplan("templates", "list", cwd=folder).text


@pytest.mark.parametrize(
    "words",
    [
        ("weekly", "--format", "xlsx"),
        ("overview", "--format", "docx"),
        ("_macros.md.j2", "--format", "docx"),
    ],
    ids=["a workbook", "a report that is none for Word", "a shared part"],
)
def test_there_is_no_template_to_start_from(words: tuple[str, ...], folder: Path) -> None:
    outcome = eject(folder, *words)

    assert outcome.code == 2
    assert not (folder / "templates").exists()


UNKNOWN = {
    "report": (("overveiw",), "没有叫“overveiw”的报告", "overview"),
    "format": (("overview", "--format", "pdf"), "没有叫“pdf”的格式", "html"),
    "part": (("_macro.md.j2",), "没有叫“_macro.md.j2”的共用部分", "_macros.md.j2"),
}


@pytest.mark.parametrize(("words", "error", "nearest"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_an_unknown_name_gets_the_nearest(
    words: tuple[str, ...], error: str, nearest: str, folder: Path
) -> None:
    outcome = eject(folder, *words)

    assert outcome.code == 2
    assert error in outcome.errors
    assert nearest in outcome.errors
    assert not (folder / "templates").exists()


def test_the_list_says_which_templates_lie_beside_the_plan(folder: Path) -> None:
    eject(folder, "overview", "--format", "md")
    (folder / "templates" / "own").mkdir()
    (folder / "templates" / "own" / "part.md.j2").write_text("x", "utf-8")

    listed = run_jimoplan("templates", "list", "--format", "json", cwd=folder)
    by_name = {entry["name"]: entry for entry in listed.data["templates"]}
    beside = {name for name, entry in by_name.items() if entry["beside"]}
    assert beside == {"overview.md.j2", "own/part.md.j2"}
    assert {name for name, entry in by_name.items() if entry["packaged"]} == {
        path.name for path in PACKAGED.iterdir()
    }
    assert by_name["overview.html.j2"]["report"] == "overview"
    assert by_name["_layout.html.j2"]["report"] is None

    text = run_jimoplan("templates", "list", cwd=folder).text
    lines = [line.split(maxsplit=1) for line in text.splitlines()]
    assert ["overview.md.j2", "进展情况,已由计划旁边的代替"] in lines
    assert ["overview.html.j2", "进展情况"] in lines
    assert ["index.html.j2", "目录页"] in lines


def test_every_template_is_a_reports_or_the_index_or_shared(folder: Path) -> None:
    listed = run_jimoplan("templates", "list", "--format", "json", cwd=folder)
    entries = listed.data["templates"]
    others = [e["name"] for e in entries if not e["name"].startswith("_") and not e["report"]]

    assert others == ["index.html.j2"]


TEMPLATES = {
    "md": ("# {{ view.heading.plan.title ~ '*_' }}\n", "# 2024年工作要点\\*\\_\n"),
    "html": ("<p>{{ view.tasks.total }}{{ '<b>*' }}</p>\n", "<p>21&lt;b&gt;*</p>\n"),
    "txt": ("{{ view.tasks.total }}{{ '<b>*' }}\n", "21<b>*\n"),
}


@pytest.mark.parametrize("form", TEMPLATES)
def test_a_template_file_draws_in_the_format_that_its_name_says(form: str, folder: Path) -> None:
    template, text = TEMPLATES[form]
    (folder / f"my.{form}.j2").write_text(template, "utf-8")

    outcome = render(folder, "--template", f"my.{form}.j2")

    assert (outcome.code, outcome.text) == (0, text), outcome.errors


def test_a_template_file_gets_the_view_of_the_report_named(folder: Path) -> None:
    (folder / "my.md.j2").write_text("{{ view.period.words }}\n", "utf-8")

    week = render(folder, "--template", "my.md.j2", "weekly", "--period", "2024-W24")

    assert (week.code, week.text) == (0, "2024年第24周\n"), week.errors
    unknown = render(folder, "--template", "my.md.j2", "wekly")
    assert (unknown.code, "weekly" in unknown.errors) == (2, True)


def test_what_git_knows_reaches_a_template_file(work: Work) -> None:
    day = "2024-05-06T09:00:00+08:00"
    work.env |= {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    work.update("1-2", "--note", "指导3件")
    (work.folder / "my.txt.j2").write_text(
        "{% for id, entries in view.histories.items() %}{{ id }} {{ entries[0].words }}\n"
        "{% endfor %}{% for task in view.reported %}{{ task.reports[0].commit.author.name }}\n"
        "{% endfor %}红灯{{ view.overview.tasks.by_light['红'] }}\n",
        "utf-8",
    )

    outcome = work.jimoplan("render", "--template", "my.txt.j2", "weekly", "--date", "2024-05-06")

    assert outcome.code == 0, outcome.errors
    assert outcome.text == "1-2 新增填报记录 2024-05-06 张三:指导3件\n张三\n红灯0\n"


def test_a_template_file_stands_on_packaged_parts_and_on_those_beside_the_plan(
    folder: Path,
) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "_sign.md.j2").write_text("督查室", "utf-8")
    template = '{% import "_macros.md.j2" as m %}{{ m.day(view.heading.as_of) }}'
    (folder / "my.md.j2").write_text(template + '{% include "_sign.md.j2" %}\n', "utf-8")

    assert render(folder, "--template", "my.md.j2", *DAY).text == "2024年6月30日督查室"


def test_a_template_file_called_like_a_packaged_one_can_extend_it(folder: Path) -> None:
    template = '{% extends "overview.html.j2" %}{% block title %}改{% endblock %}'
    (folder / "overview.html.j2").write_text(template, "utf-8")

    assert "<title>改</title>" in render(folder, "--template", "overview.html.j2").text


def test_a_template_file_draws_one_report_for_each_department(folder: Path) -> None:
    (folder / "plan.yaml").write_text(BASE, "utf-8")
    (folder / "my.md.j2").write_text("{{ view.department.name }}\n", "utf-8")

    words = ("department", "--all-departments", *DAY, "-o", "out/")
    outcome = render(folder, "--template", "my.md.j2", *words)

    assert outcome.code == 0, outcome.errors
    written = {path.name: path.read_text("utf-8") for path in (folder / "out").iterdir()}
    names = ("甲科", "乙科", "各科室")
    assert written == {f"my-{name}-2024-06-30.md": f"{name}\n" for name in names}


REFUSED = {
    "no format in its name": ("my.j2", (), 2, "从文件名看不出 my.j2 生成什么格式"),
    "another format asked for": ("my.md.j2", ("--format", "html"), 2, "生成 md,不是 html"),
    "another format written": ("my.md.j2", ("-o", "x.html"), 2, "生成 md,不是 html"),
    "not there": ("none.md.j2", (), 3, "读不了模板 none.md.j2:没有这个文件"),
    "a folder": ("folder.md.j2", (), 3, "读不了模板 folder.md.j2:不是普通文件"),
    "a wrong name in it": ("my.md.j2", (), 3, "模板 my.md.j2 第2行:用了没有的名字(没有 nothing)"),
    "a wrong word in it": ("bad.md.j2", (), 3, "模板 bad.md.j2 第2行:写法有误"),
}


@pytest.mark.parametrize(("name", "words", "code", "error"), REFUSED.values(), ids=REFUSED.keys())
def test_a_template_file_that_cannot_be_used_gives_one_error(
    name: str, words: tuple[str, ...], code: int, error: str, folder: Path
) -> None:
    (folder / "folder.md.j2").mkdir()
    (folder / "my.md.j2").write_text("一\n{{ nothing }}\n", "utf-8")
    (folder / "bad.md.j2").write_text("一\n{% fro x in y %}\n", "utf-8")

    outcome = render(folder, "--template", name, *words)

    assert outcome.code == code
    assert outcome.out == b""
    assert error in outcome.errors
    assert outcome.errors.count("错误:") == 1
    assert "Traceback" not in outcome.errors


def test_a_hostile_template_file_ends_in_one_error(folder: Path) -> None:
    (folder / "my.txt.j2").write_text("一\n{{ 'x' * 10 ** 9 }}\n", "utf-8")

    outcome = render(folder, "--template", "my.txt.j2")

    assert (outcome.code, outcome.out) == (3, b"")
    assert outcome.errors.startswith("错误:模板 my.txt.j2 第2行:这样做不安全,已拒绝")


def test_control_characters_of_a_template_file_never_reach_a_terminal(folder: Path) -> None:
    (folder / "my.txt.j2").write_bytes("\x1b[31m红\u202e\n".encode())

    assert render(folder, "--template", "my.txt.j2").text == "<U+001B>[31m红<U+202E>\n"
