import { columnExpr, constant, type Expr, isNull, type Model, mul, pick, when } from '@millrace/core'
import { deriveModel } from './derive-model.ts'

/**
 * One rule of a policy; the first whose condition holds decides.
 *
 * @category Policy
 * @since 0.1.0
 */
export interface PolicyRule<Decision extends string> {
  /** When the rule decides; null does not hold. */
  readonly when: Expr<boolean | null>
  /** What is decided. */
  readonly decision: Decision
  /** Why, for the person whom it concerns. */
  readonly reason: string
}

/**
 * Rules, and what is decided where none holds.
 *
 * @category Policy
 * @since 0.1.0
 */
export interface Policy<Decision extends string> {
  /** The rules in order. */
  readonly rules: readonly PolicyRule<Decision>[]
  /** What is decided where no rule holds. */
  readonly otherwise: Omit<PolicyRule<Decision>, 'when'>
}

/**
 * What a policy's conditions may read.
 *
 * @category Policy
 * @since 0.1.0
 */
export interface PolicyParts<In> {
  /** Probability of the positive label. */
  readonly probability: Expr<number>
  /** The columns that the model reads, by name. */
  readonly row: { readonly [K in keyof In & string]: Expr<In[K], K> }
}

/**
 * Puts a policy, written by people, behind a model: its graph then gives `decision` and `reason` beside the label.
 *
 * A row of a table that has no score has no decision either. A policy that the model had before is replaced.
 *
 * @param model - a trained model
 * @param write - receives the probability and the model's columns as expressions and returns the rules; the first that holds decides
 * @returns a model whose predictions have a decision and a reason
 * @example
 * ```ts
 * import { defineFeatures, fromRows, ge } from '@millrace/core'
 * import { applyPolicy, binary, defineModel, dummy, train } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, (loan) => ({ income: loan.income }))
 * const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer: dummy() })
 * const model = await train(spec, fromRows(Loan, [{ income: 1, repaid: 'no' }, { income: 2, repaid: 'yes' }]), { seed: 7 })
 * const decided = applyPolicy(model, ({ probability }) => ({
 *   rules: [{ when: ge(probability, 0.5), decision: 'approve', reason: 'likely to repay' }],
 *   otherwise: { decision: 'decline', reason: 'not likely enough to repay' },
 * }))
 * decided.predict({ income: 3 }).decision // => 'approve'
 * ```
 * @category Policy
 * @since 0.1.0
 */
export function applyPolicy<In, Label, const Decision extends string>(
  model: Model<In, Label>,
  write: (parts: PolicyParts<In>) => Policy<Decision>,
): Model<In, Label> {
  const { inputs } = model.definition
  return deriveModel(model, ({ output }) => {
    const row = Object.fromEntries(inputs.map((column) => [column.name, columnExpr(column)]))
    const probability = output('probability')
    const { rules, otherwise } = write({ probability, row: row as unknown as PolicyParts<In>['row'] })
    const outcomes = [...rules, otherwise]
    const decided = rules.reduceRight<Expr<number>>((rest, rule, i) => when(rule.when, i, rest), constant(rules.length))
    const index = when(isNull(mul(output('score'), zeroOrNull)), noOutcome, decided)
    return {
      decision: pick(
        index,
        outcomes.map(({ decision }) => decision),
      ),
      reason: pick(
        index,
        outcomes.map(({ reason }) => reason),
      ),
    }
  })
}

/** Times this, a finite number is 0, and an infinite one is null as null is. */
const zeroOrNull = 0
/** An index at which `pick` finds nothing. */
const noOutcome = -1
