/** Whether two values of plain JSON are equal, member by member. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  const [x, y] = [a, b] as [Record<string, unknown>, Record<string, unknown>]
  return names.every((name) => isEqual(x[name], y[name]))
}
