"""The pictures of a step: one before each click, and one after the last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .camera import Camera
from .model import Picture

if TYPE_CHECKING:
    from playwright.sync_api import Locator


class Film:
    """Watches the clicks of a window while it runs."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._runs = False
        self._taken: list[Picture] = []

    def begin(self) -> None:
        """Take a picture before each click from here on."""
        self._runs, self._taken = True, []

    @contextmanager
    def watch(self, control: Locator) -> Iterator[None]:
        """Take a picture in which a control is marked that is about to be used.

        What a step does for one person after the other is shown for the first.
        """
        if self._runs:
            view = self._camera.look(control)
            if all(each.view != view for each in self._taken):
                self._taken.append(self._camera.take(control, view))
        yield

    def end(self) -> tuple[Picture, ...]:
        """Take the last picture, and return all; none where nothing was clicked.

        A picture after a click is the one before the next click, if there is a next click.
        """
        taken, self._runs, self._taken = self._taken, False, []
        return (*taken, self._camera.take()) if taken else ()
