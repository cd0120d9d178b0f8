"""The XML of Exchange Web Services: reading requests, writing answers and faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from xml.etree import ElementTree as ET

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages"
TYPES = "http://schemas.microsoft.com/exchange/services/2006/types"
ERRORS = "http://schemas.microsoft.com/exchange/services/2006/errors"
NAMES = {"s": SOAP, "m": MESSAGES, "t": TYPES, "e": ERRORS}
_DECLARED = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
_is_plain = re.compile(r"[ !#-%(-;=?-~]*").fullmatch
_BYTE_ORDER_MARK = "\ufeff"
_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


class Xml(str):
    """XML that is written already: it is not escaped again."""

    __slots__ = ()


class Unreadable(Exception):
    """A request body that is not XML, or XML with a document type."""


class Fault(Exception):
    """A SOAP fault with an EWS response code; ``values`` go into its MessageXml."""

    def __init__(self, code: str, message: str, **values: str) -> None:
        super().__init__(message)
        self.code = code
        self.values = values


def parsed(body: bytes) -> ET.Element:
    """Read a request; raises Unreadable."""
    try:
        text = body.decode().removeprefix(_BYTE_ORDER_MARK)
        if "<!DOCTYPE" in text:
            raise Unreadable("a document type is not allowed")
        return ET.fromstring(text)  # noqa: S314 - without a document type there are no entities
    except (UnicodeDecodeError, ET.ParseError) as error:
        raise Unreadable(str(error)) from error


@cache
def full(name: str) -> str:
    """Return a name with its prefix written out, which ElementTree finds without Python code."""
    prefix, _, name = name.partition(":")
    return f"{{{NAMES[prefix]}}}{name}"


def below(element: ET.Element, path: str) -> list[ET.Element]:
    """Return the elements at the end of a path of names, of which the last may be any: ``*``."""
    found = [element]
    for tag in _steps(path):
        parents, found = found, []
        for each in parents:
            found += each if tag == "*" else each.findall(tag)
    return found


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(name if name == "*" else full(name) for name in path.split("/"))


def local(element: ET.Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def m(name: str, *content: str, **attributes: str) -> Xml:
    """Write an element of the messages namespace; content is elements, or text to be escaped."""
    return _element(f"m:{name}", content, attributes)


def t(name: str, *content: str, **attributes: str) -> Xml:
    """Write an element of the types namespace; content is elements, or text to be escaped."""
    return _element(f"t:{name}", content, attributes)


def envelope(body: Xml) -> bytes:
    """Write an answer."""
    whole = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f"<s:Envelope{_DECLARED}><s:Header>{_VERSION}</s:Header>"
        f"<s:Body>{body}</s:Body></s:Envelope>"
    )
    return whole.encode()


def fault_body(fault: Fault) -> Xml:
    """Write a fault with its response code, message and values."""
    detail = [
        _element("e:ResponseCode", (fault.code,), {}),
        _element("e:Message", (str(fault),), {}),
    ]
    if fault.values:
        detail.append(t("MessageXml", *(t("Value", v, Name=n) for n, v in fault.values.items())))
    return _element(
        "s:Fault",
        (
            _element("faultcode", (f"a:{fault.code}",), {"xmlns:a": TYPES}),
            _element("faultstring", (str(fault),), {"xml:lang": "en-US"}),
            _element("detail", detail, {}),
        ),
        {},
    )


def _element(tag: str, content: Iterable[str], attributes: Mapping[str, str]) -> Xml:
    said = ""
    if attributes:
        said = "".join([f' {name}="{_escaped(value)}"' for name, value in attributes.items()])
    inner = "".join(
        [each if isinstance(each, Xml) or _is_plain(each) else _escaped(each) for each in content]
    )
    return Xml(f"<{tag}{said}>{inner}</{tag}>" if inner else f"<{tag}{said}/>")


def _escaped(text: str) -> str:
    """Return a text as XML has it, without the characters that XML cannot hold."""
    return text if _is_plain(text) else escape(_NOT_XML.sub("", text))


_VERSION = t(
    "ServerVersionInfo",
    MajorVersion="15",
    MinorVersion="20",
    MajorBuildNumber="7000",
    MinorBuildNumber="0",
    Version="V2018_01_08",
)
