"""Rows per second of LightGBM's own SHAP values on one thread, for a model of 100 trees of 31 leaves.

    python contributions.py FOLDER
"""
import json
import pathlib
import sys
import time

import lightgbm
import numpy

folder = pathlib.Path(sys.argv[1])
header = json.loads((folder / "header.json").read_text())


def read(part):
    x = numpy.fromfile(folder / f"x_{part}.bin", "<f4").reshape(len(header["columns"]), -1).T
    return numpy.ascontiguousarray(x), numpy.fromfile(folder / f"y_{part}.bin", "<f4")


settings = {"objective": "binary", "num_leaves": 31, "learning_rate": 0.1, "num_threads": 1, "verbose": -1, "seed": 7}
model = lightgbm.train(settings, lightgbm.Dataset(*read("train")), 100)
rows = read("test")[0][:2000]
seconds = float("inf")
for _ in range(3):
    start = time.perf_counter()
    model.predict(rows, pred_contrib=True, num_threads=1)
    seconds = min(seconds, time.perf_counter() - start)
print(len(rows) / seconds)
