import { createHash } from 'node:crypto'
import {
  type ColumnSource,
  type FittedEstimator,
  runGraph,
  seededRandom,
  type TrainingData,
  type TrainOptions,
  type TreeEnsemble,
} from '@millrace/core'
import { gradientBoosting } from './gradient-boosting.ts'
import type { GradientBoostingOptions } from './options.ts'

/** What {@link exampleRows} makes. */
export interface ExampleOptions {
  readonly task?: 'binary' | 'multiclass' | 'regression' | 'counts'
  readonly missing?: boolean
  readonly categories?: number
  readonly seed?: number
}

/** Columns `a`, `b`, `c` (noise), `d` (few values) and where asked `k` (categories), and a target with an interaction of a and b. */
export function exampleRows(
  rows: number,
  { task = 'binary', missing = false, categories = 0, seed = 5 }: ExampleOptions = {},
): TrainingData {
  const random = seededRandom(seed)
  const column = (draw: () => number) => Float64Array.from({ length: rows }, draw)
  const [a, b, c, d] = [random.normal, random.normal, random.normal, () => random.integer(4)].map(column) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const k = column(() => random.integer(Math.max(1, categories)))
  const target = column(() => 0)
  for (let row = 0; row < rows; row++) {
    const signal = 1.5 * a[row]! - b[row]! * Math.sign(a[row]!) + 0.5 * d[row]! - 0.75 + (categories > 0 ? Math.sin(k[row]! * 7) : 0)
    if (task === 'binary') target[row] = Number(random.next() < 1 / (1 + Math.exp(-signal)))
    else if (task === 'multiclass') target[row] = signal + random.normal() > 1 ? 2 : Number(signal + random.normal() > -0.5)
    else if (task === 'counts') target[row] = Math.floor(Math.exp(0.4 * signal + 0.5 * random.normal()) + random.next())
    else target[row] = signal + 0.3 * random.normal()
  }
  if (missing) for (let row = 0; row < rows; row++) for (const values of [a, d, k]) if (random.next() < 0.1) values[row] = Number.NaN
  return {
    features: categories > 0 ? [a, b, c, d, k] : [a, b, c, d],
    names: categories > 0 ? ['a', 'b', 'c', 'd', 'k'] : ['a', 'b', 'c', 'd'],
    ...(categories > 0 && { categories: [null, null, null, null, categories] }),
    target,
    task: task === 'multiclass' ? { kind: task, classes: 3 } : { kind: task === 'counts' ? 'regression' : task },
  }
}

/** Few, plain rounds; options are added. */
export function fitExample(
  data: TrainingData,
  options: GradientBoostingOptions = {},
  work: Partial<TrainOptions> = {},
): Promise<FittedEstimator> {
  return gradientBoosting({ trees: 10, earlyStopping: false, maxLeaves: 8, ...options }).fit(data, { seed: 7, ...work })
}

export function ensemblesOf({ operations }: Pick<FittedEstimator, 'operations'>): TreeEnsemble[] {
  return operations.flatMap((operation) => (operation.op === 'trees' ? [operation.trees] : []))
}

/** The only ensemble of a fit. */
export const ensembleOf = (fitted: Pick<FittedEstimator, 'operations'>): TreeEnsemble => ensemblesOf(fitted)[0]!

/** What an execution of the graph gives for each row. */
export function scoresOf(trees: TreeEnsemble, features: readonly Float64Array[]): Float64Array {
  const args = Array.from(features.keys())
  const source: ColumnSource = { rowCount: features[0]!.length, column: (name) => ({ type: 'number', values: features[Number(name)]! }) }
  const columns = args.map((j) => ({ op: 'column' as const, name: `${j}`, type: 'number' as const }))
  const out = runGraph({ nodes: [...columns, { op: 'trees', args, trees }], outputs: new Map([['score', args.length]]) }, source).get(
    'score',
  )
  return out?.type === 'number' ? out.values : new Float64Array()
}

/** SHA-256 over all that is stored of the trees. */
export function digestOf(fitted: Pick<FittedEstimator, 'operations'>): string {
  const hash = createHash('sha256')
  for (const { base, categories, ...arrays } of ensemblesOf(fitted)) {
    hash.update(String(base))
    for (const part of [...Object.values(arrays), ...Object.values(categories ?? {})])
      if (ArrayBuffer.isView(part)) hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
  }
  return hash.digest('hex')
}

/** The same rows in another order. */
export function permuted(data: TrainingData, seed = 3): TrainingData {
  const order = seededRandom(seed).shuffle(Int32Array.from(data.target.keys()))
  const pick = (values: Float64Array) => Float64Array.from(order, (row) => values[row]!)
  return {
    ...data,
    features: data.features.map(pick),
    target: pick(data.target),
    ...(data.weights !== undefined && { weights: pick(data.weights) }),
  }
}

/** Leaves of each tree with the range of each feature on the way to them, in training rows' terms: depth and the features that were read. */
export function pathsOf(trees: TreeEnsemble): { readonly leaf: number; readonly features: readonly number[] }[] {
  const paths: { leaf: number; features: readonly number[] }[] = []
  const walk = (node: number, features: readonly number[]): void => {
    const feature = trees.feature[node]!
    if (feature < 0) return void paths.push({ leaf: node, features })
    walk(trees.left[node]!, [...features, feature])
    walk(trees.right[node]!, [...features, feature])
  }
  for (const root of trees.roots) walk(root, [])
  return paths
}
