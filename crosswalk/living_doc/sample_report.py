"""The report of a sample tenant, as `crosswalk diagnose` writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from crosswalk import links
from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.exports import read
from crosswalk.diagnosis.files import write_files
from crosswalk.diagnosis.report.examples import Site
from crosswalk.diagnosis.tenant import Tenant
from crosswalk.diagnosis.written.output import filled


def report(exports: Sequence[Path]) -> Mapping[str, str]:
    """Diagnose a tenant from its exports; return the text of each file of a site, by its path."""
    place = Path(links.SAMPLE).parent
    with TemporaryDirectory() as directory:
        made = Path(directory) / place
        with filled(made) as output:
            site = Site("..", links.DIAGNOSIS)
            write_files(output, _tenant(exports), Choices(), site=site)
        found = sorted(made.iterdir())
        return {str(place / each.name): each.read_text(encoding="utf-8") for each in found}


def _tenant(exports: Sequence[Path]) -> Tenant:
    """Read the exports; the notes name the files without where this machine has them."""
    tenant = read(exports)
    places = [place._replace(file=Path(place.file).name) for place, _ in tenant.notes]
    notes = (note._replace(place=place) for note, place in zip(tenant.notes, places, strict=True))
    return replace(tenant, notes=tuple(notes))
