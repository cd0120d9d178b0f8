"""What the consoles of the three systems are made of: pages with forms, for a browser.

A console reads and acts through the admin port of its system alone and decides nothing. Its pages
are plain HTML that needs no script.
"""

from __future__ import annotations

from .answering import PAGE_HEADERS, StyleSheet
from .app import add_console
from .assumptions import ASSUMPTIONS, assumptions_screen
from .console import Console, Entry, Next, Screen, Values
from .paging import SIZES, Page, page_of
from .visits import Browser, Browsers, Form, Refusal, Upload, Visit, Wrong

__all__ = [
    "ASSUMPTIONS",
    "PAGE_HEADERS",
    "SIZES",
    "Browser",
    "Browsers",
    "Console",
    "Entry",
    "Form",
    "Next",
    "Page",
    "Refusal",
    "Screen",
    "StyleSheet",
    "Upload",
    "Values",
    "Visit",
    "Wrong",
    "add_console",
    "assumptions_screen",
    "page_of",
]
