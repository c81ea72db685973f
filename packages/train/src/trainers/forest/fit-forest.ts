import { type FittedEstimator, MillraceError, seededRandom, type TrainingData, type TrainOptions } from '@millrace/core'
import { bin } from '../../bins/bin.ts'
import type { BinnedMatrix } from '../../bins/binned-matrix.ts'
import { runHere } from '../../parallel/run-here.ts'
import { threadsFor } from '../../parallel/threads-for.ts'
import { assemble } from './assemble.ts'
import type { ForestKind } from './define-forest.ts'
import { forestDiagnostics } from './diagnostics.ts'
import type { ForestOptions } from './forest-options.ts'
import type { GrownTree } from './grow/grown-tree.ts'
import type { SplitColumn } from './grow/node-rows.ts'
import { type GrowMessage, type GrowPayload, growTask } from './grow-task.ts'
import { outOfBagOf } from './out-of-bag/out-of-bag.ts'
import { outOfBagScore } from './out-of-bag/score.ts'
import type { OutOfBagSums } from './out-of-bag/sums.ts'
import { scaleRows } from './scale-rows.ts'
import { settingsFor } from './settings.ts'

/** What is fitted, and how it is told and stopped. */
export interface ForestFit extends Pick<TrainOptions, 'seed' | 'signal' | 'progress'> {
  readonly data: TrainingData
}

/** Answers of trees are added up in parts as fine as this of the largest one. */
const outOfBagUnit = 2 ** -40

/** Grows a forest. */
export async function fitForest(
  kind: ForestKind,
  options: ForestOptions,
  { data, seed, signal, progress }: ForestFit,
): Promise<FittedEstimator> {
  signal?.throwIfAborted()
  checkRows(kind.factory, data)
  const matrix = bin(data, { maxBins: options.maxBins })
  const settings = settingsFor(kind, options, data)
  const scaled = scaleRows(data)
  const random = seededRandom(seed)
  const asks = (options.outOfBag ?? options.onOutOfBag !== undefined) && (settings.bootstrap || settings.rowsPerTree < matrix.rows)
  const payload: GrowPayload = {
    source: { bins: matrix.bins, rowStep: matrix.stride, target: scaled.target, weights: scaled.weights },
    columns: splitColumns(matrix),
    settings,
    seeds: Float64Array.from({ length: settings.trees }, () => random.integer(2 ** 32)),
    next: new Int32Array(new SharedArrayBuffer(4)),
    outOfBagUnit: asks ? outOfBagUnit : undefined,
  }
  const trees: GrownTree[] = new Array(settings.trees)
  let done = 0
  const onMessage = (message: unknown) => {
    const { tree, grown } = message as GrowMessage
    trees[tree] = grown
    progress?.({ task: 'grow a forest', done: ++done, total: settings.trees, unit: 'trees' })
  }
  const threads = Math.min(settings.trees, threadsFor(matrix.rows * matrix.columns.length, options.threads))
  const parts = await grow(payload, { threads, signal, onMessage })
  const sums = parts.filter((part) => part !== null)
  const outOfBag = sums.length === 0 ? null : outOfBagOf(sums, scaled)
  if (outOfBag !== null) options.onOutOfBag?.(outOfBag)
  return {
    operations: assemble(trees, matrix.columns, { outputs: settings.outputs, ...scaled }).map((ensemble) => ({
      op: 'trees',
      trees: ensemble,
    })),
    scale: settings.criterion === 'squared' ? 'value' : 'probability',
    diagnostics: {
      ...forestDiagnostics(trees, data.names),
      ...(outOfBag !== null && { outOfBag: outOfBagScore(outOfBag, data) }),
    },
    warnings: [],
  }
}

interface GrowOptions {
  readonly threads: number
  readonly signal: AbortSignal | undefined
  readonly onMessage: (message: unknown) => void
}

async function grow(payload: GrowPayload, { threads, ...options }: GrowOptions): Promise<readonly (OutOfBagSums | null)[]> {
  if (threads === 1) return [await runHere(growTask, { payload, ...options })]
  const { runTask } = await import('../../parallel/run-task.ts')
  return runTask('forest', { payload, threads, ...options })
}

const splitColumns = ({ columns }: BinnedMatrix): SplitColumn[] =>
  columns.map(({ kind, count, thresholds, hasMissing }, feature) => ({
    feature,
    isCategory: kind === 'category',
    bins: count,
    thresholds,
    hasMissing,
  }))

function checkRows(factory: string, { features, names, target, weights }: TrainingData): void {
  if (!target.some((_, row) => (weights?.[row] ?? 1) > 0)) {
    throw new MillraceError({
      code: 'E_TRAINING_EMPTY',
      message: `${factory}: there are ${target.length} rows, none of which weighs more than 0; give at least one`,
      details: { rows: target.length },
    })
  }
  for (const [j, feature] of features.entries()) {
    const row = feature.findIndex((value) => value === Infinity || value === -Infinity)
    if (row < 0) continue
    throw new MillraceError({
      code: 'E_FEATURE_RANGE',
      message: `${factory}: the feature '${names[j]}' is ${feature[row]} in row ${row}; clip it, or make it null`,
      details: { feature: names[j] ?? '', row },
    })
  }
}
