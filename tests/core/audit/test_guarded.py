"""What only 督查 may change, with a reason: whatever the published document prints."""

from pathlib import Path

import pytest

from jimoplan.core.audit.guarded import guarded_as
from jimoplan.core.changes.diff import diff
from jimoplan.core.merge.merge import merge
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

TEXT = (Path(__file__).parents[1] / "plan" / "published" / "restarting.yaml").read_text("utf-8")


def plan_of(old: str = "", new: str = "") -> Plan:
    plan = load(TEXT.replace(old, new, 1) if old else TEXT, with_advice=False).plan
    assert plan is not None
    return plan


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("heading_2: '{number}{title}'", "heading_2: '{number} {title}'", "公布格式"),
        ("roles: ;", "roles: 。", "公布格式"),
        ("back: ", "between: '  '\n    back: ", "公布格式"),
        ("number: (一)", "number: (1)", "公布内容"),
        ("number: '2'", "number: '3'", "公布内容"),
        ("text: 全年清理两次。", "text: 全年清理一次。", "公布内容"),
        ('form: "\\n{number}、{title}"', 'form: "{number}、{title}"', "公布内容"),
        (
            "responsible: [区司法局]",
            "responsible: [区司法局]\n            form: '{text}'",
            "公布内容",
        ),
        ("text: 每季度一次。", "text: 每季度一次。, clause: (各单位)", "公布内容"),
    ],
)
def test_what_is_printed_is_guarded(old: str, new: str, words: str) -> None:
    changes = diff(plan_of(), plan_of(old, new))

    assert changes
    assert {guarded_as(change) for change in changes} == {words}


def test_the_forms_of_two_levels_changed_on_two_sides_are_merged_each_at_its_level() -> None:
    ours = plan_of("heading: '{number}、{title}'", "heading: '{number}. {title}'")
    theirs = plan_of("heading_2: '{number}{title}'", "heading_2: '{number} {title}'")
    merged = merge(plan_of(), ours, theirs)

    assert not merged.conflicts
    form = merged.plan.plan.published
    assert (form.heading_form(1), form.heading_form(2)) == ("{number}. {title}", "{number} {title}")
    assert form.heading_form(6) == "{number} {title}"
