"""docs/problems.md, written from the cases that the tests hold the reader to."""

from itertools import groupby
from pathlib import Path

from problem_cases import BASE, CASES, MARK, Case, FileCase, SourceCase

from jimoplan.cli.shared.problems import write_problems
from jimoplan.core.display.cells import reveal
from jimoplan.core.text.problems import CODES, Severity

_HEAD = """\
# 问题代码

`jimoplan validate` 检查 plan.yaml,一次列出全部问题。每个问题有一个固定的代码,本页按代码说明:
什么地方不对、应当怎样写、jimoplan 会怎样提示。

- **错误(E)**:计划读不出来,或者内容互相矛盾,据此回答可能遗漏事项,必须改正。
- **警告(W)**:计划可以使用,有需要督查员确认的事项。
- **提示(I)**:供参考。

例子里,→ 表示制表符,□ 表示全角空格,<U+200B> 之类表示看不见的字符。

<!-- 本页由测试用例 tests/support/problem_cases.py 生成,
不要手改;改了用例,运行 pytest --update-golden -->
"""
_SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO}
_GROUPS = {
    "E0": "文件与 YAML 写法",
    "E1": "内容的写法",
    "E2": "前后不一致",
    "W3": "需要督查员确认",
    "I4": "供参考",
}


def build_page() -> str:
    """The page, one section for each code."""
    parts = [_HEAD]
    for group, cases in groupby(CASES, key=lambda case: case.code[:2]):
        parts.append(f"## {group}xx {_GROUPS[group]}\n")
        for code, same in groupby(cases, key=lambda case: case.code):
            parts.append(f"### {code} {CODES[code]}\n\n级别:{_SEVERITIES[code[0]]}\n")
            parts += [_describe(case) for case in same]
    return "\n".join(parts)


def _describe(case: Case | FileCase) -> str:
    wrong, right = _examples(case)
    language = "yaml" if isinstance(case, Case) else "text"
    file = "公布文本.txt" if isinstance(case, SourceCase) else "plan.yaml"
    printed = write_problems(Path(file), case.problems())
    return (
        f"{case.what}\n\n"
        f"错误写法:\n\n{_fence(wrong, language)}\n"
        f"正确写法:\n\n{_fence(right, language)}\n"
        f"提示:\n\n{_fence(printed, 'text')}"
    )


def _examples(case: Case | FileCase) -> tuple[str, str]:
    """The wrong and the right lines, moved to the left alike."""
    if isinstance(case, FileCase):
        return case.wrong, case.right
    start = BASE.rindex("\n", 0, BASE.index(case.right)) + 1 if BASE.index(case.right) else 0
    end = BASE.index("\n", BASE.index(case.right) + len(case.right) - 1)
    right, tail = BASE[start:end], len(BASE) - end
    marked = case.marked.replace(MARK, "")
    return _show(marked[start : len(marked) - tail], right), _show(right, right)


def _show(lines: str, model: str) -> str:
    indent = len(model) - len(model.lstrip(" "))
    shown = [line.removeprefix(" " * indent) for line in lines.split("\n")]
    return reveal("\n".join(shown).replace("\t", "→").replace("\u3000", "□"))


def _fence(text: str, language: str) -> str:
    lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    return "\n".join([f"```{language}", *filter(None, lines), "```\n"])
