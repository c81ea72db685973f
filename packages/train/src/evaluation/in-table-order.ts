/** Columns of numbers by name; some names stand for several. */
type Columns = Readonly<Record<string, Float64Array | Int32Array | readonly Float64Array[]>>

/** Joins the rows of folds in the order of the table: all columns that the folds have. */
export function inTableOrder<Fold extends { readonly row: Int32Array }>(folds: readonly Fold[]): Fold {
  const rows = folds.flatMap(({ row }) => Array.from(row))
  const order = Int32Array.from(rows.keys()).sort((a, b) => rows[a]! - rows[b]!)
  const joined = (columnOf: (fold: Columns) => ArrayLike<number>) => {
    const all = folds.flatMap((fold) => Array.from(columnOf(fold as unknown as Columns)))
    return Float64Array.from(order, (i) => all[i]!)
  }
  const columns = Object.entries((folds[0] ?? {}) as unknown as Columns).map(([name, column]) => {
    if (name === 'row') return [name, Int32Array.from(order, (i) => rows[i]!)]
    if (!Array.isArray(column)) return [name, joined((fold) => fold[name] as Float64Array)]
    return [name, Object.freeze(column.map((_, index) => joined((fold) => (fold[name] as readonly Float64Array[])[index]!)))]
  })
  return Object.freeze(Object.fromEntries(columns)) as Fold
}
