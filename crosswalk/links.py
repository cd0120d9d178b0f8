"""Addresses inside the site; they stay the same when unrelated scenarios come and go.

Everything is made of names alone, so that a page can point at what another page shows.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2s

FRONT = "index.html"
IDS = "ids.html"
ASSUMPTIONS = "assumptions.html"
FIDELITY = "fidelity.html"
SENTENCES = "sentences.html"
OUTCOMES = "outcome-table.html"
RUNBOOK = "runbook.html"
ARTICLE = "article.html"
USER = "user.html"
MESSAGES = "messages.html"
GLOSSARY = "glossary.html"
MISSING = "missing.html"
CHANGES = "changes.html"
DIAGNOSIS = "diagnosis.html"
PICTURES = "pictures.html"
SAMPLE = "diagnosis/index.html"
"""The report of a sample tenant, which is written beside the pages."""
SAMPLE_EXPORTS = "diagnosis/exports"
_TAKEN = frozenset(
    {
        FRONT,
        IDS,
        ASSUMPTIONS,
        FIDELITY,
        SENTENCES,
        OUTCOMES,
        RUNBOOK,
        ARTICLE,
        USER,
        MESSAGES,
        GLOSSARY,
        MISSING,
        CHANGES,
        DIAGNOSIS,
        PICTURES,
    }
)

_SYMPTOM = "symptom-"

_NUMBER = re.compile(r"^\d+[_-]")
_GAPS = re.compile(r"[^\w]+|_+")


@cache
def slug(text: str) -> str:
    """Return a text as a part of an address: its letters and digits, in lower case."""
    return _GAPS.sub("-", text.casefold()).strip("-") or "unnamed"


def chapter(stem: str) -> str:
    """Return the page of a feature file: its stem without its number."""
    page = f"{slug(_NUMBER.sub('', stem))}.html"
    taken = page in _TAKEN or page.startswith(_SYMPTOM)
    return f"chapter-{page}" if taken else page


def apart(page: str, anchor: str) -> str:
    """Return the page for the evidence of a case; anchors may be long, file names not."""
    digest = blake2s(anchor.encode(), digest_size=4).hexdigest()
    return f"{page.removesuffix('.html')}--{digest}.html"


def rule(stem: str, title: str) -> str:
    """Return where a rule stands."""
    return f"{chapter(stem)}#{rule_anchor(title)}"


def rule_anchor(title: str) -> str:
    """Return the anchor of a rule; examples have none that begins like it."""
    return f"rule-{slug(title)}"


def example(stem: str, name: str) -> str:
    """Return where an example, an outline by its title or a row by its test's name stands."""
    return f"{chapter(stem)}#{slug(name)}"


def identifier(id_: str) -> str:
    """Return where an id of the catalogue stands."""
    return f"{ASSUMPTIONS if id_.startswith('A') else IDS}#{id_}"


def step(name: str) -> str:
    """Return where a step of the runbook stands."""
    return f"{RUNBOOK}#{slug(name)}"


def picture(name: str) -> str:
    """Return where the file of a picture is."""
    return f"pictures/{name}"


def pictured(name: str) -> str:
    """Return where a step of the article stands among the pictures."""
    return f"{PICTURES}#{slug(name)}"


def symptom(name: str) -> str:
    """Return the page of a symptom, by the name of its file without the number."""
    return f"{_SYMPTOM}{slug(name)}.html"


def cause(symptom_name: str, name: str) -> str:
    """Return where a cause of a symptom stands."""
    return f"{symptom(symptom_name)}#{slug(name)}"


def statement(place: str) -> str:
    """Return where a statement of the article stands."""
    return f"{ARTICLE}#{slug(place)}"


def sentence(pattern: str) -> str:
    """Return where a sentence of the vocabulary stands."""
    return f"{SENTENCES}#{slug(pattern)}"
