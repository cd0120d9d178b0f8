"""What a test attaches to the step that is running."""

from __future__ import annotations

from base64 import b64encode

from .clock import now
from .records import Attachment
from .texts import whole

LOG = "text/x.cucumber.log+plain"
LINK = "text/uri-list"


class Attach:
    """Attaches texts, files and links to the step that runs, or else to the last one that ran.

    It does nothing when nobody records; ``recording`` tells, where a body is expensive to make.
    """

    recording = False

    def __call__(self, body: str | bytes, media_type: str, *, file_name: str | None = None) -> None:
        """Attach a text or the bytes of a file."""

    def log(self, text: str) -> None:
        """Attach a line of a log."""
        self(text, LOG)

    def link(self, url: str, title: str = "") -> None:
        """Attach a link."""
        self(url, LINK, file_name=title or None)


class Recorded(Attach):
    """What is attached to one attempt at a scenario."""

    recording = True

    def __init__(self) -> None:
        self.step: int | None = None
        self.made: list[Attachment] = []

    def __call__(self, body: str | bytes, media_type: str, *, file_name: str | None = None) -> None:
        """Attach a text or the bytes of a file."""
        is_text = isinstance(body, str)
        self.made.append(
            Attachment(
                step=self.step,
                at=now(),
                body=whole(body) if isinstance(body, str) else b64encode(body).decode("ascii"),
                encoding="IDENTITY" if is_text else "BASE64",
                media_type=media_type,
                file_name=whole(file_name) if file_name is not None else None,
            )
        )

    def taken(self) -> list[Attachment]:
        """Return what was attached since this was last asked."""
        made, self.made = self.made, []
        return made
