"""Measures peers on rows with stored folds, and prints for each peer and metric the value in each fold as JSON.

    python peers.py FOLDER

FOLDER holds rows.csv and study.json, which names the kind of target and the columns. Every model learns the folds but one and is
measured on that one. Defaults, but for seeds and threads, and except that the early-stopping LightGBM learns more slowly.
"""

import json
import os
import sys
import warnings

import lightgbm
import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, log_loss, roc_auc_score, root_mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

SMALL_ROWS = 5000


def read(folder):
    with open(os.path.join(folder, "study.json"), encoding="utf-8") as file:
        study = json.load(file)
    texts = [*study["texts"], *([] if study["kind"] == "regression" else [study["target"]])]
    rows = pd.read_csv(
        os.path.join(folder, "rows.csv"), dtype=dict.fromkeys(texts, "object"), keep_default_na=False, na_values=[""]
    )
    target = rows[study["target"]]
    if study["kind"] == "binary":
        target = (target == study["positive"]).astype(int)
    elif study["kind"] == "multiclass":
        target = pd.Series(pd.factorize(target, sort=True)[0])
    return study, rows, target.to_numpy()


class Native:
    """A booster that takes missing values and categories as they are."""

    def __init__(self, study, fit):
        self.texts, self.fit_model, self.columns = study["texts"], fit, [*study["numbers"], *study["texts"]]

    def table(self, rows):
        table = rows[self.columns].copy()
        for name in self.texts:
            table[name] = pd.Categorical(table[name], categories=self.categories[name])
        return table

    def fit(self, rows, target):
        self.categories = {name: sorted(rows[name].dropna().unique()) for name in self.texts}
        self.model = self.fit_model(self.table(rows), target)
        return self

    def predict(self, rows):
        return self.model.predict(self.table(rows))

    def predict_proba(self, rows):
        return self.model.predict_proba(self.table(rows))


def prepared(study, model):
    """The usual pipeline: medians and standard scores, most frequent texts and one-hot."""
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    texts = make_pipeline(
        SimpleImputer(strategy="most_frequent", missing_values=np.nan), OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    )
    return make_pipeline(make_column_transformer((numbers, study["numbers"]), (texts, study["texts"])), model)


def lightgbm_early(kind, of):
    def fit(table, target):
        share = 0.2 if len(target) < SMALL_ROWS else 0.1
        stratify = None if kind == "regression" else target
        x, held_x, y, held_y = train_test_split(table, target, test_size=share, random_state=7, stratify=stratify)
        model = of(n_estimators=1000, learning_rate=0.05, random_state=7, n_jobs=1, verbose=-1)
        stop = lightgbm.early_stopping(50, verbose=False)
        return model.fit(x, y, eval_set=[(held_x, held_y)], callbacks=[stop])

    return fit


def peers(study):
    is_number = study["kind"] == "regression"
    booster = lightgbm.LGBMRegressor if is_number else lightgbm.LGBMClassifier
    histogram = HistGradientBoostingRegressor if is_number else HistGradientBoostingClassifier
    forest = RandomForestRegressor if is_number else RandomForestClassifier
    linear = LinearRegression() if is_number else LogisticRegression(max_iter=1000)
    return {
        "LightGBM": Native(study, lambda x, y: booster(random_state=7, n_jobs=1, verbose=-1).fit(x, y)),
        "LightGBM early stopping": Native(study, lightgbm_early(study["kind"], booster)),
        "HistGradientBoosting": Native(
            study, lambda x, y: histogram(categorical_features="from_dtype", random_state=7).fit(x, y)
        ),
        "scikit-learn forest": prepared(study, forest(random_state=7, n_jobs=1)),
        "scikit-learn linear": prepared(study, linear),
    }


def measure(study, model, rows, target):
    if study["kind"] == "regression":
        return {"rmse": root_mean_squared_error(target, model.predict(rows))}
    probability = model.predict_proba(rows)
    if study["kind"] == "binary":
        return {"logLoss": log_loss(target, probability[:, 1]), "auc": roc_auc_score(target, probability[:, 1])}
    return {"logLoss": log_loss(target, probability), "accuracy": accuracy_score(target, probability.argmax(axis=1))}


def main(folder):
    study, rows, target = read(folder)
    found = {}
    for name, model in peers(study).items():
        metrics = {}
        for fold in range(int(rows[study["fold"]].max()) + 1):
            held = (rows[study["fold"]] == fold).to_numpy()
            model.fit(rows[~held], target[~held])
            for metric, value in measure(study, model, rows[held], target[held]).items():
                metrics.setdefault(metric, []).append(float(value))
        found[name] = metrics
    print(json.dumps(found))


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main(sys.argv[1])
