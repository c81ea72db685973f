import { z } from 'zod'
import type { QualityOptions } from './quality-options.ts'

const share = z.number().min(0).lt(1)
const amount = z.number().min(0)
const off = z.literal(false)
const shareLimit = z.strictObject({ limit: share.optional(), test: z.boolean().optional() }).or(off).optional()

/** The options as a profile's JSON holds them. */
export const qualitySchema: z.ZodType<QualityOptions> = z.strictObject({
  nullShare: z.strictObject({ limit: share.optional() }).or(off).optional(),
  newValues: shareLimit,
  range: shareLimit,
  type: z.boolean().optional(),
  missingColumn: z.boolean().optional(),
  constant: z.boolean().optional(),
  infiniteValues: z.strictObject({ limit: share }).or(z.boolean()).optional(),
  duplicates: z.strictObject({ limit: share }).or(off).optional(),
  rowCount: z
    .strictObject({ expected: amount.optional(), tolerance: amount.optional(), minimum: amount.optional(), maximum: amount.optional() })
    .or(off)
    .optional(),
  freshness: z
    .strictObject({ column: z.string().min(1).max(10_000), limitMs: amount })
    .or(off)
    .optional(),
})
