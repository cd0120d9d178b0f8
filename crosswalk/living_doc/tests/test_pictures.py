"""Pictures under steps: those of the run, or else those that are shipped."""

from __future__ import annotations

import base64
from html import escape
from pathlib import Path
from typing import Any

import pytest

from crosswalk import links
from crosswalk.living_doc import pictured_steps, pictures, single_file
from crosswalk.living_doc.merging import merged
from crosswalk.living_doc.model import Book
from crosswalk.living_doc.reading import read
from crosswalk.living_doc.site import build
from crosswalk.screens.pictures.model import (
    IMAGE_TYPE,
    PICTURES_TYPE,
    Named,
    Picture,
    Screen,
    written,
)
from crosswalk.screens.pictures.path import the_path
from crosswalk.screens.pictures.reading import ROLES, SEVERAL
from crosswalk.screens.pictures.shipped import place_of, shipped

from .envelopes import envelopes
from .looking import ROOT
from .reader import Reader

URI = "features/90_fruit.feature"
FRUIT = """Feature: Fruit

  Example: Apples are bought
    Given an apple
    When somebody clicks
    And somebody clicks
    Then it is bought

  Scenario Outline: Many <fruit>
    When somebody clicks

    Examples:
      | fruit |
      | pears |
"""
BUY = Named("button", "<b>Buy</b>")
SCREEN = Screen("Fruit · Shop", "/fruit", (Named("heading", "Fruit"), BUY))
LIGHT, DARK = "a" * 16 + ".webp", "b" * 16 + ".webp"
BEFORE = Picture(SCREEN, LIGHT, DARK, 20, 10, BUY)
AFTER = Picture(SCREEN, LIGHT, DARK, 20, 10)


def played(name: str = LIGHT) -> list[dict[str, Any]]:
    """Return the messages of a run that took pictures of the first click of each case."""
    made = envelopes({URI: FRUIT})
    clicks = {
        step["id"]
        for each in made
        if "pickle" in each
        for step in each["pickle"]["steps"]
        if step["text"] == "somebody clicks"
    }
    attached: list[dict[str, Any]] = []
    for each in made:
        if started := each.get("testCaseStarted"):
            (case,) = (
                e["testCase"]
                for e in made
                if e.get("testCase", {}).get("id") == started["testCaseId"]
            )
            step = next(s["id"] for s in case["testSteps"] if s["pickleStepId"] in clicks)
            where = {"testCaseStartedId": started["id"], "testStepId": step}
            attached += [
                _attached(written((BEFORE, AFTER)), PICTURES_TYPE, "IDENTITY", where),
                _attached(_base64(b"light"), IMAGE_TYPE, "BASE64", {**where, "fileName": name}),
                _attached(_base64(b"dark"), IMAGE_TYPE, "BASE64", {**where, "fileName": DARK}),
            ]
    return [*made[:-1], *attached, made[-1]]


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _attached(body: str, kind: str, encoding: str, where: dict[str, str]) -> dict[str, Any]:
    return {"attachment": {"body": body, "mediaType": kind, "contentEncoding": encoding, **where}}


@pytest.fixture(scope="module")
def fruit() -> Book:
    return read(played())


@pytest.fixture(scope="module")
def fruit_site(fruit: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("fruit")
    build(fruit, directory)
    return directory


def test_a_picture_stands_under_the_step_that_clicked(fruit: Book) -> None:
    (chapter,) = fruit.chapters
    (apples, pears) = chapter.cases

    assert [step.text for step in apples.steps if step.id in apples.pictures] == ["somebody clicks"]
    ((_, strip),) = pictures.of_case(chapter, apples).items()
    assert [each.picture for each in strip.shown] == [BEFORE, AFTER]
    assert strip.revisions == ()
    assert len(pictures.of_case(chapter, pears)) == 1


def test_its_text_says_what_is_seen_and_what_is_marked(fruit: Book) -> None:
    (chapter,) = fruit.chapters
    ((_, strip),) = pictures.of_case(chapter, chapter.cases[0]).items()
    before, after = strip.shown

    assert before.alt == "Screen: Fruit, Shop. Marked: the button “<b>Buy</b>”."
    assert after.alt == "Screen: Fruit, Shop."
    assert before.words == [("Headings", ["Fruit"]), ("Buttons", ["<b>Buy</b>"])]


@pytest.mark.parametrize(
    ("control", "does"),
    [
        (BUY, "Click the button “<b>Buy</b>”"),
        (Named("link", "…"), "Click the link of a person"),
        (Named("text", "More"), "Click the menu “More”"),
        (Named("combobox", "Kind"), "Choose from the list “Kind”"),
        (Named("slider", "Size"), "Click the control “Size”"),
        (SEVERAL, "Fill in the marked fields"),
        (None, "Afterwards"),
    ],
)
def test_what_is_done_is_said_and_nobody_is_named(control: Named | None, does: str) -> None:
    screen = Screen("… · Shop", "/fruit", ())
    shown = pictures.Shown(Picture(screen, LIGHT, DARK, 20, 10, control), 1)

    assert shown.does == does
    assert shown.screen == "a person, Shop"


def test_every_role_that_is_shipped_has_a_word() -> None:
    kept = [each.picture for taken in shipped().places.values() for each in taken]
    controls = {each.control.role for each in kept if each.control}
    names = {each.role for picture in kept for each in picture.screen.shows}

    assert controls | names <= set(pictures.WORDS)
    assert set(pictures.WORDS) >= ROLES


def test_the_page_shows_it_light_and_dark_and_escapes_its_names(fruit_site: Path) -> None:
    html = (fruit_site / links.chapter("90_fruit")).read_text(encoding="utf-8")

    assert html.count(f'<img src="{links.picture(LIGHT)}" width="20" height="10"') == 4
    assert html.count(f'srcset="{links.picture(DARK)}"') == 4
    assert "<b>Buy</b>" not in html
    assert html.count(escape("<b>Buy</b>")) == 8
    assert "taken at revision" not in html


def test_its_files_are_beside_the_pages(fruit_site: Path) -> None:
    assert (fruit_site / links.picture(LIGHT)).read_bytes() == b"light"
    assert (fruit_site / links.picture(DARK)).read_bytes() == b"dark"


def test_a_file_whose_name_leads_elsewhere_is_no_picture() -> None:
    book = read(played("../../../gone.webp"))

    assert list(book.files) == [DARK]
    assert book.chapters[0].cases[0].attachments[0].file_name == "../../../gone.webp"


def test_pictures_of_shards_come_together(fruit: Book) -> None:
    assert merged([("one", fruit), ("two", read(envelopes({URI: FRUIT})))]).files == fruit.files


def test_what_a_run_took_can_be_shipped_by_the_place_of_its_step(fruit: Book) -> None:
    anchor = fruit.chapters[0].cases[0].anchor

    places = pictured_steps.places_of(fruit)
    assert places[place_of("90_fruit", anchor, "somebody clicks", 0)] == (BEFORE, AFTER)
    assert len(places) == 2
    assert pictured_steps.files_of(fruit) == {LIGHT: b"light", DARK: b"dark"}


def test_a_step_that_reads_as_an_earlier_one_has_a_place_of_its_own(fruit: Book) -> None:
    chapter = fruit.chapters[0]
    places = [place for _, place in pictured_steps.steps_of(chapter, chapter.cases[0])]

    assert len(set(places)) == len(places) == 4


def test_a_mailed_file_has_the_words_and_no_pictures(fruit: Book) -> None:
    text = single_file.single_file(fruit)

    assert "<img" not in text
    assert "pictures/" not in text
    assert text.count("This screen in words") >= 4
    assert "HTTP requests, pictures, and pages that need a script, are left out" in text


def test_the_article_in_pictures_has_every_step_its_proof_and_the_revision(
    site: dict[str, Reader],
) -> None:
    page = site[links.PICTURES]
    there = set(page.all("id"))

    for step in (each for section in the_path().sections for each in section.steps):
        assert step.name in there
        for kept in shipped().places[step.name]:
            assert links.picture(kept.picture.light) in page.all("src")
            assert kept.revision in page.text
    assert all(each for each in page.all("alt"))


def test_every_example_of_a_step_of_the_article_is_led_to(site: dict[str, Reader]) -> None:
    addresses = {each for each in site[links.PICTURES].all("href") if "#" in str(each)}

    assert (
        links.example(
            "05_mapping",
            "Steps 1 to 4: Directory, Profile Editor and the app lead to Add Attribute",
        )
        in addresses
    )
    assert (
        links.example(
            "08_settings",
            "Click by click, from the navigation panel to the address that is presented",
        )
        in addresses
    )


def test_every_file_that_a_page_shows_is_there(built: Path, site: dict[str, Reader]) -> None:
    shown = {
        str(src)
        for page in site.values()
        for src in [*page.all("src"), *page.all("srcset")]
        if str(src).startswith("pictures/")
    }

    assert len(shown) > 50
    assert [each for each in shown if not (built / each).is_file()] == []


def test_what_is_shipped_for_a_feature_belongs_to_a_step_that_is_there(document: Book) -> None:
    known = {
        place
        for chapter in document.chapters
        for case in chapter.cases
        for _, place in pictured_steps.steps_of(chapter, case)
    }
    path = {step.name for step in the_path().steps}

    assert [place for place in shipped().places if place not in known | path] == []


def test_the_features_whose_pictures_are_taken_are_there() -> None:
    assert [each.stem for each in pictured_steps.pictured_features(ROOT)] == ["03_journey"]


def test_a_site_is_small(built: Path) -> None:
    assert sum(each.stat().st_size for each in built.rglob("*") if each.is_file()) < 20_000_000
