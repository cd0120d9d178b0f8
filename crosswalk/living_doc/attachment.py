"""Something that a run left with a step."""

from __future__ import annotations

import base64
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something a run left with a step: text as it is, anything else in Base64."""

    body: str
    media_type: str
    file_name: str = ""
    encoding: str = "IDENTITY"

    @property
    def text(self) -> str:
        """The body as text."""
        if self.encoding == "BASE64":
            return base64.b64decode(self.body).decode(errors="replace")
        return self.body
