"""A client without rights: reads a store and tries to write into it, and tells how it went.

    python -m tests.store.as_nobody WARM URL

The interpreter may stand where `nobody` cannot go, so it loads what it needs as itself, with the
store WARM, then gives up its rights (if it is root), then opens the store. Prints JSON: what it
read, and the sentence of each refusal.
"""

from __future__ import annotations

import json
import os
import pwd
import sys
from collections.abc import Callable
from typing import Any

from touchpoint_model.model.errors import TouchpointError
from touchpoint_model.store import Store

from .drafts import CLERK, draft, marks, moment


def read(url: str) -> dict[str, Any]:
    """All that can be read of a store."""
    store = Store.open(url)
    head = store.head
    return {
        "head": head.number if head else None,
        "marks": sorted(marks(store.register())),
        "revisions": len(store.history().revisions),
        "damage": len(store.verify()),
    }


def commit(url: str) -> dict[str, Any]:
    """A revision more."""
    made = Store.open(url).commit(draft([9]), author=CLERK, basis="записка", at=moment(9))
    return {"committed": made.number}


def told(work: Callable[[str], dict[str, Any]], url: str) -> dict[str, Any]:
    """What a work came to: what it returns, or the sentence of its refusal."""
    try:
        return work(url)
    except TouchpointError as refusal:
        return {"ru": refusal.say("ru"), "en": refusal.say("en")}


def give_up_rights() -> None:
    """From here on `nobody`, if the process was root's."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)


if __name__ == "__main__":
    warm, url = sys.argv[1:]
    told(read, warm)
    told(commit, warm)
    give_up_rights()
    json.dump({"read": told(read, url), "commit": told(commit, url)}, sys.stdout)
