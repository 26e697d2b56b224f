"""What the three programs read from files."""

import json


def read_events(paths):
    """The events of JSON files; each holds one event, or a list of them."""
    events = []
    for path in paths:
        # Some editors begin a file with a mark of its encoding, which is not JSON.
        with open(path, encoding="utf-8-sig") as file:
            content = json.load(file)
        events += content if isinstance(content, list) else [content]
    return events


def read_properties(path):
    """Lines of the form name=value."""
    with open(path, encoding="utf-8") as file:
        lines = [line.strip() for line in file]
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
