"""An undefined step comes with a definition that can be pasted as it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

pytest_plugins = ["pytester"]

FEATURE = """\
Feature: Fruit
  Example: New
    Given apple is in the basket
    When {sentence}
"""
TERMS_BESIDES = """
    from crosswalk.runner.phrases import code, quoted

    quoted("text note", str, expected="a text")
    code("formula", expected="a formula", examples=("1 + 1",))
    one_of("peeled", {"peeled": True})

    @given(parsers.parse("{peeled} fruit says {text} and {note}"), converters=TERMS)
    def says(text, note, peeled):
        pass

    @when(parsers.parse("the till reckons {formula}"), converters=TERMS)
    def reckons(formula):
        pass

    @given("peeled or not, peeled")
    def peeled_or_not(basket):
        pass

    @when("somebody looks")
    def looks(basket, tmp_path):
        pass
"""


def snippet_in(result: pytest.RunResult) -> str:
    lines = result.outlines
    first = lines.index("  to define it, in a module of steps:") + 2
    indented = (line for line in lines[first:] if line.startswith("    "))
    return "\n".join(line.removeprefix("    ") for line in indented)


def offered(run: Run, sentence: str) -> list[str]:
    return snippet_in(run(FEATURE.format(sentence=sentence), words=TERMS_BESIDES)).split("\n")


@pytest.mark.parametrize(
    ("sentence", "pattern", "function"),
    [
        (
            "we weigh apple today",
            'parsers.parse("we weigh {fruit} today"), converters=TERMS',
            "we_weigh_today(fruit)",
        ),
        (
            'we paint it "dark red" and write "a" below "b" with 12 pens',
            'parsers.parse("we paint it {color} and write {text} below {note} with '
            '{expected} pens"),',
            "we_paint_it_and_write_below_with_pens(color, text, note, expected)",
        ),
        (
            'we write "cut(x, "a", "b")" below "b"',
            'parsers.parse("we write {formula} below {text}"), converters=TERMS',
            "we_write_below(formula, text)",
        ),
        ("peeled is said by steps", '"peeled is said by steps"', "peeled_is_said_by_steps()"),
        ("an apple2 {stays}", '"an apple2 {stays}"', "an_apple2_stays()"),
        (
            "the set {a} of apple",
            'parsers.parse("the set {{a}} of {fruit}"), converters=TERMS',
            "the_set_a_of(fruit)",
        ),
        ("class", '"class"', "step_class()"),
        ("it is 'so'", "\"it is 'so'\"", "it_is_so()"),
    ],
)
def test_a_snippet_has_placeholders_for_what_terms_know(
    run: Run, sentence: str, pattern: str, function: str
) -> None:
    code = offered(run, sentence)

    start = code.index(f"def {function}:")
    assert pattern in " ".join(line.strip() for line in code[:start])
    assert code[start + 2] == "    # Fixtures that other steps use: basket, tmp_path"
    assert all(len(line) <= 100 for line in code)


@pytest.mark.parametrize(
    "sentence",
    [
        "we weigh apple today",
        'we paint it "dark red" and write "a" below "b" with 12 pens',
        "the set {a} of apple",
        "class:\n      | fruit |\n      | pear  |",
        'we {read} "this":\n      """\n      text\n      """',
        "it's 'so' and \\n \"so\"",
    ],
)
def test_a_pasted_snippet_is_found_and_says_that_it_is_not_written(run: Run, sentence: str) -> None:
    feature = FEATURE.format(sentence=sentence)
    code = snippet_in(run(feature, words=TERMS_BESIDES))
    # The code is pasted below the module as it stands, which is indented as the rest of it.
    pasted = TERMS_BESIDES + "\n" + "\n".join(f"    {line}" for line in code.split("\n"))
    result = run(feature, words=pasted)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["    ✓ Given apple is in the basket", "  > ✗ When *"])
    result.stdout.fnmatch_lines(["E   NotImplementedError: this step is not written yet"])


def test_without_terms_a_snippet_takes_texts_and_numbers(
    run: Run, pytester: pytest.Pytester
) -> None:
    pytester.makepyfile(
        words="from pytest_bdd import given, parsers, when\n\n@given('apple is in the basket')\n"
        "def is_in():\n    pass\n"
    )
    feature = FEATURE.format(sentence='we peel 3 of "Kent" and 4')
    (pytester.path / "fruit.feature").write_text(feature)
    code = snippet_in(pytester.runpytest_inprocess())

    assert code.split("\n")[:2] == [
        "@when(parsers.parse('we peel {number:d} of \"{text}\" and {number2:d}'))",
        "def we_peel_of_and(number, text, number2):",
    ]
    with (pytester.path / "words.py").open("a") as file:
        file.write(f"\n\n{code}\n")
    result = pytester.runpytest_inprocess()
    result.stdout.fnmatch_lines(["E   NotImplementedError: this step is not written yet"])


def test_the_messages_suggest_the_same(run: Run) -> None:
    result = run(
        FEATURE.format(sentence="we weigh apple today"),
        "--messages=run.ndjson",
        words=TERMS_BESIDES,
    )

    written = map(json.loads, Path("run.ndjson").read_text().splitlines())
    [suggestion] = [each["suggestion"] for each in written if "suggestion" in each]
    assert suggestion["snippets"] == [{"language": "python", "code": snippet_in(result)}]


def test_a_step_that_goes_on_where_another_ends_may_be_defined(run: Run) -> None:
    result = run(FEATURE.format(sentence="x").replace("When x", "And pear is in the basket now"))

    assert "  similar steps:" in result.outlines
    assert "def is_in_the_basket_now(fruit):" in snippet_in(result)
