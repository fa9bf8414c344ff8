"""docs/commands.md and docs/fields.md, written from what the commands say of themselves."""

from collections.abc import Iterable, Iterator

from jimoplan.cli.shared.commands import ENTRIES, Area
from jimoplan.cli.shared.group import CommandEntry
from jimoplan.cli.shared.help import describe_command, find_command
from jimoplan.core.plan.vocabulary import MODELS, field_titles
from jimoplan.core.views.columns import COLUMNS
from jimoplan.core.views.sorting import SORT_KEYS

_MADE = "<!-- 本页从代码生成,不要手改;改了命令,运行 pytest --update-golden -->\n"

_COMMANDS = f"""# 命令

每条命令的说明、选项和例子,按来做什么排。终端里看同样的内容:`jimoplan 命令 -h`。

{_MADE}"""

_FIELDS = f"""# 列名、排序的键、字段

{_MADE}
## `list --columns` 的列

中文和英文都能写,逗号隔开:`jimoplan list --measures --columns 编号,名称,完成时限`。
JSON 里是英文的键。

"""


def build_commands_page() -> str:
    """docs/commands.md."""
    parts = [_COMMANDS]
    for area in (*Area, ""):
        parts.append(f"\n## {area or '由别的程序调用,或只用一次'}\n")
        for name, entry in ENTRIES.items():
            if entry.area == area and not entry.hidden:
                parts += [_describe(words) for words in _leaves((name,), entry)]
    return "".join(parts)


def leaf_commands() -> list[tuple[str, ...]]:
    """The words of each command that is no group, but for hidden ones."""
    named = ((name, entry) for name, entry in ENTRIES.items() if not entry.hidden)
    return [words for name, entry in named for words in _leaves((name,), entry) if words]


def build_fields_page() -> str:
    """docs/fields.md."""
    columns = _table(("中文", "英文"), ((column.label, column.key) for column in COLUMNS))
    keys = _table(("中文", "英文"), ((key.label, key.key) for key in SORT_KEYS))
    titles = {title: key for kind in MODELS.values() for key, title in field_titles(kind).items()}
    fields = _table(("中文", "计划文件里的键"), titles.items())
    return (
        f"{_FIELDS}{columns}\n## `list --sort` 的键\n\n前面加 `-` 为倒序:"
        f"`jimoplan list --measures --sort -overdue_days`。\n\n{keys}\n"
        f"## `log --field` 的字段\n\n也是 `blame` 里的名称。\n\n{fields}"
    )


def _leaves(words: tuple[str, ...], entry: CommandEntry) -> Iterator[tuple[str, ...]]:
    if not entry.entries:
        yield words
    for name, below in (entry.entries or {}).items():
        yield from _leaves((*words, name), below)


def _describe(words: tuple[str, ...]) -> str:
    page = describe_command(*find_command(words))
    taken = "".join(
        f"\n{_table((heading, '说明'), ((f'`{name}`', text) for name, text in rows))}"
        for heading, rows in page.parts
        if rows
    )
    examples = "".join(f"# {about}\n{command}\n" for command, about in page.examples)
    usage = page.usage.removeprefix("用法:")
    return (
        f"\n### {' '.join(words)}\n\n{page.meaning}\n\n`{usage}`\n{taken}\n```sh\n{examples}```\n"
    )


def _table(labels: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| {labels[0]} | {labels[1]} |", "|---|---|"]
    lines += [f"| {left} | {right.replace('|', chr(92) + '|')} |" for left, right in rows]
    return "\n".join(lines) + "\n"
