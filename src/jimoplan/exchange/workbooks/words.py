"""What reports in workbooks say of an item, in the punctuation of print."""

from jimoplan.core.assessment.lights import Light
from jimoplan.core.assessment.said import Said
from jimoplan.core.assessment.wording import DEFAULT_DEADLINE
from jimoplan.core.display.cells import gap
from jimoplan.core.display.printed import say_date
from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.plan.extensions import days_late
from jimoplan.core.views.query import Row
from jimoplan.core.views.tables import LIGHT_NAMES
from jimoplan.core.views.views import Heading

_LIVE = (Light.RED, Light.YELLOW, Light.GREEN)
_SENTENCE_ENDS = tuple("。!?…;\uff01\uff1f\uff1b")


def say_title(heading: Heading, title: str) -> str:
    """Whose report it is and what it is called: 甲局2024年工作要点任务台账."""
    plan = heading.plan
    named = f"{plan.unit}{gap(plan.unit, plan.title)}{plan.title}"
    return f"{named}{gap(named, title)}{title}"


def say_standing(heading: Heading) -> str:
    """As of when a report is, and of which period."""
    period = heading.plan.period
    planned = f"计划期间{say_date(period.start)}至{say_date(period.end)}"
    return f"截至{say_date(heading.as_of)}；{planned}；序时进度{heading.elapsed}%。"


def say_light(row: Row) -> str:
    """The light with its reasons; what people gave as a reason in their own words."""
    found = row.assessment
    word = LIGHT_NAMES[found.light]
    if found.light not in _LIVE:
        computed = [reason for reason in found.computed if reason not in word]
        return "；".join([word, *map(_quote, found.said), *computed])
    reasons = [*map(_quote, found.said), *map(in_full_width, found.computed)]
    return f"{word}：{'；'.join(reasons)}"


def _quote(said: Said) -> str:
    """A reason that people gave."""
    head = in_full_width(said.head)
    return f"{head}：{said.text}" if said.text else head


def say_sentence(text: str) -> str:
    """A text as a sentence: it ends where its writer ended it, else with a full stop."""
    return text if text.rstrip().endswith(_SENTENCE_ENDS) else f"{text}。"


def say_owners(row: Row) -> str:
    """Who answers for an item, role by role."""
    roles = [f"{role}：{'、'.join(names)}" for role, names in row.owners.by_role() if names]
    return "；".join(roles) or "待明确"


def say_due_day(row: Row) -> str:
    """The deadline as a day, '' where there is none."""
    return "" if row.assessment.undated else str(row.assessment.due)


def say_about_due(row: Row) -> str:
    """What is to be said of the deadline: 默认时限, what it is called, those before it."""
    found = row.assessment
    parts = [DEFAULT_DEADLINE] if found.due_is_default and not found.undated else []
    if found.due_words != str(found.due):
        parts.append(found.due_words)
    for change in row.item.due_changes:
        late = days_late(row.item, change)
        parts.append(f"原时限{change.due}{f'(逾期{late}天后调整)' if late else ''}")
    return in_full_width("；".join(parts).replace("(", "（").replace(")", "）"))
