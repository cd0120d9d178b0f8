"""Every text that the simulated systems can show, read from their modules of texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import NamedTuple

from crosswalk.evidence.model import INSYNC, MICROSOFT365, OKTA
from fakes.insync import messages as insync
from fakes.microsoft365 import messages as microsoft365
from fakes.okta import messages as okta

_MODULES: Mapping[str, ModuleType] = {OKTA: okta, INSYNC: insync, MICROSOFT365: microsoft365}
_CODE = "_CODE"
_PLACEHOLDER = re.compile(r"\{\w*\}")


class VendorText(NamedTuple):
    """A text of a system, with its code if it has one; placeholders stand where values come."""

    system: str
    text: str
    code: str = ""

    @property
    def title(self) -> str:
        """The text as it can be shown: an ellipsis stands where values come."""
        return _PLACEHOLDER.sub("…", self.text)

    @property
    def longest(self) -> str:
        """The longest part of the text that is the same whatever values come."""
        return max(_PLACEHOLDER.split(self.text), key=len).strip()


def vendor_texts() -> tuple[VendorText, ...]:
    """Return the texts of all systems, each once, in the order of their modules."""
    found = (
        VendorText(system, text, code)
        for system, module in _MODULES.items()
        for text, code in _texts(module)
    )
    return tuple(dict.fromkeys(found))


def _texts(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Yield every text of a module with its code: the key in a table, or a constant of its own."""
    values = vars(module)
    for name, value in values.items():
        if name.isupper() and isinstance(value, Mapping):
            for key, text in value.items():
                yield text, key if isinstance(key, str) else ""
        elif name.isupper() and isinstance(value, str) and not name.endswith(_CODE):
            yield value, values.get(f"{name}{_CODE}", "")
