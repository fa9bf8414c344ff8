"""How hard the laws are tried: on as many examples as `--examples` says, on fewer if they cost."""

from hypothesis import settings

_EXAMPLES = settings().max_examples

dear_law = settings(max_examples=max(_EXAMPLES // 10, min(_EXAMPLES, 50)))
"""A law whose examples cost ten times as much as others: 50 of them, or a tenth of many."""


def share_of(full: int, examples: int) -> int:
    """How many of so many examples are tried: all of them with --examples 2000.

    The number goes with the square: usually it is a hundredth.
    """
    return max(1, full * examples**2 // 2000**2)
