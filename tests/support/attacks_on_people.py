"""Attacks on who may do what: the list of people, names and addresses, departments, numbers."""

from attack_story import Attack, Edit, Story, anywhere, block_of, by, entry, swap, under, without
from attacked_plan import FORMER, PLAN
from audited import LEADER, LIAISON, STRANGER, SUPERVISOR, SUPPORTER, Who, listed

_ME = f"      - {listed(LIAISON, '联络员')}\n"
_BOSS = f"      - {listed(SUPERVISOR, '督查')}\n"
_RAISED: Edit = anywhere(_ME, _ME + f"      - {listed(LIAISON, '督查')}\n")
_OWN = entry("8-2", "updates", "{date: 2024-07-08, by: 张三, dept: 复议应诉科, progress: 50}")
_SHORTCUT = swap("8-3", "target: 100", "target: 30")
_RETIRED = "retired: [9-4]"
_TASKS = "    title: 法律事务\n    tasks:\n"


def _as(name: str = LIAISON[0], address: str = LIAISON[1]) -> Who:
    return (name, address)


def _raise_and_use(story: Story) -> None:
    story.commit(LIAISON, _RAISED, reason="工作需要")
    story.commit(LIAISON, _SHORTCUT, reason="工作需要")


def _raised_in_a_merge(story: Story) -> None:
    begun = story.at
    theirs = story.honest(
        SUPPORTER,
        entry("9-3", "updates", "{date: 2024-07-08, by: 赵六, dept: 公证处, progress: 30}"),
    )
    story.go_to(begun)
    story.honest(LIAISON, _OWN)
    story.merge(LIAISON, theirs, text=_RAISED(_OWN(theirs.text)), reason="合并")


def _second_root(story: Story) -> None:
    mine = PLAN.replace(_BOSS, f"      - {listed(LIAISON, '督查')}\n")
    main = story.at
    other = story.commit(LIAISON, text=mine, root=True)
    story.go_to(main)
    story.merge(LIAISON, other, text=story.text)


def _another_history(story: Story) -> None:
    story.commit(STRANGER, text=PLAN, root=True)


def _replaced_history(story: Story) -> None:
    story.commit(SUPERVISOR, text=story.text, root=True)


def _former_on_an_old_branch(story: Story) -> None:
    main = story.at
    story.go_to("closed")
    theirs = story.honest(FORMER, _SHORTCUT, reason="口头")
    story.go_to(main)
    story.merge(LIAISON, theirs, text=_SHORTCUT(main.text))


def _former_merges(story: Story) -> None:
    main = story.at
    story.go_to("closed")
    theirs = story.honest(FORMER, _SHORTCUT, reason="口头")
    story.go_to(main)
    story.merge(FORMER, theirs, text=_SHORTCUT(main.text))


def _former_lets_in(story: Story) -> None:
    main = story.at
    let_in = anywhere(_BOSS, _BOSS + f"      - {listed(STRANGER, '督查')}\n")
    story.go_to("closed")
    theirs = story.honest(FORMER, let_in, reason="口头")
    story.go_to(main)
    story.merge(SUPPORTER, theirs, text=let_in(main.text))


def _swap_numbers(story: Story) -> None:
    story.commit(
        SUPERVISOR,
        anywhere("id: 8-2\n", "id: 8-0\n"),
        anywhere("id: 8-6\n", "id: 8-2\n"),
        anywhere("id: 8-0\n", "id: 8-6\n"),
        reason="重排",
    )


def _renumber(story: Story) -> None:
    story.commit(SUPERVISOR, anywhere("id: 9-3\n", "id: 9-5\n"), reason="重排")


_REUSED = (
    "          - {id: 9-4, kind: 一次性, title: 另一件事, since: 2024-07-08}\n  - number: 四\n"
)

ATTACKS = [
    Attack("联络员把自己写成督查", ("A13",), by(LIAISON, _RAISED, reason="工作需要")),
    Attack("把自己写成督查,再用督查的权", ("A13",), _raise_and_use),
    Attack(
        "一次提交里写成督查并动用", ("A13",), by(LIAISON, _RAISED, _SHORTCUT, reason="工作需要")
    ),
    Attack(
        "联络员给自己添一个邮箱",
        ("A13",),
        by(
            LIAISON,
            anywhere(_ME, f"{_ME}      - {listed(('张三', 'z3@mail.cn'), '联络员')}\n"),
            reason="换邮箱",
        ),
    ),
    Attack(
        "联络员把领导的邮箱换成自己的",
        ("A13",),
        by(LIAISON, anywhere("email: wang@example.cn", "email: z3@mail.cn"), reason="换邮箱"),
    ),
    Attack(
        "联络员改自己的姓名",
        ("A13",),
        by(LIAISON, anywhere("name: 张三", "name: 李四"), reason="改名"),
    ),
    Attack(
        "联络员把督查从名单里删去",
        ("A13",),
        by(LIAISON, anywhere(_BOSS, f"      - {listed(LIAISON, '督查')}\n"), reason="调整"),
    ),
    Attack(
        "整个名单删去,谁都可以改",
        ("A13",),
        by(
            LIAISON,
            lambda text: "".join(
                line
                for line in text.splitlines(keepends=True)
                if "people:" not in line and "role:" not in line
            ),
            reason="简化",
        ),
    ),
    Attack(
        "督查换人员名单不写依据",
        ("A21",),
        by(SUPERVISOR, anywhere(_BOSS, _BOSS + f"      - {listed(STRANGER, '督查')}\n")),
    ),
    Attack(
        "督查换人员名单,依据是空白",
        ("A21",),
        by(
            SUPERVISOR,
            anywhere(_BOSS, _BOSS + f"      - {listed(STRANGER, '督查')}\n"),
            reason="  ",
        ),
    ),
    Attack(
        "督查换人员名单,依据是看不见的字符",
        ("A21",),
        by(
            SUPERVISOR,
            anywhere(_BOSS, _BOSS + f"      - {listed(STRANGER, '督查')}\n"),
            reason="\u200b\u3164\u2060",
        ),
    ),
    Attack(
        "依据写在一句话当中",
        ("A21",),
        by(
            SUPERVISOR,
            anywhere("title: 编印案例", "title: 编印案例选"),
            anywhere("title: 行政应诉\n", "title: 行政应诉工作\n"),
            message="改名,据说 Plan-Reason: 会议",
        ),
    ),
    Attack("在合并里把自己写成督查", ("A13",), _raised_in_a_merge),
    Attack("从没有关联的历史里合并进一份自己的计划", ("A33",), _second_root),
    Attack("名单以外的人另造一份历史", ("A37",), _another_history),
    Attack("强制推送换掉整个历史", ("A33",), _replaced_history, held=True),
    Attack("卸任的督查从旧提交上改,别人合并进来", ("A14",), _former_on_an_old_branch),
    Attack("卸任的督查自己合并进来", ("A14",), _former_merges),
    Attack("卸任的督查从旧提交上放人进名单", ("A14",), _former_lets_in),
    Attack(
        "卸任督查的提交被摘取过来",
        ("A11",),
        by(FORMER, _SHORTCUT, committer=LIAISON, reason="口头"),
    ),
    Attack("邮箱里有西里尔字母", ("A01",), by(_as(address="zh\u0430ng@example.cn"), _OWN)),
    Attack("邮箱里有全角字符", ("A01",), by(_as(address="zhang\uff20example.cn"), _OWN)),
    Attack("邮箱里有零宽空格", ("A01",), by(_as(address="zhang\u200b@example.cn"), _OWN)),
    Attack("姓名里有零宽空格", ("A01",), by(_as("张\u200b三"), _OWN)),
    Attack("姓名里有反向书写的控制符", ("A01",), by(_as("三\u202e张"), _OWN)),
    Attack("邮箱是名单上的,姓名是别人", ("A02",), by(_as("李四"), _OWN)),
    Attack("姓名是名单上的,邮箱是别处的", ("A11",), by(_as(address="zhang@evil.cn"), _OWN)),
    Attack("邮箱差一个字母", ("A11",), by(_as(address="zhan@example.cn"), _OWN)),
    Attack("邮箱多一个点的同名用户", ("A11",), by(_as(address="z.hang@example.cn"), _OWN)),
    Attack(
        "联络员把任务推给别的部门",
        ("A13",),
        by(LIAISON, swap("8", "responsible: [复议应诉科]", "responsible: [督查室]"), reason="协商"),
    ),
    Attack(
        "联络员把别的部门的任务拿来",
        ("A13",),
        by(
            LIAISON,
            anywhere(
                "        responsible: [公证处]\n        status: 推进中",
                "        responsible: [复议应诉科]\n        status: 推进中",
            ),
            reason="协商",
        ),
    ),
    Attack(
        "联络员把举措推给配合科室",
        ("A13",),
        by(LIAISON, under("8-2", "responsible: [公证处]"), reason="协商"),
    ),
    Attack(
        "联络员添一个配合科室",
        ("A13",),
        by(LIAISON, anywhere("support: [公证处]", "support: [公证处, 督查室]"), reason="协商"),
    ),
    Attack(
        "联络员换任务的分管领导",
        ("A13",),
        by(
            LIAISON,
            swap("8", "support: [公证处]", "support: [公证处]\n        leader: 张三"),
            reason="协商",
        ),
    ),
    Attack(
        "联络员把举措的责任人写成别人",
        ("A13",),
        by(LIAISON, under("8-2", "contact: 王芳"), reason="协商"),
    ),
    Attack(
        "联络员改部门的别名",
        ("A13",),
        by(LIAISON, anywhere("aliases: [复议科]", "aliases: [公证科]"), reason="协商"),
    ),
    Attack(
        "联络员改部门的名称",
        ("A13",),
        by(SUPPORTER, lambda text: text.replace("公证处", "公证中心"), reason="改名"),
    ),
    Attack(
        "联络员改群组的成员",
        ("A13",),
        by(LIAISON, anywhere("members: [复议应诉科, 公证处]", "members: [公证处]"), reason="协商"),
    ),
    Attack(
        "分管领导改公布的原文",
        ("A13",),
        by(LEADER, anywhere("text: 制发《规则》,", "text: 起草《规则》,"), reason="会议"),
    ),
    Attack(
        "督查改公布的原文,不写依据",
        ("A21",),
        by(SUPERVISOR, anywhere("text: 制发《规则》,", "text: 起草《规则》,")),
    ),
    Attack(
        "联络员改总体思路",
        ("A13",),
        by(LIAISON, anywhere("总体工作思路。", "思路。"), reason="会议"),
    ),
    Attack(
        "联络员改任务的名称",
        ("A13",),
        by(LIAISON, anywhere("title: 行政应诉\n", "title: 应诉\n"), reason="会议"),
    ),
    Attack(
        "联络员改举措的名称", ("A12",), by(LIAISON, anywhere("title: 编印案例", "title: 收集案例"))
    ),
    Attack(
        "联络员删去自己完不成的举措",
        ("A13",),
        by(SUPPORTER, without("9-3"), anywhere(_RETIRED, "retired: [9-4, 9-3]"), reason="并入"),
    ),
    Attack(
        "督查删去举措,不写依据",
        ("A21",),
        by(SUPERVISOR, without("9-3"), anywhere(_RETIRED, "retired: [9-4, 9-3]")),
    ),
    Attack("督查删去举措,编号不留下", ("A28",), by(SUPERVISOR, without("9-3"), reason="并入")),
    Attack(
        "联络员调换任务的次序",
        ("A13",),
        by(
            LIAISON,
            lambda text: without("9")(text).replace(_TASKS, _TASKS + block_of(text, "9")),
            reason="调整",
        ),
    ),
    Attack(
        "停用的编号从名单里去掉",
        ("A28",),
        by(SUPERVISOR, anywhere(f"  {_RETIRED}\n", ""), reason="整理"),
    ),
    Attack(
        "停用的编号给了另一件事",
        ("A28",),
        by(
            SUPERVISOR,
            anywhere(f"  {_RETIRED}\n", ""),
            anywhere("  - number: 四\n", _REUSED),
            reason="新增",
        ),
    ),
    Attack(
        "停用的编号没有去掉就给另一件事",
        ("A31",),
        by(SUPERVISOR, anywhere("  - number: 四\n", _REUSED), reason="新增"),
    ),
    Attack("两条举措对调编号", ("A26",), _swap_numbers),
    Attack("举措换一个编号,旧的不留下", ("A28",), _renumber),
    Attack(
        "联络员改缺号的清单",
        ("A13",),
        by(LIAISON, anywhere("known_gaps: ['10']", "known_gaps: ['10', '12']"), reason="整理"),
    ),
    Attack(
        "联络员停用一个还没有用的编号",
        ("A13",),
        by(LIAISON, anywhere(_RETIRED, "retired: [9-4, 9-5]"), reason="整理"),
    ),
]
