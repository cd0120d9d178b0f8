"""The texts that the script of the page puts into rows, each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from crosswalk.diagnosis.row import Word

from .examples import Site, named
from .explained import explained
from .harm import JOBS, Harm
from .kept import Verdict
from .said import FAILURE, MARKS, TIMES, Said


def texts(verdicts: Iterable[Verdict], site: Site, statements: Mapping[str, str]) -> dict[str, Any]:
    """Return what is said of the rows of verdicts, by code, id and number of kind."""
    kinds = {each.kind: None for each in verdicts}
    said = [Said(kind) for kind in kinds]
    ids = sorted({id_ for each in said for id_ in (*each.ids, *each.kind.assumed)})
    examples = {claim: None for each in said for claim in each.examples}
    numbers = {claim: number for number, claim in enumerate(examples)}
    return {
        "jobs": JOBS,
        "times": TIMES,
        "marks": [MARKS.get(word, FAILURE) for word in Word],
        "harms": [harm.value for harm in Harm],
        "codes": {each.code.value: (each.text, each.do) for each in explained().values()},
        "statements": {id_: (statements[id_], site.identifier(id_)) for id_ in ids},
        "examples": [(named(claim), site.example(claim)) for claim in examples],
        "shownBy": [[numbers[claim] for claim in each.examples] for each in said],
    }
