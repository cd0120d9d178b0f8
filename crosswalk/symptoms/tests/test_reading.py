"""A symptom's file is read strictly: what does not lead to one cause is refused in a clear line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosswalk.symptoms.reading import symptoms

HEAD = 'title = "Some symptom"\nmeaning = "Something."\n'
CAUSE = """
[[causes]]
name = "{name}"
title = "A cause"
proof = "It is seen."
where = "A screen"
ids = ["R01"]
actions = [{{ text = "Do it." }}]
never = [{{ what = "Do not.", why = "It breaks." }}]
feature = "09_backup"
example = "Some example"
"""
ONE, TWO = CAUSE.format(name="one"), CAUSE.format(name="two")
ACCOUNTS = """
[[questions]]
name = "accounts"
ask = "How many?"
where = "A screen"
sees = "accounts of a person"
answers = [
  { says = "One", sees = ["one"], cause = "one" },
  { says = "Two", sees = ["two"], cause = "two" },
]
"""
SETTING = """
[[questions]]
name = "setting"
ask = "What is set?"
where = "A screen"
sees = "setting"
answers = [
  { says = "Email ID", sees = ["inSync email ID"], cause = "two" },
  { says = "Attribute", sees = ["AD Attribute"], cause = "three" },
]
"""
WHOLE = HEAD + ACCOUNTS + ONE + TWO
NESTED = HEAD + ACCOUNTS.replace('cause = "two"', 'question = "setting"') + SETTING
NESTED += ONE + TWO + CAUSE.format(name="three")


def written(folder: Path, text: str) -> Path:
    (folder / "01_some.toml").write_text(text)
    (folder / "02_other.toml").write_text(HEAD + CAUSE.format(name="elsewhere"))
    return folder


@pytest.mark.parametrize("text", [WHOLE, NESTED, HEAD, HEAD + ONE])
def test_what_leads_to_one_cause_each_is_read_in_the_order_of_the_files(
    tmp_path: Path, text: str
) -> None:
    assert [each.name for each in symptoms(written(tmp_path, text))] == ["some", "other"]


def test_a_path_is_what_was_answered_up_to_its_cause(tmp_path: Path) -> None:
    some, other = symptoms(written(tmp_path, NESTED))

    told = {
        path.cause: [answer.says for _, answer in path.turns]
        for path in some.paths()
        if path.turns == some.path_to(some.cause(path.cause))
    }
    assert told == {"one": ["One"], "two": ["Two", "Email ID"], "three": ["Two", "Attribute"]}
    assert [(path.turns, path.cause) for path in other.paths()] == [((), "elsewhere")]


def test_an_answer_can_lead_to_the_cause_of_another_symptom(tmp_path: Path) -> None:
    elsewhere = 'symptom = "other", cause = "elsewhere"'
    some, _ = symptoms(written(tmp_path, HEAD + ACCOUNTS.replace('cause = "two"', elsewhere) + ONE))

    assert [(path.symptom, path.cause) for path in some.paths()] == [
        ("some", "one"),
        ("other", "elsewhere"),
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("title = [", "Invalid value (at end of document)"),
        (HEAD + "color = 1\n", "Object contains unknown field `color`"),
        (HEAD.replace("Some symptom", ""), "Expected `str` of length >= 1 - at `$.title`"),
        (
            WHOLE.replace("accounts of a person", "weather"),
            "Invalid enum value 'weather' - at `$.questions[0].sees`",
        ),
        (
            WHOLE.replace('["two"]', '["three"]'),
            "question accounts: expected one of one, two, got 'three'; "
            "question accounts: no answer sees two, and there is no otherwise",
        ),
        (
            WHOLE.replace('["two"]', '["two", "one"]'),
            "question accounts: two answers see 'one'",
        ),
        (
            WHOLE.replace('sees = "accounts', 'otherwise = "Else."\nsees = "accounts'),
            "question accounts: an otherwise for nothing: the answers see everything",
        ),
        (
            WHOLE.replace(', cause = "two"', ""),
            "answer 'Two': expected it to lead to a question, a cause or a symptom",
        ),
        (
            WHOLE.replace('cause = "two"', 'cause = "two", question = "accounts"'),
            "answer 'Two': expected it to lead to a question, a cause or a symptom",
        ),
        (WHOLE.replace('cause = "two"', 'cause = "no"'), "answer 'Two': there is no cause no"),
        (
            WHOLE.replace('cause = "two"', 'question = "no"'),
            "answer 'Two': there is no question no",
        ),
        (
            WHOLE.replace('cause = "two"', 'symptom = "some"'),
            "answer 'Two': there is no other symptom some",
        ),
        (
            WHOLE.replace('cause = "two"', 'symptom = "other", cause = "two"'),
            "answer 'Two': there is no cause two",
        ),
        (
            WHOLE.replace('cause = "two"', 'question = "accounts"'),
            "question accounts: it leads to itself; question accounts: 2 answers lead to it; "
            "cause two: nothing leads to it",
        ),
        (
            WHOLE.replace('cause = "two"', 'cause = "one"'),
            "cause two: nothing leads to it; cause one: 2 answers lead to it",
        ),
        (HEAD + ACCOUNTS + SETTING + ONE + TWO, "answer 'Attribute': there is no cause three"),
        (
            HEAD + ACCOUNTS + SETTING.replace("three", "one") + ONE + TWO,
            "question setting: nothing leads to it",
        ),
        (
            NESTED.replace('sees = "setting"', 'sees = "accounts of a person"')
            .replace("inSync email ID", "one")
            .replace("AD Attribute", "two"),
            "question setting: accounts of a person was asked before",
        ),
        (HEAD + ONE + TWO, "several causes, and no question tells them apart"),
        (HEAD + ONE + ONE, "two causes of the name one; several causes, and no question"),
        (
            WHOLE.replace('{ text = "Do it." }', "{}"),
            "cause one: an action without a step and without a text",
        ),
        (
            WHOLE.replace("[[causes]]", '[[causes]]\nremains = "Something."', 1),
            "cause one: remains and failing belong together",
        ),
    ],
)
def test_a_mistake_is_named_with_its_file(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=f"^01_some.toml: {re.escape(complaint)}"):
        symptoms(written(tmp_path, text))


@pytest.mark.parametrize("name", ["some.toml", "x_some.toml", "01_.toml"])
def test_a_file_without_number_and_name_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(HEAD)

    with pytest.raises(ValueError, match=r"expected a name such as 01_duplicates\.toml"):
        symptoms(tmp_path)
