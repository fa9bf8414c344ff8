"""How hard the laws are tried: on as many examples as `--examples` says, on fewer if they cost."""

from hypothesis import settings

_EXAMPLES = settings().max_examples

dear_law = settings(max_examples=max(_EXAMPLES // 10, min(_EXAMPLES, 50)))
"""A law whose examples cost ten times as much as others: 50 of them, or a tenth of many."""
