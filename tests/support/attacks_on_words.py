"""Attacks with words that are not one's own, or of another day."""

from attack_story import Attack, Edit, by, entry, swap
from attacked_plan import TWOFOLD_LEADING
from audited import LEADER, LIAISON, STRANGER, SUPERVISOR, SUPPORTER

_OWN, _NOTARY = "复议应诉科", "公证处"


def _report(
    name: str, office: str = "", more: str = "", item: str = "8-2", day: str = "2024-07-08"
) -> Edit:
    dept = f", dept: {office}" if office else ""
    return entry(item, "updates", f"{{date: {day}, by: {name}{dept}{more}, progress: 90}}")


def _remark(name: str, kind: str, item: str = "8-2", day: str = "2024-07-08") -> Edit:
    return entry(item, "remarks", f"{{date: {day}, by: {name}, kind: {kind}, text: 已阅}}")


ATTACKS = [
    Attack(
        "改写自己的一条旧填报,再添一条同一天的",
        ("A19",),
        by(
            LIAISON,
            swap("8-2", "progress: 10", "progress: 12"),
            _report("张三", _OWN, day="2024-02-20"),
        ),
    ),
    Attack("填报写别人的名字", ("A18",), by(LIAISON, _report("赵六", _OWN))),
    Attack("填报写分管领导的名字", ("A18",), by(LIAISON, _report("王五"))),
    Attack("填报写名单以外的名字", ("A18",), by(LIAISON, _report("刘二"))),
    Attack("填报写别的部门", ("A15",), by(LIAISON, _report("张三", _NOTARY))),
    Attack("配合科室的填报写主责科室", ("A15",), by(SUPPORTER, _report("赵六", _OWN))),
    Attack("配合科室的填报不写部门,算作主责科室的", ("A15",), by(SUPPORTER, _report("赵六"))),
    Attack(
        "代录人写成督查,其实是自己填的",
        ("A15",),
        by(LIAISON, _report("张三", _OWN, ", entered_by: 李四")),
    ),
    Attack("督查替人填报,不写代录人", ("A15",), by(SUPERVISOR, _report("张三", _OWN))),
    Attack(
        "督查代录,代录人写别人",
        ("A15",),
        by(SUPERVISOR, _report("张三", _OWN, ", entered_by: 王五")),
    ),
    Attack("联络员给别的部门的事项填报", ("A12",), by(LIAISON, _report("张三", item="9-2"))),
    Attack("分管领导替科室填报", ("A12",), by(LEADER, _report("王五"))),
    Attack("名单以外的人填报", ("A11",), by(STRANGER, _report("周八"))),
    Attack(
        "名单以外的人冒联络员的名字填报",
        ("A11", "A15"),
        by(("张三", "zhang@mail.cn"), _report("张三", _OWN)),
    ),
    Attack("填报日期倒填几个月", ("A19",), by(LIAISON, _report("张三", _OWN, day="2024-03-10"))),
    Attack("填报日期倒填三周", ("A19",), by(LIAISON, _report("张三", _OWN, day="2024-06-17"))),
    Attack("填报日期写成以后", ("A19",), by(LIAISON, _report("张三", _OWN, day="2024-07-20"))),
    Attack(
        "督查代录倒填几个月,不写依据",
        ("A19",),
        by(SUPERVISOR, _report("张三", _OWN, ", entered_by: 李四", day="2024-03-10")),
    ),
    Attack(
        "提交的作者时间也一起倒填",
        ("A19",),
        by(
            LIAISON,
            _report("张三", _OWN, day="2024-03-10"),
            day="2024-03-10",
            committed="2024-07-08",
        ),
    ),
    Attack(
        "把自己旧填报的日期改早",
        ("A19",),
        by(LIAISON, swap("8-4", "date: 2024-03-05", "date: 2024-02-25")),
    ),
    Attack(
        "补填早已过去的一期,写当时的日期",
        ("A19",),
        by(
            LIAISON,
            entry("8-4", "updates", "{date: 2024-05-05, by: 张三, dept: 复议应诉科, period: 2}"),
        ),
    ),
    Attack("意见写别人的名字", ("A17",), by(LIAISON, _remark("李四", "提醒"))),
    Attack("联络员写督查意见", ("A16",), by(LIAISON, _remark("张三", "督查意见"))),
    Attack("联络员写批示", ("A16",), by(LIAISON, _remark("张三", "批示"))),
    Attack("联络员冒分管领导写批示", ("A16", "A17"), by(LIAISON, _remark("王五", "批示"))),
    Attack("分管领导写督查意见", ("A16",), by(LEADER, _remark("王五", "督查意见"))),
    Attack("督查转记的批示写联络员的名字", ("A17",), by(SUPERVISOR, _remark("张三", "批示"))),
    Attack("别的部门的分管领导冒名批示", ("A17",), by(TWOFOLD_LEADING, _remark("王五", "批示"))),
    Attack("名单以外的人写提醒", ("A11",), by(STRANGER, _remark("周八", "提醒"))),
    Attack("意见日期倒填几个月", ("A19",), by(LEADER, _remark("王五", "批示", day="2024-02-01"))),
]
