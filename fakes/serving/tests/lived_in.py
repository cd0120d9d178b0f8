"""A lab in which something of every kind has happened, with a text of one's own in every field."""

from __future__ import annotations

from datetime import UTC, datetime

from fakes.company.seeds import admit, seed_demo
from fakes.insync.model import Account, Destination, Profile, Workload
from fakes.lab import Lab
from fakes.microsoft365.attributes import Details
from fakes.okta.model import OktaUser
from fakes.serving.origins import SYSTEMS
from fakes.wire import Address, Fault, Request, Response

SCIM_HOST = "apis.druva.example"
_AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def live_in(lab: Lab, text: str = "Reports") -> None:
    """Fill a lab; names, titles, texts and paths hold ``text``."""
    lab.wire.clock.freeze(_AT)
    seed_demo(lab)
    admit(lab, SYSTEMS, {})
    _in_okta(lab, text)
    _in_insync(lab, text)
    _in_microsoft365(lab, text)
    _on_the_wire(lab, text)


def further_pages(lab: Lab) -> tuple[str, ...]:
    """Return the addresses of pages that no link leads to, but a click."""
    sam = lab.microsoft365.directory.find_user("sam@corp.example")
    assert sam
    folder = lab.microsoft365.exchange.list_folders(sam.id)[0]
    return (f"/microsoft365/exchange/mailboxes/{sam.id}/folders/{folder.id}",)


def _in_okta(lab: Lab, text: str) -> None:
    okta = lab.okta
    okta.app.add_attribute(display_name=text, variable_name="reports", external_name=text)
    group = okta.directory.add_group(text)
    okta.assignments.assign_group(group.id)
    named = okta.directory.add(
        login="kai@corp.example",
        email="kai.koch@corp.example",
        first_name=text,
        last_name=text,
        further=(("displayName", text), ("department", text)),
    )
    okta.directory.join(group.id, named.id)
    okta.directory.suspend(_person(lab, "max").id)
    okta.directory.deactivate(_person(lab, "eve").id)
    okta.tokens.create(text)
    lab.inject_fault(Fault(SCIM_HOST, Response(400, body=text.encode()), times=9))
    okta.jobs.run()
    lab.wire.clear_faults()
    okta.imports.import_now()
    lab.insync.accounts.add(email_id=Address("new@corp.example"), display_name=text)
    okta.imports.import_now()
    okta.assignments.force_sync()
    okta.mapping.show()


def _in_insync(lab: Lab, text: str) -> None:
    insync = lab.insync
    insync.profiles.save(Profile(text, max_users=10))
    insync.api.create(text)
    insync.accounts.add(email_id=Address("typed@corp.example"), display_name=text, profile=text)
    insync.protection.back_up_everyone()
    sam, ada = _account(lab, "sam"), _account(lab, "ada")
    for workload in Workload:
        insync.protection.restore(ada.id, workload)
        insync.protection.restore(ada.id, workload, destination=Destination.NEW_FOLDER)
        insync.protection.restore(sam.id, workload, to_account_id=ada.id)
    insync.accounts.preserve(_account(lab, "lia").id)


def _in_microsoft365(lab: Lab, text: str) -> None:
    directory, exchange = lab.microsoft365.directory, lab.microsoft365.exchange
    sam = directory.find_user("sam@corp.example")
    gone = directory.find_user("max@corp.example")
    assert sam
    assert gone
    exchange.compose(sam.id, subject=text, sender=Address("x@corp.example"), body=text)
    exchange.add_folder(sam.id, path=text.replace("/", " "))
    lab.microsoft365.onedrive.write_file(sam.id, path="Plans/Sam.txt", content=text.encode())
    directory.set_details(sam.id, Details(job_title=text[:100], department=text[:60]))
    directory.add_user(Address("reports@corp.example"), display_name=text)
    directory.add_guest(Address("guest@partner.example"), display_name=text)
    exchange.add_shared_mailbox(Address("desk@corp.example"), display_name=text)
    directory.delete_user(gone.id)
    lab.microsoft365.apps.register_app(text)


def _on_the_wire(lab: Lab, text: str) -> None:
    lab.journal.begin(text, acts=True)
    for number in range(40):
        asked = f"https://{SCIM_HOST}/insync/scim/Users/{number}?filter={text}"
        lab.send(text, Request("POST", asked, (("Content-Type", text),), text.encode()))
    lab.inject_fault(Fault(SCIM_HOST, Response(503), path=text, holds=text))


def _person(lab: Lab, name: str) -> OktaUser:
    found = lab.okta.directory.find(f"{name}@corp.example")
    assert found
    return found


def _account(lab: Lab, name: str) -> Account:
    found = lab.insync.accounts.find(Address(f"{name}@corp.example"))
    assert found
    return found
