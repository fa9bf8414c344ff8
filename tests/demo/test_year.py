"""The sample year: read from its file, and played out to revisions with the text of each."""

from functools import cache
from itertools import islice, pairwise

import pytest
from command_line import SHIPPED_PLAN

from jimoplan.core.changes.diff import diff
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.words import Status
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.apply import apply_to
from jimoplan.demo.story import Story, parse_story, read_story
from jimoplan.demo.taskwise import TaskwiseText
from jimoplan.demo.year import Revision, play_year
from jimoplan.errors import UsageError

SHIPPED = SHIPPED_PLAN.read_bytes().decode("utf-8")
SMALL = """\
registered: 2024-01-02 09:00:00 张三
mark: (试)
comment: 试用
people: {张三: zhang@example.cn, 李四: li@example.cn}
plan:
  2024-01-03 09:00:00 张三:
    why: 名单
    people: {复议应诉科: {张三: 联络员, 李四: 联络员}}
    policy: {stale: 60}
  2024-01-03 10:00:00 张三:
    fields: {8-1: {due: 2024-05-31}}
tasks:
  '8':
    2024-03-04 09:00:00 张三:
      8-1: {date: 2024-03-01, progress: 40, note: 初稿}
  '11':
    2024-03-04 10:00:00 李四:
      apart: true
      11-3: {progress: 10, note: 调研}
    2024-03-05 10:00:00 李四:
      11-4: {progress: 10, note: 走访}
"""


def play(text: str) -> list[Revision]:
    return list(play_year(SHIPPED, parse_story(text)))


@cache
def small() -> list[Revision]:
    return play(SMALL)


@cache
def story() -> Story:
    return read_story()


def read(text: str) -> Plan:
    plan = load(text, with_advice=False).plan
    assert plan
    return plan


def test_a_step_is_a_revision_with_its_time_in_beijing_and_its_maker() -> None:
    first, second = small()[:2]

    assert f"{first.at:%Y-%m-%d %H:%M %z}" == "2024-01-02 09:00 +0800"
    assert (second.who.name, second.who.email) == ("张三", "zhang@example.cn")
    assert second.why == "名单"
    assert first.after.plan.title == "2024年工作要点(试)"
    assert first.text.splitlines()[2] == "# 试用"


def test_what_a_step_says_is_what_its_plan_and_text_say_after_it() -> None:
    revisions = small()
    (task,) = (task for task in revisions[3].after.all_tasks() if task.id == "8")
    measure = task.measures[0]

    assert [read(each.text) for each in revisions] == [each.after for each in revisions]
    assert revisions[1].after.policy.stale == 60
    assert [measure.status, str(measure.due)] == [Status.IN_PROGRESS, "2024-05-31"]
    assert (str(measure.updates[0].date), measure.updates[0].by) == ("2024-03-01", "张三")


def test_whoever_works_apart_has_not_seen_the_step_before_and_merges() -> None:
    report, apart, merged, after = small()[3:]

    assert [each.parents for each in (report, apart, merged, after)] == [(), (2,), (4, 3), ()]
    assert apart.before == report.before
    assert "初稿" not in apart.text
    assert "初稿" in merged.text
    assert "调研" in merged.text
    assert after.before == merged.after
    assert merged.at > apart.at


def test_others_have_their_say_and_items_come_and_go() -> None:
    year = play(
        SMALL.replace("张三: 联络员", "王五: 督查, 张三: 联络员")
        .replace("{张三: zhang", "{王五: wang@example.cn, 张三: zhang")
        .replace(
            "tasks:\n",
            """\
  2024-03-06 10:00:00 王五:
    measures: [{id: 8-7, kind: 一次性, title: 甲}, {id: 8-8, kind: 一次性, title: 乙}]
  2024-03-07 10:00:00 王五:
    removed: [8-7]
    8-8: {dept: 复议应诉科, by: 张三, progress: 5, note: 电话填报, remarks: {提醒: 抓紧}}
tasks:
""",
        )
    )
    (task,) = (task for task in year[-1].after.all_tasks() if task.id == "8")
    measure = task.measures[-1]
    (report,) = measure.updates

    assert year[-1].after.plan.retired == ("8-7",)
    assert (measure.id, str(measure.since)) == ("8-8", "2024-03-06")
    assert (report.by, report.dept, report.entered_by) == ("张三", "复议应诉科", "王五")
    assert [(remark.by, remark.text) for remark in measure.remarks] == [("王五", "抓紧")]


def test_an_approval_keeps_the_files_that_it_rests_on_as_they_were() -> None:
    story = parse_story(
        SMALL.replace("张三: 联络员", "王五: 分管领导, 张三: 联络员")
        .replace("{张三: zhang", "{王五: wang@example.cn, 张三: zhang")
        .replace(
            "'11':\n",
            """\
'11':
    2024-03-06 09:00:00 张三:
      why: 附上规则
      files: {规则.md: "初稿\\n"}
    2024-03-06 10:00:00 张三:
      8-1: {status: 已完成, note: 已印发, evidence: [规则.md]}
    2024-03-07 10:00:00 王五:
      8-1: {result: 销号}
    2024-03-08 10:00:00 张三:
      why: 归档
      files: {规则.md: , 归档.md: "初稿\\n"}
""",
        )
    )
    *_, put, done, reviewed, moved = play_year(SHIPPED, story)
    (task,) = (task for task in moved.after.all_tasks() if task.id == "8")
    (file,) = task.measures[0].reviews[0].files

    assert put.files == {"规则.md": "初稿\n"}
    assert moved.files == {"规则.md": None, "归档.md": "初稿\n"}
    assert not done.files
    assert not reviewed.files
    assert (file.path, file.blob) == ("规则.md", "2124f21047879048fe6b6a92ea9c9af8a2e2bb8e")
    assert story.files_at(moved.at) == {"归档.md": "初稿\n"}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("progress: 40", "progres: 40"),
        ("progress: 40", "progress: 400"),
        ("{stale: 60}", "{stale: 60}\n    policy: {stale: 61}"),
        ("张三: 联络员", "张三: 员"),
        ("2024-03-05 10:00:00", "2024-03-05 10:00:61"),
    ],
    ids=["key", "figure", "twice", "duty", "time"],
)
def test_a_story_that_is_not_well_written_is_refused(right: str, wrong: str) -> None:
    assert right in SMALL
    with pytest.raises(ValueError, match=r"."):
        parse_story(SMALL.replace(right, wrong))


@pytest.mark.parametrize(
    ("step", "refusal"),
    [
        ("{status: 已销号}", UsageError),
        ("{due: 2024-06-30}", UsageError),
        ("{result: 退回, reason: 不全}", ValueError),
    ],
    ids=["status", "deadline without a reason", "review of what nobody handed in"],
)
def test_a_step_that_no_command_would_take_is_refused(step: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        play(SMALL.replace("{progress: 10, note: 走访}", step))


def test_steps_come_in_the_order_of_time_and_no_two_at_once() -> None:
    times = [step.at for step in story().steps]

    assert times == sorted(set(times))
    assert story().registered.at < times[0]


def test_everybody_who_is_listed_takes_a_step_and_nobody_else() -> None:
    assert {step.who for step in story().steps} == set(story().people)


def test_a_step_apart_is_about_other_tasks_and_by_somebody_else_than_the_one_before() -> None:
    steps = story().steps
    pairs = [(one, other) for one, other in pairwise(steps) if other.apart]

    assert len(pairs) >= 10
    for one, other in pairs:
        assert one.who != other.who
        assert not one.apart
        assert not {i.partition("-")[0] for i in one.items} & {
            i.partition("-")[0] for i in other.items
        }


def test_written_task_by_task_the_text_is_what_it_would_be_written_as_a_whole() -> None:
    whole = None
    for each in islice(play_year(SHIPPED, story()), 40):
        if each.parents:
            continue
        if whole is None:
            whole = load(each.text, with_advice=False)
        assert whole.plan
        whole = apply_to(whole, diff(whole.plan, each.after))
        assert each.text == whole.document.text


def test_a_forked_text_goes_its_own_way() -> None:
    revisions = small()
    text = TaskwiseText(revisions[0].text)
    fork = text.fork()
    for each in revisions[1:]:
        text.write(each.after)

    assert read(fork.finish()) == revisions[0].after
    assert fork.write(revisions[-1].after) == text.finish() == revisions[-1].text
