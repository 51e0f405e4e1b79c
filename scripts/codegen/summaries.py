"""One line about each operation, worked out from its method and path."""

from __future__ import annotations

import re

_VERBS = {"put": "Replaces", "patch": "Changes parts of", "delete": "Deletes", "head": "Looks at"}
_SINGULARS = {"aliases": "alias", "leases": "lease"}
_WORDS = {
    "acl": "ACL",
    "acls": "ACLs",
    "bearer": "bearer identities",
    "current": "current identity",
    "oidc": "OIDC identities",
    "oidc sessions": "OIDC sessions",
    "sftp": "SFTP",
    "tls": "TLS identities",
    "uefi": "UEFI",
}
_SPECIAL = {
    ("get", "/"): "Lists the API versions.",
    ("put", "/1.0/instances"): "Changes the state of several instances.",
    ("delete", "/1.0/operations/{id}"): "Cancels an operation.",
    ("get", "/1.0/operations/{id}/wait"): "Waits for an operation.",
}


def summary(method: str, path: str, *, is_list: bool, is_collection: bool, is_stream: bool) -> str:
    """Returns a sentence such as "Lists the snapshots of an instance."

    Args:
        method: The HTTP method in lower case.
        path: The path with its parameters in braces.
        is_list: Whether the answer is a list or a map.
        is_collection: Whether GET on this path answers with a list: a POST then creates a member of it.
        is_stream: Whether the answer is a websocket.
    """
    if (method, path) in _SPECIAL:
        return _SPECIAL[method, path]
    parts = _parts(path)
    if not parts:
        return f"{_VERBS.get(method, 'Gets')} the server."
    (name, arguments), *owners = reversed(parts)
    owned = "".join(f" of {_one(owner)}" for owner, _ in owners)
    if is_stream:
        return f"Opens the {name}{owned}."
    if is_list and method == "get":
        return f"Lists the {name}{' of one ' + arguments[-1] if arguments else ''}{owned}."
    if method == "post" and not arguments and _singular(name) == name and not is_collection:
        return f"Posts to the {name}{owned}."
    if method == "post":
        return f"{'Creates' if is_collection or not arguments else 'Renames or moves'} {_one(name)}{owned}."
    return f"{_VERBS.get(method, 'Gets')} {_one(name) if arguments else 'the ' + name}{owned}."


def _parts(path: str) -> list[tuple[str, list[str]]]:
    """Splits a path into nouns, each with the arguments that follow it.

    >>> _parts("/1.0/storage-pools/{poolName}/volumes/{type}/{volumeName}")
    [('storage pools', ['poolName']), ('volumes', ['type', 'volumeName'])]
    >>> _parts("/1.0/images/aliases/{name}")
    [('image aliases', ['name'])]
    """
    parts: list[tuple[str, list[str]]] = []
    for part in path.strip("/").split("/")[1:]:
        if part.startswith("{") and parts:
            parts[-1][1].append(part.strip("{}"))
        elif parts and not parts[-1][1]:  # a noun without arguments only narrows the next one
            parts[-1] = (f"{_singular(parts[-1][0])} {_words(part)}", [])
        else:
            parts.append((_words(part), []))
    return [(re.sub(r"^auth (identity (?=.*identit))?", "", name), arguments) for name, arguments in parts]


def _one(name: str) -> str:
    noun = _singular(name)
    return f"an {noun}" if noun[0].lower() in "aeio" else f"a {noun}"


def _singular(name: str) -> str:
    for plural, singular in _SINGULARS.items():
        if name.endswith(plural):
            return name.removesuffix(plural) + singular
    if name.endswith("ies"):
        return name[:-3] + "y"
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def _words(name: str) -> str:
    words = re.sub(r"[-_]", " ", name)
    return _WORDS.get(words, " ".join(_WORDS.get(word, word) for word in words.split()))
