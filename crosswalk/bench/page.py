"""What the page of the bench says: the results that were kept last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from .measure import Result
from .report import Report, ratio

RESULTS = Path("crosswalk/bench/results.json")
HEADER = ("id", "compared", "target", "ratio", "medians")
_LARGE = 1000


def introduction(report: Report) -> Iterator[str]:
    """Yield what stands above the table: where and how it was measured."""
    yield f"Measured on {report.machine}, by"
    yield ""
    yield f"    {report.command} --json {RESULTS} && crosswalk pages"
    yield ""
    yield "The two sides of a comparison take turns on the same machine. The ratio is the median"
    yield "over the rounds. The lowest and the highest ratio follow in brackets. A ratio above its"
    yield "target is in bold. `crosswalk bench --only ID` measures one comparison."
    yield "`crosswalk bench --profile ID` shows where its time goes."


def rows(report: Report, ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each id, without figures where it was not measured."""
    results = {each.id: each for each in report.results}
    for id_ in ids:
        yield _row(results[id_]) if id_ in results else (id_, _reason(id_, report), "", "", "")


def _row(result: Result) -> tuple[str, ...]:
    median = ratio(result.ratio)
    return (
        result.id,
        result.what,
        "" if result.target is None else f"{result.target:.3g}",
        f"{median if result.met else f'**{median}**'} "
        f"({ratio(result.lowest)} to {ratio(result.highest)})",
        f"{_figure(result.measured)} / {_figure(result.reference)} {result.unit}",
    )


def _figure(number: float) -> str:
    return f"{number:.3g}" if number < _LARGE else f"{number:,.0f}"


def _reason(id_: str, report: Report) -> str:
    return report.left_out.get(id_) or report.failures.get(id_) or "not measured yet"
