"""Matrix factorisation by alternating least squares (implicit), which recommends to each user directly, without groups.

    als.py FOLDER MEMORY_BYTES
"""
import sys

from phases import limit_memory, phase

import numpy
from implicit.als import AlternatingLeastSquares
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

import logs

FACTORS = 64
ITERATIONS = 15
LIST_LENGTH = 20
USERS_AT_ONCE = 10_000

limit_memory(int(sys.argv[2]))
with phase("reading the log"):
    products, events = logs.read(sys.argv[1])

with phase("sparse matrix"):
    known = events.dropna(subset=["user_id"])
    user, users = known.user_id.factorize()
    product, names = known.product_id.factorize()
    matrix = csr_matrix((numpy.ones(len(known), dtype=numpy.float32), (user, product)), shape=(len(users), len(names)))

# implicit is parallel itself, and asks for a BLAS that is not.
with threadpool_limits(1, "blas"):
    with phase("ALS, 64 factors, 15 iterations"):
        model = AlternatingLeastSquares(factors=FACTORS, iterations=ITERATIONS, random_state=1)
        model.fit(matrix, show_progress=False)

    with phase("lists"):
        for start in range(0, matrix.shape[0], USERS_AT_ONCE):
            of = numpy.arange(start, min(start + USERS_AT_ONCE, matrix.shape[0]))
            model.recommend(of, matrix[of], N=LIST_LENGTH)
