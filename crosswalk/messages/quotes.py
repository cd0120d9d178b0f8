"""A value in double quotes in a sentence, which may be code that has such texts itself."""

from __future__ import annotations

_WORD = r"\b(?:AND|OR|matches)\b"
# A comparison stands apart, which tells it from the <placeholder> of an outline.
_BEFORE = rf"(?:[-+*/%=!?:&|(,{{]|\s[<>]|{_WORD})\s*"
_BEHIND = rf'(?=\s*(?:[-+*/%=!?:&|,)}}"]|{_WORD})|\s+[<>])'
_TEXT_OF_CODE = rf'"[^"\n]*"{_BEHIND}'
_OTHER = r"""(?:[^"\n]|'"')"""

INSIDE = rf"(?:{_TEXT_OF_CODE})?(?:{_OTHER}*?{_BEFORE}{_TEXT_OF_CODE})*{_OTHER}*"
"""What stands between the quotes: texts in it come behind an operator, a comma or a bracket."""

QUOTED = f'"{INSIDE}"'
"""The value with its quotes, without groups."""
