#!/usr/bin/env python3
"""Publishes the CloudEvents of JSON files over HTTP, waits for what becomes of each, and prints it.

Reads THROUGHLINE_CLIENT_ID and THROUGHLINE_CLIENT_SECRET. Needs nothing but Python 3.9 or newer."""

import argparse
import base64
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from files import read_events

BATCH = "application/cloudevents-batch+json"
# More than this many events, or 4 MiB, are another request.
BATCH_SIZE = 500
TRIES = 6


def ask(url, headers, body=None, absent=None):
    """The JSON that the hub answers, or `absent`. Where it is busy or away the same is sent again, which is harmless."""
    for tried in range(1, TRIES + 1):
        try:
            with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code == 404 and absent is not None:
                return absent
            if error.code not in (408, 429, 500, 503) or tried == TRIES:
                raise SystemExit(f"{error.code} {error.read().decode()}") from error
            wait = float(error.headers.get("retry-after", tried))
        except urllib.error.URLError as error:
            if tried == TRIES:
                raise SystemExit(f"{url} cannot be reached: {error.reason}") from error
            wait = tried
        time.sleep(wait)


def sign_in(url):
    """An access token; it lasts an hour."""
    names = ("THROUGHLINE_CLIENT_ID", "THROUGHLINE_CLIENT_SECRET")
    client, secret = (urllib.parse.quote_plus(os.environ.get(name, "")) for name in names)
    basic = base64.b64encode(f"{client}:{secret}".encode()).decode()
    answer = ask(f"{url}/oauth/token", {"authorization": f"Basic {basic}"}, b"grant_type=client_credentials")
    return {"authorization": f"Bearer {answer['access_token']}"}


def send(url, path, token, events):
    results = []
    for first in range(0, len(events), BATCH_SIZE):
        batch = json.dumps(events[first : first + BATCH_SIZE]).encode()
        results += ask(url + path, token | {"content-type": BATCH}, batch)["results"]
    return results


def receipt(url, link, token, within_seconds):
    """The receipt as soon as the event is decided, or `received` where that takes longer."""
    deadline = time.monotonic() + within_seconds
    while True:
        told = ask(url + link, token, absent={"state": "received"})
        if told["state"] != "received" or time.monotonic() > deadline:
            return told
        time.sleep(0.2)


def show(name, state, reasons):
    print(name, state, *(f"{each['code']}{' at ' + each['path'] if 'path' in each else ''}" for each in reasons))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True, help="the hub's address, such as http://127.0.0.1:3000")
    parser.add_argument("--dry-run", action="store_true", help="ask what would become of them; nothing is kept")
    parser.add_argument("--wait", type=float, default=60, help="seconds to wait for each receipt")
    parser.add_argument("events", nargs="+", help="JSON files; each holds one event, or a list of them")
    asked = parser.parse_args()
    events, token = read_events(asked.events), sign_in(asked.url)
    path = "/v1/events/dry-run" if asked.dry_run else "/v1/events"
    refused = 0
    for result in send(asked.url, path, token, events):
        told = receipt(asked.url, result["receipt"], token, asked.wait) if "receipt" in result else result
        state = told.get("state", told.get("status"))
        refused += state in ("refused", "rejected", "would-be-rejected", "received")
        show(told.get("id", "-"), state, told.get("reasons", []))
    sys.exit(1 if refused else 0)


if __name__ == "__main__":
    main()
