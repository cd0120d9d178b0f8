"""Where what is stated comes from is told, and linked where it has an address."""

from __future__ import annotations

import re

import pytest

from crosswalk.living_doc import links
from crosswalk.statements import article

from .reader import Reader


def test_a_link_to_elsewhere_is_one_of_the_sources_and_does_not_tell_where_it_was_followed(
    site: dict[str, Reader],
) -> None:
    followed = [found for page in site.values() for tag, found in page.elements if tag == "a"]
    outside = [each for each in followed if "//" in (each["href"] or "")]

    assert {each["href"] for each in outside} == {article().address}
    assert {each["rel"] for each in outside} == {"noreferrer"}


@pytest.mark.parametrize("path", [links.FRONT, links.RUNBOOK])
def test_the_warning_of_the_article_stands_before_anything_to_do(
    path: str, site: dict[str, Reader]
) -> None:
    told = re.split("What a customer reports|The right order", site[path].text)[0]

    assert all(each in told for each in (article().title, *article().warning))
    assert links.step("email-ids") in site[path].all("href")


@pytest.mark.parametrize("path", [links.FRONT, links.RUNBOOK, links.ARTICLE])
def test_the_article_is_named_by_its_title_and_linked(path: str, site: dict[str, Reader]) -> None:
    assert article().title in site[path].text
    assert article().address in site[path].all("href")
