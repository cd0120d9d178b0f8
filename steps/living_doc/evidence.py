"""What a case left behind, as folds under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from .model import Attachment, Case


@dataclass(frozen=True, slots=True)
class Fold:
    """Something to open under a case."""

    title: str
    content: Markup


def folds(case: Case) -> Iterator[Fold]:
    """Yield what there is to open under a case: people, exchanges, the rule, then anything else."""
    for attachment in case.attachments:
        yield Fold(attachment.file_name or attachment.media_type, _as_text(attachment))


def _as_text(attachment: Attachment) -> Markup:
    return Markup('<pre class="doc" tabindex="0">{}</pre>').format(attachment.text)
