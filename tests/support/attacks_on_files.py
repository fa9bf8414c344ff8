"""Attacks on the file itself, on the files beside it, in merges and by what a commit says."""

from attack_story import NAME, Attack, Edit, File, Play, Story, anywhere, by, drop, entry, swap
from audited import LEADER, LIAISON, STRANGER, SUPERVISOR, SUPPORTER

_SHORTCUT: Edit = swap("9-3", "title: 公证入企", "title: 公证")
_NOTE = entry("8-2", "updates", "{date: 2024-07-08, by: 张三, dept: 复议应诉科, progress: 50}")
_NOTARY_NOTE = entry("9-3", "updates", "{date: 2024-07-08, by: 赵六, dept: 公证处, progress: 30}")
_ANOTHER = entry("9-2", "updates", "{date: 2024-07-08, by: 赵六, dept: 公证处, progress: 60}")
_GUARDS = {
    "报告模板": "templates/weekly.md.j2",
    "合并的设置": ".gitattributes",
    "GitHub 的工作流": ".github/workflows/ci.yml",
    "GitHub 的动作": ".github/actions/audit/action.yml",
    "GitLab 的流水线": ".gitlab-ci.yml",
    "Jenkins 的流水线": "Jenkinsfile",
}


def _recreate(story: Story) -> None:
    text = story.text
    story.commit(LIAISON, files={NAME: File(None)})
    story.commit(
        LIAISON,
        text=drop("8-6", "result: 退回")(text),
        files={NAME: File(drop("8-6", "result: 退回")(text))},
    )


def _mended_by_another(story: Story) -> None:
    broken = _SHORTCUT(story.text)
    story.commit(STRANGER, text=f"{broken}<<<<<<< x\n")
    story.commit(SUPERVISOR, text=broken)


def _mended_by_the_owner(story: Story) -> None:
    changed = swap("8-3", "target: 100", "target: 30")(story.text)
    story.commit(LIAISON, text=f"{changed}a: [\n")
    story.commit(LIAISON, text=changed)


def _guard_in_a_merge(story: Story) -> None:
    begun = story.at
    theirs = story.honest(SUPPORTER, _NOTARY_NOTE)
    story.go_to(begun)
    story.honest(LIAISON, _NOTE)
    both = _NOTE(theirs.text)
    story.merge(
        LIAISON, theirs, text=both, files={".gitattributes": File("plan.yaml merge=ours\n")}
    )


def _dropped(*, strategy: str) -> Play:
    """A merge that takes the whole of one side, and so drops what the other did."""

    def play(story: Story) -> None:
        begun = story.at
        theirs = story.honest(SUPPORTER, _NOTARY_NOTE)
        story.go_to(begun)
        mine = story.honest(LIAISON, _NOTE)
        if strategy == "ours":
            story.merge(LIAISON, theirs, text=mine.text)
        else:
            story.go_to(theirs)
            story.merge(LIAISON, mine, text=mine.text)

    return play


def _record_dropped(story: Story) -> None:
    begun = story.at
    closed = story.honest(
        LEADER,
        swap("8-7", "status: 已完成", "status: 推进中"),
        drop("8-7", "submitted_by:"),
        drop("8-7", "finished:"),
        entry(
            "8-7",
            "reviews",
            "{date: 2024-07-08, result: 退回, submitted_by: 张三 <zhang@example.cn>, "
            "by: 王五 <wang@example.cn>, reason: 重写}",
        ),
    )
    story.go_to(begun)
    story.honest(LIAISON, _NOTE)
    story.merge(LIAISON, closed, text=story.text)


def _octopus(story: Story) -> None:
    begun = story.at
    one = story.honest(SUPPORTER, _NOTARY_NOTE)
    story.go_to(begun)
    two = story.honest(SUPPORTER, _ANOTHER)
    story.go_to(begun)
    story.honest(LIAISON, _NOTE)
    text = swap("8-3", "target: 100", "target: 30")(_NOTE(_ANOTHER(one.text)))
    story.commit(LIAISON, text=text, merged=[one, two])


def _made_in_a_merge(story: Story) -> None:
    begun = story.at
    theirs = story.honest(SUPPORTER, _NOTARY_NOTE)
    story.go_to(begun)
    story.honest(LIAISON, _NOTE)
    story.merge(
        LIAISON, theirs, text=swap("9-3", "progress: 30", "progress: 80")(_NOTE(theirs.text))
    )


def _brought_by_a_merge(story: Story) -> None:
    begun = story.at
    theirs = story.commit(STRANGER, _SHORTCUT)
    story.go_to(begun)
    story.honest(LIAISON, _NOTE)
    story.merge(LIAISON, theirs, text=_NOTE(theirs.text), wrong=False)


def _reverted_by_another(story: Story) -> None:
    text = story.past.moments["done"].text
    was = text[text.index("          - id: 8-1\n") : text.index("          - id: 8-2\n")]
    now = story.text
    block = now[now.index("          - id: 8-1\n") : now.index("          - id: 8-2\n")]
    sha = story.past.moments["closed"].commit
    story.commit(
        LIAISON, anywhere(block, was), message=f'Revert "审核"\n\nThis reverts commit {sha}.'
    )


def _undoes_another(story: Story) -> None:
    sha = story.past.moments["now"].commit
    story.commit(LIAISON, _SHORTCUT, message=f"撤销\n\nPlan-Undo: {sha}\n")


def _accepts_own(story: Story) -> None:
    _accepted(story, by_whom=LIAISON, reason="本人说明")


def _accepted(story: Story, *, by_whom: tuple[str, str], reason: str | None) -> None:
    story.commit(LIAISON, _SHORTCUT)
    story.accept(by_whom, reason)


def _takes_back_part(story: Story) -> None:
    """What is taken back is more than what was done."""
    story.commit(LIAISON, _SHORTCUT)
    story.commit(LIAISON, swap("9-3", "title: 公证", "title: 公证进企业"))


ATTACKS = [
    Attack("计划换成符号链接", ("A34",), by(LIAISON, files={NAME: File("../plan.yaml", "120000")})),
    Attack(
        "计划换成指向仓库里另一个文件的链接",
        ("A34",),
        by(LIAISON, files={NAME: File("data.yaml", "120000"), "data.yaml": File("schema: 1\n")}),
    ),
    Attack("计划换成子模块", ("A32",), by(LIAISON, files={NAME: File("a" * 40, "160000")})),
    Attack(
        "计划换成文件夹", ("A32",), by(LIAISON, files={NAME: File(None), f"{NAME}/x": File("x")})
    ),
    Attack(
        "计划改名移走",
        ("A32",),
        lambda story: story.commit(
            LIAISON, files={NAME: File(None), "旧计划.yaml": File(story.text)}
        ),
    ),
    Attack("计划删去", ("A32",), by(LIAISON, files={NAME: File(None)})),
    Attack("计划删去再写一份,少了记录", ("A26",), _recreate),
    Attack(
        "整份换成 CRLF,夹带一处改动",
        ("A12",),
        by(LIAISON, _SHORTCUT, lambda text: text.replace("\n", "\r\n")),
    ),
    Attack(
        "整份加上 BOM,夹带一处改动", ("A12",), by(LIAISON, _SHORTCUT, lambda text: f"\ufeff{text}")
    ),
    Attack(
        "整份换引号和注释,夹带一处改动",
        ("A12",),
        by(
            LIAISON,
            _SHORTCUT,
            lambda text: "# 整理\n" + text.replace("'10'", '"10"').replace("'8'", '"8"'),
        ),
    ),
    Attack(
        "写成 YAML 的锚和别名",
        ("A31",),
        by(LIAISON, anywhere("    kind: 科室\n    aliases", "    kind: &k 科室\n    aliases")),
    ),
    Attack(
        "一个键写两次",
        ("A31",),
        by(LIAISON, swap("8-2", "due: 2024-08-31", "due: 2024-08-31\n            due: 2025-08-31")),
    ),
    Attack("一个编号写两次", ("A31",), by(LIAISON, anywhere("id: 9-3\n", "id: 9-2\n"))),
    Attack("留下冲突标记", ("A31",), by(LIAISON, lambda text: f"{text}<<<<<<< HEAD\n")),
    Attack("文件清空", ("A31",), by(LIAISON, text="")),
    Attack("只剩空格", ("A31",), by(LIAISON, text="\n\n  \n")),
    Attack(
        "多写一个不认识的键",
        ("A31",),
        by(LIAISON, anywhere("schema: 1\n", "schema: 1\nhidden: x\n")),
    ),
    Attack("外人弄坏计划并改动,督查改好", ("A11",), _mended_by_another),
    Attack("联络员弄坏计划并改目标,自己改好", ("A13",), _mended_by_the_owner),
    *(
        Attack(f"{what}由联络员改", ("A35",), by(LIAISON, files={path: File("x\n")}))
        for what, path in _GUARDS.items()
    ),
    Attack(
        "工作流由名单以外的人改",
        ("A35",),
        by(STRANGER, files={".github/workflows/ci.yml": File("x\n")}),
    ),
    Attack(
        "工作流由分管领导改", ("A35",), by(LEADER, files={".github/workflows/ci.yml": File("x\n")})
    ),
    Attack(
        "合并的设置夹在填报里改",
        ("A35",),
        by(LIAISON, _NOTE, files={".gitattributes": File("plan.yaml merge=ours\n")}),
    ),
    Attack("合并的设置在合并里改", ("A35",), _guard_in_a_merge),
    Attack(
        ".mailmap 把外人说成督查,外人再改",
        ("A11",),
        by(
            STRANGER,
            _SHORTCUT,
            files={".mailmap": File("李四 <li@example.cn> <zhou@example.cn>\n")},
        ),
    ),
    Attack("合并时丢掉对方的填报", ("A12",), _dropped(strategy="ours")),
    Attack("合并时整份用对方的,丢掉己方的填报", ("A12",), _dropped(strategy="theirs")),
    Attack("合并时丢掉对方的退回", ("A26",), _record_dropped),
    Attack("三方合并里夹带改动", ("A13",), _octopus),
    Attack("合并时改写别人的填报", ("A12",), _made_in_a_merge),
    Attack("外人的改动由联络员合并进来", ("A11",), _brought_by_a_merge),
    Attack("销号被报的人用 git revert 退掉", ("A12", "A26"), _reverted_by_another),
    Attack("冒写 Plan-Undo", ("A12",), _undoes_another),
    Attack("违规的人自己确认", ("A12", "A36"), _accepts_own),
    Attack(
        "外人确认违规",
        ("A12", "A36"),
        lambda story: _accepted(story, by_whom=STRANGER, reason="说明"),
    ),
    Attack(
        "督查确认违规,不写依据",
        ("A12", "A36"),
        lambda story: _accepted(story, by_whom=SUPERVISOR, reason=None),
    ),
    Attack("纠正时又改成别的", ("A12",), _takes_back_part),
]
