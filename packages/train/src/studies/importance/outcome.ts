import type { Model, Table, TaskKind } from '@millrace/core'
import { type BinaryMetricName, binaryMetricNames, isHigherBetter, pairedBootstrap } from '@millrace/core/metrics'
import { targetKindOf } from '../../model/targets/target-kinds.ts'
import { answersOf } from '../answers.ts'
import { meanDifference } from './mean-difference.ts'

/** By what a model is measured. */
export interface OutcomeOptions {
  readonly metric: string | undefined
  readonly weights: Float64Array | undefined
}

/** How intervals are drawn. */
export interface Draws {
  readonly seed: number
  readonly rounds: number
  readonly confidence: number
}

/** How much worse a model is on rows that were changed. */
export interface Worsening {
  readonly value: number
  readonly lower: number
  readonly upper: number
}

/** What a model says of labelled rows. */
export interface Outcome {
  readonly metric: string
  readonly base: number
  worsening(changed: Table, draws: Draws): Worsening
}

/** Measures a model on labelled rows as they are. */
export function outcomeOf(model: Model<never, unknown, TaskKind>, table: Table, options: OutcomeOptions): Outcome {
  const { target } = model.definition
  const label = targetKindOf(target).readKnown(table, target)
  return target.kind === 'binary' ? rankedOutcome(model, table, label, options) : lossOutcome(model, table, label, options)
}

/** Of two classes: any metric of labels and probabilities. */
function rankedOutcome(model: Model<never, unknown, TaskKind>, table: Table, label: Float64Array, options: OutcomeOptions): Outcome {
  const metric =
    binaryMetricNames.find((name) => name === (options.metric ?? 'logLoss')) ?? unknownMetric(options.metric, binaryMetricNames)
  const scored = { label, a: answersOf(model, table, {}), ...(options.weights && { weight: options.weights }) }
  const compare = (b: Float64Array, draws: Draws) => pairedBootstrap({ ...scored, b }, { metric: metric as BinaryMetricName, ...draws })
  const sign = isHigherBetter(metric) ? -1 : 1
  return {
    metric,
    base: compare(scored.a, { seed: 0, rounds: 1, confidence: 0.5 }).a,
    worsening(changed, draws) {
      const { difference, lower, upper } = compare(answersOf(model, changed, {}), draws)
      return sign === 1 ? { value: difference, lower, upper } : { value: -difference, lower: -upper, upper: -lower }
    },
  }
}

/** A metric that is a mean over rows, perhaps with its root taken. */
interface MeanMetric {
  losses(model: Model<never, unknown, TaskKind>, table: Table, label: Float64Array): Float64Array
  readonly rooted?: boolean
}

const difference = (model: Model<never, unknown, TaskKind>, table: Table, label: Float64Array) =>
  answersOf(model, table, {}).map((value, row) => value - label[row]!)

const least = Number.MIN_VALUE

const meanMetrics: Readonly<Record<'multiclass' | 'regression', Readonly<Record<string, MeanMetric>>>> = {
  regression: {
    rmse: { losses: (...given) => difference(...given).map((error) => error * error), rooted: true },
    mae: { losses: (...given) => difference(...given).map(Math.abs) },
  },
  multiclass: {
    logLoss: { losses: (...given) => probabilityOfTruth(...given).map((probability) => -Math.log(Math.max(probability, least))) },
    error: { losses: (model, table, label) => probabilityOfTruth(model, table, label, true).map((isRight) => 1 - isRight) },
  },
}

function lossOutcome(
  model: Model<never, unknown, TaskKind>,
  table: Table,
  label: Float64Array,
  { metric, weights }: OutcomeOptions,
): Outcome {
  const { kind } = model.definition.target
  const metrics = meanMetrics[kind as 'multiclass' | 'regression']
  const name = metric ?? Object.keys(metrics)[0]!
  const { losses, rooted = false } = metrics[name] ?? unknownMetric(metric, Object.keys(metrics))
  const before = losses(model, table, label)
  return {
    metric: name,
    base: meanDifference({ before, after: before, weights, rooted }, { seed: 0, rounds: 1, confidence: 0.5 }).before,
    worsening: (changed, draws) => meanDifference({ before, after: losses(model, changed, label), weights, rooted }, draws),
  }
}

/** The probability that each row's class got, or whether no class got more. */
function probabilityOfTruth(model: Model<never, unknown, TaskKind>, table: Table, label: Float64Array, isMost = false): Float64Array {
  const { target } = model.definition
  const classes = target.kind === 'multiclass' ? target.classes : []
  const answers = classes.map((one) => answersOf(model, table, { label: one }))
  return label.map((truth, row) => {
    const probability = answers[truth]![row]!
    return isMost ? Number(answers.every((one) => one[row]! <= probability)) : probability
  })
}

function unknownMetric(metric: string | undefined, known: readonly string[]): never {
  throw new RangeError(`permutationImportance: the metric is '${metric}', none of ${known.join(', ')}`)
}
