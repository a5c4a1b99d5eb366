"""Reads session logs into typed columns: the seven fields that the training uses, as fast as each library can."""

import resource
import sys
import time

FIELDS = {
    "session_id": "BIGINT",
    "timestamp": "TIMESTAMP",
    "user_id": "BIGINT",
    "product_id": "BIGINT",
    "event_type": "VARCHAR",
    "offered_discount": "INTEGER",
    "purchase_id": "BIGINT",
}


def with_duckdb(threads, files):
    import duckdb

    with duckdb.connect(config={"threads": threads}) as connection:
        connection.execute(
            "CREATE TABLE log AS SELECT * REPLACE (event_type::ENUM('VIEW_PRODUCT', 'BUY_PRODUCT', 'RETURN_PRODUCT') AS"
            " event_type) FROM read_json($files, format = 'newline_delimited', columns = " + str(FIELDS) + ")",
            {"files": files},
        )
        return connection.execute("SELECT count(*) FROM log").fetchone()[0]


def with_polars(threads, files):
    import polars

    # A time as text and then by its format is ten times faster than a time in the schema.
    types = {"BIGINT": polars.Int64, "INTEGER": polars.Int32, "TIMESTAMP": polars.String, "VARCHAR": polars.String}
    schema = {field: types[name] for field, name in FIELDS.items()}
    parts = [
        polars.read_ndjson(file, schema=schema).with_columns(
            polars.col("timestamp").str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="ms"),
            polars.col("event_type").cast(polars.Categorical),
        )
        for file in files
    ]
    return polars.concat(parts).height


def with_pandas(threads, files):
    import pandas

    parts = [pandas.read_json(file, lines=True, dtype=False)[list(FIELDS)] for file in files]
    log = pandas.concat(parts, ignore_index=True)
    log["timestamp"] = pandas.to_datetime(log["timestamp"], format="%Y-%m-%dT%H:%M:%S")
    return len(log.astype({"event_type": "category"}))


def main():
    read = {"duckdb": with_duckdb, "polars": with_polars, "pandas": with_pandas}[sys.argv[1]]
    threads = int(sys.argv[2])
    files = sys.argv[3:]
    seconds = []
    for _ in range(1 if sys.argv[1] == "pandas" else 2):
        start = time.perf_counter()
        computing = time.process_time()
        events = read(threads, files)
        computing = time.process_time() - computing
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(seconds[0], seconds[-1], computing, peak, events)


main()
