import type { ColumnKind } from '@millrace/core'
import { z } from 'zod'
import type { ColumnPicture, NumberSummary } from '../../compare/column-picture.ts'
import type { ColumnDrift, ColumnRole, Effect, PsiFigure, Verdict } from '../../compare/drift-report.ts'
import { testNames } from '../../tests/test-names.ts'
import type { EffectName } from '../../tests/test-result.ts'
import { amount, count, flag, number, oneOf, range, shapes, share, text } from './vocabulary.ts'

const testName = z.enum(testNames)

const effect = z.strictObject({
  name: oneOf<EffectName>({ D: true, V: true, AUC: true, d: true, difference: true, distance: true }),
  value: number,
  floor: number,
}) satisfies z.ZodType<Effect>
effect.register(shapes, { id: 'Effect', description: 'How large a difference is, and from where on it is drift.' })

const psi = z.strictObject({
  value: amount,
  noise: amount,
  threshold: amount,
  exceeded: flag,
  bands: z.array(z.strictObject({ label: text, reference: share, current: share, contribution: number })),
}) satisfies z.ZodType<PsiFigure>
psi.register(shapes, { id: 'PsiFigure', description: 'The population stability index, in nats, with what noise alone stays below.' })

const summary = z.strictObject({
  mean: number,
  deviation: amount,
  minimum: number,
  maximum: number,
  quantiles: z.tuple([number, number, number, number, number]),
}) satisfies z.ZodType<NumberSummary>
summary.register(shapes, { id: 'NumberSummary', description: 'Figures of one side; quantiles at 5, 25, 50, 75 and 95 %.' })

const picture = z.strictObject({
  cells: z.array(z.strictObject({ label: text, reference: share, current: share.nullable() })),
  histogram: z.strictObject({ from: number, to: number, reference: z.array(amount), current: z.array(amount).nullable() }).nullable(),
  reference: summary.nullable(),
  current: summary.nullable(),
}) satisfies z.ZodType<ColumnPicture>
picture.register(shapes, { id: 'ColumnPicture', description: 'What a page draws of a column.' })

const nulls = z
  .strictObject({
    reference: share,
    current: share.nullable(),
    pValue: share.nullable(),
    adjustedPValue: share.nullable(),
    drifted: flag,
  })
  .register(shapes, { id: 'NullShares', description: 'The test of the share of nulls.' })

const unseen = z
  .strictObject({ count: count.nullable(), share: share.nullable(), values: z.array(z.union([text, number])) })
  .register(shapes, { id: 'UnseenValues', description: 'Current values that the reference does not have.' })

/** One column of a report. */
export const columnDrift = z.strictObject({
  column: text,
  role: oneOf<ColumnRole>({ input: true, target: true, prediction: true }),
  kind: oneOf<ColumnKind>({ number: true, integer: true, boolean: true, day: true, instant: true, category: true, string: true }),
  verdict: oneOf<Verdict>({ drifted: true, stable: true, small: true, inconclusive: true, failed: true }),
  drifted: flag,
  test: testName,
  method: oneOf<NonNullable<ColumnDrift['method']>>({
    exact: true,
    asymptotic: true,
    permutation: true,
    table: true,
    cells: true,
  }).nullable(),
  statistic: number.nullable(),
  statisticBounds: range.nullable(),
  noise: amount.nullable(),
  degreesOfFreedom: amount.nullable(),
  pValue: share.nullable(),
  pValueBounds: range.nullable(),
  adjustedPValue: share.nullable(),
  adjustedPValueBounds: range.nullable(),
  effect: effect.nullable(),
  psi: psi.nullable(),
  nulls,
  unseen,
  importance: share.nullable(),
  impact: number.nullable(),
  warnings: z.array(text),
  failure: text.nullable(),
  picture,
}) satisfies z.ZodType<ColumnDrift>
columnDrift.register(shapes, { id: 'ColumnDrift', description: 'What became of one column.' })
