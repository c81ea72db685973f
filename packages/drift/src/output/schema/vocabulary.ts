import { z } from 'zod'

/** Names and descriptions of the shapes, for the JSON schema. Not zod's global registry, which refuses an id that two copies of this package give. */
export const shapes = z.registry<{ readonly id: string; readonly description: string }>()

/** One of the names, all of which must be listed. */
export function oneOf<Name extends string>(names: Readonly<Record<Name, true>>): z.ZodType<Name> {
  return z.enum(Object.keys(names) as [Name, ...Name[]])
}

export const text = z.string()
export const number = z.number()
export const flag = z.boolean()
/** A share or a probability. */
export const share = z.number().min(0).max(1)
/** A size or a distance. */
export const amount = z.number().min(0)
export const count = z.int().min(0)
/** A time or a number of milliseconds. */
export const milliseconds = z.number()

/** The least and the greatest of a figure. */
export const range = z
  .strictObject({ lower: number, upper: number })
  .register(shapes, { id: 'Bounds', description: 'The least and the greatest that a figure can be, or its interval.' })

/** Rows or values of either side. */
export const sizes = z
  .strictObject({ reference: count, current: count })
  .register(shapes, { id: 'Sizes', description: 'Rows or values of the reference and of the current rows.' })
