"""Reads a store's logs into a data frame, as one does first."""
import pathlib

import pandas


def read(folder):
    products = pandas.read_json(next(pathlib.Path(folder, "catalogue").glob("products.jsonl*")), lines=True)
    files = sorted(pathlib.Path(folder, "sessions").rglob("*.jsonl*"))
    events = pandas.concat((pandas.read_json(file, lines=True) for file in files), ignore_index=True)
    return products, events[events.event_type != "RETURN_PRODUCT"]
