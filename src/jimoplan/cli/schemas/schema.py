"""The JSON Schema of a question's envelope, made of the types of its answer."""

from datetime import date
from typing import Annotated, Any, NotRequired

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from jimoplan.cli.schemas.doings import Problem
from jimoplan.cli.schemas.keys import one_of, told
from jimoplan.cli.schemas.questions import Question
from jimoplan.cli.schemas.version import FORMAT_VERSION
from jimoplan.errors import ERROR_CODES

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


class PlanHeading(TypedDict):
    """Whose plan it is."""

    unit: Annotated[str, told("单位")]
    title: Annotated[str, told("标题")]
    start: Annotated[date, told("从哪天起")]
    end: Annotated[date, told("到哪天止")]


class FileProblem(Problem):
    """A problem and its file."""

    file: Annotated[str, told("文件")]


class Refused(TypedDict):
    """One of several that were refused together."""

    what: Annotated[str, told("哪一项,或文件的哪一行")]
    code: Annotated[str, one_of(*ERROR_CODES, means="哪一种错误")]
    message: Annotated[str, told("为什么不行")]
    remedy: Annotated[str, told("怎么办;没有是空的")]
    nearest: Annotated[list[str], told("写错名称时最像的,或可以指的几个")]


class Failure(TypedDict):
    """How a command failed."""

    code: Annotated[str, one_of(*ERROR_CODES, means="哪一种错误")]
    message: Annotated[str, told("出了什么事")]
    remedy: Annotated[str, told("怎么办;没有是空的")]
    exit_code: Annotated[int, told("退出码,同进程的退出码一样")]
    words: Annotated[str, told("别的程序(git、钩子)的原话;没有是空的")]
    nearest: Annotated[list[str], told("写错名称时最像的,或可以指的几个")]
    problems: Annotated[list[FileProblem], told("计划有错误时,各处错误")]
    refused: Annotated[list[Refused], told("几项里有不行的时,每一项为什么")]


class Envelope(TypedDict):
    """What is around every answer."""

    format: Annotated[int, told("这种 JSON 的版本;键去掉或变了意思才加1,多了键不算")]
    question: Annotated[str | None, told("问的是什么;看不出是哪条命令的错误是 null")]
    plan: Annotated[NotRequired[PlanHeading], told("谁的计划;不只问一份计划的没有这个键")]
    as_of: Annotated[NotRequired[date], told("截至哪一天;不看日子的没有这个键")]
    notes: Annotated[list[str], told("说明,给人看的话")]
    data: Annotated[NotRequired[Any], told("答复;有 error 就没有这个键")]
    error: Annotated[NotRequired[Failure], told("错误;有 data 就没有这个键")]


def build_question_schema(question: Question) -> dict[str, Any]:
    """The JSON Schema of the envelope with the data of one question, or an error."""
    envelope, parts = _schema_of(Envelope)
    data, more = _schema_of(question.data)
    properties = envelope["properties"]
    properties["format"]["const"] = FORMAT_VERSION
    properties["question"] = {**properties["question"], "enum": [question.name, None]}
    properties["data"] = {**data, "description": properties["data"]["description"]}
    either = [{"required": ["data"]}, {"required": ["error"]}]
    return {
        "$schema": _DRAFT,
        "title": f"jimoplan {question.name}",
        **envelope,
        "oneOf": either,
        "$defs": dict(sorted({**parts, **more}.items())),
    }


def _schema_of(type_: Any) -> tuple[dict[str, Any], dict[str, Any]]:  # noqa: ANN401 - a type
    """A type's own schema and those that it refers to, none with what only Python's names tell."""
    made = _tidy(TypeAdapter(type_).json_schema())
    parts: dict[str, Any] = made.pop("$defs", {})
    return made, parts


def _tidy(node: Any) -> Any:  # noqa: ANN401 - any JSON
    """The schema without titles and English words, objects taking no other keys than told."""
    if isinstance(node, list):
        return [_tidy(each) for each in node]
    if not isinstance(node, dict):
        return node
    tidied = {key: _tidy(value) for key, value in node.items() if key != "title"}
    if "properties" in node:
        tidied["properties"] = {key: _tidy(value) for key, value in node["properties"].items()}
        tidied.setdefault("additionalProperties", False)
        tidied.pop("description", None)
        if tidied["additionalProperties"] is True:  # a row has the columns that were asked for
            tidied.pop("required", None)
    return tidied
