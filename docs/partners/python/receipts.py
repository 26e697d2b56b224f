#!/usr/bin/env python3
"""Reads what became of your agency's events; one receipt a line."""

import argparse
import json
import time

from confluent_kafka import Consumer

from files import read_properties

STRUCTURED = "application/cloudevents+json"


def read(message):
    """Type, subject and data of a receipt, in either mode of CloudEvents."""
    headers = {name: value.decode() for name, value in message.headers() or [] if value is not None}
    if headers.get("content-type", "").startswith(STRUCTURED):
        event = json.loads(message.value())
        return event["type"], event.get("subject"), event.get("data")
    return headers.get("ce_type"), headers.get("ce_subject"), json.loads(message.value())


def follow(consumer, idle_seconds):
    last = time.monotonic()
    while idle_seconds == 0 or time.monotonic() - last < idle_seconds:
        message = consumer.poll(0.5)
        if message is None:
            continue
        if message.error():
            raise SystemExit(message.error().str())
        # Your own system would note the state beside the event here.
        kind, subject, data = read(message)
        print(kind, subject, json.dumps(data, ensure_ascii=False), flush=True)
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
