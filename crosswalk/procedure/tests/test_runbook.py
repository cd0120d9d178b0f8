"""The runbook says everything that the article asks for, and complains in one clear line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosswalk.catalogue import IDS, REQUIREMENTS
from crosswalk.procedure.orders import ARTICLE_ORDER
from crosswalk.procedure.runbook import Claim, runbook

STEP = """
[[steps]]
name = "look"
title = "Look"
place = "Somewhere"
actions = ["Look."]
"""
CLAIM = 'text = "So."\nids = ["R01"]\nfeature = "09_backup"\nexample = "Some example"\n'


def test_every_requirement_is_in_it() -> None:
    said = {id_ for step in runbook() for claim in step.claims for id_ in claim.ids}

    assert set(REQUIREMENTS) <= said <= IDS


def test_its_order_is_that_of_the_procedure() -> None:
    procedure_steps = [step.procedure_step for step in runbook() if step.procedure_step]

    assert tuple(dict.fromkeys(procedure_steps)) == ARTICLE_ORDER


def test_steps_have_the_numbers_by_which_texts_speak_of_them() -> None:
    numbers = {step.name: number for number, step in enumerate(runbook(), start=1)}

    assert {numbers[name] for name in ("email-ids", "mapping", "import", "setting")} == {2, 4, 5, 6}
    said = [text for step in runbook() for text in (*step.actions, *_texts(step.claims))]
    assert {int(n) for text in said for n in re.findall(r"\bstep (\d)", text)} == {2, 4, 5, 6}


def _texts(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    return tuple(getattr(claim, field, "") for claim in claims for field in ("text", "check"))


def test_names_and_claims_are_there_once() -> None:
    steps = runbook()
    names = [step.name for step in steps]
    texts = [claim.text for step in steps for claim in step.claims]

    assert len(set(names)) == len(names)
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("steps = [", "book.toml: Invalid value (at end of document)"),
        ("steps = []", "book.toml: Expected `array` of length >= 1 - at `$.steps`"),
        (STEP, "book.toml: Object missing required field `before` - at `$.steps[0]`"),
        (
            f"{STEP}color = 1\n",
            "book.toml: Object contains unknown field `color` - at `$.steps[0]`",
        ),
        (
            f'{STEP}procedure_step = "nothing"\n',
            "book.toml: Invalid enum value 'nothing' - at `$.steps[0].procedure_step`",
        ),
        (
            f"{STEP}[[steps.before]]\n{CLAIM}",
            "book.toml: Object missing required field `check` - at `$.steps[0].before[0]`",
        ),
        (
            f"{STEP}[[steps.changes]]\n{CLAIM.replace('So.', '')}",
            "book.toml: Expected `str` of length >= 1 - at `$.steps[0].changes[0].text`",
        ),
        (
            f"{STEP}[[steps.changes]]\n{CLAIM.replace('[', '').replace(']', '')}",
            "book.toml: Expected `array`, got `str` - at `$.steps[0].changes[0].ids`",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "book.toml"
    path.write_text(text)

    with pytest.raises(ValueError, match=f"^{re.escape(complaint)}$"):
        runbook(path)
