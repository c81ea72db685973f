import { z } from 'zod'
import { bucketCount } from './count-levels.ts'
import { longestName } from './level-name.ts'
import { maxSegments } from './segment-counter.ts'
import { columnName, settingsSchema, testName } from './settings-schema.ts'

const count = z.int().min(0)
const number = z.number()
const edges = z.array(number).max(2000)
const cells = z.strictObject({ edges, atoms: edges })
const counts = z.array(count).max(10_000)

const numberTally = {
  count,
  nulls: count,
  infinite: count,
  mean: number.nullable(),
  squares: number.min(0).nullable(),
  minimum: number.nullable(),
  maximum: number.nullable(),
  counts,
  sums: z.array(number).max(10_000),
  labels: z.strictObject({ positive: counts, unknown: counts.nullable(), known: z.int().min(1) }).nullable(),
}

const levelTally = { count, nulls: count, counts, others: count, buckets: z.array(count).length(bucketCount).nullable() }

const frame = { column: columnName, role: z.enum(['input', 'target', 'prediction']), distinct: count.nullable() }

const numbers = z.strictObject({
  ...frame,
  ...numberTally,
  kind: z.enum(['number', 'integer', 'boolean', 'day', 'instant']),
  type: z.literal('number'),
  test: testName,
  discrete: z.boolean(),
  cells,
  bands: cells,
})

const levels = z.strictObject({
  ...frame,
  ...levelTally,
  kind: z.enum(['category', 'string']),
  type: z.literal('level'),
  levels: z.array(z.string().max(longestName)).max(5000),
})

const segment = z.strictObject({
  column: columnName,
  value: z.string().max(longestName),
  rows: count,
  columns: z.array(z.union([z.strictObject(numberTally), z.strictObject(levelTally)])).max(10_000),
})

/** The shape of a profile's JSON, within limits; whether its figures fit together is another question. */
export const profileSchema = z.strictObject({
  format: z.literal('millrace/drift-profile'),
  schemaVersion: z.literal(1),
  monitor: z.string().max(10_000),
  settings: settingsSchema,
  rows: z.int().min(1),
  digest: z.string().max(1000).nullable(),
  columns: z
    .array(z.discriminatedUnion('type', [numbers, levels]))
    .min(1)
    .max(10_000),
  segments: z.array(segment).max(maxSegments * 1000),
})
