"""What inSync needs of Graph's answers, as types: an answer that lacks it cannot be used."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

import msgspec

Member = TypeVar("Member")
Text = Annotated[str, msgspec.Meta(min_length=1)]


class Page(msgspec.Struct, Generic[Member]):
    """A page of a collection, with where the next one is."""

    value: list[Member]
    next_link: Text | None = msgspec.field(name="@odata.nextLink", default=None)


class Created(msgspec.Struct):
    """What was added to a collection, or is read by itself."""

    id: Text


class Folder(msgspec.Struct, rename="camel"):
    """A mail folder."""

    id: Text
    display_name: Text
    child_folder_count: int
    total_item_count: int


class Message(msgspec.Struct, rename="camel"):
    """A message in a listing."""

    id: Text
    change_key: str
    subject: str | None = None
    internet_message_id: str | None = None


class FolderFacet(msgspec.Struct, rename="camel"):
    """What makes a drive item a folder."""

    child_count: int = 1


class DriveItem(msgspec.Struct, rename="camel"):
    """A file, a folder, or neither."""

    id: Text
    name: Text
    c_tag: str = ""
    size: int = -1
    file: dict[str, object] | None = None
    folder: FolderFacet | None = None
