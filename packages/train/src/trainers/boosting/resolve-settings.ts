import { MillraceError, type TaskKind, type TrainingData } from '@millrace/core'
import type { LossName } from './losses/loss.ts'
import type { GradientBoostingOptions } from './options.ts'
import type { Settings } from './settings.ts'

/** What of the data decides about settings. */
export type SettledBy = Pick<TrainingData, 'names' | 'categories' | 'task' | 'target'> & {
  readonly seed: number
  readonly stopsEarly: boolean
}

/** Tables of fewer rows are over-fitted by what suits larger ones. */
const smallRows = 5000

/** Fills in every default; those that depend on the number of rows are described at the options. */
export function resolveSettings(options: GradientBoostingOptions, data: SettledBy): Settings {
  const { categories = {} } = options
  const { seed, stopsEarly } = data
  const rows = data.target.length
  const isSmall = stopsEarly && rows < smallRows
  const maxLeaves = options.maxLeaves ?? (isSmall ? (rows < 1000 ? 4 : 8) : 31)
  return {
    loss: lossFor(options, data.task?.kind ?? 'binary'),
    quantile: options.quantile ?? 0.5,
    trees: options.trees ?? (stopsEarly ? 1000 : 100),
    learningRate: options.learningRate ?? (stopsEarly ? 0.05 : 0.1),
    maxLeaves,
    maxDepth: options.maxDepth ?? maxLeaves,
    growth: options.growth ?? 'leaf-wise',
    minRows: options.minRows ?? 20,
    minHessian: options.minHessian ?? 1e-3,
    l1: options.l1 ?? 0,
    l2: options.l2 ?? (isSmall ? 5 : 0),
    minGain: options.minGain ?? 0,
    rowShare: options.rowShare ?? (stopsEarly ? 0.75 : 1),
    featureShare: options.featureShare ?? 1,
    featureShareByNode: options.featureShareByNode ?? (isSmall ? 0.5 : 1),
    extraRandom: options.extraRandom ?? false,
    categories: {
      smoothing: categories.smoothing ?? 10,
      l2: categories.l2 ?? 10,
      limit: categories.limit ?? 32,
      minRows: categories.minRows ?? 100,
      oneHotLimit: categories.oneHotLimit ?? 4,
    },
    monotone: monotoneFor(options, data),
    interactions: interactionsFor(options, data),
    seed,
  }
}

/** Bins of a feature: on few rows more of them cost time and gain nothing. */
export const maxBinsFor = (options: GradientBoostingOptions, rows: number): number => options.maxBins ?? (rows <= 20_000 ? 63 : 255)

function lossFor({ loss }: GradientBoostingOptions, kind: TaskKind): LossName {
  if (kind === 'regression') return loss ?? 'squared'
  if (loss === undefined) return kind
  throw new MillraceError({
    code: 'E_TASK_UNSUPPORTED',
    message: `gradientBoosting: the loss '${loss}' is for numbers, and the target is ${kind}; leave the loss out`,
    details: { loss, kind },
  })
}

function monotoneFor({ monotone }: GradientBoostingOptions, data: SettledBy): readonly number[] | undefined {
  const entries = Object.entries(monotone ?? {})
  if (entries.length === 0) return undefined
  if (data.task?.kind === 'multiclass') throw notMonotone('the target has several classes, whose probabilities depend on each other')
  const directions = data.names.map(() => 0)
  for (const [name, direction] of entries) {
    const column = columnOf(name, data.names)
    if (data.categories?.[column] != null) throw notMonotone(`the feature '${name}' holds categories, which have no order`)
    directions[column] = direction
  }
  return directions
}

function notMonotone(reason: string): MillraceError {
  return new MillraceError({
    code: 'E_MONOTONE_UNSUPPORTED',
    message: `gradientBoosting: monotone cannot be kept: ${reason}; leave it out`,
  })
}

function interactionsFor({ interactions }: GradientBoostingOptions, { names }: SettledBy): readonly (readonly number[])[] | undefined {
  if (interactions === undefined) return undefined
  const groups = interactions.map((group) => group.map((name) => columnOf(name, names)))
  const grouped = new Set(groups.flat())
  const others = Array.from(names.keys()).filter((column) => !grouped.has(column))
  return others.length > 0 ? [...groups, others] : groups
}

function columnOf(name: string, names: readonly string[]): number {
  const column = names.indexOf(name)
  if (column >= 0) return column
  throw new MillraceError({
    code: 'E_FEATURE_UNKNOWN',
    message: `gradientBoosting: there is no feature '${name}'; the features are ${names.join(', ')}`,
    details: { feature: name },
  })
}
