"""The plan and what lies beside it, looked at point by point."""

from collections.abc import Iterator
from datetime import date

from jimoplan.actions.plan.open import PlanText
from jimoplan.actions.plan.schema import SCHEMA_NAME, is_schema_of
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.actions.reports.render import RenderRequest, render_reports
from jimoplan.actions.reports.templates import list_templates
from jimoplan.actions.sharing.findings import Finding, fine, note, wrong
from jimoplan.core.assessment.calendar import WorkCalendar
from jimoplan.core.plan.model import Plan
from jimoplan.core.reports.kinds import REPORT_KINDS, Scope
from jimoplan.errors import JimoplanError
from jimoplan.render.library import read_packaged
from jimoplan.system.files import shown_path


def examine_text(workplace: Workplace) -> Iterator[Finding]:
    """Whether the plan has errors."""
    errors = workplace.open().text.errors
    name = shown_path(workplace.path)
    if not errors:
        yield fine("validate", "计划没有错误")
        return
    first = errors[0]
    yield wrong(
        "validate",
        f"计划有错误 {len(errors)} 处,第一处:{name}:{first.line} {first.message}",
        f"jimoplan validate 列出全部;改正后 jimoplan commit{_merged_badly(workplace)}",
    )


def _merged_badly(workplace: Workplace) -> str:
    return ",再 jimoplan sync" if workplace.repository else ""


def examine_people(workplace: Workplace) -> Iterator[Finding]:
    """Whether anybody is listed who may change what."""
    plan = _read(workplace)
    if plan is None:
        return
    people = {person.email.lower() for each in plan.departments for person in each.people}
    if people:
        yield fine("people", f"人员名单上有 {len(people)} 人")
    else:
        yield note(
            "people",
            "没有人员名单,不审权限",
            "jimoplan add person 姓名 邮箱 --dept 部门 --role 督查(第一个是督查)",
        )


def examine_calendar(workplace: Workplace) -> Iterator[Finding]:
    """Whether the holidays of the plan's years are known."""
    plan = _read(workplace)
    if plan is None:
        return
    period = plan.plan.period
    unknown = WorkCalendar(plan.policy).notes(period.start, period.end)
    if not unknown:
        yield fine("calendar", "计划期间的节假日安排都有")
        return
    yield note(
        "calendar",
        ";".join(unknown),
        "安排公布以后 pip install --upgrade chinesecalendar,或在 policy 的 holidays、workdays 里写",
    )


def examine_schema(workplace: Workplace) -> Iterator[Finding]:
    """Whether the schema beside the plan is there and is this version's."""
    plan = _read(workplace)
    path = workplace.file.with_name(SCHEMA_NAME)
    make = f"jimoplan schema > {shown_path(path)}"
    if not path.is_file():
        yield note("schema", f"计划旁边没有 {SCHEMA_NAME},编辑器不会补全和检查", make)
    elif plan and not is_schema_of(path, plan.departments):
        yield note("schema", f"{SCHEMA_NAME} 是旧的,或部门变过", make)
    else:
        yield fine("schema", f"{SCHEMA_NAME} 在,是这一版的")


def examine_templates(workplace: Workplace, today: date) -> Iterator[Finding]:
    """Whether the templates beside the plan still draw what they are for."""
    listed = list_templates(workplace.file, workplace.file.parent)
    beside = [each for each in listed.templates if each.beside]
    if not beside or listed.folder is None:
        return
    folder = listed.folder
    same = [
        each.name
        for each in beside
        if each.packaged
        and (folder / each.name).read_bytes() == read_packaged(each.name).encode("utf-8")
    ]
    own = [(each.report, each.name) for each in beside if each.name not in same]
    broken = []
    for report, name in own:
        if report and (failure := _fails(workplace, report, name, today)):
            broken.append(name)
            yield wrong(
                "templates",
                f"模板 {name} 同这一版的 jimoplan 合不上:{failure}",
                f"先改名,jimoplan templates eject {report} --format {_form_of(name)},"
                "把自己的改动搬过去",
            )
    if same:
        yield note(
            "templates",
            f"计划旁边的模板同随附的一样,不会跟着升级:{'、'.join(same)}",
            f"不改它就删去:{shown_path(folder)} 里的这些文件",
        )
    if not (broken or same):
        yield fine("templates", f"计划旁边的 {len(beside)} 个模板都能用")


def _fails(workplace: Workplace, report: str, name: str, today: date) -> str:
    """Why a report cannot be drawn by the template beside the plan; '' where it can be.

    What keeps any template from drawing it, such as errors in the plan, is none of its faults.
    """
    kind = REPORT_KINDS[report]
    department = None
    plan = _read(workplace)
    if plan is None:
        return ""
    if kind.scope is not Scope.PLAN:
        department = next((each.name for each in plan.departments if not each.members), None)
    asked = RenderRequest(report, _form_of(name), department=department)
    try:
        render_reports(workplace.path, workplace.file.parent, asked, today)
    except JimoplanError as failure:
        return failure.message if name in failure.message else ""
    return ""


def _form_of(template: str) -> str:
    """The format that a template's name says."""
    return template.removesuffix(".j2").rpartition(".")[2]


def _read(workplace: Workplace) -> Plan | None:
    text: PlanText = workplace.open().text
    return text.comparable
