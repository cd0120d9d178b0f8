"""The properties of Graph, as msgraph-sdk has them from Microsoft's metadata."""

from __future__ import annotations

from typing import Any

import pytest

from fakes.microsoft365.api.graph.drive_shape import DOWNLOAD_URL, DRIVE, ITEM
from fakes.microsoft365.api.graph.folders_shape import FOLDER, SETTINGS
from fakes.microsoft365.api.graph.messages_shape import MESSAGE
from fakes.microsoft365.api.graph.properties import Properties
from fakes.microsoft365.api.graph.users_shape import USER

from .clients import part
from .transports import REASON

pytest.importorskip("msgraph", reason=REASON)
pytestmark = [pytest.mark.contract, pytest.mark.filterwarnings("ignore")]
MODELS = {
    "user.User": USER,
    "message.Message": MESSAGE,
    "mail_folder.MailFolder": FOLDER,
    "mailbox_settings.MailboxSettings": SETTINGS,
    "drive.Drive": DRIVE,
    "drive_item.DriveItem": ITEM,
}


@pytest.mark.parametrize("model", MODELS)
def test_every_property_is_modeled_or_named_as_left_out(model: str) -> None:
    module, name = model.split(".")
    made: Any = part(f"msgraph.generated.models.{module}", name)
    table: Properties = MODELS[model]
    known = set(made().get_field_deserializers()) - {"@odata.type"}
    assert known == {*table.shown, *table.left_out} - {DOWNLOAD_URL}
