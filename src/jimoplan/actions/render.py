"""render: a report as text."""

from datetime import date

from jimoplan import render as renderer
from jimoplan.actions.ask import give_overview, list_duties
from jimoplan.actions.plans import Opened
from jimoplan.errors import UsageError


def render_report(
    opened: Opened, name: str, format_: str | None, as_of: date, department: str | None
) -> str:
    """A report of a plan as text.

    Raises UnknownNameError for an unknown report, format or department, UsageError where a
    department is missing, JimoplanError where a template fails.
    """
    if department is not None and name in {"overview", "source"}:
        raise UsageError(f"{name} 报告不分部门", "去掉 --dept,或生成 department 报告")
    view: object = opened.plan
    if name == "overview":
        view = give_overview(opened.plan, as_of)
    elif name == "department":
        if department is None:
            raise UsageError("department 报告要写明部门", "加上 --dept 部门,如 --dept 复议应诉科")
        view = list_duties(opened.plan, as_of, department)
    wanted = format_ or renderer.REPORTS.get(name, ("",))[0]
    return renderer.render(name, wanted, view, beside=opened.path.resolve().parent)
