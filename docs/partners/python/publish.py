#!/usr/bin/env python3
"""Publishes the CloudEvents of JSON files to your agency's own topic."""

import argparse
import json
import sys

from confluent_kafka import KafkaError, KafkaException, Producer

from files import read_events, read_properties

PATIENCE_MS = 30_000


def structured(event):
    """The whole event in the message."""
    return {"content-type": "application/cloudevents+json"}, as_json(event)


def binary(event):
    """Attributes in headers, as UTF-8 and without percent signs; the data in the message."""
    headers = {
        f"ce_{name}": as_text(value)
        for name, value in event.items()
        if name not in ("data", "datacontenttype")
    }
    return headers | {"content-type": "application/json"}, as_json(event.get("data"))


def as_json(value):
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


def as_text(value):
    return value if isinstance(value, str) else json.dumps(value)


def producer_for(config):
    """Taken means held by every broker that must hold it; a retry of the client itself leaves no second copy."""
    return Producer(
        config
        | {
            "acks": "all",
            "enable.idempotence": True,
            "delivery.timeout.ms": PATIENCE_MS,
            # As Java's client and the hub place keys. librdkafka by itself places them elsewhere, and the order of what
            # you say of one person would be lost between two of your systems.
            "partitioner": "murmur2_random",
            "error_cb": give_up_at_the_door,
        }
    )


def give_up_at_the_door(error):
    """Everything else passes, and librdkafka tries again by itself."""
    if error.code() == KafkaError._AUTHENTICATION:
        raise SystemExit(f"Not signed in: {error.str()}")


def publish(producer, topic, events, write):
    """Hands over all of them, then waits for each. How many were taken."""
    taken = []

    def told(event_id):
        def report(error, message):
            if error is None:
                taken.append(event_id)
                print(event_id, "partition", message.partition(), "offset", message.offset())
            else:
                print(event_id, "was not taken:", error.str(), file=sys.stderr)

        return report

    for event in events:
        headers, value = write(event)
        # The key is the subject: what you say of one person stays in order.
        event_id = event.get("id", "-")
        key = event.get("subject", event_id)
        try:
            producer.produce(topic, value, key, headers=headers, on_delivery=told(event_id))
        except KafkaException as error:
            print(event_id, "was not taken:", error.args[0].str(), file=sys.stderr)
        producer.poll(0)
    # Ends: what is not taken in time is told as failed.
    while len(producer) > 0:
        producer.poll(0.5)
    return len(taken)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", required=True, help="scram.properties or certificate.properties")
    parser.add_argument("--topic", required=True, help="your agency's own: throughline.events.<agency>")
    parser.add_argument("--mode", choices=["structured", "binary"], default="structured")
    parser.add_argument("events", nargs="+", help="JSON files; each holds one event, or a list of them")
    asked = parser.parse_args()
    events = read_events(asked.events)
    write = structured if asked.mode == "structured" else binary
    taken = publish(producer_for(read_properties(asked.config)), asked.topic, events, write)
    sys.exit(0 if taken == len(events) else 1)


if __name__ == "__main__":
    main()
