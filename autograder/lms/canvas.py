"""Reads the names in Canvas's zip of submissions: `doejane_LATE_123_456_kmeans-1.ipynb`.

These are the sortable name (lower case, letters, digits and _ only), `LATE` if it was, the user's id, the attachment's
id, and the file's own name. Canvas adds -1, -2 to a name that the student uploaded before, and puts only the last
attempt into the zip. Where marking is anonymous, `anon_` and a short code stand in place of name and id. What was typed
into Canvas is `…_text.html`, a link `…_link.html`.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from autograder.lms.sent import Sender, SentFile

# Canvas takes digits between underscores out of names, so the first two such numbers are the ids.
_WHO = r"(?P<name>\w*?)(?:_(?P<late>LATE))?_(?P<user>\d+)"
_ANONYMOUS = r"(?P<late>LATE_)?anon_(?P<user>[A-Za-z0-9]{5})"
_FILE = r"_(?P<attachment>\d+)_(?P<file>.+)"
_TYPED = r"_(?P<file>(?:text|link)\.html)"
_FORMS = [re.compile(who + what, re.DOTALL) for what in (_FILE, _TYPED) for who in (_ANONYMOUS, _WHO)]


def parse(path: PurePosixPath) -> SentFile | None:
    """Tell what a name says; None for a name that isn't Canvas's."""
    if len(path.parts) != 1:
        return None
    found = next((match for form in _FORMS if (match := form.fullmatch(path.name))), None)
    if found is None:
        return None
    said = found.groupdict()
    anonymous = "name" not in said
    user = f"anon_{said['user']}" if anonymous else said["user"]
    late = said["late"] is not None
    return SentFile(
        Sender(user, lms_id=user, name=said.get("name") or ""),
        PurePosixPath(said["file"]),
        kind="file" if said.get("attachment") else "text",
        attempt="2 late" if late else "1 in time",  # a zip holds one attempt; a folder of two downloads may hold both
        order=int(said.get("attachment") or 0),
        late=late,
    )
