from __future__ import annotations

import base64

import pytest

from fakes.microsoft365.quickxor import quick_xor_hash


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # Published with rclone, whose hashes agree with those of OneDrive.
        ("", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        ("Sg==", "SgAAAAAAAAAAAAAAAQAAAAAAAAA="),
        ("tbQ=", "taAFAAAAAAAAAAAAAgAAAAAAAAA="),
        ("0pZP", "0rDEEwAAAAAAAAAAAwAAAAAAAAA="),
        ("jRRDVA==", "jaDAEKgAAAAAAAAABAAAAAAAAAA="),
        ("eAV52qE=", "eChAHrQRCgAAAAAABQAAAAAAAAA="),
        ("luBZlaT6", "lgBHFipBCn0AAAAABgAAAAAAAAA="),
        ("qaApEj66lw==", "qQBFCiTgA11cAgAABwAAAAAAAAA="),
        ("/aNzzCFPS/A=", "/RjFHJgRgicsAR4ACAAAAAAAAAA="),
    ],
)
def test_known_hashes(content: str, expected: str) -> None:
    assert quick_xor_hash(base64.b64decode(content)) == expected


@pytest.mark.parametrize("size", [159, 160, 161, 320, 1000])
def test_long_files_equal_bit_by_bit(size: int) -> None:
    content = bytes(n * n % 251 for n in range(size))
    bits = [0] * 160
    for place, byte in enumerate(content):
        for bit in range(8):
            bits[(place * 11 + bit) % 160] ^= byte >> bit & 1
    ring = sum(bit << n for n, bit in enumerate(bits)) ^ (size << 96)
    assert quick_xor_hash(content) == base64.b64encode(ring.to_bytes(20, "little")).decode()
