"""The answers to doubts, kept in a file beside the plan: as they were given, or to be filled in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from jimoplan.core.importing.doubts import Doubt
from jimoplan.errors import UsageError

_HEAD = """\
# 导入时的疑点和答复。answer 空着的是还没有答复的,按 choices 的第一个办;填上以后再导入一次,不再问。
"""
_REMEDY = "改正它,或删去这个文件重新回答"


def read_answers(text: str, name: str) -> dict[str, str]:
    """The answers in a file, by the keys of their doubts; those left empty are none.

    Raises UsageError naming the file where it is no such list.
    """
    try:
        read: Any = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts and lists only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" 第 {mark.line + 1} 行" if mark else ""
        raise UsageError(f"答复文件 {name}{where}读不懂", _REMEDY) from None
    except RecursionError:
        raise UsageError(f"答复文件 {name} 读不懂:层次太多", _REMEDY) from None
    entries = read or []
    if not isinstance(entries, list) or not all(map(_is_entry, entries)):
        raise UsageError(f"答复文件 {name} 应当是一串 code、words、answer", _REMEDY)
    return {f"{e['code']}:{e['words']}": e["answer"] for e in entries if e.get("answer")}


def _is_entry(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and {"code", "words"} <= set(entry)
        and all(isinstance(entry.get(key, ""), str) for key in ("code", "words", "answer"))
    )


def write_answers(answers: Mapping[str, str], doubts: Iterable[Doubt]) -> str:
    """The file with the answers given, and the open doubts with their choices to be answered."""
    entries: list[dict[str, Any]] = []
    for key, answer in answers.items():
        code, _, words = key.partition(":")
        entries.append({"code": code, "words": words, "answer": answer})
    entries += [
        {
            "code": doubt.code,
            "place": doubt.place,
            "words": doubt.words,
            "question": doubt.question,
            "choices": _choices(doubt),
            "answer": "",
        }
        for doubt in doubts
        if doubt.key not in answers
    ]
    if not entries:
        return ""
    return _HEAD + yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=100_000)


def _choices(doubt: Doubt) -> Sequence[str]:
    return [choice.answer for choice in doubt.choices]
