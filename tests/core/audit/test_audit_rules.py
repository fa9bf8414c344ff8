"""Who may change what: every rule of an audit on a plan that names its people."""

import re
from typing import Any

import pytest
from audit_page import build_page
from audited import (
    DONE,
    LEADER,
    LIAISON,
    OUTSIDER,
    PEOPLED,
    SECTION_TWO,
    STATUS_OF_1_1,
    STRANGER,
    SUPERVISOR,
    SUPPORTER,
    TASK_3,
    UPDATE_OF_1_1,
    change,
    listed,
)
from command_line import REPOSITORY, Golden
from hypothesis import given
from laws import dear_law
from plan_texts import as_plan, grown_values
from problem_cases import BASE

from jimoplan.core.audit.actors import Actor, judge_actor, judge_signature
from jimoplan.core.audit.hands import Hands, Submitters
from jimoplan.core.audit.judge import Circumstances, judge
from jimoplan.core.audit.rules import RULES, Violation
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.renaming import find_former_names
from jimoplan.core.changes.words import describe
from jimoplan.core.history.commits import Seal, Signature
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

Who = tuple[str, str]
Edits = tuple[tuple[str, str], ...]
NOBODY: dict[str, Hands] = {}
UNSIGNED = Signature()


def plan_of(text: str) -> Plan:
    loaded = load(text, with_advice=False)
    assert loaded.plan is not None, loaded.problems
    assert not loaded.has_errors, loaded.problems
    return loaded.plan


def actor_of(who: Who, signature: Signature = UNSIGNED, committer: str = "") -> Actor:
    return Actor(who[0], who[1], committer or who[1], signature)


def violations(
    who: Who,
    edits: Edits,
    *,
    reason: str | None = None,
    before: str = PEOPLED,
    submitters: dict[str, Hands] = NOBODY,
) -> tuple[Violation, ...]:
    old = plan_of(before)
    changes = diff(old, plan_of(change(before, *edits)))
    assert changes
    found = judge(old, changes, Circumstances(actor_of(who), reason, Submitters(submitters)))
    return (*judge_actor(old, actor_of(who)), *found)


def codes(who: Who, edits: Edits, **more: object) -> list[str]:
    return sorted({each.code for each in violations(who, edits, **more)})  # type: ignore[arg-type]


def person(who: Who, address: str = "", name: str = "") -> Who:
    return (name or who[0], address or who[1])


INDENT = "            "
UPDATE: Edits = (
    (
        UPDATE_OF_1_1,
        f"{UPDATE_OF_1_1}              - {{date: 2024-05-06, by: 张三, progress: 60}}\n",
    ),
)
OWN_WORDS: Edits = ((UPDATE[0][0], UPDATE[0][1].replace("by: 张三", "by: 李四")),)
SUPPORT_UPDATE: Edits = (
    (
        UPDATE_OF_1_1,
        f"{UPDATE_OF_1_1}              - {{date: 2024-05-06, dept: 乙科, note: 供材料}}\n",
    ),
)
TAKE_BACK_OTHERS: Edits = ((f"            updates:\n{UPDATE_OF_1_1}", ""),)
REPORT_DONE: Edits = (
    (STATUS_OF_1_1, f"{DONE}            submitted_by: 张三 <zhang@example.cn>\n"),
)
REPORT_FOR_ANOTHER: Edits = (
    (STATUS_OF_1_1, f"{DONE}            submitted_by: 李四 <li@example.cn>\n"),
)
SUSPEND: Edits = (
    (
        STATUS_OF_1_1,
        STATUS_OF_1_1.replace("推进中", "暂缓") + f"{INDENT}reason: 等批复\n"
        f"{INDENT}suspensions: [{{since: 2024-04-01, reason: 等批复, approved_by: 王五}}]\n",
    ),
)
EVIDENCE: Edits = ((STATUS_OF_1_1, f"{STATUS_OF_1_1}            evidence: [文件.pdf]\n"),)
RECORD = ("            due_changes:\n              - {date}\n").replace(
    "{date}", "{due: 2024-06-30, changed: 2024-05-06, reason: 等批复, approved_by: 王五}"
)
POSTPONE: Edits = ((STATUS_OF_1_1, STATUS_OF_1_1.replace("06-30", "09-30") + RECORD),)
POSTPONE_SILENTLY: Edits = ((STATUS_OF_1_1, STATUS_OF_1_1.replace("06-30", "09-30")),)
POSTPONE_FALSELY: Edits = (
    (
        STATUS_OF_1_1,
        STATUS_OF_1_1.replace("06-30", "09-30") + RECORD.replace("2024-06-30", "2024-06-01"),
    ),
)
DROP_DEADLINE: Edits = ((STATUS_OF_1_1, "status: 推进中\n"),)
START_3_1: Edits = (
    (
        TASK_3,
        TASK_3.replace(
            "        measures:\n", "        status: 推进中\n        measures:\n"
        ).replace("due: 2024-09-30}", "due: 2024-09-30, status: 推进中}"),
    ),
)
START_TASK_3_ALONE: Edits = (
    (TASK_3, TASK_3.replace("        measures:\n", "        status: 推进中\n        measures:\n")),
)
RETITLE: Edits = (("title: 办理行政复议", "title: 办理复议"),)
RESAY: Edits = (("text: 制发《应诉规则》。", "text: 制发《规则》。"),)
RENAME_MEASURE: Edits = (("title: 制发应诉规则", "title: 制发规则"),)
TAKE_TASK_3: Edits = (("responsible: [乙科]", "responsible: [甲科]"),)
MEASURE_OWNER: Edits = ((STATUS_OF_1_1, f"responsible: [丙科]\n            {STATUS_OF_1_1}"),)
JOIN_GROUP: Edits = (("members: [甲科, 乙科]", "members: [甲科, 乙科, 丙科]"),)
NEW_ALIAS: Edits = (("aliases: [二科]", "aliases: [二科, 三科]"),)
RENAME_OFFICE: Edits = (("- name: 丙科", "- name: 丁科"),)
MAKE_GROUP: Edits = (("  - name: 丙科\n    kind: 科室", "  - name: 丙科\n    kind: 群组"),)
MEASURE_1_3 = PEOPLED[PEOPLED.index("          - id: 1-3") : PEOPLED.index("          - id: 1-4")]
MEASURE_1_4 = PEOPLED[PEOPLED.index("          - id: 1-4") : PEOPLED.index("      - id: '3'")]
GAPS = "  known_gaps: ['2']\n"
MOVE_TASK: Edits = ((TASK_3 + SECTION_TWO, f"{SECTION_TWO}    tasks:\n{TASK_3}"),)
DROP_TASK: Edits = ((TASK_3, ""), (GAPS, f"{GAPS}  retired: ['3', 3-1]\n"))
ADD_TASK: Edits = ((TASK_3, f"{TASK_3}      - {{id: '4', title: 新任务, responsible: [甲科]}}\n"),)
ADD_MEASURE: Edits = (
    (TASK_3, f"{TASK_3}          - {{id: 3-2, kind: 一次性, title: 再印一本}}\n"),
)
ADD_PUBLISHED_MEASURE: Edits = (
    (TASK_3, f"{TASK_3}          - {{id: 3-2, kind: 一次性, title: 再印, text: 再印一本。}}\n"),
)
ADMIT: Edits = ((f"- {listed(OUTSIDER, '联络员')}", f"- {listed(OUTSIDER, '督查')}"),)
POLICY: Edits = (("behind: 15", "behind: 20"),)
EXTEND: Edits = (("end: 2024-12-31}", "end: 2025-01-31}"),)

PERMITTED = [
    ("a liaison reports progress", LIAISON, UPDATE),
    ("a liaison reports an item as done", LIAISON, REPORT_DONE),
    ("a liaison suspends with a reason", LIAISON, SUSPEND),
    ("a liaison adds evidence", LIAISON, EVIDENCE),
    ("a supporter adds an update", SUPPORTER, SUPPORT_UPDATE),
    ("a task follows its measure", SUPPORTER, START_3_1),
    ("a leader moves a deadline with its record", LEADER, POSTPONE),
    ("a supervisor does", SUPERVISOR, POSTPONE),
    ("a supervisor reports", SUPERVISOR, OWN_WORDS),
    ("a supervisor names a measure", SUPERVISOR, RENAME_MEASURE),
    ("a supervisor adds a measure nobody published", SUPERVISOR, ADD_MEASURE),
    ("the case of an address does not matter", person(LIAISON, "Zhang@Example.CN"), UPDATE),
]

CLOSE: Edits = ((STATUS_OF_1_1, STATUS_OF_1_1.replace("推进中", "已销号")),)

REFUSED = [
    ("a liaison closes nothing", LIAISON, CLOSE, ["A12", "A25"]),
    ("a liaison does not move a deadline", LIAISON, POSTPONE, ["A12"]),
    ("nor in silence", LIAISON, POSTPONE_SILENTLY, ["A12", "A24"]),
    ("nor take one away", SUPERVISOR, DROP_DEADLINE, ["A24"]),
    ("a record has to have the old deadline", SUPERVISOR, POSTPONE_FALSELY, ["A24"]),
    ("a leader does not move one in silence", LEADER, POSTPONE_SILENTLY, ["A12", "A24"]),
    ("a leader does not report", LEADER, UPDATE, ["A12", "A18"]),
    ("a supporter does not report done", SUPPORTER, REPORT_DONE, ["A12"]),
    ("a liaison does not report for another", LIAISON, REPORT_FOR_ANOTHER, ["A12"]),
    ("a supporter does not take back what others wrote", SUPPORTER, TAKE_BACK_OTHERS, ["A12"]),
    ("a liaison does not take back what has no name", LIAISON, TAKE_BACK_OTHERS, ["A12"]),
    ("a task does not start by itself", LIAISON, START_TASK_3_ALONE, ["A12"]),
    ("a task of another department", LIAISON, START_3_1, ["A12"]),
    ("an outsider", OUTSIDER, UPDATE, ["A12", "A18"]),
    ("a stranger", STRANGER, UPDATE, ["A11", "A18"]),
    ("a liaison does not name a measure", LIAISON, RENAME_MEASURE, ["A12"]),
    ("a liaison does not add a measure", LIAISON, ADD_MEASURE, ["A12"]),
]

GUARDED = {
    "a task's title": RETITLE,
    "published text": RESAY,
    "a section's title": (("title: 公共法律服务", "title: 法律服务"),),
    "the code of document numbers": (("  known_gaps:", "  doc_code: 即司督\n  known_gaps:"),),
    "who signs": (("  known_gaps:", "  signer: 王五\n  known_gaps:"),),
    "the preamble": (("  known_gaps:", "  preamble: 总体思路\n  known_gaps:"),),
    "an owner clause's wording": (
        ("support: [各科室]\n", "support: [各科室]\n        clause: (责任部门:甲科)\n"),
    ),
    "a measure gone with its number": ((MEASURE_1_4, ""), (GAPS, f"{GAPS}  retired: [1-4]\n")),
    "a number retired": ((GAPS, f"{GAPS}  retired: [1-9]\n"),),
    "measures in another order": ((MEASURE_1_3 + MEASURE_1_4, MEASURE_1_4 + MEASURE_1_3),),
    "a lead": (("lead: [甲科]", "lead: [丙科]"),),
    "a support": (("support: [各科室]", "support: [乙科]"),),
    "a department come": (
        ("  - name: 督查室\n", "  - {name: 丁科, kind: 科室}\n  - name: 督查室\n"),
    ),
    "a task's owner": TAKE_TASK_3,
    "a measure's owner": MEASURE_OWNER,
    "a group's members": JOIN_GROUP,
    "an alias": NEW_ALIAS,
    "a department's name": RENAME_OFFICE,
    "a department's kind": MAKE_GROUP,
    "a task's place": MOVE_TASK,
    "a task gone": DROP_TASK,
    "a task come": ADD_TASK,
    "a published measure come": ADD_PUBLISHED_MEASURE,
    "a person's duty": ADMIT,
    "when the plan ends": EXTEND,
    "when the plan starts": (("start: 2024-01-01", "start: 2024-02-01"),),
    "what is behind": POLICY,
    "how long work may be silent": (("stale: 30", "stale: 90"),),
    "a day off": (("{due_soon", "{holidays: [2024-05-06], due_soon"),),
    "a day of work": (("workdays: [2024-06-30, ", "workdays: ["),),
    "what a commit is": (("{due_soon", "{commit: never, due_soon"),),
    "a target": (("target: 100\n", "target: 95\n"),),
    "a target completed later": (("unit: '%'\n", f"unit: '%'\n{INDENT}base: 80\n"),),
    "a target taken away": ((f"{INDENT}target: 100\n", f"{INDENT}target_text: 保持\n"),),
    "a unit": (("unit: '%'\n", "unit: 件\n"),),
    "what a figure counts": (("definition: 负责人出庭件数", "definition: 出庭件数"),),
    "which side of a target": (("unit: '%'\n", f"unit: '%'\n{INDENT}direction: 不高于\n"),),
    "how values add up": (("unit: '%'\n", f"unit: '%'\n{INDENT}total: 累计\n"),),
    "a result to yield": ((STATUS_OF_1_1, f"deliverables: [规则]\n{INDENT}{STATUS_OF_1_1}"),),
    "a rhythm": (("cadence: 双月", "cadence: 每季"),),
    "a kind": (("- {id: 3-1, kind: 一次性", "- {id: 3-1, kind: 常态化"),),
    "when an item begins": ((STATUS_OF_1_1, f"since: 2024-02-01\n{INDENT}{STATUS_OF_1_1}"),),
    "an item's own silence": ((STATUS_OF_1_1, f"stale: 90\n{INDENT}{STATUS_OF_1_1}"),),
}


@pytest.mark.parametrize(
    ("who", "edits"), [c[1:] for c in PERMITTED], ids=[c[0] for c in PERMITTED]
)
def test_what_is_somebody_s_to_change_breaks_no_rule(who: Who, edits: Edits) -> None:
    assert codes(who, edits) == []


@pytest.mark.parametrize(
    ("who", "edits", "wanted"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_what_is_not_breaks_its_rule(who: Who, edits: Edits, wanted: list[str]) -> None:
    assert codes(who, edits) == wanted


def test_nor_does_the_case_in_which_the_plan_has_it() -> None:
    shouted = change(PEOPLED, (LIAISON[1], "Zhang@EXAMPLE.cn"))

    assert codes(LIAISON, UPDATE, before=shouted) == []


def test_a_task_follows_no_measure_that_was_not_theirs_to_start() -> None:
    changed = [describe(each.change) for each in violations(LIAISON, START_3_1) if each.change]

    assert changed == ["任务 3 状态 未启动→推进中", "3-1 状态 未启动→推进中"]


@pytest.mark.parametrize("edits", GUARDED.values(), ids=GUARDED)
def test_guarded_content_takes_a_supervisor_and_a_reason(edits: Edits) -> None:
    assert codes(SUPERVISOR, edits, reason="依据 3 月会议纪要") == []
    assert codes(SUPERVISOR, edits) == ["A21"]
    assert codes(SUPERVISOR, edits, reason="  ") == ["A21"]
    for who in (LIAISON, LEADER, OUTSIDER):
        assert codes(who, edits, reason="依据 3 月会议纪要") == ["A13"]
    assert codes(STRANGER, edits, reason="依据 3 月会议纪要") == ["A11"]


def test_results_gone_and_in_another_order_are_guarded_too() -> None:
    two = change(PEOPLED, (STATUS_OF_1_1, f"deliverables: [规则, 解读]\n{INDENT}{STATUS_OF_1_1}"))

    for fewer in ("[规则]", "[解读, 规则]"):
        edits = (("[规则, 解读]", fewer),)
        assert codes(SUPERVISOR, edits, before=two) == ["A21"]
        assert codes(LIAISON, edits, before=two, reason="有据") == ["A13"]


def test_a_new_measure_brings_its_goal_posts_along() -> None:
    more = "{id: 3-2, kind: 指标, title: 复议, target: 5, unit: 件, since: 2024-03-01, stale: 90}"
    edits = ((TASK_3, f"{TASK_3}          - {more}\n"),)

    assert codes(SUPERVISOR, edits) == []


def test_what_the_plan_s_end_takes_along_is_said() -> None:
    (found,) = violations(SUPERVISOR, EXTEND)
    by_liaison = violations(LIAISON, EXTEND)

    assert found.words.endswith(";4 项没有自己的时限,默认时限随之改变")
    assert [each.words.endswith(";4 项没有自己的时限,默认时限随之改变") for each in by_liaison] == [
        True,
        True,
    ]


TASK_1_DUE: Edits = (
    (
        "support: [各科室]\n        status: 推进中\n",
        "support: [各科室]\n        due: 2024-09-30\n        status: 推进中\n",
    ),
)
MEASURE_1_2_DUE: Edits = (("title: 指导应诉\n", f"title: 指导应诉\n{INDENT}due: 2024-10-31\n"),)


def test_a_task_s_deadline_moved_in_silence_says_which_measures_it_takes_along() -> None:
    before = change(PEOPLED, *TASK_1_DUE)

    (found,) = violations(SUPERVISOR, (("due: 2024-09-30\n", "due: 2024-11-30\n"),), before=before)
    assert (found.code, found.words.partition(";")[2]) == (
        "A24",
        "2 项没有自己的时限,默认时限随之改变",
    )


def test_a_first_deadline_of_one_s_own_may_be_earlier_than_the_default_not_later() -> None:
    assert codes(SUPERVISOR, MEASURE_1_2_DUE) == []
    assert codes(SUPERVISOR, MEASURE_1_2_DUE, before=change(PEOPLED, *TASK_1_DUE)) == ["A24"]
    after_the_end = (("title: 指导应诉\n", f"title: 指导应诉\n{INDENT}due: 2025-01-31\n"),)
    assert codes(SUPERVISOR, after_the_end) == ["A24"]


@pytest.mark.parametrize("edits", [RETITLE, (("lead: [甲科]", "lead: [乙科]"),)])
def test_a_plan_that_lists_nobody_is_held_to_what_goes_on_record_only(edits: Edits) -> None:
    assert codes(STRANGER, edits, before=BASE) == []
    assert codes(STRANGER, UPDATE, before=BASE) == []
    assert codes(STRANGER, POSTPONE_SILENTLY, before=BASE) == ["A24"]


OWN_UPDATE = change(PEOPLED, *UPDATE)


@pytest.mark.parametrize(
    ("who", "wanted"), [(LIAISON, []), (SUPPORTER, ["A12"]), (LEADER, ["A12"])]
)
def test_an_update_is_taken_back_by_whose_name_it_carries(who: Who, wanted: list[str]) -> None:
    back = ((UPDATE[0][1], UPDATE_OF_1_1),)

    assert codes(who, back, before=OWN_UPDATE) == wanted


def test_a_supporter_s_first_figures_start_the_measure_and_its_task() -> None:
    before = change(
        PEOPLED,
        ("responsible: [乙科]", "responsible: [甲科]\n        support: [乙科]"),
    )
    started = TASK_3.replace("responsible: [乙科]", "responsible: [甲科]\n        support: [乙科]")
    begin = (
        (
            started,
            started.replace("        measures", "        status: 推进中\n        measures").replace(
                "2024-09-30}",
                "2024-09-30, status: 推进中, "
                "updates: [{date: 2024-05-06, dept: 乙科, progress: 10}]}",
            ),
        ),
    )
    without_figures = ((begin[0][0], begin[0][1].replace("progress: 10", "note: 起草")),)

    assert codes(SUPPORTER, begin, before=before) == []
    assert codes(SUPPORTER, without_figures, before=before) == ["A12"]


# Reviews


SUBMITTED = change(PEOPLED, *REPORT_DONE)
SUBMITTER = "张三 <zhang@example.cn>"


def review(by: str, result: str = "销号", submitter: str = SUBMITTER) -> Edits:
    status = {"销号": "已销号", "退回": "推进中"}[result]
    record = (
        f"            reviews:\n              - {{date: 2024-05-08, result: {result}, "
        f"submitted_by: {submitter}, by: {by}, reason: 见附件}}\n"
    )
    return ((REPORT_DONE[0][1], STATUS_OF_1_1.replace("推进中", status) + record),)


def signed(who: Who) -> str:
    return f"{who[0]} <{who[1]}>"


@pytest.mark.parametrize("result", ["销号", "退回"])
@pytest.mark.parametrize("who", [LEADER, SUPERVISOR])
def test_a_leader_or_supervisor_reviews_what_another_has_reported(who: Who, result: str) -> None:
    submitters = {"1-1": Hands(frozenset({"zhang@example.cn"}), frozenset({"zhang@example.cn"}))}

    assert codes(who, review(signed(who), result), before=SUBMITTED, submitters=submitters) == []


def test_a_liaison_reviews_nothing() -> None:
    assert codes(SUPPORTER, review(signed(SUPPORTER)), before=SUBMITTED) == ["A12"]


def test_a_review_is_its_author_s_own() -> None:
    assert codes(LEADER, review(signed(SUPERVISOR)), before=SUBMITTED) == ["A23"]


@pytest.mark.parametrize(
    "hands",
    [
        Hands(authors=frozenset({"wang@example.cn"})),
        Hands(committers=frozenset({"wang@example.cn"})),
    ],
    ids=["as author or signer", "as committer"],
)
def test_who_reported_an_item_in_any_part_does_not_review_it(hands: Hands) -> None:
    edits = review(signed(LEADER))

    assert codes(LEADER, edits, before=SUBMITTED, submitters={"1-1": hands}) == ["A22"]


OLD, OLDER = "wang5@example.cn", "wang6@example.cn"
FORMER = {OLD: frozenset({"王五"}), OLDER: frozenset({"王五", "王伍"})}
LISTED_TWICE: Edits = (
    (
        f"      - {listed(LEADER, '分管领导')}\n",
        f"      - {listed(LEADER, '分管领导')}\n      - {listed(('王五', OLD), '联络员')}\n",
    ),
)
HANDED_ON: Edits = (
    (LISTED_TWICE[0][0], LISTED_TWICE[0][1].replace("王五, email: wang5", "钱九, email: wang5")),
)


@pytest.mark.parametrize(
    ("hands", "lists", "wanted"),
    [
        (Hands(authors=frozenset({OLD})), LISTED_TWICE, ["A22"]),
        (Hands(committers=frozenset({OLD})), LISTED_TWICE, ["A22"]),
        (Hands(authors=frozenset({OLD})), (), ["A22"]),
        (Hands(committers=frozenset({OLDER})), (), ["A22"]),
        (Hands(authors=frozenset({OLD}), committers=frozenset({OLD})), HANDED_ON, []),
        (Hands(committers=frozenset({"server@example.cn"})), (), []),
    ],
    ids=["author", "committer", "once an author", "once a committer", "handed on", "a server"],
)
def test_of_one_name_on_the_lists_now_or_formerly_is_one_person(
    hands: Hands, lists: Edits, wanted: list[str]
) -> None:
    before = change(SUBMITTED, *lists)
    old, new = plan_of(before), plan_of(change(before, *review(signed(LEADER))))
    said = Circumstances(actor_of(LEADER), None, Submitters({"1-1": hands}, FORMER))

    assert [each.code for each in judge(old, diff(old, new), said)] == wanted


def test_nor_does_a_submitter_commit_the_review_by_an_address_given_up() -> None:
    old, new = plan_of(SUBMITTED), plan_of(change(SUBMITTED, *review(signed(LEADER))))
    known = Submitters(former={"z3@example.cn": frozenset({"张三"})})
    said = Circumstances(actor_of(LEADER, committer="Z3@example.cn"), None, known)

    (wrong,) = judge(old, diff(old, new), said)
    assert wrong.words == "1-1 的已完成是 张三 报的,审核又出自 张三"


def test_nor_does_whom_the_plan_or_the_review_itself_calls_the_submitter() -> None:
    named = change(
        PEOPLED, (STATUS_OF_1_1, f"{DONE}            submitted_by: 王 <Wang@example.cn>\n")
    )
    edits = review(signed(LEADER))
    in_plan = ((REPORT_DONE[0][1].replace(SUBMITTER, "王 <Wang@example.cn>"), edits[0][1]),)

    assert codes(LEADER, in_plan, before=named) == ["A22", "A23"]
    in_review = review(signed(LEADER), submitter=signed(LEADER))
    assert codes(LEADER, in_review, before=SUBMITTED) == ["A22", "A23"]


def test_a_server_that_puts_everything_into_git_is_no_reviewer() -> None:
    old = plan_of(SUBMITTED)
    changes = diff(old, plan_of(change(SUBMITTED, *review(signed(LEADER)))))
    hands = {"1-1": Hands(frozenset({"zhang@example.cn"}), frozenset({"server@example.cn"}))}
    known = Submitters(hands)
    by_server = Circumstances(actor_of(LEADER, committer="server@example.cn"), None, known)
    by_submitter = Circumstances(actor_of(LEADER, committer="zhang@example.cn"), None, known)

    assert judge(old, changes, by_server) == ()
    assert [each.code for each in judge(old, changes, by_submitter)] == ["A22"]


CLOSED = change(SUBMITTED, *review(signed(LEADER)))
WITHOUT_REVIEW: Edits = ((REPORT_DONE[0][1], STATUS_OF_1_1.replace("推进中", "已销号")),)


@pytest.mark.parametrize(
    ("before", "edits"),
    [
        (SUBMITTED, WITHOUT_REVIEW),
        (PEOPLED, ((STATUS_OF_1_1, STATUS_OF_1_1.replace("推进中", "已销号")),)),
        (PEOPLED, ((STATUS_OF_1_1, review(signed(SUPERVISOR))[0][1]),)),
        (CLOSED, (("status: 已销号", "status: 推进中"),)),
        (
            PEOPLED,
            (
                (
                    TASK_3,
                    START_TASK_3_ALONE[0][1]
                    + "          - {id: 3-2, kind: 一次性, title: 新, status: 已销号}\n",
                ),
            ),
        ),
    ],
    ids=["without review", "never done", "never done but reviewed", "reopened", "born closed"],
)
def test_closed_is_entered_and_left_by_reviews_alone(before: str, edits: Edits) -> None:
    assert codes(SUPERVISOR, edits, before=before) == ["A25"]


POSTPONED = change(PEOPLED, *POSTPONE)


@pytest.mark.parametrize(
    ("before", "edits"),
    [
        (CLOSED, ((", reason: 见附件}", ", reason: 改过}"),)),
        (POSTPONED, ((RECORD, ""),)),
        (POSTPONED, (("reason: 等批复, approved_by: 王五", "reason: 等批复, approved_by: 李四"),)),
    ],
    ids=["a review altered", "a record removed", "a record altered"],
)
def test_what_is_on_record_stays_as_it_is(before: str, edits: Edits) -> None:
    assert "A26" in codes(SUPERVISOR, edits, before=before)


RETIRED = change(PEOPLED, (GAPS, f"{GAPS}  retired: [1-4, 3-2]\n"), (MEASURE_1_4, ""))


def test_a_retired_number_stays_retired() -> None:
    freed: Edits = (("retired: [1-4, 3-2]", "retired: [3-2]"),)
    back: Edits = (*freed, (MEASURE_1_3, MEASURE_1_3 + MEASURE_1_4))

    assert codes(SUPERVISOR, freed, before=RETIRED, reason="重编") == ["A28"]
    assert codes(LIAISON, freed, before=RETIRED, reason="重编") == ["A13", "A28"]
    assert codes(SUPERVISOR, back, before=RETIRED, reason="恢复") == ["A28"]
    assert len(violations(SUPERVISOR, GUARDED["a measure gone with its number"])) == 1


def test_an_item_does_not_go_with_its_records() -> None:
    kept = PEOPLED.replace(
        "due: 2024-09-30}", f"due: 2024-10-30, due_changes: [{RECORD[30:].strip()[2:]}]}}"
    )
    start = kept.index("      - id: '3'")
    task = kept[start : kept.index("  - number: 二")]

    assert codes(SUPERVISOR, ((task, ""),), before=kept, reason="并入") == ["A26", "A28"]


def test_a_number_is_retired_with_its_item() -> None:
    renumbered: Edits = ((MEASURE_1_4, MEASURE_1_4.replace("id: 1-4", "id: 1-9")),)
    nobody, fewer = map(plan_of, (BASE, change(BASE, (MEASURE_1_4, ""))))

    for edits in (((MEASURE_1_4, ""),), renumbered, ((TASK_3, ""),)):
        assert codes(SUPERVISOR, edits, reason="依据 3 月会议纪要") == ["A28"]
    assert judge(nobody, diff(nobody, fewer), Circumstances(actor_of(LIAISON))) == ()


# Identity


@pytest.mark.parametrize(
    ("who", "word"),
    [
        (person(LIAISON, "zh\u0430ng@example.cn"), "U+0430 CYRILLIC SMALL LETTER A"),
        (person(LIAISON, "zhang\u200b@example.cn"), "U+200B"),
        (person(LIAISON, "zhang＠example.cn"), "U+FF20"),
        (person(LIAISON, name="张\u200b三"), "<U+200B>"),
        (person(LIAISON, name="张\u202e三"), "<U+202E>"),
    ],
)
def test_what_looks_like_somebody_but_is_not_is_told_apart(who: Who, word: str) -> None:
    found = [each for each in violations(who, UPDATE) if each.code == "A01"]

    assert [word in each.words for each in found] == [True]
    assert "A01" in codes(who, UPDATE, before=BASE)


def test_a_known_address_under_another_name_is_said() -> None:
    (found,) = violations(person(LIAISON, name="李四"), UPDATE)

    assert (found.code, "名单上 zhang@example.cn 是 张三" in found.words) == ("A02", True)


def test_a_known_name_from_another_address_is_said() -> None:
    found = violations(person(LIAISON, "zhang@evil.example"), UPDATE)

    assert [(each.code, each.words.partition(";")[2]) for each in found] == [
        ("A11", "名单上的 张三 <zhang@example.cn> 同名,邮箱不同,疑似冒名")
    ]


def test_the_nearest_address_on_the_list_is_named() -> None:
    found = violations(("周八", "zhan@example.cn"), EVIDENCE)

    assert ["zhang@example.cn" in each.words for each in found] == [True]


# Signatures


@pytest.mark.parametrize(
    ("seal", "required", "wanted"),
    [
        (Seal.NONE, True, ["A03"]),
        (Seal.NONE, False, []),
        (Seal.BAD, True, ["A04"]),
        (Seal.BAD, False, ["A04"]),
        (Seal.UNKNOWN, True, ["A05"]),
        (Seal.UNKNOWN, False, []),
        (Seal.EXPIRED, True, ["A06"]),
        (Seal.REVOKED, True, ["A07"]),
        (Seal.GOOD, True, []),
    ],
)
def test_each_signature_is_worded_for_itself(
    seal: Seal,
    required: bool,  # noqa: FBT001 - a column of the table
    wanted: list[str],
) -> None:
    actor = actor_of(LIAISON, Signature(seal, (LIAISON[1],)))

    found = judge_signature(actor, plan_of(PEOPLED), required=required)
    assert [each.code for each in found] == wanted


@pytest.mark.parametrize(
    ("author", "signer", "wanted"),
    [
        (SUPERVISOR, SUPERVISOR, []),
        (SUPERVISOR, LIAISON, ["A08"]),
        (LIAISON, SUPERVISOR, ["A13"]),
        (SUPERVISOR, STRANGER, ["A08"]),
    ],
)
def test_who_signs_for_another_needs_the_permission_too(
    author: Who, signer: Who, wanted: list[str]
) -> None:
    old = plan_of(PEOPLED)
    changes = diff(old, plan_of(change(PEOPLED, *RETITLE)))
    actor = actor_of(author, Signature(Seal.GOOD, (signer[1],)))

    assert [v.code for v in judge(old, changes, Circumstances(actor, "有据"))] == wanted


@pytest.mark.parametrize("seal", [Seal.UNKNOWN, Seal.BAD, Seal.EXPIRED, Seal.REVOKED])
def test_a_signature_that_proves_nothing_names_no_signer(seal: Seal) -> None:
    actor = actor_of(SUPERVISOR, Signature(seal, (STRANGER[1],)))

    assert (actor.signers, actor.other_signer) == (frozenset(), None)


def test_where_nobody_is_listed_only_the_author_signs() -> None:
    actor = actor_of(LIAISON, Signature(Seal.GOOD, (STRANGER[1],)))

    found = judge_signature(actor, plan_of(BASE), required=False)
    assert [each.code for each in found] == ["A08"]


# Laws


@dear_law
@given(two=grown_values(1))
def test_whatever_a_liaison_of_an_unrelated_department_does_is_a_violation(
    two: list[dict[str, Any]],
) -> None:
    one, target = two
    office = {
        "name": "外科室",
        "kind": "科室",
        "people": [{"name": OUTSIDER[0], "email": OUTSIDER[1], "role": "联络员"}],
    }
    before = as_plan({**one, "departments": [*one["departments"], office]})
    after = as_plan({**target, "departments": [*target["departments"], office]})
    changes = diff(before, after)

    found = judge(before, changes, Circumstances(actor_of(OUTSIDER), "有据"))
    assert {v.change for v in found if v.code in {"A12", "A13", "A16"}} == {
        *changes
    } - find_former_names(changes)


@dear_law
@given(two=grown_values(1))
def test_a_supervisor_with_a_reason_breaks_no_rule_of_permission(two: list[dict[str, Any]]) -> None:
    one, target = two
    office = {
        "name": "外科室",
        "kind": "科室",
        "people": [{"name": SUPERVISOR[0], "email": SUPERVISOR[1], "role": "督查"}],
    }
    before = as_plan({**one, "departments": [*one["departments"], office]})
    after = as_plan({**target, "departments": [*target["departments"], office]})

    found = judge(before, diff(before, after), Circumstances(actor_of(SUPERVISOR), "有据"))
    assert {v.code for v in found}.isdisjoint({"A11", "A12", "A13", "A14", "A16", "A21"})


# The page


def test_every_rule_in_the_source_is_in_the_table() -> None:
    folder = REPOSITORY / "src" / "jimoplan" / "core" / "audit"
    used = {
        code
        for file in folder.glob("*.py")
        if file.name != "rules.py"
        for code in re.findall(r'"(A\d\d)"', file.read_text("utf-8"))
    }

    assert used == set(RULES)


def test_the_page_of_rules_is_up_to_date(golden: Golden) -> None:
    golden(REPOSITORY / "docs" / "audit.md", build_page())
