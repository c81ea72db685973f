import { buildTrees, type FittedEstimator, type Json, type TrainingData, type TrainOptions, yieldToEventLoop } from '@millrace/core'
import { bin } from '../../bins/bin.ts'
import { type BinnedMatrix, missingBin } from '../../bins/binned-matrix.ts'
import { measureColumns } from '../linear/design/measure-columns.ts'
import { fitBinary } from '../linear/logistic/fit-binary.ts'
import { inferBinary } from '../linear/logistic/logistic-diagnostics.ts'
import { type Characteristic, characteristicOf } from './characteristic.ts'
import { characteristicTree } from './characteristic-tree.ts'
import { makePoints } from './make-points.ts'
import type { ScorecardSettings } from './scorecard.ts'
import { scorecardWarnings } from './scorecard-warnings.ts'
import { type Tally, weightOf } from './tally.ts'

/** Puts features into bins, fits the log-odds on their weights of evidence, and makes a tree of each feature. */
export async function fitScorecard(data: TrainingData, work: TrainOptions, settings: ScorecardSettings): Promise<FittedEstimator> {
  const { features, names, target, weights } = data
  work.signal?.throwIfAborted()
  const matrix = bin(data)
  const all = tallyAll(data)
  const said: Characteristic[] = []
  const silent: string[] = []
  for (const [feature, name] of names.entries()) {
    await yieldToEventLoop(work.signal)
    work.progress?.({ task: 'put features into bins', done: feature, total: names.length, unit: 'features' })
    const direction = typeof settings.monotone === 'string' ? settings.monotone : (settings.monotone[name] ?? 'automatic')
    const options = { all, leastWeight: settings.minShare * weightOf(all), mostBins: settings.maxBins, direction }
    const characteristic = characteristicOf(matrix, feature, talliesOf(matrix, feature, data), options)
    if (tellsApart(characteristic)) said.push(characteristic)
    else silent.push(name)
  }
  work.progress?.({ task: 'put features into bins', done: names.length, total: names.length, unit: 'features' })

  const evidence = said.map((characteristic) => evidenceOf(matrix, characteristic, features[0]!.length))
  const measures = measureColumns(evidence, weights)
  const logistic = { l1: 0, l2: settings.l2, solver: 'newton', tolerance: 1e-12, maxIterations: 100 } as const
  const rows = { features: evidence, names: said.map(({ feature }) => names[feature]!), target, weights }
  const solution = await fitBinary(rows, measures, logistic, work)
  const { tests } = inferBinary(measures, solution)
  const fitted = { characteristics: said, coefficients: tests.slopes, intercept: tests.intercept.weight, all }
  const scorecard = makePoints(names, fitted, settings)
  const trees = said.map((characteristic, k) => characteristicTree(characteristic, k, tests.slopes[k]!.weight))
  return {
    operations: [
      {
        op: 'trees',
        trees: buildTrees(trees.length === 0 ? [{ value: 0, cover: weightOf(all) }] : trees, { base: fitted.intercept, aggregate: 'sum' }),
      },
    ],
    features: said.map(({ feature }) => feature),
    scale: 'log-odds',
    diagnostics: {
      iterations: solution.iterations,
      converged: solution.converged,
      loss: solution.cost,
      intercept: { ...tests.intercept },
      scorecard: scorecard as unknown as Json,
    },
    warnings: scorecardWarnings(scorecard, silent),
  }
}

const tellsApart = ({ bins, missing }: Characteristic) => bins.length > 1 || (bins.length === 1 && weightOf(missing) > 0)

function tallyAll({ target, weights }: TrainingData): Tally {
  const all = { positive: 0, negative: 0 }
  for (let row = 0; row < target.length; row++) all[target[row] === 1 ? 'positive' : 'negative'] += weights?.[row] ?? 1
  return all
}

/** Weight of either label in each of the 256 fine bins. */
function talliesOf({ bins, stride }: BinnedMatrix, feature: number, { target, weights }: TrainingData): Tally[] {
  const positive = new Float64Array(missingBin + 1)
  const total = new Float64Array(missingBin + 1)
  for (let row = 0, at = feature; row < target.length; row++, at += stride) {
    const weight = weights?.[row] ?? 1
    total[bins[at]!]! += weight
    if (target[row] === 1) positive[bins[at]!]! += weight
  }
  return Array.from(total, (weight, place) => ({ positive: positive[place]!, negative: weight - positive[place]! }))
}

function evidenceOf({ bins, stride }: BinnedMatrix, { feature, woeOf }: Characteristic, rows: number): Float64Array {
  const evidence = new Float64Array(rows)
  for (let row = 0, at = feature; row < rows; row++, at += stride) evidence[row] = woeOf[bins[at]!]!
  return evidence
}
