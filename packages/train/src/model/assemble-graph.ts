import {
  estimate,
  extendGraph,
  type FittedEstimator,
  type FittedFeatures,
  featurePrefix,
  type Graph,
  type TargetRecord,
} from '@millrace/core'
import { targetKindOf } from './targets/target-kinds.ts'

export { labelOf, logistic } from './targets/binary.ts'

/** Joins features and estimator into one graph: the outputs of the target's kind, and each feature under its prefix. */
export function assembleGraph(fitted: Pick<FittedFeatures, 'serving' | 'names'>, estimator: FittedEstimator, target: TargetRecord): Graph {
  const { serving, names } = fitted
  const features = new Map([...serving.outputs].map(([name, node]) => [`${featurePrefix}${name}`, node]))
  const used = estimator.features ?? names.map((_, index) => index)
  return extendGraph({ ...serving, outputs: features }, ({ output }) => {
    const args = used.map((index) => output(`${featurePrefix}${names[index]}`))
    const nodes = estimator.operations.map((operation) => estimate(operation, args))
    return targetKindOf(target).outputs(nodes, estimator.scale, target)
  })
}
