"""Whatever of an address may still stand in a folder: the search that erasing is held against."""

from __future__ import annotations

import base64
import pathlib
import quopri


def traces(folder: pathlib.Path, *addresses: str) -> list[str]:
    """Return the files below a folder that hold one of these addresses in any form, in any case, or in their name."""
    wanted = {form for address in addresses for form in _forms(address)}
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            kept = (data.lower(), data.replace(b"=\r\n", b"").replace(b"=\\r\\n", b"").lower())
            name = path.name.lower().encode()
            found += [f"{path.name}: {form!r}" for form in wanted if any(form in each for each in (*kept, name))]
            found += [path.name for address in addresses if any(form in data for form in _in_base64(address))]
    return found


def _forms(address: str) -> list[bytes]:
    at = [address.lower(), *(address.lower().replace("@", code) for code in ("=40", "%40", "+40", "&#64;", "="))]
    quoted = quopri.encodestring(address.lower().encode(), quotetabs=True).decode()
    return [form.lower().encode() for form in (*at, quoted)]


def _in_base64(address: str) -> list[bytes]:
    """Return what of the address stands in a base64 text wherever it begins (RFC 4648): without its first and last."""
    return [base64.b64encode(b"x" * shift + address.encode())[4 : -4 or None] for shift in range(3)]
