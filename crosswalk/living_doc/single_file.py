"""The site as one file to mail: every page is a section, and links lead inside of it.

HTTP requests are left out, which are most of a site, and pages that need a script of their own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from crosswalk import links
from crosswalk.evidence.model import EXCHANGES_TYPE

from . import search, site
from .model import Attempt, Book, Case

_MAIN = re.compile(r'(<main id="main" tabindex="-1">)(.*?)(</main>)', re.S)
_ATTRIBUTE = re.compile(r'(?<=\s)(id|for|headers|list|href|aria-[a-z]+)="([^"]*)"')
_NAMING = re.compile(r"id|for|headers|list|aria-(labelledby|describedby|controls|owns|details)")
_LINK = re.compile(r'<a\b([^>]*?)\shref="([^"#]+\.(?:html|csv))(?:#[^"]*)?"([^>]*)>(.*?)</a>', re.S)
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">\n?')
_SCRIPT = re.compile(r'<script src="([^"]+)" defer></script>\n?')
_ONE_PAGE = re.compile(r'<a class="skip".*?</a>\n?|(?<=") aria-current="page"')
"""What makes sense on a page of its own alone."""
_WHOLE_PAGE = re.compile(r"\b(html|body|main|\.frame):has\(")
_LOADED = '"search-index.js"'
_INLINE = (
    '"data:text/javascript," + encodeURIComponent('
    'document.getElementById("search-index").textContent)'
)
_PICTURE = re.compile(r'<a href="pictures/[^"]+"><picture>.*?</picture></a>\n?', re.S)
_LEFT_OUT = (
    "<p>HTTP requests, pictures, and pages that need a script, are left out of this file. The site "
    "has them.</p>\n"
)
_STYLE = """
/* One page at a time: the one that holds what the address names, or else the first. */
.page { max-width: var(--wide); }
.page:not(:target, :has(:target)) { display: none; }
main:not(:has(:target)) > .page:first-child { display: block; }
"""


def single_file(book: Book) -> str:
    """Return the site of a book as the text of one file."""
    files = dict(site.files(_without_exchanges(book)))
    scripts = _SCRIPT.findall(files[links.FRONT])
    pages = {
        name: text
        for name, text in files.items()
        if name.endswith(".html") and set(_SCRIPT.findall(text)) <= set(scripts)
    }
    index = _index(files[site.INDEX], pages)
    loaded = "".join(f"<script>\n{_script(files[each])}</script>\n" for each in scripts)
    frame = _ONE_PAGE.sub("", _MAIN.sub(r"\1\3", files[links.FRONT]))
    frame = _inside(_SCRIPT.sub("", _SHEET.sub("", frame)), "", pages)
    frame = frame.replace("</head>", f"{_style(pages, files)}</head>")
    frame = frame.replace("</footer>", f"{_LEFT_OUT}</footer>")
    frame = frame.replace("</body>", f"{index}{loaded}</body>")
    sections = "".join(_section(name, text, pages) for name, text in pages.items())
    return _MAIN.sub(lambda found: f"{found[1]}\n{sections}{found[3]}", frame)


def _style(pages: Mapping[str, str], files: Mapping[str, str]) -> str:
    """Return the style sheets of all pages; what is meant for one page waits for that page."""
    sheets = dict.fromkeys(each for text in pages.values() for each in _SHEET.findall(text))
    rules = "".join(_WHOLE_PAGE.sub(r"\1:has(.page:target ", files[each]) for each in sheets)
    return f"<style>\n{rules}{_STYLE}</style>\n"


def _without_exchanges(book: Book) -> Book:
    """Return a book of which the exchanges are left out."""
    return replace(book, chapters=tuple(chapter.with_cases(_lighter) for chapter in book.chapters))


def _lighter(case: Case) -> Case:
    return replace(case, attempts=tuple(map(_lighter_attempt, case.attempts)))


def _lighter_attempt(attempt: Attempt) -> Attempt:
    kept = tuple(each for each in attempt.attachments if each.media_type != EXCHANGES_TYPE)
    return replace(attempt, attachments=kept)


def _section(name: str, text: str, pages: Collection[str]) -> str:
    found = _MAIN.search(text)
    content = _inside(found[2], name, pages) if found else ""
    return f'<div class="page" id="{name}">{content}</div>\n'


def _inside(text: str, name: str, pages: Collection[str]) -> str:
    """Return HTML of a page whose links lead inside of the file; what it names is named after it.

    What leads to a page that is not there becomes plain text. Of pictures their words stay.
    """
    text = _PICTURE.sub("", text)
    text = _LINK.sub(lambda found: found[0] if found[2] in pages else found[4], text)
    return _ATTRIBUTE.sub(lambda found: f'{found[1]}="{_value(found, name, pages)}"', text)


def _value(found: re.Match[str], name: str, pages: Collection[str]) -> str:
    attribute, value = found.groups()
    if attribute == "href":
        return _address(value, name, pages)
    if name and _NAMING.fullmatch(attribute):
        return " ".join(f"{name}:{each}" for each in value.split())
    return value


def _address(value: str, name: str, pages: Collection[str]) -> str:
    page, sign, anchor = value.partition("#")
    if (page or name) not in pages:
        return value
    return f"#{page or name}:{anchor}" if sign else f"#{page}"


def _index(script: str, pages: Collection[str]) -> str:
    """Return the index of the search as text that the search loads like a script."""
    index = search.from_script(script)
    found = [
        [kind, title, _address(address, "", pages), *more]
        for kind, title, address, *more in index["entries"]
        if address.partition("#")[0] in pages
    ]
    inside = search.as_script({**index, "entries": found})
    return f'<script type="text/plain" id="search-index">{inside}</script>\n'


def _script(text: str) -> str:
    return text.replace(_LOADED, _INLINE)
