"""Trains the forest that both servers serve: train.py FOLDER APPLICATION_JSON writes forest.joblib and forest.json."""

import json
import sys
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
from loan import CATEGORIES, COLUMNS, encode
from sklearn.ensemble import RandomForestClassifier

folder, application = Path(sys.argv[1]), json.loads(sys.argv[2])
random = np.random.default_rng(7)
rows = 614

numbers = {
    "ApplicantIncome": np.exp(random.normal(8.3, 0.6, rows)).round(),
    "CoapplicantIncome": np.where(random.random(rows) < 0.45, 0, np.exp(random.normal(7.5, 0.6, rows)).round()),
    "LoanAmount": np.exp(random.normal(4.9, 0.5, rows)).round(),
    "Loan_Amount_Term": random.choice([180, 240, 360], rows),
    "Credit_History": (random.random(rows) < 0.84).astype(int),
}
codes = {name: random.integers(len(categories), size=rows) for name, categories in CATEGORIES.items()}
data = pd.DataFrame({**numbers, **codes})[COLUMNS].astype(float)
burden = data.LoanAmount * 1000 / (data.ApplicantIncome + data.CoapplicantIncome) / data.Loan_Amount_Term
odds = 3.2 * data.Credit_History - 1.5 - 4 * burden + 0.4 * data.Married + random.normal(0, 1, rows)
forest = RandomForestClassifier(n_estimators=100, random_state=7).fit(data, odds > 0)

joblib.dump(forest, folder / "forest.joblib")
trees = [
    {
        "feature": tree.feature.tolist(),
        "threshold": tree.threshold.tolist(),
        "left": tree.children_left.tolist(),
        "right": tree.children_right.tolist(),
        "value": (tree.value[:, 0, 1] / tree.value[:, 0, :].sum(axis=1)).tolist(),
        "cover": tree.weighted_n_node_samples.tolist(),
    }
    for tree in (estimator.tree_ for estimator in forest.estimators_)
]
row = pd.DataFrame([encode(application)], columns=COLUMNS).astype(float)
probability = float(forest.predict_proba(row)[0, 1])
(folder / "forest.json").write_text(json.dumps({"trees": trees, "probability": probability}))
