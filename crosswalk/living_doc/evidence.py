"""The evidence of a case, as folds under it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from crosswalk import links
from crosswalk.catalogue import IDS
from crosswalk.evidence.model import (
    EXCHANGES_TYPE,
    PEOPLE_TYPE,
    RULE_FILE,
    read_exchanges,
    read_people,
)

from . import diagram, people
from .attachment import Attachment
from .model import Case


@dataclass(frozen=True, slots=True)
class Fold:
    """Something to open under a case."""

    title: str
    content: Markup


def folds(case: Case) -> Iterator[Fold]:
    """Yield what there is to open under a case: people, exchanges, the rule, then anything else."""
    for attachment in case.attachments:
        name = attachment.file_name or attachment.media_type
        known = _KNOWN.get(attachment.file_name) or _KNOWN.get(attachment.media_type)
        title, shown = known or (name, _as_text)
        yield Fold(title, shown(attachment, case))


def _as_people(attachment: Attachment, _case: Case) -> Markup:
    return people.shown(read_people(attachment.text))


def _as_diagram(attachment: Attachment, case: Case) -> Markup:
    return diagram.draw(read_exchanges(attachment.text), anchor=case.anchor)


def _as_rule(attachment: Attachment, _case: Case) -> Markup:
    """Return the rule as it was told, each id in it leading to its statement."""
    linked = _ID.sub(_linked, str(escape(attachment.text)))
    return Markup(f'<pre class="doc decided" tabindex="0">{linked}</pre>')  # noqa: S704 - escaped


def _linked(found: re.Match[str]) -> str:
    id_ = found[0]
    return f'<a href="{links.identifier(id_)}">{id_}</a>' if id_ in IDS else id_


def _as_text(attachment: Attachment, _case: Case) -> Markup:
    return Markup('<pre class="doc" tabindex="0">{}</pre>').format(attachment.text)


_KNOWN: dict[str, tuple[str, Callable[[Attachment, Case], Markup]]] = {
    PEOPLE_TYPE: ("The people before and after", _as_people),
    EXCHANGES_TYPE: ("HTTP requests and responses", _as_diagram),
    RULE_FILE: ("The rule that decided", _as_rule),
}
_ID = re.compile(r"\b[A-Z]\d+\b")
