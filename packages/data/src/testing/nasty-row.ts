import { z } from 'zod'

/**
 * The columns of {@link nastyTable}, one or more of every kind, each holding null besides what its name says.
 *
 * `huge` overflows where it is added or squared; `constant` is 0.1 throughout; `count` is mostly 0; `identifier` has 5,000 distinct values; `target` is 0, 1 or
 * unknown, and `fold` 0 to 4.
 *
 * @category Testing
 * @since 0.1.0
 */
export const Nasty = z.object({
  number: z.number().nullable(),
  huge: z.number().nullable(),
  constant: z.number().nullable(),
  integer: z.int().nullable(),
  count: z.int().nullable(),
  boolean: z.boolean().nullable(),
  string: z.string().nullable(),
  identifier: z.string().nullable(),
  category: z.enum(['low', 'high', 'null', 'other', '']).nullable(),
  day: z.iso.date().nullable(),
  instant: z.iso.datetime().nullable(),
  target: z.int().min(0).max(1).nullable(),
  fold: z.int().min(0).max(4),
})

/**
 * One row of {@link nastyTable}.
 *
 * @category Testing
 * @since 0.1.0
 */
export type NastyRow = z.output<typeof Nasty>
