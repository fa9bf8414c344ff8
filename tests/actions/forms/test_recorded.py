"""Forms received from the command line: what is shown and asked, who may, what is committed."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from command_line import Outcome, run_process
from office_files import unzip, zip_up
from repositories import LIAISON, SUPERVISOR, unchanged
from sent_forms import PLAN, Desk, Filled, make_desk

PEOPLE = PLAN.replace(
    "{name: 甲科, kind: 科室, aliases: [一科]}",
    "{name: 甲科, kind: 科室, people: [{name: 张三, email: zhang@example.cn, role: 联络员}]}",
).replace(
    "{name: 乙科, kind: 科室}",
    "{name: 乙科, kind: 科室, people: [{name: 李四, email: li@example.cn, role: 督查}]}",
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


@pytest.fixture
def filled(desk: Desk) -> tuple[Path, Path]:
    """A form of 甲科 with a cell that cannot be read, and one of 乙科."""
    first, second = Filled(desk.send()), Filled(desk.send("乙科"))
    first.put("1-1", figure=60, note="初稿").put("1-2", status="推近中", note="x").sign()
    return first.save(), second.put("3-1", status="推进中", note="立项").sign("钱七").save()


def test_one_question_is_asked_and_each_form_is_a_commit(
    desk: Desk, filled: tuple[Path, Path]
) -> None:
    outcome = desk.receive(*filled)
    assert outcome.code == 1  # a row was left out
    assert desk.work.commits() == [
        "收填报表:乙科 1 项(钱七填报)",
        "收填报表:甲科 1 项(王五填报)",
        "登记计划",
    ]
    message = desk.work.git("log", "-1", "--skip=1", "--format=%an%n%(trailers:key=Plan-Form)")
    assert message.split("\n")[:2] == ["张三", "Plan-Form: 2024-05-06 甲科"]
    assert desk.work.status() == []


def test_what_is_recorded_and_what_is_not_is_shown_by_department(
    desk: Desk, filled: tuple[Path, Path]
) -> None:
    with unchanged(desk.work):
        outcome = desk.receive(*filled, words=("--dry-run",))
    assert outcome.code == 1
    text = outcome.text
    assert "甲科(王五填报,2024-05-06发出):记 1 项" in text
    assert "甲科(王五填报,2024-05-06发出):1 处没有记" in text
    assert "甲科!G8  状态“推近中”不是状态,是否为 推进中?" in text
    assert "乙科(钱七填报,2024-05-06发出):记 1 项" in text
    assert "没有写入" in outcome.errors


def test_without_an_answer_nothing_is_recorded(desk: Desk, filled: tuple[Path, Path]) -> None:
    with unchanged(desk.work):
        outcome = desk.receive(*filled, words=())
    assert "要记下 2 份填报表里的 2 项,确定吗" in outcome.errors


def test_a_form_that_git_refuses_leaves_the_one_before_it_and_says_so(
    desk: Desk, filled: tuple[Path, Path]
) -> None:
    desk.work.hook("pre-commit", "test -e .git/once && exit 1; touch .git/once")
    outcome = desk.receive(*filled)
    assert outcome.code == 3
    assert "前面 1 次改动已经写入,其余的没有:收填报表:甲科 1 项" in outcome.errors
    assert desk.work.commits() == ["收填报表:甲科 1 项(王五填报)", "登记计划"]
    assert desk.work.status() == []


@pytest.mark.skipif(sys.platform != "linux", reason="finds whoever started git in /proc")
def test_one_broken_off_leaves_the_one_before_it_and_says_so(
    desk: Desk, filled: tuple[Path, Path]
) -> None:
    starter = "$(cut -d' ' -f4 /proc/$PPID/stat)"
    interrupt = f"test -e .git/once && kill -INT {starter} && exit 1; touch .git/once"
    desk.work.hook("pre-commit", interrupt)
    outcome = run_process(
        "forms",
        "receive",
        *map(str, filled),
        "--yes",
        cwd=desk.work.folder,
        env=desk.environment,
    )
    assert outcome.code == 130
    assert "中断了,前面 1 次改动已经写入,正在写的那一次看 jimoplan log" in outcome.errors
    assert desk.work.commits() == ["收填报表:甲科 1 项(王五填报)", "登记计划"]
    assert desk.work.status() == []


def test_a_file_that_is_no_form_stops_all_before_anything_is_recorded(
    desk: Desk, filled: tuple[Path, Path], tmp_path: Path
) -> None:
    other = tmp_path / "通知.txt"
    other.write_text("请于周五前报送", "utf-8")
    with unchanged(desk.work):
        outcome = desk.receive(filled[1], other)
    assert outcome.code == 2
    assert "通知.txt 里没有填报表" in outcome.errors


def test_a_change_may_be_left_to_be_committed(desk: Desk) -> None:
    path = Filled(desk.send()).put("1-1", figure=60).sign().save()
    words = ("--yes", "--no-commit")
    assert desk.receive(path, words=words).code == 0
    assert desk.work.status() == [" M plan.yaml"]
    assert desk.work.commits() == ["登记计划"]
    again = desk.receive(path, words=words)
    assert "没有变化" in again.errors
    assert "jimoplan commit" in again.errors


def test_outside_of_git_a_form_is_received_with_and_without_its_hidden_sheet(desk: Desk) -> None:
    form = Filled(desk.send()).put("1-1", figure=60).sign()
    path = form.save()
    del form.book["jimoplan"]
    bare = form.put("1-2", note="指导3件").save("另存.xlsx")
    shutil.rmtree(desk.work.folder / ".git")
    assert desk.receive(path).code == 0
    assert "progress: 60" in desk.work.text
    assert "entered_by" not in desk.work.text  # nobody says who it is
    received = desk.receive(bare)
    assert (received.code, desk.work.text.count("progress: 60")) == (0, 1)
    assert "指导3件" in desk.work.text


def send_for(folder: Path) -> tuple[Desk, Path]:
    desk = make_desk(folder, PEOPLE)
    return desk, Filled(desk.send()).put("1-1", note="会审").sign("张三").save()


def test_a_liaison_receives_the_form_of_the_own_department(tmp_path: Path) -> None:
    desk, path = send_for(tmp_path)
    desk.work.be(LIAISON)
    assert desk.receive(path).code == 0
    assert "entered_by" not in desk.work.text


def test_whoever_supervises_receives_the_forms_of_others_which_is_recorded(tmp_path: Path) -> None:
    desk, path = send_for(tmp_path)
    desk.work.be(SUPERVISOR)
    assert desk.receive(path).code == 0
    assert "by: 张三, dept: 甲科, entered_by: 李四" in desk.work.text
    audit = desk.work.jimoplan("audit", env=desk.environment)
    assert audit.code == 0, audit.text


def test_whoever_may_not_report_for_a_department_may_not_receive_its_form(tmp_path: Path) -> None:
    desk, path = send_for(tmp_path)
    desk.work.be(("孙八", "sun@example.cn"))
    with unchanged(desk.work):
        outcome = desk.receive(path)
    assert outcome.code in {1, 2}
    assert "孙八" in outcome.errors


def refuse(desk: Desk, name: str, data: bytes) -> Outcome:
    path = desk.work.folder.parent / name
    path.write_bytes(data)
    with unchanged(desk.work):
        return desk.receive(path)


@pytest.mark.parametrize(
    ("name", "data", "words", "remedy"),
    [
        ("甲.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 Excel 表格", ".xlsx"),
        ("甲.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "WPS 表格", ".xlsx"),
        ("甲.xlsm", b"PK", "带宏的表格", ".xlsx"),
        ("甲.pdf", b"%PDF-1.7", "PDF", "请部门发回填好的 .xlsx"),
        ("甲.jpg", b"\xff\xd8\xff\xe0", "图片", "请部门发回填好的 .xlsx"),
        ("甲.xlsx", b"PK\x03\x04x", "疑似已损坏", "另存为一份新的"),
        ("甲.xlsx", b"", "空文件", "选错了文件"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_save_it_as(
    desk: Desk, name: str, data: bytes, words: str, remedy: str
) -> None:
    outcome = refuse(desk, name, data)
    assert outcome.code in {2, 3}
    assert words in outcome.errors
    assert remedy in outcome.errors
    assert "导入" not in outcome.errors


def test_macros_links_and_bombs_in_a_form_are_refused_in_a_sentence(desk: Desk) -> None:
    parts = unzip(desk.send().read_bytes())
    rels = "xl/_rels/workbook.xml.rels"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"
    link = b'<Relationship Id="x" Type="%s" Target="externalLinks/a.xml"/></Relationships>' % kind
    linked = parts[rels].replace(b"</Relationships>", link)
    for more, words in (
        ({"xl/vbaProject.bin": b"x"}, "带宏的表格"),
        ({rels: linked}, "指向别的文件的链接"),
        ({"xl/media/a.bmp": bytes(40 * 1024 * 1024)}, "压缩炸弹"),
        (dict.fromkeys(map(str, range(10_001)), b""), "部件"),
    ):
        outcome = refuse(desk, "甲.xlsx", zip_up({**parts, **more}))
        assert outcome.code in {2, 3}
        assert words in outcome.errors
        assert outcome.errors.count("\n") == 2


def test_a_folder_with_a_form_in_an_old_format_is_not_received_without_it(
    desk: Desk, filled: tuple[Path, Path]
) -> None:
    folder = filled[0].parent
    (folder / "丙科.et").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (folder / "说明.docx").write_bytes(b"PK")
    with unchanged(desk.work):
        outcome = desk.receive(folder)
    assert "丙科.et 是 WPS 表格" in outcome.errors
    (folder / "丙科.et").unlink()
    assert desk.receive(folder).code == 1  # a cell of 甲科 cannot be read
    assert desk.work.commits()[:-1] == [
        "收填报表:甲科 1 项(王五填报)",
        "收填报表:乙科 1 项(钱七填报)",
    ]


def test_a_form_is_on_record_until_it_comes_back(desk: Desk, filled: tuple[Path, Path]) -> None:
    before = desk.work.jimoplan("forms").text
    assert "发出 2 份:收回 0 份,未收回 2 份" in before
    assert desk.receive(*filled).code == 1
    after = desk.work.jimoplan("forms", "--format", "json").data["forms"]
    assert [(each["department"], each["returned"], each["left"]) for each in after] == [
        ("甲科", "2024-05-10", 1),
        ("乙科", "2024-05-10", 0),
    ]


def test_a_form_in_which_nobody_has_written_has_not_come_back(desk: Desk) -> None:
    Filled(desk.send()).put("1-1", figure=60).sign().save()
    empty = desk.send("乙科")
    assert "一格也没有填,不算交:乙科" in desk.receive(empty.parent).errors
    assert "发出 2 份:收回 1 份,未收回 1 份" in desk.work.jimoplan("forms").text


def test_a_second_form_of_a_day_has_not_come_back_with_the_first(desk: Desk) -> None:
    first = Filled(desk.send()).put("1-1", figure=60).sign().save()
    assert desk.receive(first).code == 0
    first.unlink()
    desk.send()
    assert "发出 1 份:收回 0 份,未收回 1 份" in desk.work.jimoplan("forms").text


def test_a_renamed_department_has_one_form_and_returns_it(desk: Desk) -> None:
    form = Filled(desk.send()).put("1-1", figure=60).sign().save()
    assert desk.work.jimoplan("rename", "dept", "甲科", "综合科", "--yes").code == 0
    assert desk.receive(form).code == 0
    (listed,) = desk.work.jimoplan("forms", "--format", "json").data["forms"]
    assert (listed["department"], listed["returned"]) == ("综合科", "2024-05-10")


def test_every_file_that_cannot_be_received_is_named_at_once(
    desk: Desk, filled: tuple[Path, Path]
) -> None:
    folder = filled[0].parent
    Filled(filled[1]).sign("").save()
    (folder / "别的.csv").write_text("名称,金额\n甲,1\n", "utf-8")
    with unchanged(desk.work):
        outcome = desk.receive(*filled, folder / "别的.csv")
    assert outcome.code == 2
    for told in ("有 2 份收不了,一份也没有写", "没有写填报人", "别的.csv 里没有填报表"):
        assert told in outcome.errors


def test_a_folder_is_where_forms_are_written_not_a_file(desk: Desk) -> None:
    outcome = desk.work.jimoplan("forms", "send", "--dept", "甲科", "-o", "表.xlsx")
    assert outcome.code == 2
    assert "填报表写进文件夹" in outcome.errors
    assert not (desk.work.folder / "表.xlsx").exists()


def test_somebody_on_no_list_of_people_is_told(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, PEOPLE)
    desk.work.be(SUPERVISOR)
    form = Filled(desk.send()).put("1-1", note="初稿").sign("张某某").save()
    outcome = desk.receive(form, words=("--dry-run",))
    assert "人员名单里没有“张某某”,请核对填报人" in outcome.errors


def test_programs_are_told_what_was_not_recorded(desk: Desk, filled: tuple[Path, Path]) -> None:
    outcome = desk.receive(filled[0], words=("--yes", "--format", "json"))
    assert outcome.code == 1
    notes = json.loads(outcome.text)["notes"]
    (left,) = [note for note in notes if note.startswith("没有记:")]
    assert "甲科!G8 状态“推近中”不是状态" in left


def test_a_record_that_cannot_be_read_is_said_before_anything_is_written(
    desk: Desk, filled: tuple[Path, Path]
) -> None:
    (record,) = (desk.work.folder / ".git" / "jimoplan").glob("forms-*.json")
    record.write_text("{", "utf-8")
    with unchanged(desk.work):
        outcome = desk.receive(*filled)
    assert outcome.code == 3
    assert "收发记录" in outcome.errors


def test_departments_alike_but_for_signs_get_a_file_each(tmp_path: Path) -> None:
    text = PLAN.replace("甲科", "综合/科").replace("乙科", "综合:科")
    desk = make_desk(tmp_path, text)
    outcome = desk.work.jimoplan("forms", "send", "--all", env=desk.environment)
    assert outcome.code == 0, outcome.errors
    assert len(list((desk.work.folder / "填报表").iterdir())) == 2


def test_a_form_sent_again_on_the_same_day_is_not_written_over_one_that_was_filled_in(
    desk: Desk, filled: tuple[Path, Path]
) -> None:
    written = filled[0].read_bytes()
    with pytest.raises(Exception, match="可能已经填过"):
        desk.send()
    assert filled[0].read_bytes() == written
