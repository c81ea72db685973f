import { MillraceError, shown } from '@millrace/core'

/** The error of a question that is not one of the contract. */
export const queryInvalid = (value: unknown, remedy: string): MillraceError =>
  new MillraceError({
    code: 'E_QUERY_INVALID',
    message: `the query has ${shown(value)}; ${remedy}`,
    details: { value: shown(value) },
  })
