"""Going through every console by its links, as somebody would who opens whatever there is."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fakes.screens import Console

from .clicking import Clicking, links

_NAMED = re.compile(r"\\\{\w+\\\}")
MOST = 3


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that was opened: its address and what it shows."""

    path: str
    html: str


def patterns_of(consoles: Iterable[Console]) -> Mapping[str, re.Pattern[str]]:
    """Return what matches the paths of each screen; those that name more come first."""
    paths = {
        console.base + (screen.path if screen.path != "/" else "")
        for console in consoles
        for screen in console.screens
    }
    return {
        path: re.compile(_NAMED.sub("[^/]+", re.escape(path)))
        for path in sorted(paths, key=lambda each: (each.count("{"), each))
    }


def pattern_of(path: str, patterns: Mapping[str, re.Pattern[str]]) -> str:
    """Return the screen that a path leads to, "" where it is none."""
    bare = path.partition("?")[0]
    return next((each for each, pattern in patterns.items() if pattern.fullmatch(bare)), "")


def crawl(
    clicking: Clicking,
    consoles: Sequence[Console],
    most: int = MOST,
    further: Iterable[str] = (),
) -> Mapping[str, Sequence[Opened]]:
    """Follow the links of every console; return a few pages of each screen.

    Screens that a click leads to are opened too, where they are there, and ``further`` addresses.
    A page may lead to what is not there, and then says so.
    """
    patterns = patterns_of(consoles)
    opened: dict[str, list[Opened]] = {each: [] for each in patterns}
    waiting = deque(["/", *(each.base for each in consoles)])
    seen = set(waiting)
    waiting += (each for each in (*patterns, *further) if "{" not in each and each not in seen)
    while waiting:
        path = waiting.popleft()
        screen = pattern_of(path, patterns)
        if screen and len(opened[screen]) >= most:
            continue
        answer = clicking.open(path)
        if answer.status == 404:
            continue
        assert answer.status == 200, (path, answer.status)
        page = Opened(path, answer.body.decode())
        if screen:
            opened[screen].append(page)
        further = [each for each in links(page.html, path) if each not in seen]
        seen.update(further)
        waiting += (each for each in further if pattern_of(each, patterns))
    return opened
