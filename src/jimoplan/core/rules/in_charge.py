"""Advice over the people in charge: a 分管领导 who is on no list of people as one."""

from collections.abc import Iterator

from jimoplan.core.plan.in_charge import listed_leaders, named_leaders, split_names
from jimoplan.core.plan.model import Plan
from jimoplan.core.rules.findings import Finding, Rule, rule
from jimoplan.errors import nearest_names


def _advise_leaders(plan: Plan) -> Iterator[Finding]:
    """Nothing where no list names any 分管领导: then there is nobody to be told apart from."""
    listed = listed_leaders(plan)
    for path, written in named_leaders(plan) if listed else ():
        for name in split_names(written):
            if name not in listed:
                near = nearest_names(name, listed)
                ask = f"您是否想填 {'、'.join(near)}?" if near else ""
                yield Finding(
                    "W340",
                    path,
                    f"分管领导 {name} 不在人员名单的分管领导里",
                    f"{ask}确是分管领导,请督查列入部门的 people;不是,改正姓名",
                )


IN_CHARGE_ADVICE: tuple[Rule, ...] = (
    rule(_advise_leaders, "leader", "people", "role", "departments", "name"),
)
