"""Before and after stand side by side, and what changed is said."""

from __future__ import annotations

import re

from crosswalk.evidence.model import Fit, People, Person, Record, State, Value
from crosswalk.living_doc.people import Block, compare, shown

SMTP, UPN = "sam.soto@corp.example", "sam@corp.example"
HOSTILE = '<script>alert("1")</script> & \u202eevil 🙂'


def record(*values: Value, system: str = "insync", id_: str = "1") -> Record:
    return Record(system, id_, values)


def people(before: tuple[Record, ...], after: tuple[Record, ...], **told: int) -> People:
    return People(
        State("inSync email ID", (Person("Sam Soto", before),)),
        State("inSync email ID", (Person("Sam Soto", after),)),
        **told,
    )


def block(before: tuple[Record, ...], after: tuple[Record, ...]) -> Block:
    (made,) = compare(people(before, after)).blocks
    return made


def test_a_value_stands_beside_what_it_was() -> None:
    was, now = Value("email ID", UPN), Value("email ID", SMTP)

    (held,) = block((record(was),), (record(now),)).held

    (row,) = held.rows
    assert (row.before, row.after, row.changed) == (was, now, True)


def test_an_account_that_came_and_one_that_went_are_news() -> None:
    one, other = record(Value("email ID", UPN)), record(Value("email ID", SMTP), id_="2")

    told = {each.news: each.rows[0] for each in block((one,), (other,)).held}

    assert told["new"].before is None
    assert told["gone"].after is None


def test_aliases_are_compared_each_with_itself() -> None:
    was = record(Value("alias", "a@x.example"), Value("alias", "b@x.example"))
    now = record(Value("alias", "b@x.example"), Value("alias", "c@x.example"))

    (held,) = block((was,), (now,)).held

    assert [
        (row.before and row.before.text, row.after and row.after.text) for row in held.rows
    ] == [
        ("b@x.example", "b@x.example"),
        (None, "c@x.example"),
        ("a@x.example", None),
    ]


def test_systems_stand_in_the_order_in_which_addresses_travel() -> None:
    records = [record(system=each) for each in ("microsoft365", "okta", "insync")]

    held = block((), tuple(records)).held

    assert [each.system for each in held] == ["Okta", "inSync", "Microsoft 365"]


def test_where_nothing_changed_one_column_says_so() -> None:
    same = (record(Value("email ID", UPN)),)

    text = str(shown(people(same, same)))

    assert not block(same, same).changed
    assert "Before and after" in text
    assert "the same" not in text


def test_what_stays_is_said_to_stay() -> None:
    stays, was, now = Value("status", "active"), Value("email ID", UPN), Value("email ID", SMTP)

    text = str(shown(people((record(was, stays),), (record(now, stays),))))

    assert re.search(">active</bdi></td><td [^>]*>the same</td>", text)
    assert text.count("the same") == 1
    assert text.count("data-when") == 2


def test_who_stays_has_one_column_beside_who_does_not() -> None:
    one, other = (record(Value("email ID", each)) for each in (UPN, SMTP))
    before = State("", (Person("Sam", (one,)), Person("Ada", (one,))))
    after = State("", (Person("Sam", (one,)), Person("Ada", (other,))))

    text = str(shown(People(before, after)))

    assert text.count("Before and after") == text.count(">Before</th>") == 1


def test_marks_and_words_say_what_fits() -> None:
    values = (
        Value("email ID", SMTP, ("SMTP",), Fit.FITS),
        Value("AD attribute", "x@y.example", (), Fit.NOT),
    )

    text = str(shown(people((), (record(*values),), more=3)))

    assert "</span> fits</span>" in text
    assert "</span> does not fit</span>" in text
    assert "= SMTP" in text
    assert "… and 3 more people" in text


def test_hostile_names_arrive_as_text() -> None:
    state = State(HOSTILE, (Person(HOSTILE, (record(Value("email ID", HOSTILE)),), (HOSTILE,)),))

    text = str(shown(People(state, state)))

    assert "<script" not in text
    assert text.count("&lt;script&gt;") == 4


def test_what_keeps_everybodys_jobs_from_succeeding_is_said_once_with_when() -> None:
    def state(*missing: str) -> State:
        return State("inSync email ID", (Person("Sam Soto", ()),), missing)

    text = str(shown(People(state("gone before", "all along"), state("all along", "came after"))))

    assert re.findall(r'<p class="missing">(.*?)</p>', text) == [
        'gone before <span class="news">before</span>',
        "all along",
        'came after <span class="news">after</span>',
    ]


def test_what_no_console_shows_is_marked_and_explained_once() -> None:
    stored = (record(Value("email ID", SMTP), Value("AD attribute", UPN)),)
    seen = (record(Value("email ID", SMTP)),)

    html = str(shown(people(stored, stored)))
    rows = re.findall(r'<th scope="row">(.*?)</th>', html)
    assert [("on no console" in each) for each in rows] == [False, True]
    assert html.count("No console shows it.") == 1
    assert "console" not in str(shown(people(seen, seen)))
