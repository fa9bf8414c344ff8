"""What is offered while a command is typed; nothing where the plan cannot be read.

A plan comes from other people, and a shell evaluates some of what it is offered: typer lets a
backslash before $( through to zsh. So nothing is offered that any shell could act on.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from jimoplan.core.display.cells import clip, reveal
from jimoplan.core.plan.in_charge import contacts_of, leaders_of, listed_leaders
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.rights import approvers_of, people_of
from jimoplan.core.plan.traverse import each_section
from jimoplan.core.plan.vocabulary import MODELS, POSITION_TITLE, field_titles
from jimoplan.core.plan.words import GROUP, Role

_Offers = list[tuple[str, str]]

_ACTED_ON = r"[^\w\u0080-\U0010ffff ,./()%+-]+"
_WORD = r"[\w\u0080-\U0010ffff./%+-]+"
_NOTE_CELLS = 60


def offer_words(words: Iterable[str]) -> Callable[[str], _Offers]:
    """The words of a fixed list."""
    return lambda incomplete: [(word, "") for word in words if word.startswith(incomplete)]


def departments(ctx: Any, incomplete: str) -> _Offers:  # noqa: ANN401 - typer passes its context
    """Departments by name or alias, with their kind."""
    return _offer(ctx, incomplete, _department_names)


def department_kinds(ctx: Any, incomplete: str) -> _Offers:  # noqa: ANN401 - as above
    """The kinds of the plan's departments, and that of groups."""
    kinds = _offer(ctx, incomplete, lambda plan: ((d.kind, "") for d in plan.departments))
    group = [(GROUP, "代表它的成员")] if GROUP.startswith(incomplete) else []
    return list(dict([*kinds, *group]).items())


def sections(ctx: Any, incomplete: str) -> _Offers:  # noqa: ANN401 - as above
    """Section numbers with their titles."""
    return _offer(ctx, incomplete, lambda plan: ((s.key, s.title) for _, s in each_section(plan)))


def ids(ctx: Any, incomplete: str) -> _Offers:  # noqa: ANN401 - as above
    """Ids of tasks, and of measures once a hyphen is typed, with their titles."""
    return _offer(ctx, incomplete, _measure_ids if "-" in incomplete else _task_ids)


def approvers(ctx: Any, incomplete: str) -> _Offers:  # noqa: ANN401 - as above
    """The people listed who may approve, with their duty."""
    return _offer(ctx, incomplete, _approvers)


def periods(ctx: Any, incomplete: str) -> _Offers:  # noqa: ANN401 - as above
    """The periods of the plan that the report typed before can be on, with what they are called."""
    from jimoplan.core.plan.period_keys import offer_keys
    from jimoplan.core.reports.kinds import REPORT_KINDS

    # While an option is without its value, click leaves the words before it unread.
    typed = (ctx.params.get("name"), *ctx.args)
    kind = next((REPORT_KINDS[word] for word in typed if word in REPORT_KINDS), None)
    cadence = kind.cadence if kind else None
    if cadence is None:
        return []
    return _offer(ctx, incomplete, lambda plan: offer_keys(cadence, plan.plan.period))


def leaders(ctx: Any, incomplete: str) -> _Offers:  # noqa: ANN401 - as above
    """Whoever is named as 分管领导, or listed as one."""
    return _offer(ctx, incomplete, lambda plan: _named((*leaders_of(plan), *listed_leaders(plan))))


def contacts(ctx: Any, incomplete: str) -> _Offers:  # noqa: ANN401 - as above
    """Whoever is named as 责任人, or listed at all."""
    return _offer(
        ctx,
        incomplete,
        lambda plan: _named((*contacts_of(plan), *(p.name for p in people_of(plan)))),
    )


def roles(incomplete: str) -> _Offers:
    """The roles, 主责 among them."""
    words = (("主责", "牵头和责任"), *((role, "") for role in Role))
    return [(word, note) for word, note in words if word.startswith(incomplete)]


def fields(incomplete: str) -> _Offers:
    """The titles of the fields that history can be asked for."""
    titles = {title for kind in MODELS.values() for title in field_titles(kind).values()}
    titles.add(POSITION_TITLE)
    return [(title, "") for title in sorted(titles) if title.startswith(incomplete)]


def columns(incomplete: str) -> _Offers:
    """Column keys, the last of a list separated by commas being completed."""
    from jimoplan.core.views.columns import COLUMNS

    return _next_in_list(incomplete, ((column.key, column.label) for column in COLUMNS))


def sort_keys(incomplete: str) -> _Offers:
    """Sort keys, each with and without a minus, the last of a list being completed."""
    from jimoplan.core.views.sorting import SORT_KEYS

    ways = (("", "升序"), ("-", "倒序"))
    both = ((sign + key.key, key.label + note) for key in SORT_KEYS for sign, note in ways)
    return _next_in_list(incomplete, both)


def _next_in_list(incomplete: str, offers: Iterable[tuple[str, str]]) -> _Offers:
    written, comma, last = incomplete.rpartition(",")
    return [(f"{written}{comma}{word}", note) for word, note in offers if word.startswith(last)]


def _offer(
    ctx: Any,  # noqa: ANN401 - as above
    incomplete: str,
    find: Callable[[Plan], Iterator[tuple[str, str]]],
) -> _Offers:
    plan = _plan_at_hand(ctx)
    if plan is None:
        return []
    return [
        (word, clip(re.sub(_ACTED_ON, " ", reveal(note)), _NOTE_CELLS))
        for word, note in find(plan)
        if word.startswith(incomplete) and re.fullmatch(_WORD, word) and word.isprintable()
    ]


def _plan_at_hand(ctx: Any) -> Plan | None:  # noqa: ANN401 - as above
    from jimoplan.actions.history.as_of import open_as_of
    from jimoplan.actions.plan.workplace import open_plan
    from jimoplan.cli.shared.typed import read_as_of
    from jimoplan.errors import JimoplanError

    file, written = ctx.params.get("file"), ctx.params.get("as_of")
    try:
        if written:
            return open_as_of(file, Path.cwd(), *read_as_of(written, file)).plan
        return open_plan(file, Path.cwd()).text.loaded.plan
    except JimoplanError:
        return None


def _department_names(plan: Plan) -> Iterator[tuple[str, str]]:
    for department in plan.departments:
        yield department.name, department.kind
        for alias in department.aliases:
            yield alias, department.name


def _approvers(plan: Plan) -> Iterator[tuple[str, str]]:
    duties = {person.name: person.role for person in people_of(plan)}
    return ((name, duties[name]) for name in approvers_of(plan))


def _named(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((name, "") for name in dict.fromkeys(names))


def _task_ids(plan: Plan) -> Iterator[tuple[str, str]]:
    return ((task.id, task.title) for task in plan.all_tasks())


def _measure_ids(plan: Plan) -> Iterator[tuple[str, str]]:
    return ((m.id, m.title) for task in plan.all_tasks() for m in task.measures)
