"""What a case left behind, as folds under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from fixtures.evidence.model import (
    EXCHANGES_TYPE,
    PEOPLE_TYPE,
    RULE_FILE,
    read_exchanges,
    read_people,
)

from . import diagram, people
from .model import Attachment, Case


@dataclass(frozen=True, slots=True)
class Fold:
    """Something to open under a case."""

    title: str
    content: Markup


def folds(case: Case) -> Iterator[Fold]:
    """Yield what there is to open under a case: people, exchanges, the rule, then anything else."""
    for attachment in case.attachments:
        title, shown = _KNOWN.get(attachment.media_type, ("", _as_text))
        name = _TITLES.get(attachment.file_name) or attachment.file_name or attachment.media_type
        yield Fold(title or name, shown(attachment, case))


def _as_people(attachment: Attachment, _case: Case) -> Markup:
    return people.shown(read_people(attachment.text))


def _as_diagram(attachment: Attachment, case: Case) -> Markup:
    return diagram.draw(read_exchanges(attachment.text), anchor=case.anchor)


def _as_text(attachment: Attachment, _case: Case) -> Markup:
    return Markup('<pre class="doc" tabindex="0">{}</pre>').format(attachment.text)


_KNOWN: dict[str, tuple[str, Callable[[Attachment, Case], Markup]]] = {
    PEOPLE_TYPE: ("The people before and after", _as_people),
    EXCHANGES_TYPE: ("What crossed the wire", _as_diagram),
}
_TITLES = {RULE_FILE: "The rule that decided"}
