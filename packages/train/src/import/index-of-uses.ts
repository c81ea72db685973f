/** Numbers values in the order of their first use. */
export interface Uses<T> {
  /** The values so far. */
  readonly values: readonly T[]
  /** The index of a value, its own from the first use on. */
  indexOf(value: T): number
}

/** Starts numbering; values with equal keys are one. */
export function createUses<T>(keyOf: (value: T) => string | number): Uses<T> {
  const values: T[] = []
  const known = new Map<string | number, number>()
  return {
    values,
    indexOf(value) {
      const key = keyOf(value)
      const found = known.get(key)
      if (found !== undefined) return found
      known.set(key, values.length)
      return values.push(value) - 1
    },
  }
}
