"""What the living documentation costs: recording a run, and making a large site of it."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from .many import Envelope, examples_in, multiplied
from .measure import Comparison, Side, Trial
from .sides import Allowed, Calls, PytestProcess, Timed

FEATURES = "features"
REPORTED = "features, with messages and site"
MANY = "a site of many examples"
FEW = "a site of few examples"
ALLOWED = "the seconds it may take"

MANY_EXAMPLES = 1500
FEW_EXAMPLES = 250
SECONDS = 10.0


def _recording(scratch: Path) -> tuple[str, ...]:
    return (FEATURES, "--messages", str(scratch / "messages.ndjson"))


def _reported(checkout: Path, scratch: Path) -> Mapping[str, Side]:
    site = ("--living-doc", str(scratch / "site"))
    return {
        REPORTED: PytestProcess((*_recording(scratch), *site), checkout),
        FEATURES: PytestProcess((FEATURES,), checkout),
    }


def _sites(checkout: Path, scratch: Path) -> Mapping[str, Side]:
    PytestProcess(_recording(scratch), checkout).seconds()
    lines = (scratch / "messages.ndjson").read_text(encoding="utf-8").splitlines()
    envelopes = [json.loads(each) for each in lines]
    return {
        MANY: site_of(multiplied(envelopes, MANY_EXAMPLES), scratch),
        FEW: site_of(multiplied(envelopes, FEW_EXAMPLES), scratch),
        ALLOWED: Allowed(SECONDS / MANY_EXAMPLES),
    }


def site_of(envelopes: Sequence[Envelope], scratch: Path) -> Calls:
    """Return the making of a site out of messages, timed for one example of it."""

    def prepare() -> Timed:
        from crosswalk.living_doc.reading import read
        from crosswalk.living_doc.site import build

        shutil.rmtree(scratch / "sites", ignore_errors=True)
        (scratch / "sites").mkdir()
        directory = Path(tempfile.mkdtemp(dir=scratch / "sites"))
        return lambda: build(read(envelopes), directory)

    return Calls(prepare, examples_in(envelopes))


REPORTING_TRIAL = Trial(
    (
        Comparison(
            "reporting",
            "pytest features with messages and living documentation, against without",
            target=1.3,
            measured=REPORTED,
            reference=FEATURES,
        ),
    ),
    _reported,
)
SITE_TRIAL = Trial(
    (
        Comparison(
            "site",
            f"a site of {MANY_EXAMPLES:,} examples, against the {SECONDS:g} s that it may take",
            target=1.0,
            measured=MANY,
            reference=ALLOWED,
            scale=MANY_EXAMPLES,
        ),
        Comparison(
            "site-growth",
            f"an example in a site of {MANY_EXAMPLES:,}, against one of {FEW_EXAMPLES}",
            target=1.2,
            measured=MANY,
            reference=FEW,
            unit="ms",
            scale=1e3,
        ),
    ),
    _sites,
)
