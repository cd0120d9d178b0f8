"""The diagrams, as a browser has them, say what the journal says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from crosswalk.evidence.model import EXCHANGES_TYPE, SYSTEMS, Exchange, Exchanges, read_exchanges

from .looking import Played, attachments, visits

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

READ = """() => [...document.querySelectorAll('figure.wire .wire-scroll')].map((drawn) => {
  const heads = new Map([...drawn.querySelectorAll('.head-name')]
    .map((head) => [head.getAttribute('x'), head.textContent]));
  const said = (within, kind) =>
    [...within.querySelectorAll(`text.${kind}`)].map((each) => each.textContent);
  return {
    label: drawn.getAttribute('aria-label'),
    sentences: said(drawn, 'sentence').join(' '),
    left_out: [...drawn.querySelectorAll(':scope > svg > text.alike')]
      .map((each) => each.textContent),
    arrows: [...drawn.querySelectorAll('a.exchange')].map((each) => {
      const line = each.querySelector('line.ask');
      const next = each.nextElementSibling;
      return {
        target: each.getAttribute('href').slice(1),
        leads: document.getElementById(each.getAttribute('href').slice(1)) !== null,
        from: heads.get(line.getAttribute('x1')),
        to: heads.get(line.getAttribute('x2')),
        full: each.querySelector('title').textContent,
        asked: said(each, 'method').join(''),
        answered: said(each, 'status').join(''),
        alike: next && next.matches('text.alike') ? next.textContent : '',
      };
    }),
  };
})"""
Drawn = dict[str, Any]


@pytest.fixture(scope="module")
def drawn(chromium: Browser, played: Played) -> dict[str, Drawn]:
    """Every diagram of the site by where its case stands; those without an arrow are left out."""
    visit = visits(chromium, played)
    found = {}
    for path in played.pages:
        visit.page.goto(path.as_uri())
        chapter = f"{path.stem.partition('--')[0]}.html"
        for each in visit.page.evaluate(READ):
            if each["arrows"]:
                anchor = each["arrows"][0]["target"].rpartition("--x")[0]
                found[f"{chapter}#{anchor}"] = each
    return found


@pytest.fixture(scope="module")
def journals(played: Played) -> dict[str, Exchanges]:
    """What the run told of what crossed the wire, by where its case stands."""
    told = {place: read_exchanges(body) for place, body in attachments(played, EXCHANGES_TYPE)}
    return {place: each for place, each in told.items() if each.total}


def test_every_example_has_its_own(drawn: dict[str, Drawn], journals: dict[str, Exchanges]) -> None:
    assert len(journals) > 20
    assert drawn.keys() == journals.keys()


def test_every_arrow_is_an_exchange(
    drawn: dict[str, Drawn], journals: dict[str, Exchanges]
) -> None:
    for place, journal in journals.items():
        arrows = [
            (each["from"], each["to"], each["full"], each["leads"])
            for each in drawn[place]["arrows"]
        ]
        assert arrows == [(*_ends(each), _in_full(each), True) for each in _exchanges(journal)]


def test_what_can_be_read_on_an_arrow_is_method_path_and_status(
    drawn: dict[str, Drawn], journals: dict[str, Exchanges]
) -> None:
    for place, journal in journals.items():
        for arrow, exchange in zip(drawn[place]["arrows"], _exchanges(journal), strict=True):
            asked = arrow["asked"].removeprefix(f"{exchange.sender}: ")
            method, _, path = asked.partition(" ")
            assert method == exchange.method
            assert re.fullmatch(f"(/v1.0|/insync/scim)?{_gaps(path)}(\\?.*)?", exchange.path), path
            assert arrow["answered"].split()[1] == str(exchange.status)


def test_repeats_are_drawn_once_and_counted(
    drawn: dict[str, Drawn], journals: dict[str, Exchanges]
) -> None:
    for place, journal in journals.items():
        arrows = drawn[place]["arrows"]
        repeated = [_number(each["alike"]) for each in arrows]
        assert repeated == [each.alike for each in _exchanges(journal)]
        said = sum(map(_number, drawn[place]["left_out"]))
        assert len(arrows) + said == journal.total == _number(drawn[place]["label"])
    assert any(drawn[place]["left_out"] for place in journals)


def test_every_sentence_stands_above_what_it_did(
    drawn: dict[str, Drawn], journals: dict[str, Exchanges]
) -> None:
    for place, journal in journals.items():
        sentences = " ".join(each.sentence for each in journal.scenes)
        assert re.fullmatch(_gaps(drawn[place]["sentences"]), sentences)


def _exchanges(journal: Exchanges) -> list[Exchange]:
    return [each for scene in journal.scenes for each in scene.exchanges]


def _ends(exchange: Exchange) -> tuple[str, str]:
    return SYSTEMS.get(exchange.sender, "Admin"), SYSTEMS.get(exchange.recipient, "Admin")


def _in_full(exchange: Exchange) -> str:
    mark = "✓" if 0 < exchange.status < 400 else "✗"
    asked = f"{exchange.number + 1}. {exchange.method} {exchange.path}"
    return f"{asked}: {mark} {exchange.status or 'no answer'}"


def _gaps(shortened: str) -> str:
    """Return a pattern of a text that was shortened."""
    return re.escape(shortened).replace("…", ".*")


def _number(text: str) -> int:
    return int("".join(re.findall(r"\d+", text)) or 0)
