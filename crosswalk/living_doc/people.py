"""The people before and after, row by row, so that what changed can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from crosswalk.evidence.model import SYSTEMS, Fit, People, Person, Record, Value

MARKS = {
    Fit.FITS: ("fits", "✓"),
    Fit.PARTLY: ("partly", "≈"),
    Fit.NOT: ("misfit", "✗"),
}
"""Class and mark of whether an address fits; each mark is said in words too."""


ON_NO_CONSOLE = frozenset({"AD attribute"})
"""What the lab sees, and nobody at a console of Okta, inSync or Microsoft 365."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a system knows, before and after; None where it was not there."""

    label: str
    before: Value | None
    after: Value | None

    @property
    def changed(self) -> bool:
        """Whether another text stands there now."""
        return _text(self.before) != _text(self.after)

    @property
    def on_console(self) -> bool:
        """Whether a customer can see it."""
        return self.label not in ON_NO_CONSOLE

    @property
    def stays(self) -> bool:
        """Whether it is the same in every respect."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Held:
    """What one system holds of a person; `news` says whether it appeared or went."""

    system: str
    news: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One person, with what does not fit before and after."""

    name: str
    held: tuple[Held, ...]
    misfits_before: tuple[str, ...]
    misfits_after: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether anything is another than before; if nothing is, one column shows it all."""
        return self.misfits_before != self.misfits_after or any(
            held.news or any(row.changed for row in held.rows) for held in self.held
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """Everybody, before and after, and what keeps jobs of everybody from succeeding."""

    setting_before: str
    setting_after: str
    missing_before: tuple[str, ...]
    missing_after: tuple[str, ...]
    blocks: tuple[Block, ...]
    more: int

    @property
    def on_console(self) -> bool:
        """Whether a customer can see all of it."""
        return all(
            row.on_console for block in self.blocks for held in block.held for row in held.rows
        )


def compare(people: People) -> Compared:
    """Return the people with each record beside what it was before."""
    earlier = {person.name: person for person in people.before.people}
    blocks = (_block(earlier.get(person.name), person) for person in people.after.people)
    before, after = people.before, people.after
    return Compared(
        before.setting, after.setting, before.missing, after.missing, tuple(blocks), people.more
    )


def _block(before: Person | None, after: Person) -> Block:
    was = {(each.system, each.id): each for each in before.records} if before else {}
    now = {(each.system, each.id): each for each in after.records}
    order = list(SYSTEMS)
    keys = sorted({**was, **now}, key=lambda key: order.index(key[0]))
    held = (_held(was.get(key), now.get(key)) for key in keys)
    return Block(after.name, tuple(held), before.misfits if before else (), after.misfits)


def _held(before: Record | None, after: Record | None) -> Held:
    there = after or before
    assert there is not None
    news = "" if before and after else "new" if after else "gone"
    rows = _rows(before.values if before else (), after.values if after else ())
    return Held(SYSTEMS[there.system], news, tuple(rows))


def _rows(before: Iterable[Value], after: Iterable[Value]) -> Iterator[Row]:
    was, now = _by_key(before), _by_key(after)
    labels = dict.fromkeys(label for label, _ in (*now, *was))
    for label in labels:
        for key in dict.fromkeys(each for each in (*now, *was) if each[0] == label):
            yield Row(label, was.get(key), now.get(key))


def _by_key(values: Iterable[Value]) -> dict[tuple[str, str], Value]:
    """Return values by label; there are several aliases, and each is itself or another."""
    return {(each.label, each.text if each.label == "alias" else ""): each for each in values}


def _text(value: Value | None) -> str | None:
    return value.text if value else None


def shown(people: People) -> Markup:
    """Return the people before and after as HTML."""
    from .rendering import environment  # It renders what is made here, too.

    template = environment().get_template("people.html")
    html = template.render(people=compare(people), person=_shown)
    return Markup(html)  # noqa: S704 - the template escapes


@lru_cache(1 << 12)
def _shown(block: Block) -> Markup:
    """Return a person as HTML: many examples leave somebody as others do."""
    from .rendering import environment

    template = environment().get_template("person.html")
    html = template.render(block=block, value=_value, breakable=_breakable)
    return Markup(html)  # noqa: S704 - the template escapes


@lru_cache(1 << 12)
def _value(it: Value | None) -> Markup:
    """Return a value as HTML: the cast has the same ones in most examples."""
    from .rendering import environment

    template = environment().get_template("person-value.html")
    html = template.render(it=it, MARKS=MARKS, breakable=_breakable)
    return Markup(html.strip())  # noqa: S704 - the template escapes


def _breakable(text: str) -> Markup:
    """Return a text whose addresses can be broken before their @."""
    return Markup("<wbr>@").join(text.split("@"))
