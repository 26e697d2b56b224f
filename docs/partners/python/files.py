"""What the three programs read from files."""

import json


def read_events(paths):
    """The events of JSON files; each holds one event, or a list of them."""
    events = []
    for path in paths:
        try:
            # Some editors begin a file with a mark of its encoding, which is not JSON.
            content = json.loads(read_text(path, "utf-8-sig"))
        except json.JSONDecodeError as error:
            raise SystemExit(f"{path} is no JSON in UTF-8: {error}. Nothing was sent.") from None
        events += content if isinstance(content, list) else [content]
    return events


def read_properties(path):
    """Lines of the form name=value."""
    lines = [line.strip() for line in read_text(path, "utf-8").splitlines()]
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def read_text(path, encoding):
    """The file's text. Ends the program, in one line, where there is none."""
    try:
        with open(path, encoding=encoding) as file:
            return file.read()
    except OSError as error:
        raise SystemExit(f"{path} cannot be read: {error.strerror}. Nothing was sent.") from None
    except UnicodeDecodeError:
        raise SystemExit(f"{path} is no text in UTF-8. Nothing was sent.") from None
