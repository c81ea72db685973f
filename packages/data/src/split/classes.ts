import type { Column } from '@millrace/core'

/** Rows told apart by the value of a column; numbered by first appearance, so that the order of a dictionary has no effect. */
export interface Classes {
  /** Class of every row. */
  readonly of: Int32Array
  /** Rows in every class. */
  readonly sizes: Int32Array
}

/** The classes of a column, null being a value like any other. */
export function classesOf(column: Column): Classes {
  const keys = column.type === 'string' ? column.codes : column.values
  const known = new Map<number, number>()
  const of = new Int32Array(keys.length)
  const sizes: number[] = []
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!
    let found = known.get(key)
    if (found === undefined) {
      found = known.size
      known.set(key, found)
      sizes.push(0)
    }
    of[row] = found
    sizes[found]!++
  }
  return { of, sizes: Int32Array.from(sizes) }
}

/** All rows in one class. */
export function oneClass(rowCount: number): Classes {
  return { of: new Int32Array(rowCount), sizes: Int32Array.of(rowCount) }
}
