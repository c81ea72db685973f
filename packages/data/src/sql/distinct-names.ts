import { MillraceError } from '@millrace/core'

/** Refuses names that differ at most in case, which databases take for one. */
export function requireDistinctNames(names: readonly string[]): void {
  const seen = new Set<string>()
  for (const name of names) {
    const folded = name.toLowerCase()
    if (seen.has(folded)) {
      throw new MillraceError({
        code: 'E_COLUMN_EXISTS',
        message: `two columns are called '${name}', or differ in case alone, which a database does not tell apart; rename one`,
        details: { column: name },
      })
    }
    seen.add(folded)
  }
}
