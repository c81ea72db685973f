"""The usual Flask application around a model of scikit-learn: a DataFrame a request."""

import os
import uuid

import joblib
import pandas as pd
from flask import Flask, jsonify, request
from loan import COLUMNS, encode

app = Flask(__name__)
forest = joblib.load(os.environ["FOREST"])


@app.post("/predict")
def predict():
    row = pd.DataFrame([encode(request.get_json())], columns=COLUMNS)
    probability = float(forest.predict_proba(row)[0, 1])
    return jsonify(id=str(uuid.uuid4()), model="loan-approval", probability=probability, label="Y" if probability >= 0.5 else "N")
