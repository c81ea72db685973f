import { z } from 'zod'
import type { EffectFloor } from '../monitor/effect-floor.ts'
import type { MonitorSettings } from '../monitor/settings.ts'
import { qualitySchema } from '../quality/quality-schema.ts'
import { testNames } from '../tests/test-names.ts'
import type { TestName } from '../tests/test-result.ts'

/** The name of a test. */
export const testName: z.ZodType<TestName> = z.enum(testNames)
/** The name of a column. */
export const columnName = z.string().min(1).max(10_000)

const share = z.number().min(0).lt(1)
const amount = z.number().min(0)
const steps = z.int().min(1)

const floors = z.strictObject({ D: share, V: share, AUC: share, d: amount, difference: share, distance: amount } satisfies Record<
  keyof EffectFloor,
  z.ZodType
>)

const windows = z.union([
  z.strictObject({ rows: steps }),
  z.strictObject({ column: columnName, period: z.enum(['hour', 'day', 'week', 'month']) }),
  z.strictObject({ column: columnName, milliseconds: steps }),
])

/** Settings as a profile's JSON holds them. */
export const settingsSchema: z.ZodType<MonitorSettings> = z.strictObject({
  significance: z.number().gt(0).max(0.5),
  correction: z.enum(['benjamini-hochberg', 'bonferroni', 'none']),
  mode: z.enum(['millrace', 'evidently']),
  psiThreshold: z.number().gt(0),
  effectFloor: floors,
  cells: z.int().min(10).max(1000).multipleOf(10),
  topValues: z.int().min(1).max(5000),
  tests: z.array(z.strictObject({ column: columnName, test: testName, threshold: amount.nullable() })).max(10_000),
  segments: z.array(columnName).max(1000),
  windows: windows.nullable(),
  approval: z.strictObject({ column: columnName, threshold: z.number(), approve: z.enum(['at-least', 'below']) }).nullable(),
  quality: qualitySchema,
})
