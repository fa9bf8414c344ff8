"""How hands and editors miswrite a text, at random."""

import re

from chance import Chance

from jimoplan.core.plan.vocabulary import known_keys

_FULL_WIDTH = str.maketrans(":,-[]{}'\" ", "：，－［］｛｝‘“\u3000")
SPECIAL = (
    *"：，－—“”‘’\u3000\t、。［］｛｝【】&*!|>'\"%@`{}[],:-#?~=<\n\r\x85\u2028\ufeff\x00\\",
    *("\ud800", "\U0001f600", "<<<<<<< ", "---\n", "...\n", "%YAML 1.1\n", ": ", "- "),
)
"""Characters and words that mean something to YAML, or look as if they did."""

SMALL = """\
schema: 1
plan: {unit: 甲局, title: 要点, period: {start: 2024-01-01, end: 2024-12-31}}
departments: [{name: 甲科, kind: 科室}]
sections:
- number: 一  # 板块
  title: "依法\\t行政"
  tasks:
  - id: '8'
    title: >-
      应诉
    lead: [甲科]
    measures:
    - {id: 8-1, kind: 指标, title: 率, target: 95.5,
       updates: [{date: 2024-03-15, value: 40, note: '初稿: 已送'}]}
    - id: 8-2
      kind: 一次性
      title: 规则
      text: |
        规则
"""


def miswrite_at_random(text: str, chance: Chance) -> str:
    """The text miswritten in one to four places."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
        text = chance.choice(_WAYS)(text, chance)
    return text


def _keys(text: str, chance: Chance) -> str:
    """A key that slipped into a line."""
    ends = [match.start() for match in re.finditer("[\n}]", text)] or [len(text)]
    at, key = chance.choice(ends), chance.choice(sorted(known_keys()))
    return f"{text[:at]}{chance.choice(',，、； ')}{key}{chance.choice('：:')}二稿{text[at:]}"


def _characters(text: str, chance: Chance) -> str:
    at, length = chance.integer(0, len(text)), chance.choice((0, 0, 1, 2, 5, 20))
    new: str = chance.choice(
        (chance.choice(SPECIAL), chr(chance.integer(0, 0xD7FF)), text[at : at + 9])
    )
    return text[:at] + new + text[at + length :]


def _lines(text: str, chance: Chance) -> str:
    lines = text.split("\n")
    at, to = chance.integer(0, len(lines) - 1), chance.integer(0, len(lines))
    moved = lines[at : at + chance.integer(1, 3)]
    kept = lines if chance.happens(0.5) else lines[:at] + lines[at + len(moved) :]
    return "\n".join(kept[:to] + moved + kept[to:])


def _punctuation(text: str, chance: Chance) -> str:
    lines = text.split("\n")
    at = chance.integer(0, len(lines) - 1)
    lines[at] = lines[at].translate(_FULL_WIDTH)
    return "\n".join(lines)


def _indentation(text: str, chance: Chance) -> str:
    lines = text.split("\n")
    at = chance.integer(0, len(lines) - 1)
    lines[at] = chance.choice(("", " ", "  ", "\t", "\u3000")) + lines[at].lstrip()
    return "\n".join(lines)


_WAYS = (_characters, _lines, _punctuation, _indentation, _keys)
