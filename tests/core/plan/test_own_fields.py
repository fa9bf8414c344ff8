"""Fields of a body's own: declared, typed, kept as written, changed one by one."""

from datetime import date
from decimal import Decimal

import pytest
from own_fields_plan import OWN
from reading import codes_of, miswrite

from jimoplan.core.audit.guarded import guarded_as
from jimoplan.core.changes.changes import Changes
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id, replace_items
from jimoplan.core.changes.words import describe
from jimoplan.core.merge.merge import merge
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.own_fields import COLUMN_NAMES, OwnFields, typed_values
from jimoplan.core.plan.vocabulary import field_titles
from jimoplan.core.text.problems import Problem
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.apply import apply
from jimoplan.core.text.writing.canonical import canonical_text
from jimoplan.core.views.columns import COLUMNS


def plan_in(text: str) -> Plan:
    loaded = load(text)
    assert not loaded.has_errors, loaded.problems
    assert loaded.plan
    return loaded.plan


def saying(plan: Plan, number: str, **said: str | None) -> Plan:
    """The plan with an item that says otherwise in fields of its own."""
    item = items_by_id(plan)[number]
    fields = item.fields
    for name, value in said.items():
        fields = fields.saying(name, value)
    return replace_items(plan, {number: item.model_copy(update={"fields": fields})})


def errors_of(text: str) -> list[Problem]:
    return [problem for problem in load(text).problems if problem.code.startswith("E")]


def written(plan: Plan) -> str:
    return apply(OWN, diff(plan_in(OWN), plan))


def words(changes: Changes) -> list[str]:
    return [describe(change) for change in changes]


def test_values_have_the_types_that_are_declared_in_that_order() -> None:
    plan = plan_in(OWN)
    items = items_by_id(plan)

    assert list(typed_values(plan.plan.fields, items["1-1"].fields).items()) == [
        ("优先级", "中"),
        ("资金(万元)", Decimal("120.5")),
    ]
    assert typed_values(plan.plan.fields, items["1-2"].fields)["上会日期"] == date(2024, 3, 1)
    assert dict(typed_values(plan.plan.fields, items["1-3"].fields)) == {}


@pytest.mark.parametrize(
    ("right", "wrong", "code", "message", "remedy"),
    [
        pytest.param(
            "来源: 市局部署",
            "来原: 市局部署",
            "E230",
            "任务 1 的自有字段 来原 没有声明",
            "您是否想写 来源?",
            id="没有声明",
        ),
        pytest.param(
            "120.5",
            "120万",
            "E231",
            "举措 1-1 的资金(万元) 应当是数字,写的是“120万”",
            "只写阿拉伯数字",
            id="不是数字",
        ),
        pytest.param(
            "2024-03-01",
            "2024年3月1日",
            "E231",
            "举措 1-2 的上会日期 应当是日期,写的是“2024年3月1日”",
            "写成 2024-03-01",
            id="不是日期",
        ),
        pytest.param(
            "优先级: 中",
            "优先级: 中等",
            "E232",
            "举措 1-1 的优先级 不能写“中等”",
            "您是否想写 中?可选的有:高、中、低",
            id="不在选项里",
        ),
        pytest.param(
            "优先级: 中",
            "优先级:",
            "E110",
            "自有字段 优先级 后面没有内容",
            "填写内容",
            id="没有内容",
        ),
        pytest.param(
            "优先级: 高, 来源: 市局部署",
            "优先级：高",
            "E009",
            "“优先级：高”里用了全角冒号“：”",
            "改成半角冒号加一个空格,即 优先级: ",
            id="全角冒号",
        ),
        pytest.param(
            "- {name: 来源}",
            "- {name: 来源}\n    - {name: 状态}",
            "E233",
            "状态 已经是任务、举措的键或列名,不能再用作自有字段",
            "换一个名称",
            id="同已有的键重名",
        ),
        pytest.param(
            "- {name: 来源}",
            "- {name: 来源}\n    - {name: 来源}",
            "E233",
            "自有字段 来源 写了两次",
            "只留一个",
            id="声明两次",
        ),
        pytest.param(
            "{name: 来源}",
            "{name: 来源, type: 文本}",
            "E103",
            "type 不能写“文本”",
            "允许的词有:文字、数字、日期、选项",
            id="没有的类型",
        ),
        pytest.param(
            "type: 日期}",
            "type: 日期, options: [早]}",
            "E233",
            "自有字段 上会日期 是日期,不用写可选的值",
            "写 type: 选项",
            id="日期没有选项",
        ),
    ],
)
def test_what_does_not_fit_the_declaration_is_one_error_with_a_remedy(
    right: str, wrong: str, code: str, message: str, remedy: str
) -> None:
    (problem,) = errors_of(miswrite(right, wrong, OWN))

    assert (problem.code, problem.message) == (code, message)
    assert remedy in problem.remedy


@pytest.mark.parametrize("name", ["priority", "优先 级", "优先.级", "优先=级", "“优先”", "json"])
def test_a_name_that_could_not_be_asked_for_is_refused_where_it_is_declared(name: str) -> None:
    text = miswrite(", 来源: 市局部署", "", miswrite("name: 来源", f"name: '{name}'", OWN))
    (problem,) = errors_of(text)

    assert problem.code == "E233"
    assert name in problem.message


def test_a_name_of_the_programs_own_is_refused_where_it_is_used() -> None:
    assert "E233" in codes_of(miswrite("来源: 市局部署", "copy: 市局部署", OWN))


def test_each_field_is_told_as_a_change_of_its_own() -> None:
    plan = plan_in(OWN)
    new = saying(plan, "1-1", 优先级="高", 来源="市局部署", **{"资金(万元)": None})

    assert sorted(words(diff(plan, new))) == [
        "1-1 优先级 中→高",
        "1-1 来源 设为 市局部署",
        "1-1 资金(万元) 120.5 已删去",
    ]
    assert diff(new, new) == ()


def test_only_the_lines_of_what_changes_are_written() -> None:
    plan = saying(plan_in(OWN), "1-1", **{"资金(万元)": "130"})

    assert written(plan) == OWN.replace("120.5 ", "130 ")


def test_figures_and_days_are_written_without_quotes_and_a_text_with_those_it_needs() -> None:
    plan = saying(plan_in(OWN), "1-3", 上会日期="2024-05-06", 来源="是")
    plan = saying(plan, "1-3", **{"资金(万元)": "-3.5"})

    fields = "{上会日期: 2024-05-06, 来源: 是, 资金(万元): -3.5}"
    assert f"title: 旁听庭审, fields: {fields}}}\n" in written(plan)


def test_a_figure_stays_as_it_was_written() -> None:
    text = OWN.replace("120.5", "'007.50'")

    assert items_by_id(plan_in(text))["1-1"].fields.said["资金(万元)"] == "007.50"


def test_the_last_field_that_goes_takes_the_key_along() -> None:
    plan = saying(plan_in(OWN), "1", 优先级=None, 来源=None)

    assert written(plan) == OWN.replace("    fields: {优先级: 高, 来源: 市局部署}\n", "")


def test_the_order_of_the_fields_is_the_bureaus_own() -> None:
    loaded = load(OWN)
    assert loaded.plan

    assert canonical_text(loaded.document, loaded.plan) == OWN


def test_fields_set_on_two_sides_come_together() -> None:
    base = plan_in(OWN)
    ours, theirs = saying(base, "1-1", 优先级="高"), saying(base, "1-1", 来源="区局")

    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert not merged.conflicts
        assert items_by_id(merged.plan)["1-1"].fields == OwnFields.model_validate(
            {"优先级": "高", "资金(万元)": "120.5", "来源": "区局"}
        )


def test_one_field_set_otherwise_on_two_sides_is_a_conflict_in_that_field() -> None:
    base = plan_in(OWN)
    merged = merge(base, saying(base, "1-1", 优先级="高"), saying(base, "1-1", 优先级=None))

    assert [(c.field, c.base, c.ours, c.theirs) for c in merged.conflicts] == [
        ("fields.优先级", "中", "高", None)
    ]


def test_fields_and_their_declarations_are_guarded() -> None:
    plan = plan_in(OWN)
    fewer = plan.plan.model_copy(update={"fields": plan.plan.fields[:2]})
    changes = diff(plan, plan.model_copy(update={"plan": fewer}))

    assert words(changes) == [
        "计划 删去自有字段 上会日期(日期)",
        "计划 删去自有字段 来源(文字)",
    ]
    assert {guarded_as(change) for change in changes} == {"自有字段"}
    assert [guarded_as(c) for c in diff(plan, saying(plan, "1-1", 优先级="高"))] == ["优先级"]


def test_no_column_of_the_program_s_own_is_free_to_be_a_field() -> None:
    titles = {title for kind in (Task, Measure) for title in field_titles(kind).values()}

    assert {column.label for column in COLUMNS} <= COLUMN_NAMES | titles
