"""Mail and files that come and go."""

from __future__ import annotations

from datetime import timedelta

from crosswalk.exploring.chance import Chance, NothingToDo
from crosswalk.exploring.world import World
from fakes.wire import Address

from .action import action
from .picking import microsoft_id, microsoft_user

_FOLDERS = ("Inbox", "Inbox/Projects", "Sent Items", "inbox/projects", "Nowhere")


@action(3, "microsoft365.exchange.compose", "microsoft365.exchange.add_folder")
def receive_a_letter(world: World, chance: Chance) -> None:
    """Put a letter into a folder, which is added where it is missing."""
    user_id = microsoft_id(world, chance)
    folder = chance.weighted(_FOLDERS, (6, 4, 1, 1, 0.3))
    if folder not in ("Inbox", "Nowhere"):
        world.act("microsoft365.exchange.add_folder", user_id, path=folder)
    world.act(
        "microsoft365.exchange.compose",
        user_id,
        subject=chance.one_of(("Hello", "Zahlen: 3 €", "")),
        sender=Address("desk@corp.example"),
        body=f"Letter {chance.number(1, 999)}. ✓",
        folder=folder,
    )


@action(1, "microsoft365.exchange.deliver")
def receive_mime(world: World, chance: Chance) -> None:
    """Put a message of MIME into the inbox, sometimes one that is hardly any."""
    number = chance.number(1, 20)
    lines = (
        "From: desk@corp.example",
        "To: somebody@corp.example",
        f"Subject: Number {number}",
        f"Message-ID: <number.{number}@corp.example>",
        "",
        "Some text.",
    )
    mime = chance.weighted(("\r\n".join(lines).encode(), b"no header"), (9, 1))
    world.act("microsoft365.exchange.deliver", microsoft_id(world, chance), mime)


@action(2, "microsoft365.exchange.remove_message")
def remove_a_message(world: World, chance: Chance) -> None:
    """Remove a message of somebody who has one."""
    user = microsoft_user(world, chance)
    exchange = world.lab.microsoft365.exchange
    if not exchange.has_mailbox(user.id):
        raise NothingToDo
    message = chance.pick(exchange.list_messages(user.id), lambda each: each.internet_message_id)
    world.act("microsoft365.exchange.remove_message", user.id, message_id=message.id)


@action(2, "microsoft365.onedrive.write_file")
def write_a_file(world: World, chance: Chance) -> None:
    """Write a file, new or over another, sometimes where none can be."""
    path = chance.one_of(("Plan.txt", "Photos/2026/desk.bin", "plan.txt", "Plan.txt/below", "a:b"))
    content = bytes([chance.number(0, 255)]) * chance.number(0, 9)
    user_id = microsoft_id(world, chance)
    world.act("microsoft365.onedrive.write_file", user_id, path=path, content=content)


@action(1, "microsoft365.onedrive.remove")
def remove_a_file(world: World, chance: Chance) -> None:
    """Remove a file, or the folder that it is in."""
    user = microsoft_user(world, chance)
    path = chance.pick(_paths(world, user.id))
    above = path.rpartition("/")[0]
    world.act("microsoft365.onedrive.remove", user.id, path=above if above else path)


@action(2, "microsoft365.onedrive.provision")
def open_onedrive(world: World, chance: Chance) -> None:
    """Let a user open OneDrive for the first time."""
    world.act("microsoft365.onedrive.provision", microsoft_id(world, chance))


@action(0.6, "microsoft365.directory.remove_license", "microsoft365.onedrive.write_file")
def write_long_after_the_license_was_lost(world: World, chance: Chance) -> None:
    """Take every product from a user who has files, and write when the OneDrive is read-only."""
    users = world.lab.microsoft365.directory.list_users()
    owners = [each for each in users if each.licenses and _paths(world, each.id)]
    user = chance.pick(owners, lambda each: each.user_principal_name)
    for product in user.licenses:
        world.act("microsoft365.directory.remove_license", user.id, product)
    world.pass_by(timedelta(days=chance.number(60, 92)))
    world.act("microsoft365.onedrive.write_file", user.id, path="Late.txt", content=b"late")


def _paths(world: World, user_id: str) -> list[str]:
    """Return where the files of a user are; none where the OneDrive is out of reach."""
    try:
        return [each.path for each in world.lab.microsoft365.onedrive.list_files(user_id)]
    except ValueError:
        return []
