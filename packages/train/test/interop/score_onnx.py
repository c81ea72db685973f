"""Checks every ONNX file of a folder and scores rows.json with it, column by column: python score_onnx.py FOLDER"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

folder = Path(sys.argv[1])
columns = json.loads((folder / "rows.json").read_text())
feeds = {name: np.array(values, dtype=object if kind == "string" else np.float64) for name, (kind, values) in columns.items()}

for file in sorted(folder.glob("*.onnx")):
    onnx.checker.check_model(file, full_check=True)
    session = onnxruntime.InferenceSession(file)
    results = session.run(None, {port.name: feeds[port.name] for port in session.get_inputs()})
    outputs = {
        port.name: [None if value != value else value for value in result.tolist()]
        for port, result in zip(session.get_outputs(), results)
    }
    file.with_suffix(".json").write_text(json.dumps(outputs))
    print(file.name, "operators", {entry.domain or "ai.onnx": entry.version for entry in onnx.load(file).opset_import})
