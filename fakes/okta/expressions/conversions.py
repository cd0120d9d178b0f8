"""``String.*`` with their older global names, ``Arrays.*`` and ``Convert.*``."""

from __future__ import annotations

import math
from collections.abc import Mapping

from . import values
from .function import Function
from .nodes import Value


def _substring(text: str, start: int, end: int) -> str:
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"no characters {start} to {end} in {text!r}")
    return text[start:end]


def _substring_before(text: str, sign: str) -> str:
    """Cut at the sign; where it is missing nothing is cut off."""
    return text.split(sign, 1)[0] if sign else text


def _substring_after(text: str, sign: str) -> str:
    """Cut at the sign; where it is missing nothing is cut off."""
    return text.split(sign, 1)[-1] if sign else text


def _switch(text: str, default: str, *pairs: str) -> str:
    if len(pairs) % 2:
        raise ValueError(f"the key {pairs[-1]!r} has no value")
    keys_and_values = zip(pairs[::2], pairs[1::2], strict=True)
    return next((value for key, value in keys_and_values if key in text), default)


def _get(items: tuple[Value, ...], position: int) -> Value:
    return items[position] if 0 <= position < len(items) else None


def _flatten(*items: Value) -> tuple[Value, ...]:
    flat: list[Value] = []
    for item in items:
        flat.extend(item if isinstance(item, tuple) else (item,))
    return tuple(flat)


def _to_integer(value: int | float) -> int:
    return math.floor(value + 0.5)


_ALSO_GLOBAL: Mapping[str, Function] = {
    "toUpperCase": Function(str.upper, (values.text,)),
    "toLowerCase": Function(str.lower, (values.text,)),
    "substring": Function(_substring, (values.text, values.integer, values.integer)),
    "substringBefore": Function(_substring_before, (values.text, values.text)),
    "substringAfter": Function(_substring_after, (values.text, values.text)),
}

CONVERSIONS: Mapping[str, Function] = {
    "String.append": Function(lambda text, end: text + end, (values.text, values.text)),
    "String.join": Function(lambda sign, *parts: sign.join(parts), (values.text,), values.text),
    "String.len": Function(len, (values.text,)),
    "String.removeSpaces": Function(lambda text: text.replace(" ", ""), (values.text,)),
    "String.replace": Function(str.replace, (values.text,) * 3),
    "String.replaceFirst": Function(
        lambda text, old, new: text.replace(old, new, 1), (values.text,) * 3
    ),
    "String.startsWith": Function(str.startswith, (values.text,) * 2),
    "String.stringContains": Function(lambda text, part: part in text, (values.text,) * 2),
    "String.stringSwitch": Function(_switch, (values.text,) * 2, values.text),
    **{f"String.{name}": function for name, function in _ALSO_GLOBAL.items()},
    **_ALSO_GLOBAL,
    "Arrays.add": Function(lambda items, item: (*items, item), (values.array, values.anything)),
    "Arrays.remove": Function(
        lambda items, item: tuple(each for each in items if each != item),
        (values.array, values.anything),
    ),
    "Arrays.clear": Function(lambda _items: (), (values.array,)),
    "Arrays.get": Function(_get, (values.array, values.integer)),
    "Arrays.flatten": Function(_flatten, (), values.anything),
    "Arrays.contains": Function(lambda items, item: item in items, (values.array, values.anything)),
    "Arrays.size": Function(len, (values.array,)),
    "Arrays.isEmpty": Function(lambda items: not items, (values.array,)),
    "Arrays.toCsvString": Function(
        lambda items: ",".join(values.text(item) for item in items), (values.array,)
    ),
    "Convert.toInt": Function(_to_integer, (values.number,)),
    "Convert.toNum": Function(float, (values.number,)),
}
