"""How a key of an answer is described: in words, and the fixed words or codes it may say."""

from enum import StrEnum
from typing import Any

from pydantic import Field, JsonValue

from jimoplan.core.views.codes import code_of


def told(description: str, *, key: str | None = None) -> Any:  # noqa: ANN401 - pydantic's own type
    """What a key means; its name where that is a word of Python's."""
    return Field(description=description, alias=key)


def word(words: type[StrEnum], description: str, *, optional: bool = False) -> Any:  # noqa: ANN401
    """A key that has one of the bureau's fixed words, or null where it is optional."""
    return _one_of([each.value for each in words], description, optional=optional)


def code(words: type[StrEnum], of: str, *, optional: bool = False) -> Any:  # noqa: ANN401
    """The key beside it with the English code of the same word."""
    return _one_of([code_of(each) for each in words], f"{of} 的英文代码", optional=optional)


def one_of(*words: str, means: str) -> Any:  # noqa: ANN401
    """A key that has one of these English words."""
    return _one_of(list(words), means, optional=False)


def _one_of(words: list[str], description: str, *, optional: bool) -> Any:  # noqa: ANN401
    offered: list[JsonValue] = [*words, *([None] if optional else [])]
    return Field(description=description, json_schema_extra={"enum": offered})
