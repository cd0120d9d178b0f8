"""EWS: GetFolder, FindFolder, CreateFolder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from fakes.microsoft365.model import Folder
from fakes.microsoft365.service.mail import Mail

from .shapes import Shape
from .soap import Xml, full, m, t
from .targets import Caller, answered, not_modeled, only, targets_of, viewed, violated

_SHAPE = "FolderShape"
_PROPERTIES: dict[str, Callable[[Mail, Folder], str]] = {
    "FolderClass": lambda _mail, _folder: "IPF.Note",
    "DisplayName": lambda _mail, folder: folder.name,
    "TotalCount": lambda mail, folder: str(mail.total(folder)),
    "ChildFolderCount": lambda mail, folder: str(mail.subfolders(folder)),
    "UnreadCount": lambda mail, folder: str(mail.unread(folder)),
}


def get_folder(caller: Caller, operation: Element) -> Xml:
    """Answer GetFolder: folders by id or by distinguished name."""
    only(operation, _SHAPE, "FolderIds")
    shape = Shape(operation, _SHAPE)

    def work(named: Element) -> Xml:
        return m("Folders", *_folders(caller.mail, [caller.folder(named)], shape))

    return answered("GetFolder", targets_of(operation, "m:FolderIds/*"), work)


def find_folder(caller: Caller, operation: Element) -> Xml:
    """Answer FindFolder: the folders below a folder, directly or at any depth."""
    only(operation, _SHAPE, "IndexedPageFolderView", "ParentFolderIds")
    traversal = operation.get("Traversal", "Shallow")
    if traversal not in ("Shallow", "Deep"):
        raise not_modeled(f"Traversal {traversal}", "FindFolder")

    shape = Shape(operation, _SHAPE)

    def wrap(folders: Sequence[Folder]) -> Xml:
        return t("Folders", *_folders(caller.mail, folders, shape))

    def work(named: Element) -> Xml:
        parent = caller.folder(named)
        shallow = traversal == "Shallow"
        found = caller.mail.children(parent) if shallow else tuple(_below(caller.mail, parent))
        return viewed(operation, found, wrap)

    return answered("FindFolder", targets_of(operation, "m:ParentFolderIds/*"), work)


def create_folder(caller: Caller, operation: Element) -> Xml:
    """Answer CreateFolder: new folders below a folder."""
    parent = targets_of(operation, "m:ParentFolderId/*")[0]

    wanted = targets_of(operation, "m:Folders/t:Folder")
    names = [each.findtext(full("t:DisplayName"), "") for each in wanted]
    if not all(names):
        raise violated("CreateFolder lacks t:DisplayName")

    def work(name: str) -> Xml:
        added = caller.mail.add_folder(caller.folder(parent), name)
        return m("Folders", t("Folder", t("FolderId", **_id(added))))

    return answered("CreateFolder", names, work)


def _below(mail: Mail, folder: Folder) -> Iterator[Folder]:
    waiting = [iter(mail.children(folder))]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        else:
            yield child
            waiting.append(iter(mail.children(child)))


def _folders(mail: Mail, folders: Iterable[Folder], shape: Shape) -> Iterator[Xml]:
    """Yield each folder with what a shape asks for."""
    asked, asks_for_parent = shape.asked(_PROPERTIES), "ParentFolderId" in shape
    for folder in folders:
        parts = [t("FolderId", **_id(folder))]
        if folder.parent_id and asks_for_parent:
            parts.append(t("ParentFolderId", Id=folder.parent_id, ChangeKey="AQAAAA=="))
        parts += [t(name, read(mail, folder)) for name, read in asked]
        yield t("Folder", *parts)


def _id(folder: Folder) -> dict[str, str]:
    return {"Id": folder.id, "ChangeKey": "AQAAAA=="}
