import {
  add,
  div,
  type Expr,
  exp,
  featurePrefix,
  type Graph,
  ge,
  greatest,
  lt,
  type ModelDefinition,
  mul,
  pick,
  runGraph,
  schemaOf,
  sub,
  when,
} from '@millrace/core'
import { Applicant, applicants, featureGraph, withEstimators } from './applicants.ts'
import { randomTrees } from './random-trees.ts'

const graph = await featureGraph()
const featureNames = [...graph.outputs.keys()]
const features = runGraph(graph, applicants(500))

/** Thresholds that some rows equal, so that a comparison of less than float64 would send them to the other side. */
const thresholds = featureNames.map((name) => {
  const column = features.get(name)!
  const values = column.type === 'number' ? [...column.values].filter((value) => !Number.isNaN(value)) : []
  return values.slice(0, 40)
})
const categories = new Map([
  [featureNames.indexOf(`${featurePrefix}areaCode`), 3],
  [featureNames.indexOf(`${featurePrefix}employerCode`), 40],
])

const trees = (seed: number, aggregate: 'sum' | 'mean', base: number) =>
  ({ op: 'trees', trees: randomTrees({ seed, trees: 150, depth: 6, thresholds, categories, base, aggregate }) }) as const

/** The same trees with other leaves. */
const twin = ({ op, trees }: ReturnType<typeof structure>, factor: number) =>
  ({ op, trees: { ...trees, value: trees.value.map((value) => value * factor), base: trees.base + factor } }) as const
const structure = () => trees(5, 'sum', 0.1)

/** Models whose estimators are trees drawn at random, by name. */
export function handMadeModels(): Readonly<Record<string, { readonly definition: ModelDefinition }>> {
  const logistic = (score: Expr<number>) => div(1, add(exp(mul(score, -1)), 1)) as Expr<number>
  const binary = (aggregate: 'sum' | 'mean', seed: number) =>
    withEstimators(graph, [trees(seed, aggregate, 0.3)], ([score]) => {
      const probability = logistic(score!)
      const isPositive = ge(probability, 0.5)
      const decision = when(lt(probability, 0.4), 0, when(lt(probability, 0.6), 1, 2))
      return {
        score: score!,
        probability,
        label: pick(isPositive, ['no', 'yes']),
        decision: pick(decision, ['decline', 'refer', 'approve']),
        reason: pick(decision, ['too risky', 'near the cut', 'likely to repay']),
      }
    })
  const first = structure()
  const multiclass = withEstimators(graph, [first, twin(first, -1), twin(first, 0.5)], (scores) => {
    const [a, b, c] = scores as [Expr<number>, Expr<number>, Expr<number>]
    const most = greatest(greatest(a, b), c)
    const powers = scores.map((score) => exp(sub(score, most)))
    const total = powers.reduce((sum, power) => add(sum, power) as Expr<number>)
    const probabilities = powers.map((power) => div(power, total) as Expr<number>)
    const index = when(ge(a, most), 0, when(ge(b, most), 1, 2))
    return {
      ...Object.fromEntries(scores.map((score, k) => [`score:${k}`, score])),
      ...Object.fromEntries(probabilities.map((probability, k) => [`probability:${k}`, probability])),
      probability: div(1, total),
      label: pick(index, ['low', 'middle', 'high']),
    }
  })
  const regression = withEstimators(graph, [trees(9, 'mean', 1e6)], ([score]) => ({ score: score!, value: exp(div(score!, 1e5)) }))
  const pair = { kind: 'binary', column: 'repaid', positive: 'yes', negative: 'no', threshold: 0.5 }
  return {
    boosting: definitionOf(binary('sum', 2), pair),
    forest: definitionOf(binary('mean', 3), pair),
    'several classes': definitionOf(multiclass, { kind: 'multiclass', column: 'repaid', classes: ['low', 'middle', 'high'] }),
    regression: definitionOf(regression, { kind: 'regression', column: 'repaid' }),
  }
}

function definitionOf(graph: Graph, target: object): { readonly definition: ModelDefinition } {
  const { columns } = schemaOf(Applicant)
  const read = new Set(graph.nodes.flatMap((node) => (node.op === 'column' ? [node.name] : [])))
  return {
    definition: {
      name: 'hand-made',
      inputs: columns.filter(({ name }) => read.has(name)),
      monitored: [],
      target: target as ModelDefinition['target'],
      label: { name: 'label', kind: 'string', nullable: false, optional: false },
      graph,
      estimator: { kind: 'by-hand', params: {}, diagnostics: {}, warnings: [] },
      learned: [],
      lineage: { data: null, spec: null, commit: null, run: null, seed: null, environment: {} },
      golden: [],
    },
  }
}
