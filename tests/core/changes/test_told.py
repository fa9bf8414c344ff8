"""A suspension that ended, a report put otherwise: two changes of a list, one line for people."""

import pytest
from problem_cases import BASE

from jimoplan.core.changes.changes import Changes, Insert, Ref, Remove, Subject
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.records import make_records, tell_once
from jimoplan.core.changes.summary import summarise
from jimoplan.core.changes.told import tell, tell_each
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

RUNNING = "due: 2024-06-30\n            status: 推进中\n"
STOPPED = RUNNING.replace("推进中", "暂缓") + "            reason: 等文件\n"
DROPPED = STOPPED.replace("暂缓", "已取消") + "            approved_by: 王局\n"
NOTHING = ""
OPEN = "{since: 2024-04-01, reason: 等文件}"
ENDED = "{since: 2024-04-01, until: 2024-05-06, reason: 等文件}"
LATER = "{since: 2024-04-01, until: 2024-05-20, reason: 等文件}"
OTHER = "{since: 2024-04-08, until: 2024-05-06, reason: 等文件}"


def plan_of(status: str, pause: str) -> Plan:
    kept = f"            suspensions: [{pause}]\n" if pause else ""
    plan = load(BASE.replace(RUNNING, status + kept), with_advice=False).plan
    assert plan is not None
    return plan


def between(old: tuple[str, str], new: tuple[str, str]) -> tuple[Plan, Plan, Changes]:
    before, after = plan_of(*old), plan_of(*new)
    return before, after, diff(before, after)


BEGUN = "1-1 暂缓记录 2024-04-01起:等文件"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ((STOPPED, OPEN), (RUNNING, ENDED), [f"{BEGUN},恢复于 2024-05-06"]),
        ((RUNNING, ENDED), (STOPPED, OPEN), [f"{BEGUN},恢复日期 2024-05-06 已删去"]),
        ((RUNNING, ENDED), (RUNNING, LATER), [f"{BEGUN},恢复日期 2024-05-06→2024-05-20"]),
        ((STOPPED, OPEN), (DROPPED, ENDED), [f"{BEGUN},到 2024-05-06 为止"]),
        ((RUNNING, NOTHING), (STOPPED, OPEN), ["1-1 新增暂缓记录 2024-04-01起:等文件"]),
        ((STOPPED, OPEN), (RUNNING, NOTHING), ["1-1 删去暂缓记录 2024-04-01起:等文件"]),
        (
            (RUNNING, ENDED),
            (RUNNING, OTHER),
            [
                "1-1 删去暂缓记录 2024-04-01至2024-05-06:等文件",
                "1-1 新增暂缓记录 2024-04-08至2024-05-06:等文件",
            ],
        ),
    ],
    ids=["resumed", "undone", "moved", "dropped", "begun", "taken back", "another one"],
)
def test_the_same_suspension_with_another_end_is_one_line(
    old: tuple[str, str], new: tuple[str, str], words: list[str]
) -> None:
    before, after, changes = between(old, new)
    said = [line for line in tell(changes) if "暂缓记录" in line]

    assert said == words
    told = [record.words for record in tell_once(make_records(before, after, changes))]
    assert [line for line in told if "暂缓记录" in line] == words


def test_for_a_program_every_change_stays() -> None:
    before, after, changes = between((STOPPED, OPEN), (RUNNING, ENDED))
    both = [change for change in changes if isinstance(change, Insert | Remove)]

    assert len(both) == 2
    assert len(tell_each(changes)) == len(changes)
    assert len(make_records(before, after, changes)) == len(changes)


KNOWN = "              - {date: 2024-03-15, progress: 40, note: 初稿已征求意见}\n"


def saying(*entries: str, field: str = "updates") -> Plan:
    """1-1 with reports, or remarks, of 2024-05-06 by 张三 where they do not say otherwise."""
    usual = "" if field == "updates" else ", kind: 提醒"
    lines = [e if "date" in e else f"date: 2024-05-06, by: 张三{usual}, {e}" for e in entries]
    more = "".join(f"              - {{{line}}}\n" for line in lines)
    more = more if field == "updates" else f"            remarks:\n{more}"
    plan = load(BASE.replace(KNOWN, KNOWN + more), with_advice=False).plan
    assert plan is not None
    return plan


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (("note: 甲",), ("note: 甲乙",), ["更正填报 2024-05-06 张三:进展情况 “甲”→“甲乙”"]),
        (
            ("note: 甲",),
            ("date: 2024-04-06, by: 张三, note: 甲",),
            ["更正填报 2024-04-06 张三:填报日期 2024-05-06→2024-04-06"],
        ),
        (
            ("progress: 50, note: 甲",),
            ("date: 2024-04-06, by: 张三, progress: 50, note: 甲乙",),
            ["更正填报 2024-04-06 张三:填报日期 2024-05-06→2024-04-06,进展情况 “甲”→“甲乙”"],
        ),
        (
            ("note: 甲", "note: 丙"),
            ("note: 甲乙", "note: 丙丁"),
            [
                "更正填报 2024-05-06 张三:进展情况 “丙”→“丙丁”",
                "更正填报 2024-05-06 张三:进展情况 “甲”→“甲乙”",
            ],
        ),
        (
            ("progress: 50, note: 甲", "progress: 60, note: 丙"),
            ("progress: 60, note: 丁", "progress: 50, note: 乙"),
            [
                "更正填报 2024-05-06 张三:进展情况 “甲”→“乙”",
                "更正填报 2024-05-06 张三:进展情况 “丙”→“丁”",
            ],
        ),
        (
            ("note: 甲",),
            ("note: 甲乙", "note: 丙"),
            [
                "新增填报记录 2024-05-06 张三:丙",
                "更正填报 2024-05-06 张三:进展情况 “甲”→“甲乙”",
            ],
        ),
        (
            ("note: 甲",),
            ("date: 2024-04-06, by: 李四, note: 甲",),
            ["删去填报记录 2024-05-06 张三:甲", "新增填报记录 2024-04-06 李四:甲"],
        ),
        (
            ("note: 甲",),
            ("date: 2024-04-06, by: 张三, note: 乙",),
            ["更正填报 2024-04-06 张三:填报日期 2024-05-06→2024-04-06,进展情况 “甲”→“乙”"],
        ),
        (
            ("note: 甲", "date: 2024-05-07, by: 王五, note: 丙"),
            ("date: 2024-05-07, by: 王五, note: 丙", "date: 2024-06-06, by: 张三, note: 乙"),
            ["删去填报记录 2024-05-06 张三:甲", "新增填报记录 2024-06-06 张三:乙"],
        ),
        (
            ("note: 甲",),
            ("date: 2024-05-06, by: 李四, note: 甲",),
            ["更正填报 2024-05-06 李四:填报人 “张三”→“李四”"],
        ),
        (("period: 3",), ("period: 4",), ["更正填报 2024-05-06 张三:第几期 3→4"]),
        (
            ("date: 2024-05-06, dept: 甲科, note: 无",),
            ("date: 2024-06-06, dept: 乙科, note: 无",),
            ["删去填报记录 2024-05-06 甲科:无", "新增填报记录 2024-06-06 乙科:无"],
        ),
    ],
    ids=[
        *(
            "reworded",
            "another day",
            "another day and words",
            "two of a day",
            "two by their figures",
        ),
        *("one of a day and a new one", "another's", "another day and other words"),
        *("another one", "another name", "another period", "another department's"),
    ],
)
def test_what_was_reported_otherwise_is_one_line_with_both_texts(
    old: tuple[str, ...], new: tuple[str, ...], words: list[str]
) -> None:
    before, after = saying(*old), saying(*new)
    changes = diff(before, after)
    records = make_records(before, after, changes)

    assert tell(changes) == [f"1-1 {line}" for line in words]
    assert [record.phrase for record in tell_once(records)] == words
    assert len(records) == len(tell_each(changes)) == len(set(old) ^ set(new))


def test_a_correction_is_about_whatever_was_said_before_as_well() -> None:
    before, after = saying("progress: 50, note: 甲"), saying("note: 甲")
    (told,) = tell_once(make_records(before, after, diff(before, after)))

    assert told.phrase == "更正填报 2024-05-06 张三:进度 50→无"
    assert {"progress", "note"} <= set(told.fields)


@pytest.mark.parametrize(
    ("said", "field", "by", "words"),
    [
        ("note: 甲", "updates", "张三", "撤回填报记录 2024-05-06 张三:甲"),
        ("note: 甲", "updates", "李四", "删去填报记录 2024-05-06 张三:甲"),
        ("note: 甲", "updates", None, "删去填报记录 2024-05-06 张三:甲"),
        (
            "entered_by: 李四, note: 甲",
            "updates",
            "李四",
            "撤回填报记录 2024-05-06 张三(李四 代录):甲",
        ),
        ("text: 请抓紧", "remarks", "张三", "撤回意见 2024-05-06 提醒 张三:请抓紧"),
        ("text: 请抓紧", "remarks", "李四", "删去意见 2024-05-06 提醒 张三:请抓紧"),
    ],
)
def test_one_s_own_word_is_taken_back_and_another_s_removed(
    said: str, field: str, by: str | None, words: str
) -> None:
    before, after = saying(said, field=field), saying()
    changes = diff(before, after)
    (record,) = make_records(before, after, changes)

    assert tell(changes, by) == tell_each(changes, by) == [f"1-1 {words}"]
    assert by is None or record.made_by(by).phrase == words
    assert tell(diff(after, before), by)[0].startswith("1-1 新增")


@pytest.mark.parametrize(
    ("old", "new", "subject"),
    [
        ((RUNNING, NOTHING), (STOPPED, OPEN), "1-1 制发规则:推进中→暂缓,填写原因"),
        ((STOPPED, OPEN), (RUNNING, ENDED), "1-1 制发规则:暂缓→推进中,删去原因"),
        ((RUNNING, NOTHING), (DROPPED, NOTHING), "1-1 制发规则:推进中→已取消,填写原因"),
    ],
)
def test_a_subject_names_the_step_and_not_what_goes_with_it(
    old: tuple[str, str], new: tuple[str, str], subject: str
) -> None:
    assert summarise(between(old, new)[2], {Ref(Subject.MEASURE, "1-1"): "制发规则"}) == subject


DONE = RUNNING.replace("推进中", "已完成") + "            submitted_by: 张三 <zhang@example.cn>\n"
CLOSED = RUNNING.replace("推进中", "已销号")
REVIEW = "{date: 2024-06-30, result: 销号, submitted_by: 张三 <zhang@example.cn>, by: 王局 <w@x.c>}"


def test_a_submitter_who_stands_in_the_record_of_the_review_is_not_said_to_be_gone() -> None:
    def plan(status: str) -> Plan:
        found = load(BASE.replace(RUNNING, status), with_advice=False).plan
        assert found is not None
        return found

    closed, resumed = plan(f"{CLOSED}            reviews: [{REVIEW}]\n"), plan(RUNNING)
    changes = diff(plan(DONE), closed)

    assert [line.split(" ")[1] for line in tell(changes)] == ["状态", "新增审核记录"]
    assert "1-1 提交人 张三 <zhang@example.cn> 已删去" in tell_each(changes)
    assert "1-1 提交人 张三 <zhang@example.cn> 已删去" in tell(diff(plan(DONE), resumed))
