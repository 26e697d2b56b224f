#!/usr/bin/env python3
"""Reads what became of your agency's events, and what it is asked to publish again; one a line."""

import argparse
import json
import time

from confluent_kafka import Consumer

from files import read_properties


def show(message):
    """Your event's id, its state and why; of what is no receipt, its type. CloudEvents in structured mode."""
    event = json.loads(message.value())
    # Where your id could not be read, the receipt says where the message lies, as publish.py did.
    about = event.get("subject") or event.get("origin", "-")
    told = event["data"]
    reasons = told.get("reasons", [told["reason"]] if "reason" in told else [])
    print(about, told.get("state", event["type"]), *(reason["code"] for reason in reasons), flush=True)


def follow(consumer, idle_seconds):
    last = time.monotonic()
    while idle_seconds == 0 or time.monotonic() - last < idle_seconds:
        message = consumer.poll(0.5)
        if message is None:
            continue
        if message.error():
            raise SystemExit(message.error().str())
        # Your own system would note the state beside the event here.
        show(message)
        # Only now is it read: after a crash before this line it comes again.
        consumer.commit(message, asynchronous=False)
        last = time.monotonic()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", required=True, help="scram.properties or certificate.properties")
    parser.add_argument("--topic", required=True, help="your agency's: throughline.receipts.<agency>")
    parser.add_argument("--group", required=True, help="begins with the name that you sign in with and a hyphen")
    parser.add_argument("--idle", type=float, default=0, help="end when nothing more came for so many seconds")
    asked = parser.parse_args()
    consumer = Consumer(
        read_properties(asked.config)
        | {"group.id": asked.group, "auto.offset.reset": "earliest", "enable.auto.commit": False}
    )
    consumer.subscribe([asked.topic])
    try:
        follow(consumer, asked.idle)
    finally:
        consumer.close()


if __name__ == "__main__":
    main()
