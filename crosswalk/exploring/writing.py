"""Writes a find: as a feature where sentences say it, else in Python, with the lab before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from pprint import pformat

from .calls import Call
from .finding import Shown
from .sentences import NoSentence, told

_SET_UP = 1
"""The first entry of the calls is how every history begins, which features have by themselves."""


def written(shown: Shown, directory: Path) -> tuple[Path, ...]:
    """Write a find to a directory, and return the files: what shows it, and the lab before it."""
    directory.mkdir(parents=True, exist_ok=True)
    stem = f"{_slug(shown.find.law)}-{_slug(shown.find.seed)}-{shown.find.number}"
    try:
        lines = list(told(shown.find.law, shown.find.said, _flat(shown.calls[_SET_UP:])))
        file = directory / f"{stem}.feature"
    except NoSentence as missing:
        lines = list(_in_python(shown, str(missing)))
        file = directory / f"{stem}.py"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    lab = directory / f"{stem}.json"
    lab.write_bytes(shown.before_last)
    return file, lab


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:40].strip("-")


def _flat(steps: Sequence[list[Call]]) -> list[Call]:
    return [call for step in steps for call in step]


def _in_python(shown: Shown, missing: str) -> Iterator[str]:
    find = shown.find
    yield '"""A find of `crosswalk explore`: the calls that break a law, each with its arguments.'
    yield ""
    yield f"Law: {find.law}"
    yield from (f"    {line}" for line in find.said.splitlines()[:3])
    yield f"Seed {find.seed}, history {find.number}. No sentence says: {missing}."
    yield '"""'
    yield ""
    yield "import sys"
    yield ""
    yield "from crosswalk.exploring.reproducing import Reproduction"
    yield ""
    yield f"again = Reproduction({find.law!r})"
    names = ("connect the three systems", *(step.action for step in find.steps), "the end")
    for name, calls in zip(names, shown.calls, strict=False):
        if name == "the end":
            break
        yield ""
        yield f"again.step({name!r})"
        for call in calls:
            if call.refusal is not None:
                yield f"# {' '.join(call.refusal.split())[:90]}"
            arguments = pformat(call.as_json()["arguments"], width=90, compact=True)
            yield f"again.call({call.verb!r}, {arguments})"
    yield ""
    yield "sys.exit(again.check())"
