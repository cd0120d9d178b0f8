"""What to write for a sentence that no step definition says."""

from __future__ import annotations

from .documents import KINDS, Envelope


def snippet(pickle_step: Envelope) -> Envelope:
    """Return a step definition to begin with."""
    kind = KINDS.get(pickle_step["type"], "given")
    code = f"@{kind}({pickle_step['text']!r})\ndef _():\n    raise NotImplementedError"
    return {"language": "python", "code": code}
