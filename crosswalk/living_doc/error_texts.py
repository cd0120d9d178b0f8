"""The page of messages, statuses and error codes, each with the examples that show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from itertools import chain

from crosswalk import links
from crosswalk.evidence.model import EXCHANGES_FILE, SYSTEMS, Exchange, read_exchanges

from .model import Book, Case
from .page import Entry, Page
from .vendor_texts import vendor_texts

AT_MOST = 3
"""How many examples are named for each: they are many for some."""

_TITLE = "Messages and error codes"
_CODES = re.compile(
    r'"(?:code|errorCode|scimType)"\s*:\s*"([^"\s]+)"|ResponseCode>(\w+)<|faultcode>(?:\w+:)?(\w+)<'
)
_SAYS_SO = "NoError"
_SHOWS_ERROR = 'ResponseClass="Error"'


@dataclass(frozen=True, slots=True)
class Told:
    """A message, a status or a code of a system, and where examples show it."""

    kind: str
    system: str
    title: str
    code: str
    shown: tuple[tuple[str, str], ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return links.slug(f"{self.system} {self.code} {self.title}")

    @property
    def more(self) -> int:
        """How many examples are not named."""
        return max(len(self.shown) - AT_MOST, 0)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a case says and is told: its steps, and the answers that refuse something."""

    place: tuple[str, str]
    steps: str
    refusals: tuple[Exchange, ...]

    @property
    def everything(self) -> str:
        return "\n".join((self.steps, *(each.response for each in self.refusals)))


def pages(book: Book) -> Iterator[Page]:
    """Yield the page of the messages, system by system."""
    heard = [
        _heard(case, f"{chapter.page}#{case.anchor}")
        for chapter in book.chapters
        for case in chapter.cases
    ]
    told = (*_statuses(heard), *_texts(heard), *_codes(heard))
    systems = [(name, [each for each in told if each.system == name]) for name in SYSTEMS.values()]
    context = {"systems": systems, "at_most": AT_MOST}
    entries = tuple(map(_entry, told))
    yield Page(links.MESSAGES, _TITLE, "messages.html", context, entries)


def _entry(told: Told) -> Entry:
    title = f"{told.code} {told.title}".strip()
    return Entry(told.kind, title, f"{links.MESSAGES}#{told.anchor}", told.system)


def _heard(case: Case, address: str) -> _Heard:
    attached = case.attachment(EXCHANGES_FILE)
    scenes = read_exchanges(attached.text).scenes if attached else ()
    refusals = (each for scene in scenes for each in scene.exchanges if _refuses(each))
    steps = chain.from_iterable(
        (step.text, step.doc_string or "", *chain.from_iterable(step.table)) for step in case.steps
    )
    return _Heard((address, case.name), "\n".join(steps), tuple(refusals))


def _refuses(exchange: Exchange) -> bool:
    return exchange.status >= HTTPStatus.BAD_REQUEST or _SHOWS_ERROR in exchange.response


def _texts(heard: Iterable[_Heard]) -> Iterator[Told]:
    """Yield the texts of the systems; an example that says one in its steps comes first."""
    said = [(each.place, each.steps, each.everything) for each in heard]
    for each in vendor_texts():
        longest = each.longest
        found = {place: longest in steps for place, steps, text in said if longest in text}
        shown = sorted(found, key=found.__getitem__, reverse=True)
        yield Told("message", SYSTEMS[each.system], each.title, each.code, tuple(shown))


def _statuses(heard: Iterable[_Heard]) -> Iterator[Told]:
    """Yield each status by which a system refused something; reasons in steps come first."""
    found: dict[tuple[str, int], dict[tuple[str, str], bool]] = {}
    for each in heard:
        for refusal in each.refusals:
            if refusal.status >= HTTPStatus.BAD_REQUEST:
                said = f'"{_reason(refusal.status)}' in each.steps
                found.setdefault((refusal.recipient, refusal.status), {})[each.place] = said
    for (system, status), places in sorted(found.items()):
        shown = sorted(places, key=places.__getitem__, reverse=True)
        yield Told(
            "status", SYSTEMS.get(system, system), _reason(status), str(status), tuple(shown)
        )


def _reason(status: int) -> str:
    """Return the words of a status, or nothing where no standard gives it any."""
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""


def _codes(heard: Iterable[_Heard]) -> Iterator[Told]:
    """Yield each code in a refusal that does not stand with a text already."""
    found: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
    for each in heard:
        for refusal in each.refusals:
            for code in _codes_in(refusal.response):
                found.setdefault((refusal.recipient, code), {})[each.place] = None
    known = {each.code for each in vendor_texts()}
    for (system, code), places in sorted(found.items()):
        if code not in known:
            yield Told("code", SYSTEMS.get(system, system), "", code, tuple(places))


def _codes_in(response: str) -> set[str]:
    groups: Iterable[str] = chain.from_iterable(found for found in _CODES.findall(response))
    return {code for code in groups if code and code != _SAYS_SO}
