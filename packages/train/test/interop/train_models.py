"""Trains models of other tools on generated rows and writes them, with 1,000 rows and their answers, into a folder: python train_models.py FOLDER"""
import json
import pathlib
import sys

import lightgbm as lgb
import numpy as np
import onnxruntime
import xgboost as xgb
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.ensemble import ExtraTreesRegressor, GradientBoostingClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler

COLUMNS = 8
folder = pathlib.Path(sys.argv[1])
rng = np.random.default_rng(11)
x = np.round(rng.normal(size=(4000, COLUMNS)), 3)
x[:, 7] = rng.integers(0, 40, len(x))
x[rng.random(x.shape) < 0.05] = np.nan
full = np.nan_to_num(x)
score = full[:, 0] + full[:, 1] * full[:, 2] - (full[:, 7] % 3) / 2 + rng.normal(0, 0.3, len(x))
targets = {"binary": (score > 0).astype(int), "multiclass": np.digitize(score, [-0.8, 0.6]), "number": score, "count": rng.poisson(np.exp(score / 3))}
train, test = slice(0, 3000), slice(3000, 4000)
found = []


def add(file, kind, answer):
    found.append({"file": file, "kind": kind, "answer": np.asarray(answer, dtype=float).reshape(1000, -1).tolist()})


for objective, kind, extra in [("binary", "binary", {}), ("multiclass", "multiclass", {"num_class": 3}), ("multiclassova", "multiclass", {"num_class": 3}),
                               ("regression", "number", {}), ("poisson", "count", {}), ("quantile", "number", {"alpha": 0.9}),
                               ("binary", "binary", {"boosting": "rf", "bagging_fraction": 0.6, "bagging_freq": 1}), ("binary", "binary", {"zero_as_missing": True})]:
    settings = {"objective": objective, "verbose": -1, "seed": 3, "num_threads": 1, **extra}
    model = lgb.train(settings, lgb.Dataset(x[train], targets[kind][train], categorical_feature=[7]), 20)
    file = f"lightgbm-{len(found)}.txt"
    model.save_model(folder / file)
    add(file, kind, model.predict(x[test]))

kinds = ["float"] * 7 + ["c"]
for objective, kind, extra in [("binary:logistic", "binary", {}), ("multi:softprob", "multiclass", {"num_class": 3}), ("reg:absoluteerror", "number", {}),
                               ("count:poisson", "count", {}), ("binary:logistic", "binary", {"booster": "dart", "rate_drop": 0.2}), ("reg:tweedie", "count", {})]:
    data = lambda rows, y=None: xgb.DMatrix(x[rows], y, feature_types=kinds, enable_categorical=True)
    model = xgb.train({"objective": objective, "max_depth": 5, "seed": 3, "nthread": 1, **extra}, data(train, targets[kind][train]), 20)
    for ending in ["json", "ubj"]:
        file = f"xgboost-{len(found)}.{ending}"
        model.save_model(folder / file)
        add(file, kind, model.predict(data(test)))

single = full.astype(np.float32)
for model, kind in [(RandomForestClassifier(20, max_depth=6, random_state=3), "binary"), (RandomForestClassifier(10, max_depth=5, random_state=3), "multiclass"),
                    (GradientBoostingClassifier(n_estimators=20, random_state=3), "binary"), (HistGradientBoostingClassifier(max_iter=20, random_state=3), "multiclass"),
                    (ExtraTreesRegressor(10, max_depth=6, random_state=3), "number"), (make_pipeline(StandardScaler(), LogisticRegression()), "multiclass"),
                    (make_pipeline(MinMaxScaler(), LogisticRegression()), "binary"), (make_pipeline(StandardScaler(), LinearRegression()), "number")]:
    model.fit(single[train], targets[kind][train])
    options = {id(model): {"zipmap": False}} if hasattr(model, "predict_proba") else None
    blob = to_onnx(model, initial_types=[("x", FloatTensorType([None, COLUMNS]))], options=options, target_opset={"": 17, "ai.onnx.ml": 3}).SerializeToString()
    file = f"onnx-{len(found)}.onnx"
    (folder / file).write_bytes(blob)
    answers = onnxruntime.InferenceSession(blob, providers=["CPUExecutionProvider"]).run(None, {"x": single[test]})
    add(file, kind, answers[-1])

rows = [[None if np.isnan(v) else float(v) for v in row] for row in x[test]]
(folder / "models.json").write_text(json.dumps({"rows": rows, "full": single[test].astype(float).tolist(), "models": found}))
