"""What the licenses of a Microsoft 365 user cover."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# What Microsoft's list of product names and service plan identifiers calls them.
_PRODUCTS = {
    "18181a46-0d4e-45cd-891e-60aabd171b4e": "Office 365 E1",
    "6fd2c87f-b296-42f0-b197-1e91e994b900": "Office 365 E3",
    "c7df2760-2c81-4ef7-b578-5b5392b571df": "Office 365 E5",
    "05e9a617-0261-4cee-bb44-138d3ef5d965": "Microsoft 365 E3",
    "06ebc4ee-1bb5-47dd-8120-11324bc54e06": "Microsoft 365 E5",
    "3b555118-da6a-4418-894f-7df1e2096870": "Microsoft 365 Business Basic",
    "f245ecc8-75af-4f8e-b61f-27d8114de5f3": "Microsoft 365 Business Standard",
    "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46": "Microsoft 365 Business Premium",
    "4b9405b0-7788-4568-add1-99614e613b69": "Exchange Online (Plan 1)",
    "19ec0d23-8335-4cbd-94ac-6050e30712fa": "Exchange Online (Plan 2)",
    "e6778190-713e-4e4f-9119-8b8238de25df": "OneDrive for Business (Plan 1)",
    "ed01faf2-1d88-4947-ae91-45ca18703a96": "OneDrive for Business (Plan 2)",
}
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_BOTH = ("microsoft 365 ", "office 365 ")
_MAIL, _ONEDRIVE = "exchange online", "onedrive for business"


class Covered(NamedTuple):
    """Whether licenses cover mail and OneDrive, None where that is not known."""

    mail: bool | None
    onedrive: bool | None


def name_of(sku_id: str) -> str:
    """Return the name of a product, or its identifier where the name is not known."""
    return _PRODUCTS.get(sku_id.lower(), sku_id.lower())


@lru_cache(maxsize=4096)
def is_unknown(licenses: str) -> bool:
    """Tell whether one of the licenses is an identifier whose product is not known."""
    return any(map(_ID.fullmatch, _named(licenses)))


@lru_cache(maxsize=4096)
def covered(licenses: str) -> Covered:
    """Return what the licenses of a user cover: names of products that are joined by ``+``."""
    if not licenses:
        return Covered(None, None)
    names = _named(licenses)
    otherwise = None if is_unknown(licenses) else False
    both = any(name.startswith(_BOTH) for name in names)
    return Covered(
        both or any(name.startswith(_MAIL) for name in names) or otherwise,
        both or any(name.startswith(_ONEDRIVE) for name in names) or otherwise,
    )


def _named(licenses: str) -> list[str]:
    return [name.strip() for name in licenses.casefold().split("+")]
