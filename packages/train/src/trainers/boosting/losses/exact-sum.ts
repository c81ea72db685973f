/**
 * Sum of `values[row] * weights[row]`, the same for every order of the rows: terms are rounded to multiples of a power of 2 so coarse that their sums are exact. The error is
 * below 2^-52 of the largest term times the square of the number of rows.
 */
export function exactSum(rows: Int32Array, term: (row: number) => number): number {
  let largest = 0
  for (const row of rows) largest = Math.max(largest, Math.abs(term(row)))
  if (largest === 0) return 0
  const unit = 2 ** (Math.ceil(Math.log2(largest)) - 52 + Math.ceil(Math.log2(rows.length + 1)))
  if (unit === 0) return 0
  let sum = 0
  for (const row of rows) sum += Math.round(term(row) / unit)
  return sum * unit
}
