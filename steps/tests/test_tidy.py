"""The document and the vocabulary are tidy; and every check that says so can say otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from crosswalk.catalogue import IDS
from crosswalk.runner.faults import known_tags
from crosswalk.runner.gherkin import plays_of
from crosswalk.runner.sentences import Catalogue
from crosswalk.runner.vocabulary import Vocabulary, load, modules_in

from . import tidy

ROOT = Path(__file__).parents[2]
VOCABULARY = modules_in(ROOT / "pytest.ini")
FEATURES = sorted((ROOT / "features").rglob("*.feature"))
STEP_MODULES = [
    path for path in sorted(ROOT.glob("steps/*.py")) if tidy.defines_steps(path.read_text())
]
MODULES = [
    path
    for package in ("crosswalk", "fakes", "fixtures", "steps")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "tests" not in path.relative_to(ROOT).parts
]
DECIDING = [
    path
    for path in MODULES
    if path.stem in ("model", "rules") or "service" in path.relative_to(ROOT).parts
]

TEXT_CHECKS = [
    tidy.doubled_titles,
    tidy.misplaced_steps,
    tidy.prose_for_steps,
    tidy.screen_words,
    tidy.wrong_indents,
    tidy.crooked_tables,
    tidy.untidy_text,
    tidy.clumsy_titles,
    tidy.missing_description,
    tidy.nameless_rows,
]

TIDY = (
    dedent('''\
    @R01
    Feature: Fruit

      Why a reader would care:
      because.

      Background:
        Given a basket
        And these fruits:
          | name  | color |
          | apple | red   |

      @R02 @A1
      Rule: Fruit is counted

        Said at length.

        Example: Nothing
          When Ada clicked "twice" pens
          Then the note reads:
            """
            | is not a row
            # nor a comment, and When is no step
            """

        @A3
        Scenario Outline: Counting <fruit>
          Given <fruit>

          Examples: Right
            | fruit   | count |
            | apple   | 1     |
            | a \\| b | 2     |
    ''')
    .replace("clicked", "bought")
    .replace("a \\| b |", "a \\| b  |")
    .replace("   | 2", "  | 2")
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(load(VOCABULARY))


@pytest.fixture(scope="module")
def catalogue(vocabulary: Vocabulary) -> Catalogue:
    catalogue = Catalogue(vocabulary)
    for path in FEATURES:
        for play in plays_of(path):
            catalogue.read(name(path), play)
    return catalogue


@pytest.mark.parametrize("check", TEXT_CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("path", FEATURES, ids=name)
def test_features_are_tidy(path: Path, check: Callable[[str], list[str]]) -> None:
    assert not check(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FEATURES, ids=name)
def test_features_are_short_and_their_tags_are_known(
    path: Path, pytestconfig: pytest.Config
) -> None:
    text = path.read_text(encoding="utf-8")

    problems = [
        *tidy.too_long(text, tidy.FEATURE_LINES),
        *tidy.unknown_tags(text, known_tags(pytestconfig)),
    ]

    assert not problems, "\n".join(problems)


def test_every_sentence_is_said_by_one_step(catalogue: Catalogue) -> None:
    problems = [
        f"{each.place}: {each.text}" for each in (*catalogue.undefined, *catalogue.ambiguous)
    ]

    assert not problems, "\n".join(problems)


def test_every_id_has_a_scenario() -> None:
    assert not tidy.unproved((path.read_text(encoding="utf-8") for path in FEATURES), IDS)


def test_every_step_is_used(catalogue: Catalogue) -> None:
    unused = [f"{each.place}: {each.text}" for each in catalogue.unused]

    assert not unused, "\n".join(unused)


def test_every_step_module_is_in_the_vocabulary() -> None:
    missing = sorted({f"steps.{path.stem}" for path in STEP_MODULES} - set(VOCABULARY))

    assert not missing, "\n".join(["write below `vocabulary =` in pytest.ini:", *missing])


@pytest.mark.parametrize("path", STEP_MODULES, ids=name)
def test_editors_can_read_the_vocabulary(path: Path) -> None:
    assert not tidy.hidden_patterns(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", STEP_MODULES, ids=name)
def test_every_action_records_what_is_refused(path: Path) -> None:
    assert not tidy.unguarded_actions(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", STEP_MODULES, ids=name)
def test_whoever_is_entered_is_known_and_whatever_is_sent_is_watched(path: Path) -> None:
    source = path.read_text(encoding="utf-8")

    assert not [each for each in (" enter_okta(", " enter_microsoft365(") if each in source]
    assert path.stem == "story" or "jobs.run()" not in source


def test_an_action_that_forgets_what_is_refused_gets_a_complaint() -> None:
    source = "@when('somebody acts')\ndef acts(okta): okta.act()"

    assert tidy.unguarded_actions(source) == [
        "2: acts needs a story.refusal_by(...), for what it may be refused"
    ]
    guarded = source.replace("okta.act()", "\n    with story.refusal_by('Okta'): okta.act()")
    assert tidy.unguarded_actions(guarded) == []


def test_no_pattern_speaks_of_a_screen(vocabulary: Vocabulary) -> None:
    spoken = "\n".join(f"Given {each.pattern}" for each in vocabulary.definitions)

    assert not tidy.screen_words(spoken)


@pytest.mark.parametrize("path", DECIDING, ids=name)
def test_what_decides_is_the_same_in_every_run(path: Path) -> None:
    assert not tidy.banned_words(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_short(path: Path) -> None:
    assert not tidy.too_long(path.read_text(encoding="utf-8"), tidy.MODULE_LINES)


@pytest.mark.parametrize("check", TEXT_CHECKS, ids=lambda check: check.__name__)
def test_a_tidy_feature_gets_no_complaint(check: Callable[[str], list[str]]) -> None:
    assert not check(TIDY)


@pytest.mark.parametrize(
    ("check", "text", "line"),
    [
        (tidy.doubled_titles, "  Example: A\n  Rule: B\n    Scenario: A\n", 3),
        (tidy.misplaced_steps, "  Background:\n    Given a\n    When b\n  Example: C\n", 3),
        (tidy.misplaced_steps, "  Background:\n    Then b\n  Example: C\n    When d\n", 2),
        (tidy.prose_for_steps, "  Example: C\n    Gven a\n    When d\n", 2),
        (tidy.prose_for_steps, "  Example: C\n    when a\n    When d\n", 2),
        (tidy.screen_words, "  Example: C\n    When Ada clicks\n", 2),
        (tidy.screen_words, "  Example: C\n    When the Menu is open\n", 2),
        (tidy.wrong_indents, "Feature: A\n\n  Rule: B\n\n  Example: C\n", 5),
        (tidy.wrong_indents, "Feature: A\n\n  Example: C\n     When d\n", 4),
        (tidy.wrong_indents, "Feature: A\n\n  Example: C\n    When d\n    | e |\n", 5),
        (tidy.wrong_indents, "Feature: A\n\n  Example: C\n    Examples: D\n    | e |\n", 5),
        (tidy.wrong_indents, "Feature: A\n\n    @tag\n  Example: C\n", 3),
        (tidy.wrong_indents, "Feature: A\n\nProse.\n", 3),
        (tidy.crooked_tables, "  | a | b |\n  | long | b |\n", 2),
        (tidy.untidy_text, "Feature: A \n", 1),
        (tidy.untidy_text, "Feature: A\n\n\n  Example: C\n", 3),
        (tidy.untidy_text, "Feature: A\n\n  # why\n", 3),
        (tidy.untidy_text, "Feature: A\n\n\tExample: C\n", 3),
        (tidy.untidy_text, "Feature: A\n  b", 2),
        (tidy.untidy_text, "Feature: A\n\n", 2),
        (tidy.clumsy_titles, "Feature: A\n\n  Example: It works.\n", 3),
        (tidy.clumsy_titles, "Feature: A\n\n  Rule: It should work\n", 3),
        (tidy.clumsy_titles, "Feature: A\n\n  Rule: Verify that it works\n", 3),
        (tidy.missing_description, "@R01\nFeature: A\n\n  Example: C\n", 1),
        (tidy.nameless_rows, "  Examples: A\n    | ada@corp.example | 1 |\n", 2),
        (tidy.nameless_rows, "  Examples: A\n    |  | 1 |\n", 2),
    ],
)
def test_an_untidy_feature_gets_a_complaint(
    check: Callable[[str], list[str]], text: str, line: int
) -> None:
    complaints = check(text)

    assert [complaint.partition(":")[0] for complaint in complaints] == [str(line)]


def test_tags_are_counted_against_the_catalogue() -> None:
    assert tidy.unknown_tags(TIDY, frozenset({"R01", "R02", "A1"})) == ["26: unknown tag @A3"]
    assert tidy.unproved([TIDY], frozenset({"R01", "R03"})) == ["no scenario is tagged @R03"]


def test_a_long_text_gets_a_complaint() -> None:
    assert tidy.too_long("a\n" * 3, 3) == []
    assert tidy.too_long("a\n" * 4, 3) == [
        "4: 4 lines, expected at most 3: move a part to a file of its own"
    ]


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("@given(parsers.parse('a {b}'))\ndef c(b): 'Do.'\n", ""),
        ("@given('a')\n@when(parsers.parse('a {b}'), converters=T)\ndef c(b): 'Do.'\n", ""),
        (
            "@when(parsers.parse('a {b:C}', extra_types=T))\ndef c(b): 'Do.'\n",
            "2: c needs a literal *",
        ),
        ("@given('a')\nasync def c(): 'Do.'\n", "2: c is async, and nothing would await it"),
        ("@given('a')\ndef c(): pass\n", "2: c has no docstring"),
        ("@given(A)\ndef c(): 'Do.'\n", "2: c needs a literal parsers.parse('...')"),
        ("@given(parsers.parse(f'a'))\ndef c(): 'Do.'\n", "2: c needs a literal *"),
        ("@given(parsers.re('a'))\ndef c(): 'Do.'\n", "2: c needs a literal *"),
        ("@fixture\ndef c(): pass\n", ""),
    ],
)
def test_a_hidden_pattern_gets_a_complaint(source: str, complaint: str) -> None:
    found = tidy.hidden_patterns(source)

    assert [each[:20] for each in found] == ([complaint[:20]] if complaint else [])


@pytest.mark.parametrize(
    ("source", "complaints"),
    [
        ("now = time.time()\n", ["1: 'time.time': use the clock that is passed in"]),
        ("a = 1\nb = datetime.now(UTC)\n", ["2: 'datetime.now': use the clock that is passed in"]),
        ("import random\n", ["1: 'random': use fakes.store.Ids"]),
        ("from uuid import uuid4\n", ["1: 'from uuid': use fakes.store.Ids"]),
        ("import socket\n", ["1: 'socket': use fakes.wire.Wire"]),
        ("import requests\n", ["1: 'requests': use fakes.wire.Wire"]),
        ("with open('a') as b: pass\n", ["1: 'open(': use an argument that holds the text"]),
        ("sleep(1)\n", ["1: 'sleep': use a later moment of the clock"]),
        ("# requests at random\ntext = 'open(socket)'\nself.open()\nreopen(1)\n", []),
    ],
)
def test_a_banned_word_gets_a_complaint(source: str, complaints: list[str]) -> None:
    assert tidy.banned_words(source) == complaints


TESTS = [
    path
    for package in ("crosswalk", "fakes", "fixtures", "steps")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "importorskip(" in path.read_text(encoding="utf-8")
]
NEEDS_HYPOTHESIS = [
    path
    for package in ("crosswalk", "fakes", "fixtures", "steps")
    for path in sorted((ROOT / package).rglob("*.py"))
    if re.search(r"^(?:from|import) hypothesis", path.read_text(encoding="utf-8"), re.MULTILINE)
]


@pytest.mark.parametrize("path", NEEDS_HYPOTHESIS, ids=name)
def test_what_the_test_extra_brings_is_asked_for_before_it_is_imported(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.index('pytest.importorskip("hypothesis"') < text.index("from hypothesis")


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_a_test_that_is_skipped_says_what_brings_that_which_it_needs(path: Path) -> None:
    assert not tidy.unreasoned(path.read_text(encoding="utf-8"))


def test_a_skip_without_a_reason_gets_a_complaint() -> None:
    source = "import pytest\npytest.importorskip('yaml')\npytest.importorskip('x', reason=R)\n"

    assert tidy.unreasoned(source) == [
        '2: say what brings it, as in reason="needs yaml, which ..."'
    ]
