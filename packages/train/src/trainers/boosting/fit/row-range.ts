/** The rows 0, 1, … below a number. */
export function rowsBelow(count: number): Int32Array {
  const rows = new Int32Array(count)
  for (let row = 0; row < count; row++) rows[row] = row
  return rows
}
