"""The XML of Exchange Web Services: reading requests, writing answers and faults."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages"
TYPES = "http://schemas.microsoft.com/exchange/services/2006/types"
ERRORS = "http://schemas.microsoft.com/exchange/services/2006/errors"
NAMES = {"s": SOAP, "m": MESSAGES, "t": TYPES, "e": ERRORS}
_DECLARATION = b"<?xml version='1.0' encoding='utf-8'?>\n"
_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")

for _prefix, _uri in NAMES.items():
    ET.register_namespace(_prefix, _uri)


class Unreadable(Exception):
    """A request body that is no XML, or XML with a document type."""


class Fault(Exception):
    """A SOAP fault with an EWS response code; ``values`` go into its MessageXml."""

    def __init__(self, code: str, message: str, **values: str) -> None:
        super().__init__(message)
        self.code = code
        self.values = values


def parsed(body: bytes) -> ET.Element:
    """Read a request; raises Unreadable."""
    try:
        text = body.decode("utf-8-sig")
        if "<!DOCTYPE" in text:
            raise Unreadable("a document type is not allowed")
        return ET.fromstring(text)  # noqa: S314 - without a document type there are no entities
    except (UnicodeDecodeError, ET.ParseError) as error:
        raise Unreadable(str(error)) from error


def local(element: ET.Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def m(name: str, *content: ET.Element | str, **attributes: str) -> ET.Element:
    """Write an element of the messages namespace."""
    return _element(MESSAGES, name, content, attributes)


def t(name: str, *content: ET.Element | str, **attributes: str) -> ET.Element:
    """Write an element of the types namespace."""
    return _element(TYPES, name, content, attributes)


def envelope(body: ET.Element) -> bytes:
    """Write an answer."""
    version = t(
        "ServerVersionInfo",
        MajorVersion="15",
        MinorVersion="20",
        MajorBuildNumber="7000",
        MinorBuildNumber="0",
        Version="V2018_01_08",
    )
    header = _element(SOAP, "Header", (version,), {})
    whole = _element(SOAP, "Envelope", (header, _element(SOAP, "Body", (body,), {})), {})
    # Written as text first: ElementTree encodes each piece by itself, which takes twice as long.
    return _DECLARATION + ET.tostring(whole, encoding="unicode").encode()


def fault_body(fault: Fault) -> ET.Element:
    """Write a fault with its response code, message and values."""
    detail = ET.Element("detail")
    detail.append(_element(ERRORS, "ResponseCode", (fault.code,), {}))
    detail.append(_element(ERRORS, "Message", (str(fault),), {}))
    if fault.values:
        values = [t("Value", value, Name=name) for name, value in fault.values.items()]
        detail.append(t("MessageXml", *values))
    code, text = ET.Element("faultcode"), ET.Element("faultstring")
    # The prefix of a qualified name in text is not declared by ElementTree on its own.
    code.set("xmlns:a", TYPES)
    code.text, text.text = f"a:{fault.code}", str(fault)
    text.set("xml:lang", "en-US")
    return _element(SOAP, "Fault", (code, text, detail), {})


def _element(
    namespace: str,
    name: str,
    content: tuple[ET.Element | str, ...],
    attributes: dict[str, str],
) -> ET.Element:
    element = ET.Element(f"{{{namespace}}}{name}", attributes)
    for each in content:
        if isinstance(each, str):
            element.text = _NOT_XML.sub("", each)
        else:
            element.append(each)
    return element
