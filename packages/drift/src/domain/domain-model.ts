import {
  createModel,
  estimate,
  extendGraph,
  type FittedEstimator,
  type FittedFeatures,
  featurePrefix,
  type Model,
  type Schema,
} from '@millrace/core'

const label = { name: 'side', kind: 'category', nullable: false, optional: false, categories: ['reference', 'current'] } as const

/** Features and what was fitted to them, as a model that can be explained. */
export function domainModel(
  { serving, names }: FittedFeatures,
  { columns }: Schema,
  estimator: FittedEstimator,
): Model<never, unknown, 'binary'> {
  const features = new Map([...serving.outputs].map(([name, node]) => [`${featurePrefix}${name}`, node]))
  const used = estimator.features ?? names.map((_, index) => index)
  const graph = extendGraph({ ...serving, outputs: features }, ({ output }) => {
    const args = used.map((index) => output(`${featurePrefix}${names[index]!}`))
    return { score: estimate(estimator.operations[0]!, args) }
  })
  return createModel<never, unknown, 'binary'>({
    name: 'domain classifier',
    inputs: columns,
    monitored: [],
    target: { kind: 'binary', column: label.name, positive: 'current', negative: 'reference', threshold: 0.5 },
    label,
    graph,
    estimator: { kind: 'domain classifier', params: {}, diagnostics: {}, warnings: [] },
    learned: [],
    lineage: { data: null, spec: null, commit: null, run: null, seed: null, environment: {} },
    golden: [],
  })
}
