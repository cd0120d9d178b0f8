"""Pictures are kept until the texts or controls of their screens change."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswalk.screens.pictures import shipped as module
from crosswalk.screens.pictures.differences import differences
from crosswalk.screens.pictures.model import Named, Picture, Screen
from crosswalk.screens.pictures.path import the_path
from crosswalk.screens.pictures.shipped import INDEX, Kept, Shipped, renewed, shipped

MOST = 5_000_000
SAVE, CANCEL = Named("button", "Save"), Named("link", "Cancel")
SCREEN = Screen("Settings · Console", "/console/settings", (SAVE, CANCEL))


def picture(name: str, screen: Screen = SCREEN, control: Named | None = SAVE) -> Picture:
    light, dark = (f"{name}{scheme}".encode().hex().rjust(16, "0")[-16:] for scheme in "ld")
    return Picture(screen, f"{light}.webp", f"{dark}.webp", 10, 10, control)


def put(directory: Path, revision: str, **places: Picture) -> list[str]:
    taken = {place: (each,) for place, each in places.items()}
    files = {name: name.encode() for each in places.values() for name in each.files}
    return list(renewed(directory, taken, files, revision))


def names(directory: Path) -> list[str]:
    return sorted(each.name for each in directory.iterdir() if each.name != INDEX)


def test_pixels_alone_replace_nothing(tmp_path: Path) -> None:
    before, after = picture("before"), picture("after")

    assert put(tmp_path, "r1", save=before) == ["save"]
    assert put(tmp_path, "r2", save=after) == []
    assert shipped(tmp_path).places == {"save": (Kept("r1", before),)}
    assert names(tmp_path) == sorted(before.files)


@pytest.mark.parametrize(
    "changed",
    [
        picture("after", Screen("Settings · Console", "/console/settings", (SAVE,))),
        picture("after", Screen("Options · Console", "/console/settings", (SAVE, CANCEL))),
        picture("after", control=CANCEL),
    ],
)
def test_another_text_or_control_replaces_the_picture_and_its_files(
    tmp_path: Path, changed: Picture
) -> None:
    kept = picture("kept")
    put(tmp_path, "r1", save=picture("before"), other=kept)

    assert put(tmp_path, "r2", save=changed, other=picture("new")) == ["save"]
    assert shipped(tmp_path).places["save"] == (Kept("r2", changed),)
    assert shipped(tmp_path).places["other"] == (Kept("r1", kept),)
    assert names(tmp_path) == sorted([*changed.files, *kept.files])


def test_equal_pictures_are_stored_once(tmp_path: Path) -> None:
    put(tmp_path, "r1", one=picture("same"), two=picture("same"))

    assert len(shipped(tmp_path).places) == 2
    assert names(tmp_path) == sorted(picture("same").files)


def test_an_index_that_was_spoiled_says_what_writes_it(tmp_path: Path) -> None:
    tmp_path.joinpath(INDEX).write_text('{"places": {"a": 1}}')

    with pytest.raises(ValueError, match=r"index\.json.*run `crosswalk pictures screens`"):
        shipped(tmp_path)


def test_a_file_name_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "r1", save=picture("a"))
    text = tmp_path.joinpath(INDEX).read_text().replace(picture("a").light, "../../x.webp")
    tmp_path.joinpath(INDEX).write_text(text)
    shipped.cache_clear()

    with pytest.raises(ValueError, match="light"):
        shipped(tmp_path)


def test_a_difference_names_the_step_the_screen_and_the_control() -> None:
    before = Shipped({"okta-4": (Kept("r1", picture("a")),)})
    renamed = Screen("Settings · Console", "/console/settings", (Named("button", "Store"), CANCEL))

    found = list(
        differences(before, {"okta-4": (picture("b", renamed, Named("button", "Store")),)})
    )

    assert found == [
        "okta-4, picture 1: the screen 'Settings · Console' has the button 'Store' marked, which "
        "was the button 'Save': run `crosswalk pictures screens`",
        "okta-4, picture 1: the screen 'Settings · Console' has no longer the button 'Save', but "
        "the button 'Store': run `crosswalk pictures screens`",
    ]


@pytest.mark.parametrize(
    ("now", "difference"),
    [
        ((picture("a"), picture("b")), "picture 2: it is not shipped"),
        ((), "picture 1: nothing is clicked there any more"),
        (
            (picture("a", Screen("Settings · Console", "/elsewhere", (SAVE, CANCEL))),),
            "picture 1: the screen 'Settings · Console' at /elsewhere was 'Settings · Console' at "
            "/console/settings",
        ),
        (
            (picture("a", Screen("Settings · Console", "/console/settings", (CANCEL, SAVE))),),
            "picture 1: the screen 'Settings · Console' has the same in another order",
        ),
    ],
)
def test_whatever_differs_is_told(now: tuple[Picture, ...], difference: str) -> None:
    before = Shipped({"here": (Kept("r1", picture("a")),)})

    (found,) = differences(before, {"here": now})

    assert found == f"here, {difference}: run `crosswalk pictures screens`"


def test_what_is_shipped_is_whole_and_small() -> None:
    files = [each for each in module.DIRECTORY.iterdir() if each.name != INDEX]

    assert sorted(each.name for each in files) == shipped().files
    assert sum(each.stat().st_size for each in files) < MOST


def test_every_step_of_the_path_has_pictures_before_and_after_it() -> None:
    for step in the_path().steps:
        *before, after = (each.picture for each in shipped().places[step.name])
        assert before
        assert all(each.control for each in before)
        assert after.control is None


def test_the_article_has_ten_steps_in_okta_and_eight_in_insync() -> None:
    okta, insync = the_path().sections

    assert [each.name for each in okta.steps] == [f"okta-{number}" for number in range(1, 11)]
    assert [each.name for each in insync.steps] == [f"insync-{number}" for number in range(1, 9)]


def test_one_picture_serves_where_the_same_link_is_marked_on_the_same_screen(
    tmp_path: Path,
) -> None:
    link, other = (picture(name, control=CANCEL) for name in ("one", "two"))
    button, another = picture("three"), picture("four")

    put(tmp_path, "r1", first=link, second=other, third=button, fourth=another)

    assert shipped(tmp_path).places == {
        "first": (Kept("r1", link),),
        "second": (Kept("r1", link),),
        "third": (Kept("r1", button),),
        "fourth": (Kept("r1", another),),
    }
    assert put(tmp_path, "r2", first=link, second=other, third=button, fourth=another) == []
