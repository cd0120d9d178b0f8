"""What is read of a screen has names, and no values of people."""

from __future__ import annotations

from crosswalk.screens.pictures.model import Named
from crosswalk.screens.pictures.reading import named

TREE = """\
- link "Skip to the content":
  - /url: "#main"
- banner:
  - navigation "Lab":
    - link "The wire":
      - /url: /wire
  - combobox "Signed in as":
    - option "super administrator" [selected]
- main:
  - heading "Sam Soto" [level=1]
  - 'heading "Add: a person" [level=2]'
  - row "Sam Soto sam@corp.example":
    - cell "Sam Soto sam@corp.example":
      - link "Sam Soto"
      - button "Suspend Sam Soto"
  - term: Primary email
  - definition:
    - term: login
    - definition: sam@corp.example
    - button "Copy"
  - textbox "Say \\"when\\"": sam@corp.example
  - complementary "What the last click sent":
    - heading "What the last click sent" [level=2]
  - button "Save"
"""


def test_what_has_a_name_is_read_and_values_of_people_are_not() -> None:
    assert list(named(TREE.splitlines())) == [
        Named("link", "Skip to the content"),
        Named("combobox", "Signed in as"),
        Named("heading", "Add: a person"),
        Named("button", "Suspend …"),
        Named("term", "Primary email"),
        Named("textbox", 'Say "when"'),
        Named("button", "Save"),
    ]
