"""Where a plan stands, or a department: the answer to `status`."""

from jimoplan.actions.history.as_of import answer_as_of
from jimoplan.actions.plan.ask import give_overview, list_duties
from jimoplan.actions.plan.given import Asked
from jimoplan.core.views.answer import Answer
from jimoplan.core.views.answers import answer_duties, answer_overview
from jimoplan.core.views.ended import is_over, tell_what_comes_after
from jimoplan.core.views.views import about_of


def answer_status(
    asked: Asked,
    department: str | None,
    sections: tuple[str, ...],
    leader: str | None,
    *,
    always_lit: bool,
) -> Answer:
    """Where the plan stands, or a department if there is one named.

    Unless `always_lit`, lights give way to what comes next where the plan's period is over.
    Raises what opening and asking the plan do.
    """
    day = asked.as_of
    if department is None:
        overview = answer_as_of(asked, lambda plan: give_overview(plan, day, sections, leader))
        lit = always_lit or not is_over(about_of(overview.heading))
        answer = answer_overview(overview, lit=lit)
    else:
        duties = answer_as_of(
            asked, lambda plan: list_duties(plan, day, department, sections, leader)
        )
        lit = always_lit or not is_over(about_of(duties.heading))
        answer = answer_duties(duties, lit=lit)
    if lit:
        return answer
    told = tell_what_comes_after(answer.about)
    return answer._replace(sentences=(*told, *answer.sentences))
