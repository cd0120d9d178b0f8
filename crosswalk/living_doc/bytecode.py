"""The bytecode of templates in memory, so that it can come from another process."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Bytecode(BytecodeCache):
    """The bytecode of templates in memory, to which templates that are compiled are added."""

    def __init__(self, compiled: Mapping[str, bytes]) -> None:
        self.compiled = dict(compiled)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its bytecode, if there is any."""
        if bucket.key in self.compiled:
            bucket.bytecode_from_string(self.compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the bytecode of a template."""
        self.compiled[bucket.key] = bucket.bytecode_to_string()
