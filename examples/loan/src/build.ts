import { fromRows, type Model, type ModelVersion, type Table } from '@millrace/core'
import { profile } from '@millrace/drift'
import type { Registry } from '@millrace/registry'
import { applyPolicy, chooseThreshold, type Evaluation, evaluate, toOnnx, train } from '@millrace/train'
import type { z } from 'zod'
import { type Calibration, calibrateIfNeeded } from './calibration.ts'
import type { Candidate, Work } from './candidates.ts'
import type { Approval } from './model.ts'
import { monitor } from './monitor.ts'
import { lendingPolicy } from './policy.ts'
import { Answered, type LoanCase, problem } from './problem.ts'

type Cases = Table<z.output<typeof LoanCase>>
/** The model that decides on loans. */
export type ApprovalModel = Model<NonNullable<Approval['~in']>, NonNullable<Approval['~label']>>

/** A model that may be registered. */
export interface Built {
  readonly model: ApprovalModel
  readonly calibration: Calibration
  readonly threshold: number
  readonly evaluation: Evaluation
}

/** Trains a candidate on the fitting rows. Calibration and the threshold that costs least come from rows that no model had seen. */
export async function build(
  { spec, validation: { outOfFold } }: Candidate,
  fitting: Cases,
  holdout: Cases,
  { run, seed, progress }: Work,
): Promise<Built> {
  const trained = await train(spec, fitting, { seed, run, progress })
  const { model: calibrated, ...calibration } = calibrateIfNeeded(trained, outOfFold)
  const { model: costed, threshold } = chooseThreshold(calibrated, outOfFold, { costs: problem.costs })
  const model = applyPolicy(costed, lendingPolicy(threshold))
  const evaluation = evaluate(model, holdout, { seed })
  await run.logMetrics(evaluation.metrics)
  return { model, calibration, threshold, evaluation }
}

/** Files beside a model: what other tools can run, and what people read. */
export const filesOf = (model: ApprovalModel, card: { readonly markdown: string; readonly html: string }) => ({
  'model.onnx': toOnnx(model),
  'model-card.md': card.markdown,
  'model-card.html': card.html,
})

/** Registers a model with its evidence, its files, and the profile of all rows that it was made from. */
export async function register(
  registry: Registry,
  { model, evaluation }: Built,
  cases: Cases,
  { run, files }: Pick<Work, 'run'> & { readonly files: ReturnType<typeof filesOf> },
): Promise<ModelVersion> {
  return registry.register(model, { run, evaluation, files, profile: await profile(monitor, answered(model, cases)) })
}

/** Cases with what a model says of them. */
function answered(model: ApprovalModel, cases: Cases): Table<z.output<typeof Answered>> {
  const rows = Array.from(cases.rows(), (row) => {
    const { probability, decision } = model.predict(row)
    return { ...row, probability, decision, approved: decision === 'approve' } as z.output<typeof Answered>
  })
  return fromRows(Answered, rows)
}
