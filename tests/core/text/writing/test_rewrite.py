"""apply on texts: what is written looks like what stands around it, and nothing else moves."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml
from problem_cases import BASE
from reading import miswrite

from jimoplan.core.changes.changes import Insert, Place, Ref, Remove, Set, Subject
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import each_named, replace_items
from jimoplan.core.changes.outline import outline, without_children
from jimoplan.core.changes.structure import Spot, move_item, remove_item
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import Status
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.apply import apply
from jimoplan.core.text.writing.canonical import canonical_text
from jimoplan.core.text.writing.elements import NotSplicableError
from jimoplan.core.text.writing.in_turn import read_closed
from jimoplan.core.text.writing.scalars import write_scalar


def plan_of(text: str) -> Plan:
    plan = load(text).plan
    assert plan is not None
    return plan


def change(before: str, number: str, **values: Any) -> str:  # noqa: ANN401
    """The text with an item's values replaced."""
    plan = plan_of(before)
    ((_, item),) = each_named(plan, [number])
    target = replace_items(plan, {number: item.model_copy(update=values)})
    return apply(before, diff(plan, target))


def report(text: str, number: str, **values: Any) -> str:  # noqa: ANN401
    """The text with one more update of a measure."""
    ((_, item),) = each_named(plan_of(text), [number])
    update = Update.model_validate({"date": "2024-05-06", **values})
    return change(text, number, updates=(*getattr(item, "updates"), update))  # noqa: B009


IN_A_BLOCK = "              -   date: 2024-04-01\n                  note: 指导12件\n"
UPDATE = "            updates:\n              - {date: 2024-04-01, note: 指导12件}\n"


@pytest.mark.parametrize(
    ("siblings", "line"),
    [
        (UPDATE, "              - {date: 2024-05-06, note: 指导13件}\n"),
        (
            "            updates:\n              - { date: 2024-04-01, note: '指导12件' }\n",
            "              - { date: 2024-05-06, note: '指导13件' }\n",
        ),
        (
            '            updates:\n            - {date: "2024-04-01", note: 指导12件}\n',
            '            - {date: "2024-05-06", note: 指导13件}\n',
        ),
        (
            f"            updates:\n{IN_A_BLOCK}",
            "              -   date: 2024-05-06\n                  note: 指导13件\n",
        ),
    ],
    ids=["in braces", "spaced and quoted", "not indented", "in a block"],
)
def test_a_new_update_looks_like_its_siblings(siblings: str, line: str) -> None:
    text = miswrite(UPDATE, siblings)
    assert report(text, "1-2", note="指导13件") == text.replace(siblings, siblings + line)


def test_in_a_list_in_brackets_a_new_update_is_put_in_brackets() -> None:
    text = miswrite(UPDATE, "            updates: [{date: 2024-04-01, note: 指导12件}]   # 记录\n")
    assert report(text, "1-2", note="指导13件") == text.replace(
        "指导12件}]", "指导12件}, {date: 2024-05-06, note: 指导13件}]"
    )


def test_the_first_update_takes_the_form_of_those_elsewhere() -> None:
    text = miswrite(UPDATE, "")
    assert report(text, "1-2", note="指导12件") == miswrite(
        "2024-04-01, note: 指导12件", "2024-05-06, note: 指导12件"
    )


def test_a_key_is_added_behind_those_that_usually_come_before_it() -> None:
    assert change(BASE, "1-2", reason="等批复", status=Status.SUSPENDED) == miswrite(
        "title: 指导应诉\n            status: 推进中\n",
        "title: 指导应诉\n            status: 暂缓\n            reason: 等批复\n",
    )


_PAUSES = "            suspensions:\n              # 第一次\n"


@pytest.mark.parametrize(
    ("entries", "line", "now"),
    [
        (
            (
                "              - {since: 2024-03-01, until: 2024-03-08, reason: 甲}   # 一\n"
                "              # 第二次\n              - {since: 2024-05-01, reason: 乙}   # 二\n"
            ),
            "{since: 2024-05-01, reason: 乙}   # 二",
            "{since: 2024-05-01, until: 2024-06-03, reason: 乙}   # 二",
        ),
        (
            (
                "              - since: 2024-03-01\n                until: 2024-03-08\n"
                "                reason: 甲\n              - since: 2024-05-01  # 起\n"
                "                reason: |-\n                  等上级\n                  文件\n"
            ),
            "since: 2024-05-01  # 起\n",
            "since: 2024-05-01  # 起\n                until: 2024-06-03\n",
        ),
        (
            '              - { "since": "2024-05-01", "reason": "乙" }\n',
            '"2024-05-01", ',
            '"2024-05-01", "until": "2024-06-03", ',
        ),
    ],
    ids=["in braces", "in lines", "in quotes"],
)
def test_a_record_that_is_completed_changes_its_own_line_alone(
    entries: str, line: str, now: str
) -> None:
    start = "            title: 指导应诉\n"
    before = miswrite(start, f"{start}{_PAUSES}{entries}")
    ((_, item),) = each_named(plan_of(before), ["1-2"])
    *earlier, last = item.suspensions
    ended = last.model_copy(update={"until": date(2024, 6, 3)})

    after = change(before, "1-2", suspensions=(*earlier, ended))
    assert after == miswrite(line, now, before)


def test_a_file_of_a_review_is_replaced_in_place() -> None:
    start = "            title: 指导应诉\n"
    record = (
        "            reviews:\n"
        "              - {date: 2024-05-01, result: 销号, submitted_by: 甲, by: 乙,  # 核过\n"
        "                files: [{path: a.pdf, blob: aa11}, {path: b.pdf, blob: bb22}]}\n"
    )
    before = miswrite(start, start + record)
    ((_, item),) = each_named(plan_of(before), ["1-2"])
    (review,) = item.reviews
    files = (review.files[0], review.files[1].model_copy(update={"blob": "cc33"}))
    reviewed = review.model_copy(update={"files": files})

    after = change(before, "1-2", reviews=(reviewed,))
    assert plan_of(after) == plan_of(before.replace("bb22", "cc33"))
    assert "# 核过" in after


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_line_ends_and_byte_order_mark_stay(end: str, mark: str) -> None:
    text = mark + BASE.replace("\n", end)
    changed = report(text, "1-2", note="指导13件")

    assert changed == mark + report(BASE, "1-2", note="指导13件").replace("\n", end)


def test_mixed_line_ends_stay_as_mixed_as_they_are() -> None:
    lines = BASE.splitlines()
    text = "".join(line + ("\r\n" if n % 2 else "\n") for n, line in enumerate(lines))
    changed = report(text, "1-2", note="指导13件").splitlines(keepends=True)

    assert [line for line in changed if "指导13件" not in line] == text.splitlines(keepends=True)


def test_a_file_without_a_final_newline_stays_without() -> None:
    text = BASE.removesuffix("\n")
    plan = plan_of(text)
    section = plan.sections[1].model_copy(
        update={"tasks": (plan.all_tasks()[0].model_copy(update={"id": "9", "measures": ()}),)}
    )
    changed = apply(
        text, diff(plan, plan.model_copy(update={"sections": (plan.sections[0], section)}))
    )

    assert changed.startswith(text)
    assert not changed.endswith("\n")


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("制发《应诉规则》。", "改了: 一次", "'改了: 一次'"),
        ('"制发《应诉规则》。"', "改了", '"改了"'),
        ("'制发《应诉规则》。'", "改'了", "'改''了'"),
        ("'制发《应诉规则》。'", "两\n行", '"两\\n行"'),
        (
            "|-   # 原文\n              制发《应诉规则》。",
            "改了 #1",
            "|-   # 原文\n              改了 #1",
        ),
        (
            "|\n              制发《应诉规则》。",
            "两\n\n行\n",
            "|\n              两\n\n              行",
        ),
        (">-\n              制发《应诉规则》。", "改了", "|-\n              改了"),
        ("|- # 原文\n              制发《应诉规则》。", " 前空", '" 前空" # 原文'),
        ("\n              制发《应诉规则》。   # 原文", "改了", "\n              改了   # 原文"),
    ],
    ids=["plain", "double", "single", "lines", "literal", "clipped", "folded", "no block", "below"],
)
def test_a_value_is_replaced_in_the_style_it_had(old: str, new: str, written: str) -> None:
    text = miswrite("text: 制发《应诉规则》。\n", f"text: {old}\n".replace(": \n", ":\n"))
    expected = miswrite("text: 制发《应诉规则》。\n", f"text: {written}\n".replace(": \n", ":\n"))

    assert change(text, "1-1", text=new) == expected


def test_a_long_text_stands_on_one_line() -> None:
    changed = report(BASE, "1-2", note="长" * 3000)
    assert f"note: {'长' * 3000}}}\n" in changed


def test_a_comment_in_brackets_is_not_lost_but_said() -> None:
    text = miswrite("lead: [甲科]", "lead: [甲科,   # 牵头\n          乙科]").replace(
        "        support: [各科室]\n        status: 推进中\n        measures",
        "        status: 推进中\n        measures",
    )
    with pytest.raises(NotSplicableError, match="第 18 行起的写法不便自动改动"):
        change(text, "1", lead=("甲科",))


@pytest.mark.parametrize(
    ("value", "block", "flow"),
    [
        ("初稿已征求意见", "初稿已征求意见", "初稿已征求意见"),
        ("甲,乙", "甲,乙", "'甲,乙'"),
        ("14:30", "'14:30'", "'14:30'"),
        ("甲: 乙", "'甲: 乙'", "'甲: 乙'"),
        ("甲 #乙", "'甲 #乙'", "'甲 #乙'"),
        ("- 甲", "'- 甲'", "'- 甲'"),
        ("8", "'8'", "'8'"),
        ("8-1", "8-1", "8-1"),
        ("2024-05-06", "'2024-05-06'", "'2024-05-06'"),
        ("null", "'null'", "'null'"),
        ("是", "是", "是"),
        ("true", "'true'", "'true'"),
        ("it's", "it's", "it's"),
        ("'甲'", "'''甲'''", "'''甲'''"),
        ("甲\n乙", '"甲\\n乙"', '"甲\\n乙"'),
        ("100%", "100%", "100%"),
        ("🙂", "🙂", "🙂"),
        (" 甲", "' 甲'", "' 甲'"),
        ("\u3000甲", "'\u3000甲'", "'\u3000甲'"),
        ("note\uff1a甲", "note\uff1a甲", "'note\uff1a甲'"),
    ],
)
def test_what_needs_quotes_gets_them_and_nothing_else(value: str, block: str, flow: str) -> None:
    assert write_scalar(value, flow=False) == block
    assert write_scalar(value, flow=True) == flow


def test_numbers_and_dates_need_no_quotes() -> None:
    assert write_scalar(8, flow=False) == "8"
    assert write_scalar(plan_of(BASE).plan.period.start, flow=True) == "2024-01-01"


def test_json_stays_json() -> None:
    text = json.dumps(yaml.load(BASE, yaml.BaseLoader), ensure_ascii=False, indent=1)  # noqa: S506
    changed = report(text, "1-1", note="甲", progress=60)

    assert json.loads(changed) != json.loads(text)
    assert '{"date": "2024-05-06", "progress": 60, "note": "甲"}' in changed


def test_a_list_under_an_explicit_key_grows_like_any_other() -> None:
    text = miswrite(UPDATE, UPDATE.replace("updates:\n", "? updates\n            :   # 记录\n"))
    assert report(text, "1-2", note="指导13件") == text.replace(
        "指导12件}\n", "指导12件}\n              - {date: 2024-05-06, note: 指导13件}\n"
    )


def without(text: str, *ids: str) -> str:
    """The text with measures taken out of task 1."""
    plan = plan_of(text)
    ((task, _),) = each_named(plan, ["1"])
    measures = tuple(measure for measure in task.measures if measure.id not in ids)
    changed = task.model_copy(update={"measures": measures})
    section = plan.sections[0].model_copy(update={"tasks": (changed, *plan.sections[0].tasks[1:])})
    return apply(
        text, diff(plan, plan.model_copy(update={"sections": (section, *plan.sections[1:])}))
    )


def test_a_comment_right_above_goes_with_what_is_removed_and_others_stay() -> None:
    lead = (
        "          # 以下各条每月调度\n\n        # 靠左\n          # 只说 1-2\n          # 接着说\n"
    )
    text = miswrite("          - id: 1-2\n", f"{lead}          - id: 1-2\n")
    kept = "          # 以下各条每月调度\n\n        # 靠左\n"

    assert without(text, "1-2") == without(BASE, "1-2").replace(
        "          - id: 1-3\n", f"{kept}          - id: 1-3\n"
    )


def test_a_blank_line_above_goes_with_what_is_removed() -> None:
    text = miswrite("          - id: 1-2\n", "\n          - id: 1-2\n")

    assert without(text, "1-2") == without(BASE, "1-2")


def test_a_list_that_becomes_empty_keeps_what_is_said_of_it() -> None:
    text = miswrite(
        "        measures:\n          - id: 1-1",
        "        measures:   # 每季度碰头\n          - id: 1-1",
    )
    emptied = without(text, "1-1", "1-2", "1-3", "1-4")

    assert "        measures: []   # 每季度碰头\n      - id: '3'\n" in emptied
    assert (
        apply(emptied, diff(plan_of(emptied), plan_of(BASE))).count(
            "        measures:   # 每季度碰头\n          - {id: 1-1, "
        )
        == 1
    )


def test_a_change_that_has_been_made_already_leaves_its_value_as_it_is_written() -> None:
    text = miswrite("target: 100\n", "target: 100.00\n")
    item = Ref(Subject.MEASURE, "1-4")

    assert apply(text, [Set(item, "target", Decimal(95), Decimal(100))]) == text


@pytest.mark.parametrize("owner", ["一", "二"])
def test_an_item_taken_out_and_put_in_again_otherwise_keeps_its_comments(owner: str) -> None:
    text = BASE.replace(
        "      - id: '3'\n", "      # 另起\n\n      # 复议的事\n      - id: '3'   # 三\n"
    )
    measure, task = (outline(plan_of(BASE))[Ref(s, n)].model for s, n in ITEMS)
    bare = without_children(task)
    renamed = bare.model_copy(update={"title": "办好行政复议"})
    task_3, there = Ref(Subject.TASK, "3"), Place(Ref(Subject.SECTION, "一"), "tasks")
    changed = apply(
        text,
        [
            Remove(Place(task_3, "measures"), "3-1", measure),
            Remove(there, "3", bare),
            Insert(there._replace(owner=Ref(Subject.SECTION, owner)), "3", renamed),
            Insert(Place(task_3, "measures"), "3-1", measure),
        ],
    )

    start, end = text.index("      # 另起"), text.index("  - number: 二")
    moved = text[start:end].replace("title: 办理行政复议", "title: 办好行政复议")
    rest = text[:start] + text[end:]
    assert changed == (
        text[:start] + moved + text[end:] if owner == "一" else f"{rest}    tasks:\n{moved}"
    )


ITEMS = ((Subject.MEASURE, "3-1"), (Subject.TASK, "3"))


def test_a_list_of_which_nothing_is_said_goes_when_it_becomes_empty() -> None:
    assert "measures" not in without(BASE, "1-1", "1-2", "1-3", "1-4").split("id: '3'")[0]


OPEN_END = """\
schema: 1
plan: {unit: 甲, title: 乙, period: {start: 2024-01-01, end: 2024-12-31}}
departments: [{name: 甲科, kind: 科室}]
sections:
  - number: 一
    title: 丙
    tasks:
      - id: 1
        title: 丁
        responsible: [甲科]
        measures:
          - id: 1-1
            kind: 一次性
            title: 戊
            text: |
              己
          - id: 1-2
            kind: 一次性
            title: 庚"""


def test_a_block_of_text_that_comes_to_end_the_file_keeps_its_line_break() -> None:
    assert without(OPEN_END, "1-2") == OPEN_END[: OPEN_END.index("          - id: 1-2")]


def test_a_block_of_text_that_canonical_order_puts_last_keeps_its_line_break() -> None:
    text = OPEN_END.replace(
        "            kind: 一次性\n            title: 戊\n", "            title: 戊\n"
    )
    text = text[: text.index("          - id: 1-2")] + "            kind: 一次性"
    loaded = load(text)
    assert loaded.plan is not None
    tidied = read_closed(canonical_text(loaded.document, loaded.plan), loaded.plan)

    assert tidied.plan == loaded.plan
    assert tidied.document.text.endswith("              己\n")


REASON = "            reason: 等批复\n"
SAID_OF_IT = {
    "above": f"            # 电话里说的\n{REASON}",
    "behind": REASON.replace("\n", "   # 电话里说的\n"),
    "behind the key": "            reason:   # 电话里说的\n              等批复\n",
    "below, deeper": f"{REASON}              # 电话里说的\n",
}


@pytest.mark.parametrize("written", SAID_OF_IT.values(), ids=SAID_OF_IT)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_is_said_of_a_field_that_goes_stays_where_it_was(written: str, line_end: str) -> None:
    """As when a review takes submitted_by away, or work is resumed and its reason goes."""
    status = "            due: 2024-06-30\n            status: 推进中\n"
    text = miswrite(status, status.replace("推进中", "暂缓") + written).replace("\n", line_end)
    resumed = apply(text, diff(plan_of(text), plan_of(BASE)))

    wanted = miswrite(status, f"{status}            # 电话里说的\n")
    assert resumed == wanted.replace("\n", line_end)


def test_what_is_said_above_a_list_whose_only_element_moves_away_stays() -> None:
    said = "    # 这一板块的说明:原文第2页,勿删\n    tasks:"
    task = "      - {id: '4', title: 丁, responsible: [甲科], status: 未启动}"
    text = f"{BASE}{said}\n{task}\n"
    plan = plan_of(text)
    first = Ref(Subject.SECTION, plan.sections[0].key)
    moved = apply(text, move_item(plan, Ref(Subject.TASK, "4"), Spot(end_of=first)))

    assert moved.endswith("    title: 公共法律服务\n    # 这一板块的说明:原文第2页,勿删\n")


def test_what_is_said_between_the_brackets_of_a_list_that_goes_stays() -> None:
    items = "{id: '4', title: 丁, responsible: [甲科]},  # 丁后\n"
    last = "      {id: '5', title: 戊, responsible: [甲科]}  # 戊后\n"
    text = f"{BASE}    tasks: [  # 原文第2页\n      {items}{last}    ]  # 括号后\n"
    gone = (remove_item(plan_of(text), Ref(Subject.TASK, number)) for number in ("4", "5"))
    changes = tuple(change for each in gone for change in each)

    left = [line.strip() for line in apply(text, changes).splitlines() if "#" in line]
    assert left[-4:] == ["# 原文第2页", "# 丁后", "# 戊后", "# 括号后"]


def test_what_is_said_in_an_item_that_moves_away_goes_with_it_and_stays_nowhere_else() -> None:
    said = "    # 这一板块的说明\n    tasks:\n"
    task = (
        "      # 说的是 4\n      - id: '4'   # 四\n        title: 丁\n"
        "        # 末\n        lead: [甲科]"
    )
    text = f"{BASE}{said}{task}\n"
    plan = plan_of(text)
    first = Ref(Subject.SECTION, plan.sections[0].key)
    moved = apply(text, move_item(plan, Ref(Subject.TASK, "4"), Spot(end_of=first)))

    assert moved.endswith("    title: 公共法律服务\n    # 这一板块的说明\n")
    assert moved.count("#") == text.count("#")
    assert task in moved


LISTED = "            evidence:\n"
FIRST = "              # 只说甲\n              - 甲.pdf   # 甲的原件在档案室\n"
SECOND = "              # 只说乙\n              - 乙.pdf\n                # 乙的下面\n"


@pytest.mark.parametrize(
    ("left", "kept"),
    [
        (
            ("乙.pdf",),
            f"{LISTED}              # 只说甲\n              # 甲的原件在档案室\n{SECOND}",
        ),
        (
            ("甲.pdf",),
            f"{LISTED}{FIRST}              # 只说乙\n              # 乙的下面\n",
        ),
        (
            (),
            "".join(
                f"            # {said}\n"
                for said in ("只说甲", "甲的原件在档案室", "只说乙", "乙的下面")
            ),
        ),
    ],
    ids=["the first goes", "the last goes", "all go"],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_is_said_of_an_element_that_goes_stays(
    left: tuple[str, ...], kept: str, line_end: str
) -> None:
    title = "            title: 指导应诉\n"
    text = miswrite(title, f"{title}{LISTED}{FIRST}{SECOND}").replace("\n", line_end)

    after = change(text, "1-2", evidence=left)
    assert after.replace(line_end, "\n").count("#") == text.count("#")
    assert after == miswrite(title, title + kept).replace("\n", line_end)


def test_what_is_said_of_a_list_and_its_elements_stays_where_it_becomes_empty() -> None:
    title, named = "            title: 指导应诉\n", LISTED.replace("\n", "   # 都要原件\n")
    text = miswrite(title, f"{title}{named}{FIRST}")

    assert change(text, "1-2", evidence=()) == miswrite(
        title,
        f"{title}            evidence: []   # 都要原件\n"
        "              # 只说甲\n              # 甲的原件在档案室\n",
    )


BLANKS = {"a tab": "甲\t乙", "no-break": "甲\xa0乙", "full width": "甲\u3000乙"}
FORMS = {
    "plain": "旧",
    "single": "'旧'",
    "double": '"旧"',
    "literal": "|-\n              旧",
    "folded": ">-\n              旧",
}


@pytest.mark.parametrize("blank", BLANKS.values(), ids=BLANKS)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_blank_of_another_kind_is_kept_whatever_the_form(blank: str, form: str) -> None:
    text = miswrite("text: 制发《应诉规则》。\n", f"text: {form}\n")
    changed = change(text, "1-1", text=blank)

    assert plan_of(changed).all_tasks()[0].measures[0].text == blank
    assert form.startswith(("|", ">")) == ("text: |-" in changed)


def test_an_empty_mapping_takes_its_first_keys_and_one_with_a_comment_in_it_is_left_alone() -> None:
    empty = BASE.replace("known_gaps: ['2']\n", "known_gaps: ['2']\n  published: {}   # 待补\n")
    target = plan_of(empty.replace("{}", "{roles: ;}"))
    assert apply(empty, diff(plan_of(empty), target)) == empty.replace("{}", "{roles: ;}")

    noted = empty.replace("{}", "{ # 空\n    }")
    with pytest.raises(NotSplicableError):
        apply(noted, diff(plan_of(noted), target))
