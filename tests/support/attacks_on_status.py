"""Attacks on how far work is: closed without a review, stopped without an approval."""

from attack_story import Attack, Edit, File, Story, anywhere, by, drop, entry, swap, under
from attacked_plan import EVIDENCE, TWOFOLD, TWOFOLD_LEADING
from audited import LEADER, LIAISON, SUPERVISOR, SUPPORTER, Who, listed

_CLOSED = "status: 已销号"


def _review(submitter: Who, reviewer: Who, result: str = "销号", day: str = "2024-07-08") -> str:
    names = (f"{name} <{address}>" for name, address in (submitter, reviewer))
    submitted_by, by_whom = names
    reason = "" if result == "销号" else ", reason: 再看"
    return f"{{date: {day}, result: {result}, submitted_by: {submitted_by}, by: {by_whom}{reason}}}"


def _close(
    item: str, who: Who, submitter: Who = LIAISON, day: str = "2024-07-08"
) -> tuple[Edit, ...]:
    """What an approval does to an item."""
    return (
        swap(item, "status: 已完成", _CLOSED),
        drop(item, "submitted_by:"),
        entry(item, "reviews", _review(submitter, who, day=day)),
    )


def _report(item: str, who: Who) -> tuple[Edit, ...]:
    """What reporting an item as done does to it."""
    return (
        swap(item, "status: 推进中", "status: 已完成"),
        under(
            item,
            "finished: 2024-07-08",
            f"submitted_by: {who[0]} <{who[1]}>",
            "evidence: ['https://a.cn/x']",
        ),
    )


def _supervisor_alone(story: Story) -> None:
    story.honest(SUPERVISOR, *_report("9-3", SUPERVISOR))
    story.commit(SUPERVISOR, *_close("9-3", SUPERVISOR, SUPERVISOR))


def _one_under_two_addresses(story: Story) -> None:
    story.honest(TWOFOLD, *_report("9-3", TWOFOLD))
    story.commit(TWOFOLD_LEADING, *_close("9-3", TWOFOLD_LEADING, TWOFOLD))


def _by_an_address_given_up(story: Story) -> None:
    """The address that reported is not listed any more when the other one reviews."""
    story.honest(TWOFOLD, *_report("9-3", TWOFOLD))
    story.honest(
        SUPERVISOR, anywhere(f"      - {listed(TWOFOLD, '联络员')}\n", ""), reason="换邮箱"
    )
    story.commit(TWOFOLD_LEADING, *_close("9-3", TWOFOLD_LEADING, TWOFOLD))


def _as_committer_alone(story: Story) -> None:
    """Whoever put another's report into git reviews it, by another address."""
    story.honest(SUPPORTER, *_report("9-3", SUPPORTER), committer=TWOFOLD)
    story.commit(TWOFOLD_LEADING, *_close("9-3", TWOFOLD_LEADING, SUPPORTER))


def _as_committer_by_an_address_given_up(story: Story) -> None:
    """As before, by an address that was not listed any more when it put the report into git."""
    story.honest(
        SUPERVISOR, anywhere(f"      - {listed(TWOFOLD, '联络员')}\n", ""), reason="换邮箱"
    )
    _as_committer_alone(story)


def _another_named(story: Story) -> None:
    """The reviewer reported it, and the record names somebody else as who did."""
    story.honest(SUPERVISOR, *_report("9-3", SUPERVISOR))
    story.commit(
        SUPERVISOR,
        swap("9-3", "submitted_by: 李四 <li@example.cn>", "submitted_by: 赵六 <zhao@example.cn>"),
    )
    story.commit(SUPERVISOR, *_close("9-3", SUPERVISOR, SUPPORTER))


def _in_a_merge(story: Story) -> None:
    begun = story.at
    theirs = story.honest(
        SUPPORTER,
        entry("9-3", "updates", "{date: 2024-07-08, by: 赵六, dept: 公证处, progress: 30}"),
    )
    story.go_to(begun)
    story.merge(LIAISON, theirs, text=swap("8-7", "status: 已完成", _CLOSED)(theirs.text))


def _pause(
    since: str, approver: str = "王五", until: str = "", item: str = "8-2"
) -> tuple[Edit, ...]:
    """What suspending does to an item."""
    end = f", until: {until}" if until else ""
    approved = f", approved_by: {approver}" if approver else ""
    return (
        swap(item, "status: 推进中", "status: 暂缓"),
        under(item, "reason: 等人手"),
        entry(item, "suspensions", f"{{since: {since}{end}, reason: 等人手{approved}}}"),
    )


def _cancel(approver: str = "", item: str = "8-2") -> tuple[Edit, ...]:
    more = [f"approved_by: {approver}"] if approver else []
    return (swap(item, "status: 推进中", "status: 已取消"), under(item, "reason: 不办了", *more))


_NEW = "          - {id: 9-5, kind: 一次性, title: 新, status: 已销号}\n"


def _restore_long_after(story: Story) -> None:
    """What was reported as done, and taken back, is put back with its old day."""
    story.honest(LIAISON, text=story.past.moments["stopped"].text, day="2024-06-25")
    story.commit(LIAISON, text=story.past.now.text, day="2024-07-20")


ATTACKS = [
    Attack("过了很久恢复撤回过的办结,日期照旧", ("A19",), _restore_long_after),
    Attack(
        "过了很久撤回自己的恢复,当作一直暂缓着",
        ("A19",),
        by(
            LIAISON,
            swap("8-8", "status: 推进中", "status: 暂缓"),
            under("8-8", "reason: 借调"),
            swap("8-8", ", until: 2024-03-18", ""),
        ),
    ),
    Attack(
        "同一天开始、结束、又开始的暂缓,批准人不在名单",
        ("A27",),
        by(
            LIAISON,
            swap("8-2", "status: 推进中", "status: 暂缓"),
            under("8-2", "reason: 等"),
            entry(
                "8-2",
                "suspensions",
                "{since: 2024-07-08, until: 2024-07-08, reason: 等, approved_by: 局长}",
                "{since: 2024-07-08, reason: 等, approved_by: 局长}",
            ),
        ),
    ),
    Attack(
        "取消的批准人改成别人",
        ("A26",),
        by(LIAISON, swap("8-9", "approved_by: 王五", "approved_by: 李四")),
    ),
    Attack(
        "审核记录写的提交人不是报已完成的人",
        ("A23",),
        by(LEADER, *_close("8-7", LEADER, SUPPORTER)),
    ),
    Attack(
        "未启动直接改成已销号",
        ("A12", "A25"),
        by(SUPPORTER, swap("9-1", "status: 未启动", _CLOSED)),
    ),
    Attack(
        "推进中直接改成已销号,督查也不行",
        ("A25",),
        by(SUPERVISOR, swap("8-2", "status: 推进中", _CLOSED), reason="会议"),
    ),
    Attack(
        "已完成改成已销号,没有审核记录",
        ("A25",),
        by(LEADER, swap("8-7", "status: 已完成", _CLOSED)),
    ),
    Attack(
        "没有报过已完成,连同审核记录改成已销号",
        ("A25",),
        by(
            LEADER,
            swap("8-2", "status: 推进中", _CLOSED),
            entry("8-2", "reviews", _review(LIAISON, LEADER)),
        ),
    ),
    Attack("审核记录写别人的名字", ("A23",), by(LEADER, *_close("8-7", SUPERVISOR))),
    Attack("报的人自己审核", ("A12", "A22"), by(LIAISON, *_close("8-7", LIAISON))),
    Attack("督查自己报、自己审核", ("A22",), _supervisor_alone),
    Attack("同一个人用两个邮箱,一个报、一个审核", ("A22",), _one_under_two_addresses),
    Attack("同一个人换了邮箱,旧的报、新的审核", ("A22",), _by_an_address_given_up),
    Attack("替人提交已完成,再用另一个邮箱审核", ("A22",), _as_committer_alone),
    Attack("用换下的邮箱替人提交,再审核", ("A22",), _as_committer_by_an_address_given_up),
    Attack("把提交人改成别人,再自己审核", ("A22",), _another_named),
    Attack(
        "别人的名义审核,提交者却是报的人",
        ("A22",),
        by(LEADER, *_close("8-7", LEADER), committer=LIAISON),
    ),
    Attack("审核记录里的提交人写成审核人", ("A22",), by(LEADER, *_close("8-7", LEADER, LEADER))),
    Attack(
        "别的部门的分管领导审核", ("A12",), by(TWOFOLD_LEADING, *_close("8-7", TWOFOLD_LEADING))
    ),
    Attack("别的部门的联络员审核", ("A12",), by(SUPPORTER, *_close("8-7", SUPPORTER))),
    Attack("审核日期写成几周以前", ("A19",), by(LEADER, *_close("8-7", LEADER, day="2024-06-21"))),
    Attack("审核日期写成以后", ("A19",), by(LEADER, *_close("8-7", LEADER, day="2024-08-21"))),
    Attack(
        "审核记录写着没有的文件",
        ("A41",),
        by(
            LEADER,
            swap("8-7", "status: 已完成", _CLOSED),
            drop("8-7", "submitted_by:"),
            entry(
                "8-7",
                "reviews",
                _review(LIAISON, LEADER)[:-1]
                + f", files: [{{path: 总结.txt, blob: {'a' * 40}}}]}}",
            ),
        ),
    ),
    Attack("销号在合并里冒出来", ("A12", "A25"), _in_a_merge),
    Attack(
        "新举措一登记就是已销号",
        ("A25",),
        by(SUPERVISOR, anywhere("  - number: 四\n", f"{_NEW}  - number: 四\n"), reason="补登"),
    ),
    Attack(
        "已销号的改回推进中,没有退回",
        ("A25",),
        by(SUPERVISOR, swap("8-1", _CLOSED, "status: 推进中"), drop("8-1", "finished:")),
    ),
    Attack(
        "已销号的再填进展",
        ("A12",),
        by(
            LIAISON,
            entry("8-1", "updates", "{date: 2024-07-08, by: 张三, dept: 复议应诉科, progress: 30}"),
        ),
    ),
    Attack(
        "已销号的佐证材料清单被换",
        ("A12",),
        by(LIAISON, swap("8-1", f"[{EVIDENCE}]", "['https://a.cn/1']")),
    ),
    Attack(
        "已完成的办结日期改早",
        ("A12",),
        by(LIAISON, swap("8-7", "finished: 2024-06-20", "finished: 2024-05-20")),
    ),
    Attack("报已完成时提交人写别人", ("A12",), by(LIAISON, *_report("8-2", SUPPORTER))),
    Attack("分管领导替科室报已完成", ("A12",), by(LEADER, *_report("8-2", LEADER))),
    Attack("配合科室报主责科室的已完成", ("A12",), by(SUPPORTER, *_report("8-2", SUPPORTER))),
    Attack(
        "配合科室改别人的状态",
        ("A12",),
        by(SUPPORTER, swap("8-6", "status: 推进中", "status: 未启动")),
    ),
    Attack("红灯的事项改成暂缓,没有批准人", ("A27",), by(LIAISON, *_pause("2024-07-08", ""))),
    Attack("暂缓,批准人不在名单", ("A27",), by(LIAISON, *_pause("2024-07-08", "局长"))),
    Attack("暂缓,批准人写自己(联络员)", ("A27",), by(LIAISON, *_pause("2024-07-08", "张三"))),
    Attack(
        "暂缓,不留暂缓记录",
        ("A27",),
        by(LIAISON, swap("8-2", "status: 推进中", "status: 暂缓"), under("8-2", "reason: 等人手")),
    ),
    Attack("暂缓日期倒填几个月", ("A19",), by(LIAISON, *_pause("2024-03-01"))),
    Attack(
        "时限过了,暂缓日期写到时限以前",
        ("A29",),
        by(LIAISON, *_pause("2024-09-27", item="8-6"), day="2024-10-05"),
    ),
    Attack(
        "补一段早已过去的暂缓",
        ("A19",),
        by(
            LIAISON,
            entry(
                "8-2",
                "suspensions",
                "{since: 2024-03-01, until: 2024-06-01, reason: 等, approved_by: 王五}",
            ),
        ),
    ),
    Attack("取消,没有批准人", ("A27",), by(LIAISON, *_cancel())),
    Attack("取消,批准人不在名单", ("A27",), by(LIAISON, *_cancel("局长"))),
    Attack("取消,批准人是联络员", ("A27",), by(LIAISON, *_cancel("赵六"))),
    Attack("取消别的部门的事项", ("A12",), by(SUPPORTER, *_cancel("王五"))),
    Attack(
        "取消以后把批准人改成名单以外的人",
        ("A27",),
        by(LIAISON, swap("8-9", "approved_by: 王五", "approved_by: 局长")),
    ),
    Attack("取消以后把批准人删去", ("A27",), by(LIAISON, drop("8-9", "approved_by: 王五"))),
    Attack(
        "恢复时联络员连时限一起推迟",
        ("A12",),
        by(
            LIAISON,
            swap("8-5", "status: 暂缓", "status: 推进中"),
            drop("8-5", "            reason: 等批复"),
            swap("8-5", "since: 2024-03-10,", "since: 2024-03-10, until: 2024-07-08,"),
            under("8-5", "due: 2025-06-30"),
            entry(
                "8-5",
                "due_changes",
                "{due: 2024-12-31, changed: 2024-07-08, reason: 等, approved_by: 王五}",
            ),
        ),
    ),
    Attack(
        "恢复日期写晚,少算已经用去的日子",
        ("A19",),
        by(
            LIAISON,
            swap("8-5", "status: 暂缓", "status: 推进中"),
            drop("8-5", "            reason: 等批复"),
            swap("8-5", "since: 2024-03-10,", "since: 2024-03-10, until: 2024-09-08,"),
        ),
    ),
    Attack("销号以后佐证材料换了内容", ("A42",), by(LIAISON, files={EVIDENCE: File("规则节选\n")})),
    Attack("销号以后佐证材料删去", ("A42",), by(LIAISON, files={EVIDENCE: File(None)})),
    Attack(
        "销号以后佐证材料由督查换,不写依据",
        ("A42",),
        by(SUPERVISOR, files={EVIDENCE: File("规则节选\n")}),
    ),
    Attack(
        "销号以后佐证材料换成符号链接",
        ("A42",),
        by(LIAISON, files={EVIDENCE: File("../规则.txt", "120000")}),
    ),
]
