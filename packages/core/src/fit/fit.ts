import type { StatisticsEngine } from '../contracts/statistics-engine.ts'
import type { Expr, SpecNode } from '../expression/expr.ts'
import { exprOf } from '../expression/expr.ts'
import type { AnyFeatureSpec } from '../expression/features.ts'
import type { Graph } from '../graph/graph.ts'
import { type GraphBuilder, graphBuilder } from '../graph/graph-builder.ts'
import type { ColumnSource } from '../machine/column-source.ts'
import type { WorkOptions } from '../progress/progress.ts'
import { askStatistics } from './ask-statistics.ts'
import { createFitContext } from './fit-context.ts'
import type { FittedFeatures, Provenance } from './fitted-features.ts'
import { applyState, stateOf } from './learn.ts'
import { collectLearners } from './learners.ts'
import { createLowering, type Execution, type Learned, type Lowering } from './lowering.ts'
import { memoryEngine } from './memory-engine.ts'
import { type NamedOutput, nameOutputs } from './name-outputs.ts'

/**
 * What fitting may know besides the columns.
 *
 * @category Fitting
 * @since 0.1.0
 */
export interface FitOptions extends WorkOptions {
  /** The target as a number, for learners that ask for it. */
  readonly target?: Expr<number | boolean | null> | undefined
  /** The stored fold number of a row, for learners with an out-of-fold training output. */
  readonly fold?: Expr<number | null> | undefined
  /** How many folds there are. @defaultValue 0 */
  readonly folds?: number | undefined
}

/**
 * Learns what the features must learn and resolves them into graphs.
 *
 * Fitting goes in rounds: every learner whose input is resolved asks its statistics in one request. Statistics are taken over the training outputs, so that
 * what learns from an encoded column sees it as training will.
 *
 * @param features - the spec
 * @param source - a table, or an engine that answers statistics of rows it never hands out
 * @param options - target and fold for learners that ask for them, `signal`, `progress`
 * @returns the serving graph, the training graph, and what was learnt
 * @throws MillraceError `E_FIT_NO_VALUES` when a statistic has no values to rest on, `E_FIT_STATE_INVALID` when a state is not finite JSON,
 * `E_FEATURES_INVALID` when output names repeat, `E_FIT_CONTEXT_MISSING` when a learner asks for a target or fold that was not given
 * @throws TypeError when a transform applies another one inside its own `apply`
 * @example
 * ```ts
 * import { defineFeatures, fit, fromRows, mul } from '@millrace/core'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const fitted = await fit(defineFeatures(Loan, ({ amount }) => ({ twice: mul(amount, 2) })), fromRows(Loan, [{ amount: 2 }]))
 * fitted.names // => ['twice']
 * ```
 * @category Fitting
 * @since 0.1.0
 */
export async function fit(
  features: AnyFeatureSpec,
  source: ColumnSource | StatisticsEngine,
  options: FitOptions = {},
): Promise<FittedFeatures> {
  const engine = 'statistics' in source ? source : memoryEngine(source)
  const { context, bound } = createFitContext(options)
  const learned = new Map<SpecNode, Learned>()
  const training = graphBuilder()
  const lowering = createLowering(training, 'training', learned, bound)
  const provenance: Provenance[] = []
  const learners = collectLearners(features.features)
  let pending = learners
  while (pending.length > 0) {
    options.signal?.throwIfAborted()
    const ready = pending.filter(({ learner }) => lowering.lower(learner.input) !== undefined)
    const questions = ready.map(({ learner: { definition, input }, feature }) => {
      return { feature, kind: definition.kind, needs: definition.needs(exprOf(input), context) }
    })
    const answers = await askStatistics(engine, training, lowering, questions, options)
    for (const [i, named] of ready.entries()) {
      const { kind, version, params = null } = named.learner.definition
      const state = stateOf(named, answers[i]!)
      learned.set(named.learner, applyState(named, state, context))
      provenance.push(Object.freeze({ feature: named.feature, kind, version, params, state }))
    }
    pending = pending.filter(({ learner }) => !learned.has(learner))
    options.progress?.({ task: 'fit features', done: learned.size, total: learners.length, unit: 'learners' })
  }
  const serving = graphBuilder()
  const outputs = nameOutputs(features, learned)
  return Object.freeze({
    names: Object.freeze(outputs.map(({ name }) => name)),
    serving: buildGraph(serving, createLowering(serving, 'serving', learned, new Map()), outputs, 'serving'),
    training: buildGraph(training, lowering, outputs, 'training'),
    learned: Object.freeze(provenance),
    engine: engine.name,
  })
}

function buildGraph(builder: GraphBuilder, lowering: Lowering, outputs: readonly NamedOutput[], execution: Execution): Graph {
  return builder.build(outputs.map((output) => [output.name, lowering.lower(output[execution]) ?? notLearnt(output.name)]))
}

function notLearnt(output: string): never {
  throw new TypeError(`the output '${output}' rests on a target or fold that has something to learn`)
}
