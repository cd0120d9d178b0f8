"""The path is played in a browser: its screens are those behind the shipped pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from crosswalk.screens.pictures.camera import Camera
from crosswalk.screens.pictures.differences import differences
from crosswalk.screens.pictures.film import Film
from crosswalk.screens.pictures.model import Named
from crosswalk.screens.pictures.path import PathStep, Section, ThePath, the_path
from crosswalk.screens.pictures.playing import NotPlayed, Taken, play
from crosswalk.screens.pictures.shipped import shipped

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

BUY = Named("button", "Buy")
PAGE = """<!doctype html><html lang="en"><title>Fruit · Shop</title><body>
<main><h1>Fruit</h1><label for="a">Apples</label><input id="a" value="sam@corp.example">
<button onclick="document.querySelector('h1').textContent = 'Bought'">Buy</button>
<p style="margin-top: 2000px"><a href="#a">Far below</a></p></main></body></html>"""


@pytest.fixture(scope="module")
def taken(chromium: Browser) -> Taken:
    return play(chromium, the_path())


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page(viewport={"width": 600, "height": 400})
    opened.set_content(PAGE)
    yield opened
    opened.close()


def test_the_screens_are_those_behind_the_shipped_pictures(taken: Taken) -> None:
    assert list(differences(shipped(), taken.places)) == []


def test_every_picture_has_its_two_files(taken: Taken) -> None:
    pictures = [each for all_ in taken.places.values() for each in all_]

    assert {name for each in pictures for name in each.files} == set(taken.files)
    assert all(content[8:12] == b"WEBP" for content in taken.files.values())
    assert all(each.light != each.dark for each in pictures)


def test_what_is_clicked_is_marked_and_the_page_is_left_as_it_was(page: Page) -> None:
    camera, buy = Camera(page), page.get_by_role("button")
    before = page.content()

    plain, marked, again = camera.take(), camera.take(buy), camera.take()

    assert marked.control == BUY
    assert marked.light != plain.light
    assert again == plain
    assert page.content() == before
    assert page.evaluate("document.adoptedStyleSheets.length") == 0


def test_equal_pictures_are_given_out_once(page: Page) -> None:
    camera = Camera(page)
    first = camera.take()

    assert set(camera.fresh()) == set(first.files)
    assert camera.take() == first
    assert camera.fresh() == {}


def test_a_control_far_below_is_in_the_picture(page: Page) -> None:
    camera = Camera(page)

    assert camera.take(page.get_by_role("link")).light != camera.take().light


def test_a_film_has_a_picture_before_each_click_and_one_after_the_last(page: Page) -> None:
    film, buy = Film(Camera(page)), page.get_by_role("button")
    with film.watch(buy):
        pass
    assert film.end() == ()

    film.begin()
    with film.watch(buy):
        buy.click()
    with film.watch(buy):
        buy.click()
    first, second, last = film.end()

    bought = Named("heading", "Bought")
    assert [each.control for each in (first, second, last)] == [BUY, BUY, None]
    assert [bought in each.screen.shows for each in (first, second, last)] == [False, True, True]
    assert Named("textbox", "Apples") in last.screen.shows
    assert "sam@corp" not in str(last)


def test_what_a_step_does_again_and_again_is_pictured_once(page: Page) -> None:
    film, buy = Film(Camera(page)), page.get_by_role("button")
    buy.click()

    film.begin()
    for _ in range(3):
        with film.watch(buy):
            buy.click()

    assert [each.control for each in film.end()] == [BUY, None]


def test_a_renamed_button_is_told_with_the_step_that_clicks_it(chromium: Browser) -> None:
    renamed = PathStep("okta-1", "Click Folder", "click in Okta", "attribute", "Folder")
    path = ThePath((Section("okta", "Okta", ("Lead",), (renamed,)),))

    with pytest.raises(NotPlayed, match=r"^okta-1, 'Click Folder': 'Folder' is not offered"):
        play(chromium, path)
