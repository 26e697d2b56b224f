"""Sends messages just as they are told, bytes in base64 and null where there is nothing; for what no example sends."""

import base64
import json
import sys

from confluent_kafka import Producer


def raw(text):
    return None if text is None else base64.b64decode(text)


with open(sys.argv[1], encoding="utf-8") as file:
    config, topic, messages = json.load(file)
producer = Producer(config | {"message.max.bytes": 4_000_000})
for message in messages:
    headers = [(name, raw(value)) for name, value in message["headers"]]
    producer.produce(topic, raw(message["value"]), raw(message["key"]), headers=headers)
sys.exit(producer.flush(30))
