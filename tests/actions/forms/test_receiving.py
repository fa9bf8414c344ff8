"""Forms that come back, as departments fill them in, with whatever they do to a sheet."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sent_forms import PLAN, Desk, Filled, copied, make_desk, told, troubles

from jimoplan.errors import UsageError


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


@pytest.fixture
def form(desk: Desk) -> Filled:
    return Filled(desk.send())


def without_hidden(form: Filled) -> Filled:
    del form.book["jimoplan"]
    return form


Change = Callable[[Filled], Path]
WAYS = ("hidden sheet", "hidden sheet gone")

SAID = {"by": "王五", "dept": "甲科", "entered_by": "张三", "date": date(2024, 5, 10)}


def test_a_form_that_nobody_has_touched_changes_nothing(desk: Desk, form: Filled) -> None:
    received = desk.look(form.path)
    assert received.proposal.is_empty
    assert [part.form.department for part in received.parts] == ["甲科"]
    assert received.parts[0].form.is_whole
    assert received.notes == ()


def test_what_was_filled_in_is_recorded_for_whoever_filled_it_in(desk: Desk, form: Filled) -> None:
    form.put("1-1", figure=60, note="初稿\n已送审", problem="缺人", next="会审")
    form.put("1-6", status="推进中", note="已启动").put("1-3", figure="第2期", note="已印发")
    received = desk.look(form.put("1-5", figure=42).sign().save())
    assert troubles(received) == []
    assert told(received) == {
        "1-1": {**SAID, "progress": 60, "note": "初稿\n已送审", "problem": "缺人", "next": "会审"},
        "1-3": {**SAID, "period": 2, "note": "已印发"},
        "1-5": {**SAID, "value": 42},
        "1-6": {**SAID, "note": "已启动", "status": "推进中"},
    }


def test_a_liaison_who_receives_the_own_form_enters_nothing_for_others(
    desk: Desk, form: Filled
) -> None:
    received = desk.look(form.put("1-1", note="会审").sign("张三").save())
    assert "entered_by" not in told(received)["1-1"]


def test_the_day_of_the_reports_is_the_one_on_the_form(desk: Desk, form: Filled) -> None:
    for day in (date(2024, 5, 8), "5月8日", "2024.5.8", "45420", "２０２４年５月８日"):
        received = desk.look(form.put("1-1", note="会审").sign(day=day).save())
        assert told(received)["1-1"]["date"] == date(2024, 5, 8), day


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("上个礼拜吧", "J3:“上个礼拜吧”不是存在的日期"),
        (date(2024, 5, 20), "J3:填报日期 2024-05-20 还没有到"),
    ],
)
def test_a_day_that_cannot_be_is_named_before_anything_is_recorded(
    desk: Desk, form: Filled, day: date | str, words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        desk.look(form.put("1-1", note="会审").sign(day=day).save())


def test_a_head_and_a_sheet_of_two_departments_are_refused(desk: Desk, form: Filled) -> None:
    form.put("1-1", note="初稿").sign()
    form.sheet["B3"] = "乙科"
    with pytest.raises(UsageError, match=r"表头写着乙科,工作表却叫“甲科”"):
        desk.look(form.save())


def test_an_item_with_another_title_now_is_told(desk: Desk, form: Filled) -> None:
    form.put("1-1", note="初稿").sign()
    plan = desk.work.folder / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("制发应诉规则", "另一件事"), "utf-8")
    (note,) = [note for note in desk.look(form.save()).notes if "请核对是不是一件事" in note]
    assert "1-1 发出时叫“制发应诉规则”,现在叫“另一件事”" in note


def test_who_filled_it_in_has_to_be_said(desk: Desk, form: Filled) -> None:
    path = form.put("1-1", note="会审").save()
    with pytest.raises(UsageError, match="没有写填报人") as refused:
        desk.look(path)
    assert "--by" in refused.value.remedy
    assert told(desk.look(path, by="赵六"))["1-1"]["by"] == "赵六"


def test_whoever_signs_below_the_table_has_signed(desk: Desk, form: Filled) -> None:
    form.put("1-1", note="会审").sheet.append(["填报人:王小二"])
    assert told(desk.look(form.save()))["1-1"]["by"] == "王小二"


def test_the_name_on_the_form_goes_before_the_one_on_the_command_line(
    desk: Desk, form: Filled
) -> None:
    received = desk.look(form.put("1-1", note="会审").sign("王五").save(), by="赵六")
    assert told(received)["1-1"]["by"] == "王五"


@pytest.mark.parametrize(
    "change", [Filled.save, lambda form: without_hidden(form).save()], ids=WAYS
)
def test_what_has_moved_on_meanwhile_stays(desk: Desk, form: Filled, change: Change) -> None:
    desk.update("1-1", "--progress", "50", "--note", "后来的")
    assert desk.look(change(form)).proposal.is_empty
    received = desk.look(form.put("1-1", note="会审").sign().save())
    assert told(received) == {"1-1": {**SAID, "note": "会审"}}
    assert received.parts[0].form.is_whole


def test_a_figure_changed_on_both_sides_lists_both_and_leaves_the_row(
    desk: Desk, form: Filled
) -> None:
    desk.update("1-1", "--progress", "50", "--note", "后来的")
    received = desk.look(form.put("1-1", figure=60, note="会审").put("1-2", note="x").sign().save())
    (conflict,) = received.parts[0].form.conflicts
    assert (conflict.place, *conflict[2:]) == ("甲科!H7", "进度", "40%", "50%", "60%")
    assert list(told(received)) == ["1-2"]
    assert not received.parts[0].form.is_whole


def test_a_status_changed_on_both_sides_lists_both(desk: Desk, form: Filled) -> None:
    desk.update("1-6", "--status", "推进中")
    received = desk.look(form.put("1-6", status="已完成").sign().save())
    (conflict,) = received.parts[0].form.conflicts
    assert (conflict.place, *conflict[2:]) == ("甲科!G6", "状态", "未启动", "推进中", "已完成")


def test_what_both_sides_have_changed_alike_is_no_conflict(desk: Desk, form: Filled) -> None:
    desk.update("1-1", "--progress", "60", "--note", "后来的")
    assert desk.look(form.put("1-1", figure="60%").sign().save()).proposal.is_empty


def test_a_form_without_its_hidden_sheet_knows_that_the_plan_changed_on_the_day_it_was_sent(
    desk: Desk, form: Filled
) -> None:
    desk.day = date(2024, 5, 6)
    desk.update("1-1", "--progress", "50", "--note", "发表以后,当天下午")
    assert desk.look(without_hidden(form).save()).proposal.is_empty


def test_without_the_day_it_was_sent_it_is_compared_with_now_and_said(
    desk: Desk, form: Filled
) -> None:
    form = without_hidden(form).put("1-1", note="初稿已征求意见").put("1-2", note="新的").sign()
    form.sheet["D3"].value = None
    received = desk.look(form.save())
    assert list(told(received)) == ["1-2"]
    assert any("看不出发出日期" in note for note in received.notes)


@pytest.mark.parametrize("day", [None, date(2024, 5, 2)], ids=["today", "before it was sent"])
def test_the_same_form_twice_changes_nothing(desk: Desk, form: Filled, day: date | None) -> None:
    form.put("1-1", figure=60, note="会审", evidence="即司发〔2024〕3号")
    form.put("1-6", status="已完成", note="印好了").put("1-3", figure="第2期")
    path = form.sign(day=day).save()
    assert desk.receive(path).code == 0
    text = desk.work.text
    again = desk.receive(path)
    assert (again.code, desk.work.text) == (0, text)
    assert "没有变化" in again.errors
    assert len(desk.work.commits()) == 2


def test_an_old_form_does_not_finish_again_what_has_been_returned(desk: Desk, form: Filled) -> None:
    path = form.put("1-1", status="已完成", note="印好了").sign().save()
    assert desk.receive(path).code == 0
    desk.work.be(("李四", "li@example.cn"))
    returned = desk.work.jimoplan(
        "review", "1-1", "--return", "--reason", "缺页码", env=desk.environment
    )
    assert returned.code == 0, returned.errors
    received = desk.look(path)
    assert received.proposal.is_empty
    (trouble,) = troubles(received)
    assert trouble.startswith("甲科!G7 举措 1-1 已在 2024-05-10 退回,这份表是退回以前发出的")


def test_what_was_not_begun_is_begun_before_it_is_finished(desk: Desk, form: Filled) -> None:
    received = desk.look(form.put("1-6", status="完成", note="印好了").sign().save())
    assert told(received)["1-6"]["status"] == "已完成"


def test_rows_in_any_order_with_some_gone_and_columns_added_read_the_same(
    desk: Desk, form: Filled
) -> None:
    form.put("1-2", note="指导3件").sign()
    form.sheet.delete_rows(form.row("1-5"))
    form.sheet.move_range(f"A{form.row('1-4')}:M{form.row('1-4')}", rows=20)
    form.sheet.insert_cols(3)
    form.sheet["C4"].value, form.sheet["C7"].value = "责任人", "小王"
    form.sheet.row_dimensions[form.row("1-2")].hidden = True
    received = desk.look(form.save())
    assert told(received) == {"1-2": {**SAID, "note": "指导3件"}}
    assert any("没有用到的列“责任人”" in n and "甲科!C7" in n for n in received.notes)


@pytest.mark.parametrize(
    "name", ["5月份工作进展情况", "进展", "工作进展(请填写)", "*进展情况:", "进 展\n情 况"]
)
def test_a_column_renamed_within_reason_is_known(desk: Desk, form: Filled, name: str) -> None:
    form.put("1-2", note="指导3件").sign().sheet.cell(4, form.column("note")).value = name
    assert told(desk.look(form.save()))["1-2"]["note"] == "指导3件"


def test_a_column_that_is_gone_is_told_and_nothing_taken_for_cleared(
    desk: Desk, form: Filled
) -> None:
    form.sheet.delete_cols(form.column("figure"))
    received = desk.look(form.save())
    assert received.proposal.is_empty
    assert received.notes == ("甲科:表里没有“进度/数值”这一列,按没有改",)


def test_two_columns_of_one_name_are_refused(desk: Desk, form: Filled) -> None:
    form.sheet["N4"].value = "进展情况"
    with pytest.raises(UsageError, match="两列都叫“进展情况”"):
        desk.look(form.save())


def test_cells_merged_downwards_speak_for_each_row_and_say_so(desk: Desk, form: Filled) -> None:
    form.put("1-1", note="合在一起写").sign()
    form.sheet.merge_cells("I7:I8")
    received = desk.look(form.save())
    assert {id_: said["note"] for id_, said in told(received).items()} == {
        "1-1": "合在一起写",
        "1-2": "合在一起写",
    }
    assert received.notes == ("甲科:同上面的格子合并了的,按每一行都写了读:甲科!I8",)


def test_cells_merged_across_are_one_text(desk: Desk, form: Filled) -> None:
    form.put("1-1", note="合在一起写").sign().sheet.merge_cells("I7:J7")
    assert told(desk.look(form.save())) == {"1-1": {**SAID, "note": "合在一起写"}}


def test_a_cleared_cell_clears_nothing_and_is_told(desk: Desk, form: Filled) -> None:
    received = desk.look(form.put("1-1", status=None, figure=None).save())
    assert received.proposal.is_empty
    assert received.notes == (
        "甲科!G7 清空了状态,没有清掉台账里的“推进中”",
        "甲科!H7 清空了进度/数值,没有清掉台账里的“40”",
    )


def test_words_for_nothing_are_counted_not_kept(desk: Desk, form: Filled) -> None:
    form.put("1-1", note="会审", problem="无", next="暂无").put("1-2", problem="没有").sign()
    received = desk.look(form.save())
    assert told(received) == {"1-1": {**SAID, "note": "会审"}}
    assert received.notes == ("甲科:写“无”的 3 格没有记",)


def test_evidence_is_one_a_line_or_with_semicolons(desk: Desk, form: Filled) -> None:
    (desk.work.folder / "稿.pdf").write_bytes(b"%PDF")
    files = "稿.pdf\n即司发〔2024〕3号；https://a.cn/b"
    received = desk.look(form.put("1-1", note="印", evidence=files).sign().save())
    assert told(received)["1-1"]["evidence"] == ("稿.pdf", "即司发〔2024〕3号", "https://a.cn/b")


def test_evidence_that_is_nowhere_is_named_by_its_cell(desk: Desk, form: Filled) -> None:
    received = desk.look(form.put("1-1", note="印", evidence="规则印发稿").sign().save())
    (trouble,) = troubles(received)
    assert trouble.startswith("甲科!M7 佐证材料“规则印发稿”不是仓库里的文件")


def test_rows_copied_as_they_are_count_once(desk: Desk, form: Filled) -> None:
    form.put("1-1", note="会审").sign()
    form.sheet.append([cell.value for cell in form.sheet[7]])
    assert told(desk.look(form.save())) == {"1-1": {**SAID, "note": "会审"}}


def test_rows_of_one_item_that_say_different_things_are_both_named(
    desk: Desk, form: Filled
) -> None:
    form.put("1-1", note="会审").sign()
    form.sheet.append([cell.value for cell in form.sheet[7]])
    form.sheet.cell(form.sheet.max_row, form.column("note")).value = "印发"
    received = desk.look(form.save())
    assert received.proposal.is_empty
    assert [trouble.partition(" ")[0] for trouble in troubles(received)] == ["甲科!A7", "甲科!A11"]


def test_two_periods_of_one_item_may_stand_in_two_rows(desk: Desk, form: Filled) -> None:
    form.put("1-3", figure="第2期", note="二").sign()
    form.sheet.append([cell.value for cell in form.sheet[form.row("1-3")]])
    last = form.sheet.max_row
    form.sheet.cell(last, form.column("figure")).value = "第3期"
    received = desk.look(form.save())
    (changed,) = received.parts[0].form.changes
    assert len(changed[1]) == 2
    assert troubles(received) == []


def test_an_id_of_which_a_program_has_made_a_day_is_the_id(desk: Desk, form: Filled) -> None:
    for number, value in (("1-1", date(2024, 1, 1)), ("1-2", "1月2日"), ("1-5", "5-Jan")):
        form.put(number, note=number).at(number, "id").value = value
    assert sorted(told(desk.look(form.sign().save()))) == ["1-1", "1-2", "1-5"]


@pytest.mark.parametrize("value", ["１－１", " 1-1 ", "'1-1", "1—1", "举措1-1"])
def test_an_id_typed_otherwise_is_the_id(desk: Desk, form: Filled, value: str) -> None:
    form.put("1-1", note="会审").sign().at("1-1", "id").value = value
    assert told(desk.look(form.save())) == {"1-1": {**SAID, "note": "会审"}}


def test_a_row_of_no_item_is_named_if_somebody_wrote_in_it(desk: Desk, form: Filled) -> None:
    form.put("1-1", note="会审").at("1-1", "id").value = "9-9"
    form.put("1-2", note="指导").at("1-2", "id").value = None
    form.sheet.append(["合计", None, None, "6项"])
    received = desk.look(form.sign().save())
    assert received.proposal.is_empty
    assert [trouble.split(" ")[:2] for trouble in troubles(received)] == [
        ["甲科!A7", "没有叫“9-9”的编号"],
        ["甲科!I8", "写了“指导”,这一行没有编号"],
    ]
    assert received.notes == ("甲科!A11 不是编号,这一行没有读:合计",)


def test_what_a_form_does_not_ask_is_told_and_not_recorded(desk: Desk, form: Filled) -> None:
    form.put("1-1", light="绿灯", due="2024-12-31").sheet["P7"].value = "随手记的"
    received = desk.look(form.save())
    assert received.proposal.is_empty
    assert received.notes == (
        "甲科:表外写了字,没有读:甲科!P7",
        "甲科!D7 改了“完成时限”,不算填报,没有记:2024-12-31",
        "甲科!E7 改了“灯”,不算填报,没有记:绿灯",
    )


def test_a_formula_without_a_value_is_named(desk: Desk, form: Filled) -> None:
    received = desk.look(form.put("1-1", figure="=30+30").sign().save())
    assert troubles(received) == [
        "甲科!H7 =30+30 是公式,文件里没有算出的值 在格子里直接写进度/数值,不用公式"
    ]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("推近中", "状态“推近中”不是状态,是否为 推进中?"),
        ("已完成60%", "状态“已完成60%”里写的是进度"),
        ("已销号", "不能在表里改成已销号,销号由审核的人办"),
        ("暂缓", "要写明原因和批准人,不能在表里改"),
    ],
)
def test_a_status_that_cannot_be_is_named_by_its_cell(
    desk: Desk, form: Filled, status: str, words: str
) -> None:
    received = desk.look(form.put("1-6", status=status, note="x").sign().save())
    (trouble,) = troubles(received)
    assert trouble.startswith("甲科!G6 ")
    assert words in trouble
    assert received.proposal.is_empty


def test_what_was_finished_meanwhile_is_not_finished_again(desk: Desk, form: Filled) -> None:
    desk.update("1-6", "--status", "推进中")
    desk.update("1-6", "--status", "已完成", "--date", "2024-05-10")
    assert desk.look(form.save()).proposal.is_empty
    assert desk.look(form.put("1-6", status="完成").sign().save()).proposal.is_empty


def test_what_was_cancelled_meanwhile_is_named(desk: Desk, form: Filled) -> None:
    reason = ("--reason", "合并", "--approved-by", "李局长")
    desk.update("1-6", "--status", "已取消", *reason)
    assert desk.look(form.save()).parts[0].form.is_whole
    received = desk.look(form.put("1-6", status="推进中", note="启动").sign().save())
    assert received.proposal.is_empty
    assert [conflict.now for conflict in received.parts[0].form.conflicts] == ["已取消"]


def test_two_departments_in_one_workbook_are_two_forms(desk: Desk, form: Filled) -> None:
    other = Filled(desk.send("乙科"))
    form.put("1-1", note="甲的").sign("王五")
    other.put("3-1", note="乙的", status="推进中").sign("钱七")
    sheet = form.book.create_sheet("乙科")
    for row in other.sheet.iter_rows(values_only=True):
        sheet.append(row)
    received = desk.look(form.save())
    assert [part.form.department for part in received.parts] == ["甲科", "乙科"]
    assert [said["by"] for said in told(received).values()] == ["王五", "钱七"]


def test_two_forms_below_each_other_on_one_sheet_are_refused(desk: Desk, form: Filled) -> None:
    other = Filled(desk.send("乙科"))
    for row in other.sheet.iter_rows(values_only=True):
        form.sheet.append(row)
    with pytest.raises(UsageError, match="一张工作表里疑似有两份填报表") as refused:
        desk.look(form.save())
    assert "甲科!B13" in refused.value.message


def test_a_form_of_another_department_than_was_said_is_refused(desk: Desk, form: Filled) -> None:
    with pytest.raises(UsageError, match="是甲科的填报表,--dept 写的是乙科"):
        desk.look(form.path, dept="乙科")
    assert desk.look(form.path, dept="一科").proposal.is_empty


@pytest.mark.parametrize(
    "change", [Filled.save, lambda form: without_hidden(form).save()], ids=WAYS
)
def test_a_form_of_another_plan_is_refused(tmp_path: Path, form: Filled, change: Change) -> None:
    path = change(form)
    other = make_desk(tmp_path / "other", PLAN.replace("2024年工作要点", "2025年工作要点"))
    with pytest.raises(UsageError, match=r"另一份计划的填报表.*2024年工作要点"):
        other.look(path)


def test_a_form_sent_before_the_plan_was_given_another_title_is_of_it(
    desk: Desk, form: Filled
) -> None:
    desk.work.env |= dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), "2024-05-09T09:00Z")
    desk.work.replace("title: 2024年工作要点", "title: 2024年工作要点(修订)")
    desk.work.git("commit", "-qam", "改名")
    assert desk.look(form.path).parts


def test_a_form_of_a_department_renamed_meanwhile_is_of_it(desk: Desk, form: Filled) -> None:
    renamed = desk.work.jimoplan("rename", "dept", "甲科", "应诉科", "--yes", env=desk.environment)
    assert renamed.code == 0, renamed.errors
    received = desk.look(form.put("1-1", note="会审").sign().save())
    assert told(received)["1-1"]["dept"] == "应诉科"


def test_more_rows_than_a_form_has_are_refused(desk: Desk, form: Filled) -> None:
    for number in range(2001):
        form.sheet.append([f"x{number}"])
    with pytest.raises(UsageError, match="超过 2000 行"):
        desk.look(form.save())


def test_a_workbook_that_is_no_form_is_refused(desk: Desk, form: Filled) -> None:
    form.sheet.delete_rows(4)
    with pytest.raises(UsageError, match="里没有填报表") as refused:
        desk.look(form.save())
    assert "表头" in refused.value.remedy


def test_a_second_copy_beside_the_first_is_read_after_it(desk: Desk, form: Filled) -> None:
    path = form.put("1-1", note="会审").sign().save()
    received = desk.look(path, copied(path, "甲科(1).xlsx"))
    assert [len(part.form.changes) for part in received.parts] == [1, 0]
