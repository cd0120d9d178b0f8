"""Which characters a name may have that every protocol has to carry."""

from __future__ import annotations

import re

# XML 1.0 holds none of these, but for three white spaces, which it changes.
UNFIT = r"\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff"
_UNFIT = re.compile(f"[{UNFIT}]")


def fits_everywhere(text: str) -> bool:
    """Tell whether a text has no control characters, nor anything else that XML cannot hold."""
    return _UNFIT.search(text) is None
