"""`rehearsal.json`, what was found, and `differences.csv`, who comes out otherwise."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from importlib import metadata
from typing import Any

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.row import Row
from crosswalk.diagnosis.written.cells import guarded, line
from crosswalk.diagnosis.written.output import Output

from .findings import COLUMNS, Difference, Findings, LeftOut, Order

FILE, DIFFERENCES = "rehearsal.json", "differences.csv"
REFUSED_AT_MOST = 20
"""How many of the rows are listed that a bulk change does not take."""
_HEADER = (
    *("okta_login", "okta_email", "insync_email_id", "upn", "primary_smtp"),
    *("column", "predicted", "played", "exchanges"),
)


def write(output: Output, findings: Findings, choices: Choices, *, seed: int) -> None:
    """Write both files."""
    file = output.file(FILE)
    json.dump(results(findings, choices, seed=seed), file, indent=2, ensure_ascii=False)
    file.write("\n")
    differences = output.file(DIFFERENCES)
    differences.write(f"{line(_HEADER)}\n")
    for each in findings.differences:
        differences.write(f"{line(map(guarded, _cells(each)))}\n")


def results(findings: Findings, choices: Choices, *, seed: int) -> dict[str, Any]:
    """Return what was found, as the file holds it."""
    return {
        "people": findings.people,
        "played": findings.played,
        "complete": findings.complete,
        "compared": findings.compared,
        "agree": findings.agreed.total(),
        "by_column": _by_column(findings),
        "differences": [_difference(each) for each in findings.differences],
        "change_request_refused": findings.refused_request,
        "not_compared": [_left_out(each) for each in findings.not_compared],
        "not_played": [_left_out(each) for each in findings.not_played],
        "not_held": [
            {"system": each.system, "name": each.name, "why": each.why} for each in findings.refused
        ],
        "orders": [_order(each) for each in findings.orders],
        "seed": seed,
        "choices": {
            "access": choices.access.value,
            "user_name": choices.user_name,
            "ad_attribute": choices.ad_attribute,
            "readings": dict(choices.readings),
        },
        "written_by": f"crosswalk {metadata.version('crosswalk')}",
    }


def _by_column(findings: Findings) -> dict[str, dict[str, int]]:
    differ = Counter(each.column for each in findings.differences)
    kept = {
        "not_compared": _counted(findings.not_compared),
        "not_played": _counted(findings.not_played),
    }
    counts = {"agree": findings.agreed, "differ": differ, **kept}
    return {
        column: {name: count[column] for name, count in counts.items()}
        for column in COLUMNS
        if any(count[column] for count in counts.values())
    }


def _counted(left_out: Iterable[LeftOut]) -> Counter[str]:
    return Counter(column for each in left_out for column in each.columns)


def _who(row: Row) -> dict[str, str]:
    return {
        "okta_login": row.okta_login,
        "okta_email": row.okta_email,
        "insync_email_id": row.insync_email_id,
        "upn": row.upn,
        "primary_smtp": row.primary_smtp,
    }


def _difference(found: Difference) -> dict[str, Any]:
    told = {"column": found.column, "predicted": found.predicted, "played": found.played}
    return {**_who(found.row), **told, "exchanges": [each._asdict() for each in found.exchanges]}


def _left_out(left_out: LeftOut) -> dict[str, Any]:
    return {**_who(left_out.row), "columns": [*left_out.columns], "why": left_out.why}


def _order(order: Order) -> dict[str, Any]:
    refused = order.refused.split("; ") if order.refused else []
    return {
        "steps": [step.value for step in order.steps],
        "accounts": order.accounts,
        "created": order.created,
        "failing": order.failing,
        "refused_rows": len(refused),
        "refused": refused[:REFUSED_AT_MOST],
    }


def _cells(found: Difference) -> tuple[str, ...]:
    exchanges = "\n".join(map(str, found.exchanges))
    return (
        *_who(found.row).values(),
        *(found.column, found.predicted, found.played, exchanges),
    )
