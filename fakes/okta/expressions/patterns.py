"""Regular expressions of an expression: a slow one is given up, as SpEL gives it up."""

from __future__ import annotations

import regex

# SpEL refuses longer ones, and stops after a million looks at a character.
_LONGEST = 1000
_SECONDS = 0.25


def fits(pattern: str, text: str) -> bool:
    """Tell whether a text is as a whole what a pattern says; raises ValueError.

    The seconds are those that the process works, so a machine that is busy gives up no sooner.
    """
    if len(pattern) > _LONGEST:
        raise ValueError(f"expected a regular expression of at most {_LONGEST} characters")
    try:
        return regex.fullmatch(pattern, text, timeout=_SECONDS) is not None
    except regex.error as error:
        raise ValueError(f"{pattern!r} is not a regular expression: {error}") from None
    except TimeoutError:
        raise ValueError(f"{pattern!r} takes too long: expected one with fewer choices") from None
