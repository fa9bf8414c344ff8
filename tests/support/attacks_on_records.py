"""Attacks on what is on record: reviews, moved deadlines, suspensions, reports and remarks."""

from attack_story import (
    NAME,
    Attack,
    File,
    Story,
    anywhere,
    block_of,
    by,
    drop,
    entry,
    line_of,
    swap,
    under,
    without,
)
from audited import LEADER, LIAISON, STRANGER, SUPERVISOR, SUPPORTER

APPROVED, RETURNED = "result: 销号", "result: 退回"
MOVED = "changed: 2024-02-28"
AGAIN = "{due: 2024-08-31, changed: 2024-07-08, reason: 再推迟, approved_by: 王五}"
RETIRED = "retired: [9-4]"


def _reorder(story: Story) -> None:
    story.honest(
        LEADER,
        swap("8-2", "due: 2024-08-31", "due: 2024-10-31"),
        entry("8-2", "due_changes", AGAIN),
    )
    first = line_of(story.text, "8-2", "{due: 2024-05-31")
    story.commit(LEADER, drop("8-2", first), entry("8-2", "due_changes", first.removeprefix("- ")))


def _move_away(story: Story) -> None:
    record = line_of(story.text, "8-6", RETURNED)
    story.commit(
        SUPERVISOR, drop("8-6", RETURNED), under("8-4", "reviews:", f"  {record}"), reason="整理"
    )


def _give_to_another(story: Story) -> None:
    """The item goes, and what it was goes on under another number without its record."""
    block = block_of(story.text, "8-2").replace("id: 8-2", "id: 8-10")
    story.commit(
        SUPERVISOR,
        without("8-2"),
        anywhere("      - id: '9'\n", f"{block}      - id: '9'\n"),
        drop("8-10", MOVED),
        anywhere(RETIRED, "retired: [9-4, 8-2]"),
        reason="重编",
    )


def _on_the_way(story: Story) -> None:
    less = drop("8-6", RETURNED)(story.text)
    story.commit(LEADER, text=story.text, files={NAME: File(None), "新.yaml": File(less)})
    story.commit(LEADER, text=less, files={NAME: File(less), "新.yaml": File(None)})


def _in_a_merge(story: Story) -> None:
    begun = story.at
    theirs = story.honest(SUPPORTER, entry("9-3", "updates", _report("赵六", "公证处", "30")))
    story.go_to(begun)
    story.honest(LIAISON, entry("8-6", "updates", _report("张三", "复议应诉科", "30")))
    both = entry("9-3", "updates", _report("赵六", "公证处", "30"))
    story.merge(LIAISON, theirs, text=drop("8-6", RETURNED)(both(story.text)))


def _across_a_break(story: Story) -> None:
    broken = drop("8-1", APPROVED)(story.text)
    story.commit(STRANGER, text=f"{broken}<<<<<<< x\n")
    story.commit(SUPERVISOR, text=broken)


def _forged_across_a_break(story: Story) -> None:
    """A report in the name of who mends the plan, whom the other rules would hold to it."""
    forged = entry("8-2", "updates", _report("张三", "复议应诉科", "90"))(story.text)
    story.commit(SUPPORTER, text=f"{forged}<<<<<<< x\n")
    story.commit(LIAISON, text=forged)


def _report(name: str, office: str, progress: str) -> str:
    return f"{{date: 2024-07-08, by: {name}, dept: {office}, progress: {progress}}}"


def _own_review_in_part(story: Story) -> None:
    """What was brought along with the review stays in part."""
    story.commit(
        LEADER,
        drop("8-1", APPROVED),
        swap("8-1", "status: 已销号", "status: 推进中"),
        drop("8-1", "finished:"),
    )


def _after_a_return(story: Story) -> None:
    """A return is taken back although the item has been reported as done again since."""
    story.honest(
        LIAISON,
        swap("8-6", "status: 推进中", "status: 已完成"),
        under("8-6", "finished: 2024-07-08", "submitted_by: 张三 <zhang@example.cn>"),
    )
    story.commit(LEADER, drop("8-6", RETURNED))


ATTACKS = [
    Attack(
        "销号记录被审核人自己手工删去,事项仍是已销号", ("A26",), by(LEADER, drop("8-1", APPROVED))
    ),
    Attack("销号记录被联络员删去", ("A12", "A26"), by(LIAISON, drop("8-1", APPROVED))),
    Attack(
        "销号记录被督查写了依据删去", ("A26",), by(SUPERVISOR, drop("8-1", APPROVED), reason="整理")
    ),
    Attack("审核人撤回销号,状态却改成推进中", ("A25", "A26"), _own_review_in_part),
    Attack("退回记录被联络员删去", ("A12", "A26"), by(LIAISON, drop("8-6", RETURNED))),
    Attack("退回记录被审核人自己删去,状态不动", ("A26",), by(LEADER, drop("8-6", RETURNED))),
    Attack("退回以后又报了已完成,再删去退回记录", ("A26",), _after_a_return),
    Attack(
        "退回的原因被改写", ("A26",), by(LEADER, swap("8-6", "reason: 缺附件", "reason: 时间未到"))
    ),
    Attack("退回改写成销号", ("A26",), by(LEADER, swap("8-6", RETURNED, APPROVED))),
    Attack(
        "审核记录换成另一个审核人",
        ("A23", "A26"),
        by(SUPERVISOR, swap("8-1", "by: 王五 <wang@example.cn>", "by: 赵六 <zhao@example.cn>")),
    ),
    Attack(
        "审核记录换成另一个提交人",
        ("A26",),
        by(LEADER, swap("8-1", "by: 张三 <zhang@example.cn>", "by: 赵六 <zhao@example.cn>")),
    ),
    Attack(
        "审核日期改早", ("A26",), by(LEADER, swap("8-1", "date: 2024-05-15", "date: 2024-05-11"))
    ),
    Attack(
        "审核所据文件的指纹被改",
        ("A26", "A41"),
        by(LEADER, swap("8-1", "blob: 97ee", "blob: 0000")),
    ),
    Attack("原时限的记录被删去,新时限留着", ("A26",), by(LEADER, drop("8-2", MOVED))),
    Attack(
        "再推迟一次,顺手丢掉上一次的记录",
        ("A26",),
        by(
            LEADER,
            swap("8-2", "due: 2024-08-31", "due: 2024-12-31"),
            drop("8-2", MOVED),
            entry("8-2", "due_changes", AGAIN),
        ),
    ),
    Attack(
        "时限和记录一起删去",
        ("A24", "A26"),
        by(LEADER, drop("8-2", "due: 2024-08-31"), drop("8-2", MOVED)),
    ),
    Attack(
        "别人把时限调整改了回去",
        ("A26",),
        by(SUPERVISOR, swap("8-2", "due: 2024-08-31", "due: 2024-05-31"), drop("8-2", MOVED)),
    ),
    Attack("时限调整的原因被改写", ("A26",), by(LEADER, swap("8-2", "上级推迟", "局里同意"))),
    Attack(
        "时限调整的批准人被改写",
        ("A26",),
        by(LEADER, swap("8-2", "approved_by: 王五", "approved_by: 李四")),
    ),
    Attack(
        "记下的原时限被改写",
        ("A26",),
        by(LEADER, swap("8-2", "due: 2024-05-31", "due: 2024-07-31")),
    ),
    Attack("两次时限调整对调次序", ("A26",), _reorder),
    Attack("还在暂缓,暂缓记录被删去", ("A26",), by(LIAISON, drop("8-5", "since: 2024-03-10"))),
    Attack("已经恢复的暂缓记录被删去", ("A26",), by(LIAISON, drop("8-8", "since: 2024-03-12"))),
    Attack(
        "暂缓日期改早", ("A26",), by(LIAISON, swap("8-5", "since: 2024-03-10", "since: 2024-01-10"))
    ),
    Attack(
        "恢复日期改晚", ("A26",), by(LIAISON, swap("8-8", "until: 2024-03-18", "until: 2024-06-18"))
    ),
    Attack(
        "暂缓的批准人被改写",
        ("A26",),
        by(LIAISON, swap("8-5", "approved_by: 王五", "approved_by: 李四")),
    ),
    Attack("退回记录搬到别的举措", ("A26",), _move_away),
    Attack(
        "举措连同记录删去",
        ("A26",),
        by(SUPERVISOR, without("8-2"), anywhere(RETIRED, "retired: [9-4, 8-2]"), reason="并入"),
    ),
    Attack(
        "任务连同全部记录删去",
        ("A26",),
        by(SUPERVISOR, without("8"), anywhere("['10']", "['8', '10']"), reason="并入"),
    ),
    Attack("举措换个编号,记录没有跟去", ("A26",), _give_to_another),
    Attack("记录在文件改名的途中丢掉", ("A26",), _on_the_way),
    Attack("记录在合并里丢掉", ("A26",), _in_a_merge),
    Attack("隔着一个读不出来的提交替改好的人填报", ("A15", "A18"), _forged_across_a_break),
    Attack("记录隔着一个读不出来的提交丢掉", ("A11", "A26"), _across_a_break),
    Attack(
        "记录在一大批填报里一并丢掉",
        ("A26",),
        by(
            LIAISON,
            entry("8-6", "updates", _report("张三", "复议应诉科", "30")),
            entry("8-2", "updates", _report("张三", "复议应诉科", "40")),
            drop("8-8", "since: 2024-03-12"),
            message="合并请求 12:七月填报 (squash)",
        ),
    ),
    Attack("督查意见被责任科室删去", ("A12",), by(LIAISON, drop("8-8", "text: 抓紧"))),
    Attack(
        "督查意见被责任科室改写", ("A12",), by(LIAISON, swap("8-8", "text: 抓紧", "text: 不急"))
    ),
    Attack("批示被督查不写依据删去", ("A26",), by(SUPERVISOR, drop("8-8", "kind: 批示"))),
    Attack(
        "举措连同别人的填报被督查不写依据删去",
        ("A21", "A26"),
        by(SUPERVISOR, without("9-2"), anywhere(RETIRED, "retired: [9-4, 9-2]")),
    ),
    Attack("别人的提醒被删去", ("A12",), by(SUPPORTER, drop("9-1", "text: 请留意"))),
    Attack("配合科室的填报被主责科室删去", ("A12",), by(LIAISON, drop("8-8", "note: 协助3件"))),
    Attack(
        "主责科室的填报被配合科室改写", ("A12",), by(SUPPORTER, swap("8-8", "指导12件", "指导2件"))
    ),
    Attack(
        "别人的填报被分管领导改写",
        ("A12",),
        by(LEADER, swap("8-2", "progress: 15", "progress: 60")),
    ),
    Attack("别人的填报被督查不写依据删去", ("A26",), by(SUPERVISOR, drop("8-2", "note: 选定案例"))),
]
