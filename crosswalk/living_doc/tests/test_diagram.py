"""What is drawn is what crossed the wire: each exchange once, its texts as text."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from crosswalk.evidence.model import (
    EXCHANGES_FILE,
    SYSTEMS,
    Exchange,
    Exchanges,
    Scene,
    read_exchanges,
)
from crosswalk.evidence.witness import Witness
from crosswalk.living_doc.diagram import draw
from crosswalk.living_doc.fitting import shortened, width, wrapped
from fakes.company.cast import CAST
from fakes.company.setting_up import connect, enter_okta
from fakes.lab import Lab

HOSTILE = "<script>alert(\"1\")</script> & 'x' \u202eevil 🙂"
SVG = "{http://www.w3.org/2000/svg}"


def exchange(number: int = 0, **told: object) -> Exchange:
    values: dict[str, object] = {
        "number": number,
        "sender": "okta",
        "recipient": "insync",
        "method": "GET",
        "path": "/insync/scim/Users",
        "status": 200,
        "request": "",
        "response": "",
        **told,
    }
    return Exchange(**values)  # type: ignore[arg-type]


def scene(*exchanges: Exchange, sentence: str = "said", at: str = "okta", **told: int) -> Scene:
    return Scene(sentence, True, at, exchanges, **told)


def drawn(*scenes: Scene) -> ElementTree.Element:
    total = sum(len(each.exchanges) for each in scenes)
    return ElementTree.fromstring(str(draw(Exchanges(scenes, total), anchor="here")))  # noqa: S314


def texts(figure: ElementTree.Element, kind: str = "") -> list[str]:
    return [
        "".join(each.itertext())
        for each in figure.iter("text")
        if not kind or each.get("class") == kind
    ]


def test_there_are_four_lifelines_and_the_sentence() -> None:
    figure = drawn(scene(exchange(), sentence="the users are imported"))

    assert texts(figure, "head-name") == ["Admin", "Okta", "inSync", "Microsoft 365"]
    assert texts(figure, "sentence") == ["the users are imported"]
    assert len([each for each in figure.iter("line") if each.get("class") == "life"]) == 4


def test_paper_can_be_turned_between_scenes() -> None:
    figure = drawn(scene(exchange(0), sentence="one"), scene(exchange(1), sentence="other"))

    assert [texts(each, "sentence") for each in figure.iter("svg")] == [[], ["one"], ["other"]]


def test_the_lines_of_a_tall_drawing_are_named_below_as_well() -> None:
    figure = drawn(*(scene(exchange(number)) for number in range(12)))

    assert texts(figure, "head-name") == ["Admin", "Okta", "inSync", "Microsoft 365"] * 2


def test_an_exchange_has_its_number_method_path_status_and_what_decides() -> None:
    asked, answered = 'userName eq "sam@corp.example"', "totalResults 0"

    figure = drawn(scene(exchange(6, asked=asked, answered=answered)))

    assert texts(figure, "number") == ["7"]
    assert texts(figure, "method") == ["GET /Users"]
    assert texts(figure, "value") == [asked]
    assert texts(figure, "status") == ["✓ 200 totalResults 0"]


def test_arrows_run_from_who_sends_to_who_receives_and_back() -> None:
    figure = drawn(scene(exchange(sender="insync", recipient="microsoft365"), at=""))

    at = {
        name: each.get("x")
        for name, each in zip(
            texts(figure, "head-name"),
            (each for each in figure.iter("text") if each.get("class") == "head-name"),
            strict=True,
        )
    }
    ends = {
        each.get("class"): (each.get("x1"), each.get("x2"))
        for each in figure.iter("line")
        if each.get("class") in ("ask", "reply")
    }
    assert ends == {
        "ask": (at["inSync"], at["Microsoft 365"]),
        "reply": (at["Microsoft 365"], at["inSync"]),
    }


@pytest.mark.parametrize("status", [404, 500, 0])
def test_a_refusal_has_a_mark_and_says_what_it_means(status: int) -> None:
    figure = drawn(scene(exchange(status=status, means="EUSERNOTFOUND")))

    assert texts(figure, "status") == [f"✗ {status or 'no answer'}"]
    assert texts(figure, "means") == ["✗ EUSERNOTFOUND"]
    assert [each.get("class") for each in figure.iter("a")] == ["exchange failed"]


def test_every_arrow_opens_what_was_sent_and_what_came_back() -> None:
    told = exchange(3, request='{"userName": "sam"}', response='{"id": "7"}', path="/a?b=c%20d")

    figure = drawn(scene(told))

    (link,) = figure.iter("a")
    target = (link.get("href") or "").removeprefix("#")
    _, details = figure.iter("details")
    (opened,) = [each for each in details.iter("div") if each.get("id") == target]
    assert [each.text for each in opened.iter("pre")] == [told.request, told.response]
    assert "4 Okta → inSync GET /a?b=c%20d ✓ 200" in re.sub(
        r"\s+", " ", "".join(details.itertext())
    )


def test_a_drawing_says_what_the_journal_says() -> None:
    lab = Lab()
    witness = Witness(lab)
    witness.gather()
    witness.during("the users are imported from Okta", acts=True)
    connect(lab.okta, lab.insync, lab.microsoft365)
    lab.okta.assignments.assign(enter_okta(lab.okta, CAST["Sam"]).id)
    lab.okta.jobs.run()
    lab.insync.protection.back_up_everyone()
    (told,) = [text for name, _, text in witness.evidence() if name == EXCHANGES_FILE]

    figure = ElementTree.fromstring(str(draw(read_exchanges(told), anchor="here")))  # noqa: S314

    said = [" ".join("".join(each.itertext()).split()) for each in figure.iter("summary")][1:]
    assert said == [
        f"{each.number + 1} {SYSTEMS[each.sender]} → {SYSTEMS[each.recipient]} {each.method} "
        f"{each.path} {'✓' if each.status < 400 else '✗'} {each.status}"
        for each in lab.journal
    ]
    assert texts(figure, "number") == [str(each.number + 1) for each in lab.journal]
    shown = [each.text for each in figure.iter("pre")]
    bodies = [body.decode() for each in lab.journal for body in (each.request, each.response)]
    assert shown == [body for body in bodies if body]


def test_ids_are_told_apart_on_a_page() -> None:
    figure = drawn(scene(exchange(0)), scene(exchange(1)))

    ids = [each.get("id") for each in figure.iter() if each.get("id")]
    assert ids == ["here--x1", "here--x2"]


def test_what_is_left_out_is_counted() -> None:
    figure = drawn(scene(exchange(alike=98), left_out=5))

    assert texts(figure, "alike") == ["… 98 more like this", "… and 5 more exchanges"]


def test_somebody_who_acts_sends_an_arrow_to_the_system() -> None:
    acts, elsewhere = drawn(scene(at="insync")), drawn(scene(at=""))

    assert [each.get("class") for each in acts.iter("line")].count("act") == 1
    assert [each.get("class") for each in elsewhere.iter("line")].count("act") == 0


def test_somebody_else_who_sends_is_named_beside_the_arrow() -> None:
    figure = drawn(scene(exchange(sender="an identity provider")))

    assert texts(figure, "method") == ["an identity provider: GET /Users"]


def test_hostile_texts_arrive_as_text() -> None:
    told = exchange(
        path=HOSTILE, asked=HOSTILE, answered=HOSTILE, request=HOSTILE, response=HOSTILE
    )

    markup = str(draw(Exchanges((scene(told, sentence=HOSTILE),), 1), anchor="here"))
    figure = ElementTree.fromstring(markup)  # noqa: S314

    assert "<script" not in markup
    assert texts(figure, "sentence") == [HOSTILE]
    assert [each.text for each in figure.iter("pre")] == [HOSTILE, HOSTILE]


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("sam@corp.example", 16, "sam@corp.example"),
        ("sam@corp.example", 9, "sam@…mple"),
        ("🙂🙂🙂🙂🙂", 7, "🙂…🙂"),
        ("e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"),
    ],
)
def test_a_text_that_is_too_long_loses_its_middle(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short
    assert width(short) <= limit


def test_lines_break_where_they_may() -> None:
    assert wrapped("one two three four five", 9, 3) == ("one two", "three", "four five")
    assert wrapped("one two three four five", 9, 2) == ("one two", "thre…five")
    assert wrapped("GET /users/sam/drive", 14, 2, before="/") == ("GET /users/sam", "/drive")
    assert wrapped("", 9, 2) == ("",)
