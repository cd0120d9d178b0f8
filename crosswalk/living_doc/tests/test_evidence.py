"""What a case left behind is there to open: people, exchanges and the rule, else as text."""

from __future__ import annotations

from crosswalk.evidence.model import (
    EXCHANGES_FILE,
    EXCHANGES_TYPE,
    PEOPLE_FILE,
    PEOPLE_TYPE,
    RULE_FILE,
    RULE_TYPE,
    Exchange,
    Exchanges,
    People,
    Person,
    Scene,
    State,
    written,
)
from crosswalk.living_doc.attachment import Attachment
from crosswalk.living_doc.evidence import folds
from crosswalk.living_doc.model import Attempt, Case

STATE = State("AD Attribute", (Person("Sam Soto", ()),))
EXCHANGE = Exchange(0, "okta", "insync", "GET", "/Users", 200, "", "")
EXCHANGES = Exchanges((Scene("said", False, "okta", (EXCHANGE,)),), 1)


def case(*attachments: Attachment) -> Case:
    return Case("title", "here", 3, (), (), (Attempt({}, (), attachments),))


def test_each_kind_of_evidence_is_shown_in_its_way() -> None:
    people, wire, rule, other = folds(
        case(
            Attachment(written(People(STATE, STATE)), PEOPLE_TYPE, PEOPLE_FILE),
            Attachment(written(EXCHANGES), EXCHANGES_TYPE, EXCHANGES_FILE),
            Attachment("R01: <so>", RULE_TYPE, RULE_FILE),
            Attachment("<b>", "text/html"),
        )
    )

    assert people.title == "The people before and after"
    assert "<caption>Sam Soto</caption>" in people.content
    assert wire.title == "HTTP requests and responses"
    assert 'id="here--x1"' in wire.content
    assert (rule.title, other.title) == ("The rule that decided", "text/html")
    assert '<a href="ids.html#R01">R01</a>: &lt;so&gt;' in rule.content
    assert "&lt;b&gt;" in other.content
