import { fromRows, type Model, type ModelVersion, type Table } from '@millrace/core'
import { defineMonitor, profile } from '@millrace/drift'
import type { Registry } from '@millrace/registry'
import { applyPolicy, chooseThreshold, type Evaluation, evaluate, train } from '@millrace/train'
import type { z } from 'zod'
import type { Candidate, Work } from './candidates.ts'
import { type Approval, approval } from './model.ts'
import { lendingPolicy } from './policy.ts'
import { Answered, type LoanCase, problem } from './problem.ts'

type Cases = Table<z.output<typeof LoanCase>>
/** The model that decides on loans. */
export type ApprovalModel = Model<NonNullable<Approval['~in']>, NonNullable<Approval['~label']>>

/** All eleven columns of an application are watched, also those that the model does not read; beside them the outcome and the answers. */
const monitor = defineMonitor(Answered, {
  name: problem.name,
  target: problem.target.column,
  predictions: ['probability', 'decision'],
})

/** A model that may be registered. */
export interface Built {
  readonly model: ApprovalModel
  readonly threshold: number
  readonly evaluation: Evaluation
}

/** Trains a candidate on the fitting rows; its threshold is the one that costs least on rows that no model had seen. */
export async function build(
  { trainer, validation }: Candidate,
  fitting: Cases,
  holdout: Cases,
  { run, seed, progress }: Work,
): Promise<Built> {
  const trained = await train(approval(trainer), fitting, { seed, run, progress })
  const { model: costed, threshold } = chooseThreshold(trained, validation.outOfFold, problem.costs)
  const model = applyPolicy(costed, lendingPolicy(threshold))
  const evaluation = evaluate(model, holdout, { seed })
  await run.logMetrics(evaluation.metrics)
  return { model, threshold, evaluation }
}

/** Registers a model with its evidence, and with the profile of all rows that it was made from. */
export async function register(
  registry: Registry,
  { model, evaluation }: Built,
  cases: Cases,
  { run }: Pick<Work, 'run'>,
): Promise<ModelVersion> {
  return registry.register(model, { run, evaluation, profile: await profile(monitor, answered(model, cases)) })
}

/** Cases with what a model says of them. */
function answered(model: ApprovalModel, cases: Cases): Table<z.output<typeof Answered>> {
  const rows = Array.from(cases.rows(), (row) => {
    const { probability, decision } = model.predict(row)
    return { ...row, probability, decision } as z.output<typeof Answered>
  })
  return fromRows(Answered, rows)
}
