"""Both models as the course project made them: a pivot table of users and products, scikit-learn's TruncatedSVD, KMeans with
50 starts, and lists for each group and category.

    course.py FOLDER MEMORY_BYTES
"""
import sys

from phases import limit_memory, phase

import numpy
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD

import logs

DIMENSIONS = 10
GROUPS = 8
STARTS = 50
LIST_LENGTH = 20
PERCENTILE_OF_M = 0.80

limit_memory(int(sys.argv[2]))
with phase("reading the log"):
    products, events = logs.read(sys.argv[1])

with phase("popular"):
    seen = products.set_index("product_id").join(events.groupby("product_id").size().rename("v")).dropna(subset=["v"])
    m = seen.v.quantile(PERCENTILE_OF_M)
    c = seen.user_rating.mean()
    seen["score"] = seen.v / (seen.v + m) * seen.user_rating.fillna(c) + m / (seen.v + m) * c
    popular = {name: part.nlargest(LIST_LENGTH, "score") for name, part in seen.groupby("category_path")}

with phase("pivot table"):
    known = events.dropna(subset=["user_id"])
    matrix = known.pivot_table(index="user_id", columns="product_id", values="session_id", aggfunc="count", fill_value=0)

with phase("TruncatedSVD"):
    places = TruncatedSVD(n_components=DIMENSIONS, random_state=1).fit_transform(matrix)

with phase("KMeans, 50 starts"):
    found = KMeans(n_clusters=GROUPS, n_init=STARTS, random_state=1).fit(places)

with phase("lists"):
    users = matrix.index.to_frame(index=False).assign(group=found.labels_)
    counts = (
        known[["user_id", "product_id"]]
        .merge(users, on="user_id")
        .merge(products[["product_id", "category_path"]], on="product_id")
        .groupby(["group", "category_path", "product_id"])
        .size()
    )
    lists = {key: part.nlargest(LIST_LENGTH) for key, part in counts.groupby(level=[0, 1])}
