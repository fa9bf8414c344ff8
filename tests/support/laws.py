"""How hard the laws are tried: on as many examples as `--examples` says, on fewer if they cost.

Everything grows evenly with the number: usually it is 200, `.ci/run` asks for 2,000, and 20,000 try
each law on all that it names.
"""

from collections.abc import Iterable, Sequence

from hypothesis import settings

_EXAMPLES = settings().max_examples
_ALL = 20_000

dear_law = settings(max_examples=max(_EXAMPLES // 10, min(_EXAMPLES, 20)))
"""A law whose examples cost ten times as much as others: 20 of them, or a tenth of many."""


def share_of(full: int, examples: int) -> int:
    """How many are tried of what is tried so often with --examples 20000: at least one."""
    return max(1, full * min(examples, _ALL) // _ALL)


def some_of(every: Sequence[int], examples: int, always: Iterable[int]) -> list[int]:
    """Where something is tried that has to hold at every place: at some of them, in order.

    Always at these; for each 200 examples more than usual at another one, evenly apart; at all of
    them with --examples 20000.
    """
    more = len(every) if examples >= _ALL else (examples - 1) // 200
    step = -(-len(every) // more) if more else len(every) + 1
    return sorted({*always, *(every[::step] if more else ())})
