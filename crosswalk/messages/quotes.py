"""A value in double quotes in a sentence, which may be code that has such texts itself."""

from __future__ import annotations

_OPERATOR = r"[-+*/%=!<>?:&|]|\b(?:AND|OR|matches)\b"
_TEXT = r'"[^"\n]*"'
# Behind a text of the code comes more code, or the quote that ends the value.
_TEXT_OF_CODE = rf'{_TEXT}(?=\s*(?:{_OPERATOR}|[,)}}"]))'
_OTHER = r"""(?:[^"\n]|'"')"""

INSIDE = rf"(?:{_TEXT_OF_CODE})?(?:{_OTHER}*?(?:{_OPERATOR}|[(,{{])\s*{_TEXT_OF_CODE})*{_OTHER}*"
"""What stands between the quotes: texts in it come behind an operator, a comma or a bracket."""

QUOTED = f'"{INSIDE}"'
"""The value with its quotes, without groups."""
