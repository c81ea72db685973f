import {
  add,
  div,
  type Expr,
  estimate,
  exp,
  extendGraph,
  type FittedEstimator,
  type FittedFeatures,
  featurePrefix,
  type Graph,
  ge,
  mul,
  pick,
  type TargetRecord,
  when,
} from '@millrace/core'

/** Joins features and estimator into one graph: `score`, `probability`, `label`, and each feature under its prefix. */
export function assembleGraph(fitted: FittedFeatures, estimator: FittedEstimator, target: TargetRecord): Graph {
  const { serving, names } = fitted
  const features = new Map([...serving.outputs].map(([name, node]) => [`${featurePrefix}${name}`, node]))
  const used = estimator.features ?? names.map((_, index) => index)
  return extendGraph({ ...serving, outputs: features }, ({ output }) => {
    const score = estimate(
      estimator.operation,
      used.map((index) => output(`${featurePrefix}${names[index]}`)),
    )
    const probability = estimator.scale === 'probability' ? score : logistic(score)
    return { score, probability, label: labelOf(probability, target) }
  })
}

/** `1 / (1 + exp(-x))`. */
export function logistic(x: Expr<number>): Expr<number> {
  return div(1, add(exp(mul(x, -1)), 1)) as Expr<number>
}

/** The positive label from the threshold on, else the other. */
export function labelOf(
  probability: Expr<number>,
  { threshold, positive, negative }: TargetRecord,
): Expr<string | number | boolean | null> {
  const isPositive = ge(probability, threshold)
  if (typeof positive === 'string') return pick(isPositive, [String(negative), positive])
  return when(isPositive, Number(positive), Number(negative))
}
