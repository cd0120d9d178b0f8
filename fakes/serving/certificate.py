"""The certificate of a served lab, and the certificate authority (CA) that is made for it.

The key of the CA signs one certificate and is forgotten: who trusts the CA trusts this lab, and
nobody can sign another certificate. Both are valid from 2000 to 2999, at whatever time a clock
stands: clients look at the clock of their machine, and never at the clock of the lab.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import trustme
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import (
    PKCS12Certificate,
    serialize_java_truststore,
)
from cryptography.x509 import load_pem_x509_certificate


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a lab shows to its clients, as PEM: its certificate with the key, and its CA.

    ``truststore`` holds the CA too, as Java reads it (PKCS #12).
    """

    key: bytes
    ca: bytes
    truststore: bytes


def certificate_for(hosts: Iterable[str]) -> Certificate:
    """Make a CA, and by it a certificate for some names and addresses."""
    authority = trustme.CA(
        organization_name="Crosswalk", organization_unit_name="One simulated lab", path_length=0
    )
    issued = authority.issue_cert(*hosts, organization_name="Crosswalk")
    ca = authority.cert_pem.bytes()
    entry = PKCS12Certificate(load_pem_x509_certificate(ca), b"crosswalk")
    return Certificate(
        key=issued.private_key_and_cert_chain_pem.bytes(),
        ca=ca,
        truststore=serialize_java_truststore([entry], NoEncryption()),
    )
