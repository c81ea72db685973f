import type { FittedEstimator, TrainingData, TrainOptions, TreeEnsemble } from '@millrace/core'
import { bin } from '../../../bins/bin.ts'
import { writeMatrix } from '../../../bins/write-matrix.ts'
import { threadsFor } from '../../../parallel/threads-for.ts'
import { assemble } from '../ensemble/assemble.ts'
import { addLeaf, emptyTree, type GrownTree } from '../ensemble/grown-tree.ts'
import type { KernelName } from '../kernels/arena.ts'
import type { GradientBoostingOptions } from '../options.ts'
import { maxBinsFor, resolveSettings } from '../resolve-settings.ts'
import type { Settings } from '../settings.ts'
import type { Boosted } from './boost.ts'
import { checkData } from './check-data.ts'
import { crossValidateRounds } from './cross-validate-rounds.ts'
import { diagnosticsOf, warningsOf } from './describe-fit.ts'
import { earlierEnsembles, earlierFit, sumsOfTrees } from './earlier-fit.ts'
import { type FitRows, prepare } from './prepare.ts'
import type { HeldOut } from './problem.ts'
import { rowsBelow } from './row-range.ts'
import { runBoosting } from './run-boosting.ts'
import { divideIntoFolds, holdOut } from './split-rows.ts'
import { type Stopping, stoppingFor } from './stopping.ts'

const scales = {
  binary: 'log-odds',
  multiclass: 'log-odds',
  squared: 'value',
  absolute: 'value',
  quantile: 'value',
  poisson: 'log-value',
} as const

/** Fits by gradient boosting: bins, finds the number of rounds, boosts, and lays the trees out. */
export async function fitBoosting(data: TrainingData, work: TrainOptions, options: GradientBoostingOptions): Promise<FittedEstimator> {
  work.signal?.throwIfAborted()
  const { features, target, names } = data
  const outputs = data.task?.kind === 'multiclass' ? data.task.classes : 1
  const stopping = stoppingFor(options, data, work.from !== undefined)
  const settings = resolveSettings(options, { ...data, seed: work.seed, stopsEarly: stopping.by !== 'none' })
  checkData(data, settings.loss)
  const matrix = { ...bin(data, { maxBins: maxBinsFor(options, target.length) }), rows: target.length }
  const earlier = work.from === undefined ? undefined : earlierEnsembles(work.from, outputs)
  const plan: Plan = {
    data,
    work,
    options,
    settings,
    stopping,
    earlier,
    rows: {
      matrix,
      target,
      // Weights of 1 give the bits of no weights.
      weights: data.weights?.every((weight) => weight === 1) ? undefined : data.weights,
      outputs,
      ...(earlier !== undefined && { earlier: earlierFit(earlier, data) }),
    },
  }
  const { rounds, bases, history, kept } = await boostAsPlanned(plan)
  const ensembles = Array.from({ length: outputs }, (_, output) => {
    const trees = rounds.map((trees) => trees[output]!)
    return assemble(trees.length > 0 || earlier !== undefined ? trees : [nothing()], matrix.columns, bases[output]!, earlier?.[output])
  })
  const report = { names, columns: matrix.columns, ensembles, stopping, rounds: kept, history }
  return {
    operations: ensembles.map((trees) => ({ op: 'trees' as const, trees })),
    scale: scales[settings.loss],
    diagnostics: diagnosticsOf(report),
    warnings: features.length === 0 ? [] : warningsOf(report),
  }
}

/** A tree that changes nothing, since an ensemble needs one. */
function nothing(): GrownTree {
  const tree = emptyTree()
  addLeaf(tree, 0, 0)
  return tree
}

interface Plan {
  readonly data: TrainingData
  readonly work: TrainOptions
  readonly options: GradientBoostingOptions
  readonly settings: Settings
  readonly stopping: Stopping
  readonly earlier: readonly TreeEnsemble[] | undefined
  readonly rows: Omit<FitRows, 'members' | 'heldOut'>
}

interface Outcome extends Pick<Boosted, 'rounds' | 'history'> {
  readonly bases: Float64Array
  readonly kept: number
}

async function boostAsPlanned(plan: Plan): Promise<Outcome> {
  const { data, work, options, settings, stopping, rows } = plan
  const hasClasses = settings.loss === 'binary' || settings.loss === 'multiclass'
  const deal = { seed: settings.seed, hasClasses }
  const kernel: KernelName = options.kernel === undefined || options.kernel === 'auto' ? 'webassembly' : options.kernel
  const threads = threadsFor(data.target.length * data.features.length, options.threads)
  const tell = (task: string, total: number) => (done: number) => work.progress?.({ task, done, total, unit: 'rounds' })
  const all = rowsBelow(data.target.length)

  const boost = async (members: Int32Array, trees: number, heldOut?: HeldOut): Promise<Outcome> => {
    const patience = heldOut === undefined || stopping.by === 'none' ? undefined : stopping.patience
    const problem = prepare({ ...rows, members, heldOut }, { settings: { ...settings, trees }, threads, kernel, patience })
    if (data.features.length === 0) return { rounds: [], history: [], bases: problem.bases, kept: 0 }
    const onRound = tell('boost', trees)
    const { rounds, history } = await runBoosting(problem, { signal: work.signal, onRound })
    onRound(trees)
    return { rounds, history, bases: problem.bases, kept: rounds.length }
  }

  switch (stopping.by) {
    case 'none':
      return boost(all, settings.trees)
    case 'validation':
      return boost(all, settings.trees, validationRows(plan))
    case 'share': {
      const { members, heldOut } = holdOut(data.target, stopping.share, deal)
      return boost(members, settings.trees, { rows: heldOut, losses: sharedNumbers(heldOut.length) })
    }
    case 'cross-validation': {
      const onRound = tell('cross-validate rounds', settings.trees)
      const folds = divideIntoFolds(data.target, stopping.folds, deal)
      const { patience } = stopping
      const { best, history } = await crossValidateRounds(rows, folds, { settings, kernel, patience }, { signal: work.signal, onRound })
      onRound(settings.trees)
      return { ...(await boost(all, best)), history, kept: best }
    }
  }
}

/** The validation rows, put into the bins of the training rows. */
function validationRows({ data, rows, earlier }: Plan): HeldOut {
  const { features, target, weights } = data.validation!
  const matrix = writeMatrix(features, rows.matrix.columns)
  return {
    rows: rowsBelow(target.length),
    losses: sharedNumbers(target.length),
    other: {
      bins: matrix.bins,
      stride: matrix.stride,
      rows: target.length,
      scores: earlier === undefined ? sharedNumbers(rows.outputs * target.length) : sumsOfTrees(earlier, data.validation!),
      target,
      weights,
    },
  }
}

const sharedNumbers = (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * length))
