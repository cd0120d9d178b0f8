"""A mutant takes effect in this process: functions get its code, names its constants."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from .mutants import Mutant, codes

Live = Mapping[tuple[str, str], list[FunctionType]]


class NoModule(Exception):
    """A mutant that no interpreter imports, which nobody can overlook."""


def live_functions(root: Path, paths: Iterable[str]) -> Live:
    """Import modules of a checkout, and return their functions by path and qualified name."""
    files = {_imported(root, path): path for path in paths}
    found: dict[tuple[str, str], list[FunctionType]] = {}
    gc.unfreeze()  # frozen objects are not listed
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename in files:
            key = files[each.__code__.co_filename], each.__code__.co_qualname
            found.setdefault(key, []).append(each)
    return found


def _imported(root: Path, path: str) -> str:
    file = importlib.import_module(_module(path)).__file__ or ""
    if Path(file).resolve() != (root / path).resolve():
        raise ImportError(f"{_module(path)} is imported from {file}, and not from {root / path}")
    return file


def apply(mutant: Mutant, live: Live) -> None:
    """Let a mutant take effect, also for whoever imported what it changes."""
    if mutant.constant:
        _put_constants(sys.modules[_module(mutant.path)], mutant)
        return
    changed = codes(mutant.source, mutant.path)[mutant.place]
    for function in live[mutant.path, mutant.place]:
        function.__code__ = changed


def _put_constants(module: ModuleType, mutant: Mutant) -> None:
    """Give a constant its other value, and those that follow from it, wherever it is imported."""
    fair = _run(module, Path(str(module.__file__)).read_text(encoding="utf-8"))
    try:
        made = _run(module, mutant.source)
    except Exception as error:
        raise NoModule(f"{module.__name__} cannot be imported: {error}") from error
    for name, value in list(vars(module).items()):
        follows = name in fair and fair[name] == value != made[name]
        if follows or name == mutant.place:
            for each in list(sys.modules.values()):
                if getattr(each, "__dict__", {}).get(name) is value:
                    setattr(each, name, made[name])


def _run(module: ModuleType, source: str) -> dict[str, Any]:
    """Return what the source of a module makes; raises what an import of it raises."""
    made: dict[str, Any] = {"__name__": module.__name__, "__package__": module.__package__}
    exec(compile(source, str(module.__file__), "exec", dont_inherit=True), made)  # noqa: S102
    return made


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
