"""Who may change a plan on a department's behalf."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from jimoplan.core.plan.fields import Email, Line, PlanPart


class Duty(StrEnum):
    """What a person may do to the plan on a department's behalf."""

    LIAISON = "联络员"
    LEADER = "分管领导"
    SUPERVISOR = "督查"


class Person(PlanPart):
    """Somebody whose commits count as a department's, known by the address git commits with."""

    name: Annotated[Line, Field(title="姓名", description="这个人的姓名")]
    email: Annotated[Email, Field(title="邮箱", description="git 提交用的工作邮箱;大小写不分")]
    role: Annotated[
        Duty,
        Field(
            title="职责",
            description="联络员填报,分管领导审核和调整时限,督查管全部;一人可以列几次",
        ),
    ]
