"""Records read off a page, by the names that their fields have there (microdata)."""

from __future__ import annotations

from typing import TypeVar

import msgspec

Kind = TypeVar("Kind")

READ = """
items => {
  const value = at => {
    const child = name => at.querySelector(`:scope > ${name}`);
    if (child('.nothing')) return null;
    if (child('[itemscope]')) return item(child('[itemscope]'));
    if (child('dl.pairs')) {
      return [...child('dl.pairs').children].map(each => [...each.children].map(value));
    }
    if (child('ul')) return [...child('ul').children].map(value);
    if (child('time')) return child('time').dateTime;
    if (child('data')) return child('data').value;
    return at.textContent;
  };
  const item = at => Object.fromEntries(
    [...at.querySelectorAll('[itemprop]')]
      .filter(each => each.parentElement.closest('[itemscope]') === at)
      .map(each => [each.getAttribute('itemprop'), value(each)])
  );
  return items.map(item);
}
"""
"""Returns the fields of each item by their names, as JSON has them."""


def converted(fields: object, kind: type[Kind]) -> Kind:
    """Return a record of a type from its fields; numbers and so on are texts on a page.

    Raises ValueError naming the field that the page does not have.
    """
    return msgspec.convert(fields, kind, strict=False)
