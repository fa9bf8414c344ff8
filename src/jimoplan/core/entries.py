"""What a single entry of a plan may be: a line, a day, a number."""

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError


def _iso_date(value: object) -> object:
    """Refuse what pydantic would read as a timestamp; only YYYY-MM-DD is a date in a plan."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise PydanticCustomError("date_form", "日期写法不对")
    return value


Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Line = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\r\n]*\S[^\r\n]*$")]
Day = Annotated[date, BeforeValidator(_iso_date)]
TaskId = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}$")]
MeasureId = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}-[0-9]{1,6}$")]
Percent = Annotated[int, Field(ge=0, le=100)]
