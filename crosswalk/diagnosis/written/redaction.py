"""Pseudonyms for whatever names somebody, so that a diagnosis can be shown to others.

An address has one pseudonym in any case, a domain too, and the addresses that come up with one
person carry the number of that person: rows are numbered in their order.
"""

from __future__ import annotations

import re
from dataclasses import replace

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.row import Foretold, Outcomes, Row
from crosswalk.diagnosis.tenant import Note, Place
from fakes.wire import is_address

from .writer import About

_QUOTED = re.compile(r"(['\"]).*\1|\S+@\S+", re.DOTALL)
_LEFT_OUT = "'…'"
_SHOWN = ("user.login", "user.email", "source.login", "source.email")


class Redaction:
    """Gives pseudonyms, the same one for what it met before."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {"": ""}
        self._domains: dict[str, str] = {}
        self._person = 0
        self._names: dict[str, str] = {}
        self._invalid = 0

    def row(self, row: Row) -> Row:
        """Redact the next row; addresses that are new get its number."""
        self._person += 1
        self._names.clear()
        return self.same_row(row)

    def same_row(self, row: Row) -> Row:
        """Redact a row about the person of the row before."""
        text = self.text
        login, email, email_id, upn, smtp, aliases, now, accounts, change, after, *_ = row
        return Row(
            text(login),
            text(email),
            text(email_id),
            text(upn),
            text(smtp),
            tuple(map(text, aliases)),
            self._outcomes(now),
            accounts,
            text(change),
            self._outcomes(after),
            row.problems,
            row.assumed_if_remapped,
            row.kind,
        )

    def _outcomes(self, outcomes: Outcomes) -> Outcomes:
        one, two, three = map(self._foretold, outcomes)
        return Outcomes(one, two, three)

    def _foretold(self, job: Foretold) -> Foretold:
        word, presented, cause, ids, assumed = job
        return Foretold(word, self.text(presented), cause, ids, assumed)

    def text(self, text: str) -> str:
        """Return the pseudonym of an address, or of what stands where an address should."""
        folded = text.casefold()
        known = self._known.get(folded)
        if known is None:
            known = self._known[folded] = self._new(folded)
        return known

    def _new(self, folded: str) -> str:
        if not is_address(folded):
            self._invalid += 1
            return f"invalid{self._invalid}"
        name, _, domain = folded.rpartition("@")
        return f"{self._name(name)}@{self._domain(domain)}"

    def _name(self, name: str) -> str:
        """Return the pseudonym of what stands before the @: one for each name of a person."""
        further = f"-{len(self._names) + 1}" if self._names else ""
        return self._names.setdefault(name, f"person{self._person}{further}")

    def _domain(self, domain: str) -> str:
        return self._domains.setdefault(domain, f"domain{len(self._domains) + 1}.example")

    def about(self, about: About) -> About:
        """Redact what holds of a diagnosis as a whole."""
        files: dict[str, str] = {}
        for note in about.notes:
            files.setdefault(note.place.file, f"file{len(files) + 1}")
        return replace(
            about,
            choices=_redacted(about.choices),
            notes=tuple(_note(note, files[note.place.file]) for note in about.notes),
            redacted=True,
        )


def _note(note: Note, file: str) -> Note:
    return Note(Place(file, note.place.line), _QUOTED.sub(_LEFT_OUT, note.text))


def _redacted(choices: Choices) -> Choices:
    """Redact expressions that can hold a domain, or an attribute named after a company."""
    user_name, ad_attribute = choices.user_name, choices.ad_attribute
    return replace(
        choices,
        user_name=user_name if user_name in _SHOWN else "…",
        ad_attribute=ad_attribute if ad_attribute in (*_SHOWN, None) else "…",
    )
