"""The reports on the shipped plan, as whole files and as what they promise."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.published import published_text
from jimoplan.core.reports.kinds import OFFICE_FORMATS, REPORT_KINDS
from jimoplan.errors import UnknownNameError
from jimoplan.render import render

Views = Callable[[Plan], dict[str, object]]
REPOSITORY = Path(__file__).parents[2]

GOLDEN = Path(__file__).parent / "golden"
EVERY = [
    (kind.name, form)
    for kind in REPORT_KINDS.values()
    for form in kind.formats
    if form not in OFFICE_FORMATS
]


@pytest.mark.parametrize(("name", "form"), EVERY)
def test_the_shipped_plan_renders_as_its_golden_file(
    name: str, form: str, shipped: Plan, views: Views, golden: Callable[[Path, str], None]
) -> None:
    text = render(name, form, views(shipped)[name], beside=REPOSITORY)
    golden(GOLDEN / f"{name}.{form}", text)


@pytest.mark.parametrize(("name", "form"), EVERY)
def test_a_report_is_the_same_wherever_the_plan_lies(
    name: str, form: str, shipped: Plan, views: Views, tmp_path: Path
) -> None:
    view = views(shipped)[name]
    assert render(name, form, view, beside=tmp_path) == render(name, form, view, beside=None)


def test_source_text_is_the_published_text_to_the_byte(shipped: Plan) -> None:
    assert render("source", "txt", shipped, beside=None) == published_text(shipped)


def test_source_text_escapes_and_reveals_nothing(hostile: Plan) -> None:
    text = render("source", "txt", hostile, beside=None)
    assert text == published_text(hostile)
    assert "<script>" in text
    assert "\u202e" in text


def test_every_measure_of_the_plan_stands_in_the_overview(shipped: Plan, views: Views) -> None:
    page = render("overview", "html", views(shipped)["overview"], beside=None)
    ids = [measure.id for task in shipped.all_tasks() for measure in task.measures]
    assert [id_ for id_ in ids if f"id=measure-{id_} " not in page] == []


def test_duties_through_groups_stand_apart_and_name_the_group(shipped: Plan, views: Views) -> None:
    page = render("department", "md", views(shipped)["department"], beside=None)
    own, through_groups = page.split("## 经群组承担的任务")
    assert "| 8 | **强化行政应诉工作指导**" in own
    assert "<br>本部门：责任 |" in own
    assert "| 4 | **有效推动党建与业务深度融合**" in through_groups
    assert "<br>本部门经各科室：配合 |" in through_groups
    assert "<br>本部门经" not in own


@pytest.mark.parametrize("form", ["md", "html"])
def test_nothing_to_do_is_said_in_words(form: str, shipped: Plan, views: Views) -> None:
    duties = views(shipped)["department"]
    empty = duties._replace(own=(), through_groups=())  # type: ignore[attr-defined]
    page = render("department", form, empty, beside=None)
    assert "没有直接承担的任务。" in page
    assert "没有经群组承担的任务。" in page


def test_an_unknown_report_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="没有叫“overveiw”的报告") as caught:
        render("overveiw", "md", None, beside=None)
    assert "overview" in caught.value.remedy


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="没有叫“pdf”的格式"):
        render("overview", "pdf", None, beside=None)
