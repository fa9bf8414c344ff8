"""Attacks by bringing lines of work together, and what looks like them and is honest."""

from attack_story import Attack, Edit, File, Play, Story, anywhere, drop, entry, swap
from attacked_plan import FORMER
from audited import LIAISON, SUPERVISOR, SUPPORTER, Who, listed

_NOTE = entry("8-2", "updates", "{date: 2024-07-08, by: 张三, dept: 复议应诉科, progress: 50}")
_NOTARY_NOTE = entry("9-3", "updates", "{date: 2024-07-08, by: 赵六, dept: 公证处, progress: 30}")
_TOLD = "              - {date: 2024-04-01, by: 张三, dept: 复议应诉科, note: 指导12件}\n"
_TELL_AGAIN: Edit = swap("8-8", "updates:\n", f"updates:\n{_TOLD}")
_EASIER: Edit = swap("8-3", "target: 100", "target: 30")
_DROPPED = drop("8-8", "note: 指导12件")
_HARDER = swap("8-3", "target: 30", "target: 100")
_GUARD = ".github/workflows/ci.yml"
_BOSS = f"      - {listed(SUPERVISOR, '督查')}\n"
_FORMER = f"      - {listed(FORMER, '督查')}\n"
_RENAMED = anywhere("  - name: 督查室\n", "  - name: 督查科\n")


def _crossed(edit: Edit, back: Edit, who: Who, merger: Who = SUPPORTER) -> Play:
    """Lines of work cross, one takes back what had been done before; their merge does it again."""

    def play(story: Story) -> None:
        begun = story.at
        one = story.honest(who, edit, reason="会议")
        story.go_to(begun)
        other = story.honest(SUPPORTER, _NOTARY_NOTE)
        both = _NOTARY_NOTE(one.text)
        right = story.merge(SUPPORTER, one, text=both, wrong=False)
        story.go_to(one)
        story.merge(LIAISON, other, text=both, wrong=False)
        left = story.honest(who, back, reason="会议")
        story.go_to(right)
        story.honest(LIAISON, _NOTE)
        story.merge(merger, left, text=story.text)

    return play


def _guard_crossed(story: Story, *, wrong: bool = True) -> None:
    """The same with a file that guards the plan; it stays away if that is not wrong."""
    begun = story.at
    one = story.honest(SUPERVISOR, files={_GUARD: File("不审\n")})
    story.go_to(begun)
    other = story.honest(SUPPORTER, _NOTARY_NOTE)
    right = story.merge(SUPPORTER, one, files={_GUARD: File("不审\n")}, wrong=False)
    story.go_to(one)
    story.merge(LIAISON, other, text=other.text, wrong=False)
    left = story.honest(SUPERVISOR, files={_GUARD: File(None)})
    story.go_to(right)
    story.honest(LIAISON, _NOTE)
    story.merge(LIAISON, left, files={} if wrong else {_GUARD: File(None)}, wrong=wrong)


def _listed_again(story: Story) -> None:
    """Off the list and on it again, on a branch that does not know of the dismissal."""
    main = story.at
    story.go_to("closed")
    story.honest(SUPERVISOR, anywhere(_FORMER, ""), reason="拟调整")
    story.honest(SUPERVISOR, anywhere(_BOSS, _BOSS + _FORMER), reason="不调整了")
    theirs = story.honest(FORMER, _EASIER, reason="口头")
    story.go_to(main)
    story.merge(LIAISON, theirs, text=_EASIER(main.text))


def _in_a_renamed_department(story: Story) -> None:
    main = story.at
    story.go_to("closed")
    theirs = story.honest(SUPERVISOR, _RENAMED, reason="机构改革")
    story.go_to(main)
    former = anywhere(_BOSS, _BOSS + _FORMER)
    story.merge(LIAISON, theirs, text=former(_RENAMED(main.text)))


def _said_of_closed(said: Edit, day: str, who: Who, *, wrong: bool = True) -> Play:
    """On a branch that does not know of it, something is said of an item closed on 15 May."""

    def play(story: Story) -> None:
        main = story.at
        story.go_to("done")
        theirs = story.honest(who, said, day=day)
        story.go_to(main)
        story.merge(who, theirs, text=said(main.text), wrong=wrong)

    return play


def _reported(day: str) -> Edit:
    words = f"{{date: {day}, by: 张三, dept: 复议应诉科, note: 已印发}}"
    return entry("8-1", "updates", words)


_EVIDENCE = swap("8-1", "evidence: [规则.txt]", "evidence: [规则.txt, https://a.cn/late]")
_REMARK = entry("8-1", "remarks", "{date: 2024-07-08, by: 赵六, kind: 提醒, text: 还有遗留}")

ATTACKS = [
    Attack("交叉合并时又改回督查撤回的工作流", ("A35",), _guard_crossed),
    Attack(
        "交叉合并时又丢掉补回来的填报",
        ("A12",),
        _crossed(_DROPPED, _TELL_AGAIN, LIAISON),
    ),
    Attack(
        "督查交叉合并时又丢掉补回来的填报,不写依据",
        ("A26",),
        _crossed(_DROPPED, _TELL_AGAIN, LIAISON, SUPERVISOR),
    ),
    Attack(
        "交叉合并时又改回督查撤回的目标",
        ("A13",),
        _crossed(_EASIER, _HARDER, SUPERVISOR),
    ),
    Attack("卸任的督查在旧分支上下了名单又列上,再改,别人合并进来", ("A14",), _listed_again),
    Attack(
        "部门在旧分支上改了名,合并时卸任的督查又回到名单上",
        ("A13",),
        _in_a_renamed_department,
    ),
    Attack(
        "销号以后在旧分支上填报,再合并进来",
        ("A14",),
        _said_of_closed(_reported("2024-07-08"), "2024-07-08", LIAISON),
    ),
    Attack(
        "销号以后在旧分支上倒填,再合并进来",
        ("A14",),
        _said_of_closed(_reported("2024-05-20"), "2024-05-28", LIAISON),
    ),
    Attack(
        "销号以后在旧分支上补佐证材料,再合并进来",
        ("A14",),
        _said_of_closed(_EVIDENCE, "2024-07-08", LIAISON),
    ),
    Attack(
        "销号以后在旧分支上提意见,再合并进来",
        ("A14",),
        _said_of_closed(_REMARK, "2024-07-08", SUPPORTER),
    ),
]


def _stays_as_taken_back(story: Story) -> None:
    """As `_crossed`, but the merge keeps what it should."""
    begun = story.at
    one = story.honest(SUPERVISOR, _EASIER, reason="会议")
    story.go_to(begun)
    other = story.honest(SUPPORTER, _NOTARY_NOTE)
    both = _NOTARY_NOTE(one.text)
    right = story.merge(SUPPORTER, one, text=both, wrong=False)
    story.go_to(one)
    story.merge(LIAISON, other, text=both, wrong=False)
    left = story.honest(SUPERVISOR, _HARDER, reason="会议")
    story.go_to(right)
    story.honest(LIAISON, _NOTE)
    story.merge(LIAISON, left, text=_NOTE(left.text), wrong=False)


def _dismissed_in_a_renamed_department(story: Story) -> None:
    main = story.at
    story.go_to("closed")
    theirs = story.honest(SUPERVISOR, _RENAMED, reason="机构改革")
    story.go_to(main)
    story.merge(LIAISON, theirs, text=_RENAMED(main.text), wrong=False)


def _called_back(story: Story) -> None:
    main = story.at
    story.go_to("closed")
    theirs = story.honest(SUPERVISOR, _RENAMED, reason="机构改革")
    story.go_to(main)
    text = anywhere(_BOSS, _BOSS + _FORMER)(_RENAMED(main.text))
    story.merge(SUPERVISOR, theirs, text=text, wrong=False, reason="返聘")


def _gone_on_after_crossing(story: Story) -> None:
    """What both lines have since they crossed is not brought to either again."""
    begun = story.at
    one = story.honest(SUPERVISOR, _EASIER, reason="会议")
    story.go_to(begun)
    other = story.honest(SUPPORTER, _NOTARY_NOTE)
    story.go_to(one)
    story.main = story.merge(LIAISON, other, text=_NOTARY_NOTE(one.text), wrong=False)
    story.go_to(other)
    story.merge(SUPPORTER, one, text=_NOTARY_NOTE(one.text), wrong=False)
    story.honest(LIAISON, _NOTE)


HONEST: dict[str, Play] = {
    "交叉合并以后接着干,还没有再合并": _gone_on_after_crossing,
    "交叉合并,督查撤回的工作流仍是撤回的": lambda story: _guard_crossed(story, wrong=False),
    "交叉合并,督查撤回的目标仍是撤回的": _stays_as_taken_back,
    "部门在旧分支上改名,合并时卸任的督查不再列上": _dismissed_in_a_renamed_department,
    "督查合并时写明依据,把卸任的人请回来": _called_back,
    "不知道已经销号,几天以后还在填报": _said_of_closed(
        _reported("2024-05-24"), "2024-05-24", LIAISON, wrong=False
    ),
}
