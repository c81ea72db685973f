import type { NodeMessage, OnnxMessage } from './read-model.ts'

/** Where a file is known to differ from the model that was exported, or from what its reader expects. */
export function warningsOf({ producer = '', graph }: OnnxMessage): string[] {
  const nodes = (graph?.nodes ?? []).filter(({ op }) => op === 'TreeEnsembleClassifier' || op === 'TreeEnsembleRegressor')
  if (nodes.length === 0) return []
  const warnings = ['explanations count each leaf alike: the file does not say how many training rows reached it']
  const tracks = nodes.some((node) => attribute(node, 'nodes_missing_value_tracks_true')?.ints?.some((flag) => flag === 1))
  if (/skl2onnx/i.test(producer)) {
    warnings.push(
      tracks
        ? 'skl2onnx writes native categories of HistGradientBoosting wrongly, and the file does not show it: compare some rows if the model was trained with categorical_features'
        : 'skl2onnx leaves out the directions that forests learn for null: rows with null may be answered otherwise than by scikit-learn',
    )
  }
  if (/skl2onnx|onnxmltools/i.test(producer)) {
    warnings.push(
      'thresholds were rounded to float32 when the model was exported: a row that equals one may be answered otherwise than by the exported model',
    )
  }
  if (nodes.some(cutsElsewhere)) {
    warnings.push('the label is cut on the raw score, as onnxruntime does, and may be another than the more probable one')
  }
  return warnings
}

/** Two classes whose label is not cut at a probability of one half. */
function cutsElsewhere(node: NodeMessage): boolean {
  const labels = attribute(node, 'classlabels_int64s')?.ints ?? attribute(node, 'classlabels_strings')?.strings ?? []
  const classes = new Set(attribute(node, 'class_ids')?.ints)
  const isPositive = (attribute(node, 'class_weights')?.floats ?? []).every((weight) => weight >= 0)
  return labels.length === 2 && (classes.size > 1 || (isPositive && attribute(node, 'post_transform')?.s === 'LOGISTIC'))
}

const attribute = (node: NodeMessage, name: string) => node.attributes?.find((each) => each.name === name)
