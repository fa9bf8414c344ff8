"""Templates compiled once a process, however many reports are drawn with them."""

from collections import defaultdict

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """The code of templates by their name, file and text; nothing is written to the disk."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with the code of its template, if there is one of exactly its text."""
        code = self._codes.get((bucket.key, bucket.checksum))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bucket's code."""
        self._codes[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_BY_FORM: defaultdict[str, CompiledTemplates] = defaultdict(CompiledTemplates)


def compiled_for(form: str) -> CompiledTemplates:
    """The templates compiled for a format: how values are escaped is part of the code."""
    return _BY_FORM[form]
