"""The types of single values in a plan (line, day, number, address) and the base of its parts."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError


def _iso_date(value: object) -> object:
    """Refuse what pydantic would read as a timestamp; only YYYY-MM-DD is a date in a plan."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise PydanticCustomError("date_form", "日期写法不对")
    return value


def _plain_address(value: object) -> object:
    """Refuse an address that two people could read differently, or that git would change."""
    if isinstance(value, str) and not re.fullmatch(_ADDRESS, value):
        raise PydanticCustomError("email_form", "邮箱写法不对")
    return value


def _plain_name(value: object) -> object:
    """Refuse an address or a telephone number where a name belongs."""
    if isinstance(value, str) and re.search(_NO_NAME, value):
        raise PydanticCustomError("name_form", "姓名写成了邮箱或电话")
    return value


def _plain_code(value: object) -> object:
    """Refuse a year or a number behind the code of a document number, which would come twice."""
    if isinstance(value, str) and value.strip() and not re.fullmatch(_CODE, value):
        raise PydanticCustomError("doc_code_form", "发文机关代字写法不对")
    return value


def _plain_number(value: object) -> object:
    """Refuse what Python would read as a number and nobody else: 1_000, １００."""
    if isinstance(value, str) and not re.fullmatch(r"[-+]?[0-9.]+([eE][-+]?[0-9]+)?", value):
        raise PydanticCustomError("number_form", "数字写法不对")
    return value


MOST_DIGITS, MOST_DECIMALS = 15, 12
"""How many digits a figure has at most before and behind the point."""


def _written_out(value: Decimal) -> Decimal:
    """The figure as people write it, 1000 for 1e3 and 0 for -0; refuse what nothing can count."""
    decimals = -int(value.as_tuple().exponent)  # of what is finite, which pydantic sees to
    if value.adjusted() >= MOST_DIGITS or decimals > MOST_DECIMALS:
        raise PydanticCustomError("figure_size", "数字超出范围")
    return value + 0


_ADDRESS = r"[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9.-]+"

_NO_NAME = r"[@\uff20]|[0-9\uff10-\uff19](?:[ ()\uff08\uff09-]*[0-9\uff10-\uff19]){6}"

_CODE = "[A-Za-z㐀-䶿一-鿿]{1,12}"

TEXT_PATTERN = r"\S"
LINE_PATTERN = r"^[^\r\n]*\S[^\r\n]*$"
EMAIL_PATTERN = f"^{_ADDRESS}$"

Text = Annotated[str, StringConstraints(min_length=1, pattern=TEXT_PATTERN)]
Line = Annotated[str, StringConstraints(min_length=1, pattern=LINE_PATTERN)]
Names = Annotated[Line, BeforeValidator(_plain_name)]
"""The name of a person, or several with 、 between them; addresses and numbers do not belong."""

DocCode = Annotated[Line, BeforeValidator(_plain_code)]
"""发文机关代字: what a document number begins with, as 即司督 in 即司督〔2024〕1号."""

Email = Annotated[str, StringConstraints(pattern=EMAIL_PATTERN), BeforeValidator(_plain_address)]
Day = Annotated[date, BeforeValidator(_iso_date)]
_WORD = "[0-9A-Za-z㐀-䶿一-鿿]+"
ID_PATTERN = f"{_WORD}([.-]{_WORD})*"
"""How an id is written: letters, digits and Chinese characters, a dot or hyphen between them."""

ItemId = Annotated[str, StringConstraints(pattern=f"^{ID_PATTERN}$", max_length=64)]
Whole = Annotated[int, BeforeValidator(_plain_number)]
Figure = Annotated[  # pydantic's own schema of a number in writing differs by version
    Decimal,
    BeforeValidator(_plain_number),
    AfterValidator(_written_out),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}]}),
]
Percent = Annotated[Whole, Field(ge=0, le=100)]


class PlanPart(BaseModel):
    """A part of a plan: frozen, without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


FieldValue = str | int | Decimal | date | PlanPart | tuple["FieldValue", ...] | None
"""What a field of a plan holds: a value (a fixed word is text), a part, a list, or nothing."""
