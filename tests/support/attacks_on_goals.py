"""Attacks on the goal posts: what an item is measured against, and when it has to be done."""

from attack_story import Attack, Edit, anywhere, by, drop, entry, swap, under
from audited import LEADER, LIAISON, SUPERVISOR, SUPPORTER

_POSTS: dict[str, Edit] = {
    "计划期间的终点": anywhere("end: 2024-12-31", "end: 2025-06-30"),
    "计划期间的起点": anywhere("start: 2024-01-01", "start: 2023-07-01"),
    "临期天数": anywhere("due_soon: 10", "due_soon: 1"),
    "滞后的百分点": anywhere("behind: 15", "behind: 90"),
    "未填报天数": anywhere("stale: 30", "stale: 300"),
    "待销号天数": anywhere("stale: 30}", "stale: 30, review: 200}"),
    "宽限天数": anywhere("stale: 30}", "stale: 30, grace: 200}"),
    "放假日": anywhere("stale: 30}", "stale: 30, holidays: [2024-07-01, 2024-07-02]}"),
    "目标值": swap("8-3", "target: 100", "target: 30"),
    "起点值": swap("8-3", "base: 10", "base: 0"),
    "计量单位": swap("8-3", "unit: 件", "unit: 次"),
    "达标方向": swap("8-3", "direction: 不低于", "direction: 不高于"),
    "合计方式": drop("8-3", "total: 累计"),
    "指标口径": swap("8-3", "全年办结件数", "全年收到件数"),
    "目标改成文字": swap("8-3", "target: 100", "target_text: 与往年持平"),
    "成果删去": drop("8-2", "deliverables:"),
    "成果换成别的": swap("8-1", "[《规则》]", "[《规则》初稿]"),
    "举措类别": swap("9-3", "kind: 一次性", "kind: 常态化"),
    "周期": swap("8-4", "cadence: 双月", "cadence: 每半年"),
    "立项日期": under("8-2", "since: 2024-06-01"),
    "举措自己的未填报天数": under("8-8", "stale: 300"),
}
"""By what moves, how it is moved."""

_MOVED = "{{due: {due}, changed: {changed}, reason: 等待, approved_by: {by}}}"


def _postpone(old: str, changed: str, by_whom: str) -> Edit:
    return entry("8-6", "due_changes", _MOVED.format(due=old, changed=changed, by=by_whom))


_OFF = swap("8-6", "due: 2024-09-30", "due: 2024-12-31")

ATTACKS = [
    *(
        Attack(
            f"{what},责任科室自己改",
            ("A13",),
            by(SUPPORTER if what == "举措类别" else LIAISON, edit),
        )
        for what, edit in _POSTS.items()
    ),
    *(
        Attack(f"{what},督查不写依据改", ("A21",), by(SUPERVISOR, edit))
        for what, edit in _POSTS.items()
    ),
    Attack("目标值,分管领导写了依据改", ("A13",), by(LEADER, _POSTS["目标值"], reason="会议")),
    Attack("时限推迟,不留记录", ("A24",), by(LEADER, _OFF)),
    Attack("时限推迟,督查也不留记录", ("A24",), by(SUPERVISOR, _OFF, reason="会议")),
    Attack("时限删去", ("A24",), by(LEADER, drop("8-6", "due: 2024-09-30"))),
    Attack(
        "没有时限的定一个比默认更早的,记录写错",
        ("A24",),
        by(
            LEADER,
            under("8-4", "due: 2024-11-30"),
            entry(
                "8-4",
                "due_changes",
                _MOVED.format(due="2024-10-31", changed="2024-07-08", by="王五"),
            ),
        ),
    ),
    Attack(
        "时限推迟,记录里的原时限写晚",
        ("A24",),
        by(LEADER, _OFF, _postpone("2024-11-30", "2024-07-08", "王五")),
    ),
    Attack(
        "联络员自己推迟时限",
        ("A12",),
        by(LIAISON, _OFF, _postpone("2024-09-30", "2024-07-08", "王五")),
    ),
    Attack("联络员推迟别的部门的时限", ("A12", "A24"), by(SUPPORTER, _OFF)),
    Attack(
        "时限推迟,批准人不在名单",
        ("A27",),
        by(LEADER, _OFF, _postpone("2024-09-30", "2024-07-08", "局长")),
    ),
    Attack(
        "时限推迟,批准人是联络员",
        ("A27",),
        by(LEADER, _OFF, _postpone("2024-09-30", "2024-07-08", "张三")),
    ),
    Attack(
        "时限过了才推迟,批准人不在名单",
        ("A27", "A29"),
        by(LEADER, _OFF, _postpone("2024-09-30", "2024-10-15", "局长"), day="2024-10-15"),
    ),
    Attack(
        "时限过了才推迟,调整日期写成以前",
        ("A29",),
        by(LEADER, _OFF, _postpone("2024-09-30", "2024-09-27", "王五"), day="2024-10-08"),
    ),
    Attack(
        "时限调整的日期写成几个月前",
        ("A19",),
        by(LEADER, _OFF, _postpone("2024-09-30", "2024-03-01", "王五")),
    ),
    Attack(
        "时限提前到已经做完的日子以前,不留记录",
        ("A24",),
        by(LEADER, swap("8-7", "due: 2024-08-31", "due: 2024-12-31")),
    ),
]
