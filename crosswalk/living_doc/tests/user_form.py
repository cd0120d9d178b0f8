"""The form about one user, filled in as by hand, and what the page says then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

Fields = Mapping[str, str]

_TYPE = """(cases) => cases.map((fields) => {
  const form = document.getElementById('user');
  for (const each of form.querySelectorAll('input[type=text], textarea')) each.value = '';
  for (const each of form.querySelectorAll('select')) each.selectedIndex = 0;
  for (const each of form.querySelectorAll('input[type=checkbox]')) each.checked = false;
  let last = form;
  for (const [id, value] of Object.entries(fields)) {
    last = document.getElementById(id);
    if (last.type === 'checkbox') last.checked = Boolean(value); else last.value = value;
    if (last.type !== 'checkbox' && last.value !== value) {
      throw new Error(`${id} takes no ${value}`);
    }
  }
  last.dispatchEvent(new Event('input', { bubbles: true }));
  const text = (each) => each?.textContent.trim() ?? '';
  const all = (within, selector) => [...within.querySelectorAll(selector)];
  const ends = (list) => all(list, '.end').map((each) => text(each).slice(2));
  return {
    now: all(document, '#jobs table').map((table) => ({
      state: text(table.caption),
      jobs: all(table, 'tbody tr').map((row) => ({
        presents: text(row.cells[1]), ends: text(row.querySelector('.end')).slice(2),
        says: text(row.querySelector('.says')), cause: text(row.querySelector('.cause')),
        ids: all(row, '.id').map(text), missing: all(row, '.missing').map(text),
      })),
    })),
    played: text(document.querySelector('#jobs .played')),
    steps: Object.fromEntries(all(document, '#steps article').map((card) => [
      text(card.querySelector('h3')), {
      said: all(card, ':scope > ul:first-of-type > li').map(text),
      then: all(card, '.then').map(text),
      ends: all(card, '.ends').map(ends),
    }])),
    advice: text(document.getElementById('advice')),
    left: all(document, '#advice .left li').map((each) => each.value),
    told: Object.fromEntries(all(form, '.told').filter((each) => text(each)).map(
      (each) => [each.id.replace(/-told$/, ''), text(each)])),
    ticket: document.getElementById('text').value,
    hidden: document.getElementById('answer').hidden,
  };
})"""


@dataclass(frozen=True, slots=True)
class UserForm:
    """The form on a page that is open."""

    page: Page

    def type(self, cases: Sequence[Fields]) -> list[dict[str, Any]]:
        """Fill the form in anew for each case, and return what the page says of it."""
        found: list[dict[str, Any]] = self.page.evaluate(_TYPE, list(cases))
        return found

    def typed(self, **fields: str) -> dict[str, Any]:
        """Return what the page says of one case; names have - for their underscores."""
        (found,) = self.type([{name.replace("_", "-"): value for name, value in fields.items()}])
        return found
