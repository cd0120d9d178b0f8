"""Every statement of the article has examples, and they fail once what it says is turned round."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosswalk.catalogue import ASSUMPTIONS, FACTS, IDS, REQUIREMENTS
from crosswalk.runner.gherkin import plays_of
from crosswalk.runner.vocabulary import load, modules_in
from crosswalk.statements import ArticleStatement, statements

from .turned import FROM_THE_START, TURNED, TurnedRound

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
ARTICLE = statements()
# Imported here they stay: what is imported during a test of pytester's is forgotten after it.
load(modules_in(ROOT / "pytest.ini"))
OPTIONS = ("-c", f"{ROOT}/pytest.ini", "--rootdir", str(ROOT), "-p", "no:cacheprovider", "-q")


@pytest.fixture(scope="module")
def tags() -> dict[tuple[str, str], frozenset[str]]:
    """The tags of every example by its feature's stem and its title, or the name of a row."""
    return {
        (path.stem, title): play.tags
        for path in sorted((ROOT / "features").glob("*.feature"))
        for play in plays_of(path)
        for title in (play.template.name, play.name)
    }


@pytest.mark.parametrize("said", ARTICLE, ids=lambda said: said.place)
def test_a_statement_has_examples_with_one_of_its_ids(
    said: ArticleStatement, tags: dict[tuple[str, str], frozenset[str]]
) -> None:
    assert said.examples, f"no example shows {said.place}: {said.statement}"
    assert not [each for each in said.examples if not tags.get(each, frozenset()) & set(said.ids)]
    assert set(said.ids) <= IDS


def test_statements_are_there_once() -> None:
    assert len({said.place for said in ARTICLE}) == len(ARTICLE)
    assert len({said.statement for said in ARTICLE}) == len(ARTICLE)


def test_every_requirement_is_a_statement_of_the_article() -> None:
    assert set(REQUIREMENTS) <= {id_ for said in ARTICLE for id_ in said.ids}


@pytest.mark.parametrize(
    "said", [said for said in ARTICLE if said.letter], ids=lambda said: said.place
)
def test_what_differs_from_the_letter_of_the_article_names_who_says_so(
    said: ArticleStatement,
) -> None:
    assert set(said.ids) & {*ASSUMPTIONS, *FACTS}


@pytest.mark.parametrize("said", ARTICLE, ids=lambda said: said.place)
def test_a_statement_is_turned_round_or_says_why_not(said: ArticleStatement) -> None:
    assert bool(said.turned) != bool(said.untouched)


def test_what_is_turned_round_is_what_the_statements_name() -> None:
    assert {said.turned for said in ARTICLE if said.turned} == set(TURNED)


@pytest.mark.parametrize("turned", TURNED)
def test_examples_fail_once_their_statement_is_turned_round(
    turned: str, pytester: pytest.Pytester
) -> None:
    shown = {each for said in ARTICLE if said.turned == turned for each in said.examples}
    played = [f"{ROOT}/features/{stem}.feature::{title}" for stem, title in sorted(shown)]

    plugin = TurnedRound(TURNED[turned], from_the_start=turned in FROM_THE_START)

    result = pytester.runpytest_inprocess(*OPTIONS, *played, plugins=[plugin])

    assert result.parseoutcomes() == {"failed": len(shown)}
    assert set(plugin.failed_at) == {"then"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("statements = [", "article.toml: Invalid value (at end of document)"),
        ("statements = []", "article.toml: Expected `array` of length >= 1 - at `$.statements`"),
        (
            '[[statements]]\nplace = "Step 1"\n',
            "article.toml: Object missing required field `statement` - at `$.statements[0]`",
        ),
        (
            '[[statements]]\nplace = "a"\nstatement = "b"\nids = ["c"]\nexamples = [["d"]]\n',
            "article.toml: Expected `array` of length 2, got 1 - at `$.statements[0].examples[0]`",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "article.toml"
    path.write_text(text)

    with pytest.raises(ValueError, match=f"^{re.escape(complaint)}$"):
        statements(path)
