import { MillraceError } from '@millrace/core'

/** The names of the input columns: the file's, or those that the caller gives in their place. */
export function columnNames(format: string, found: readonly string[], given: readonly string[] | undefined): readonly string[] {
  if (given === undefined) return found
  const problem =
    given.length !== found.length
      ? `columns names ${given.length} columns, and the file has ${found.length}; name each, in the file's order`
      : new Set(given).size < given.length
        ? 'columns names a column twice'
        : null
  if (problem === null) return given
  throw new MillraceError({
    code: 'E_IMPORT_COLUMNS',
    message: `${format}: ${problem}`,
    details: { format, found: found.length, given: given.length },
  })
}
