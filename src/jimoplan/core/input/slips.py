"""Slips of a command line: dashes and quotes of an input method, texts without quotes, and such."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple
from unicodedata import normalize

from jimoplan.core.input.characters import DASHES, even_out

_CLOSING = {"“": "”", "”": "”", "「": "」", "『": "』", "‘": "’", "＂": "＂"}
_SAFE = re.compile(r"[^\s\"'`$\\!*?&|;<>()\[\]{}#~]+")
_OPTION = re.compile(
    rf"(?P<dashes>[-{re.escape(DASHES)}]+)"
    r"(?P<name>[A-Za-z\uff21-\uff3a\uff41-\uff5a]+(?:[-\uff0d][A-Za-z\uff21-\uff3a\uff41-\uff5a]+)*)"
)


class Takes(Enum):
    """What an option takes: nothing, a text, a number, a day, or another word."""

    NOTHING = auto()
    TEXT = auto()
    NUMBER = auto()
    DAY = auto()
    WORD = auto()


class Grammar(NamedTuple):
    """What a command understands: its options, and whether its last argument is a text.

    `is_name` tells of a word whether it can be another argument of the command.
    """

    options: Mapping[str, Takes]
    is_name: Callable[[str], bool]
    ends_in_text: bool = False


class Mended(NamedTuple):
    """The words as they are most likely meant, and what is wrong with those typed."""

    words: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass
class _Part:
    """An option with its value, and the words behind it; without an option the first words."""

    option: str = ""
    value: str | None = None
    more: list[str] = field(default_factory=list)


def mend(words: Sequence[str], grammar: Grammar) -> Mended | None:
    """The words behind a command as they are most likely meant; None where no slip is known."""
    faults: list[str] = []
    apart = [part for word in words for part in _mend_option(word, grammar, faults)]
    parts = _take_apart(apart, grammar)
    for part in parts:
        _unquote(part, grammar, faults)
        _join_text(part, grammar, faults)
    _swap(parts, grammar, faults)
    mended = tuple(word for part in parts for word in _put_together(part))
    return Mended(mended, tuple(dict.fromkeys(faults))) if faults else None


def quote(word: str) -> str:
    """A word as a shell takes it whole."""
    if _SAFE.fullmatch(word):
        return word
    is_plain = not set(word) & set('"$`\\!')
    return f'"{word}"' if is_plain else "'{}'".format(word.replace("'", "'\\''"))


def _mend_option(word: str, grammar: Grammar, faults: list[str]) -> Iterator[str]:
    """A word, taken apart where it is an option that was not typed as one."""
    found = _OPTION.match(word)
    option = _find_option(found, grammar) if found else ""
    if not found or not option or word == option or word.startswith(f"{option}="):
        yield word
        return
    rest = word[found.end() :]
    yield option
    typed = found[0]
    if normalize("NFKC", typed).lower() == normalize("NFKC", option) == typed:
        if rest.startswith("\uff1d"):
            faults.append(f"{option} 后面的等号“\uff1d”是全角的")
        else:
            faults.append(f"{option} 和后面的文字连在一起了,中间要有空格")
    else:
        faults.append(f"“{typed}”不是选项的写法,选项是半角的 {option}")
    if value := rest.lstrip("=\uff1d"):
        yield value


def _find_option(found: re.Match[str], grammar: Grammar) -> str:
    """The option that is meant by dashes of any kind and a name of any width; '' for none."""
    name = normalize("NFKC", found["name"]).lower()
    option = f"--{name}"
    return option if option in grammar.options else ""


def _take_apart(words: Sequence[str], grammar: Grammar) -> list[_Part]:
    parts = [_Part()]
    rest = iter(words)
    for word in rest:
        name, mark, value = word.partition("=")
        if word in grammar.options:
            takes = grammar.options[word] is not Takes.NOTHING
            parts.append(_Part(word, next(rest, None) if takes else None))
        elif mark and name in grammar.options:
            parts.append(_Part(name, value))
        else:
            parts[-1].more.append(word)
    return parts


def _put_together(part: _Part) -> Iterator[str]:
    if part.option:
        yield part.option
    if part.value is not None:
        yield part.value
    yield from part.more


def _unquote(part: _Part, grammar: Grammar, faults: list[str]) -> None:
    """Make a value of what stands between the quotes of an input method.

    A text of one word may well have them of its own.
    """
    closing = _CLOSING.get((part.value or "")[:1])
    words = [part.value or "", *part.more]
    ends = [at for at, word in enumerate(words) if closing and word.endswith(closing)]
    is_text = grammar.options.get(part.option) is Takes.TEXT
    if not ends or (ends[0] == 0 and (is_text or len(words[0]) == 1)):
        return
    last = ends[0] + 1
    part.value, part.more = " ".join(words[:last])[1:-1], words[last:]
    faults.append(f"{part.option} 后面的引号是全角的,命令行只认半角的引号")


def _join_text(part: _Part, grammar: Grammar, faults: list[str]) -> None:
    """Make one text of the words behind an option that takes one, or at the end of a command.

    There, what stands first is a name, however odd, and none of the text.
    """
    first = next((at for at, word in enumerate(part.more) if not grammar.is_name(word)), None)
    if first is None:
        return
    if grammar.options.get(part.option) is Takes.TEXT and part.value and first == 0:
        last = next((at for at, w in enumerate(part.more) if grammar.is_name(w)), len(part.more))
        part.value = " ".join([part.value, *part.more[:last]])
        part.more = part.more[last:]
        faults.append(f"{part.option} 后面的文字里有空格,要用引号括起来")
    elif not part.option and grammar.ends_in_text and 0 < first < len(part.more) - 1:
        part.more = [*part.more[:first], " ".join(part.more[first:])]
        faults.append("文字里有空格,要用引号括起来")


def _swap(parts: Sequence[_Part], grammar: Grammar, faults: list[str]) -> None:
    """Exchange a text and a number, or a text and a day, of which each stands where the other is.

    A number that is written among texts may well be one.
    """
    texts = [part for part in parts if grammar.options.get(part.option) is Takes.TEXT]
    for shape, takes in ((_FIGURE, Takes.NUMBER), (_DAY, Takes.DAY)):
        for part in parts:
            if grammar.options.get(part.option) is not takes or part.value is None:
                continue
            fits = [text for text in texts if shape.fullmatch(even_out(text.value or ""))]
            if not shape.fullmatch(even_out(part.value)) and len(fits) == 1:
                (text,) = fits
                part.value, text.value = text.value, part.value
                faults.append(f"{part.option} 和 {text.option} 的值写反了")


_FIGURE = re.compile(r"[-+]?\d[\d,.]*[^\d\s]{0,3}", re.ASCII)
_DAY = re.compile(r"(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}[日号]?|\d{8}|[昨今前明]天", re.ASCII)
