/** Two rows of two counts. */
export type TwoByTwo = readonly [readonly [number, number], readonly [number, number]]

/**
 * Fisher's exact test of a 2 x 2 table, two-sided: the mass of all tables of the same margins that are no likelier than this one.
 *
 * The masses follow from one another by ratios, outwards from the mode, and are divided by their sum: no logarithms of factorials.
 */
export function fisherSurvival([[a, b], [c, d]]: TwoByTwo): number {
  const row = a + b
  const column = a + c
  const total = row + c + d
  const first = Math.max(0, row + column - total)
  const last = Math.min(row, column)
  const mode = Math.min(last, Math.max(first, Math.floor(((row + 1) * (column + 1)) / (total + 2))))
  const ratio = (x: number) => ((row - x) * (column - x)) / ((x + 1) * (total - row - column + x + 1))

  const masses = new Map([[mode, 1]])
  const massAt = (x: number) => masses.get(x)!
  for (let x = mode; x < last && massAt(x) > 0; x++) masses.set(x + 1, massAt(x) * ratio(x))
  for (let x = mode; x > first && massAt(x) > 0; x--) masses.set(x - 1, massAt(x) / ratio(x - 1))
  const limit = (masses.get(a) ?? 0) * (1 + 1e-7)
  let sum = 0
  let whole = 0
  for (const mass of [...masses.values()].sort((x, y) => x - y)) {
    whole += mass
    if (mass <= limit) sum = whole
  }
  return sum / whole
}
