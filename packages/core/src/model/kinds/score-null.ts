import { MillraceError } from '../../errors/millrace-error.ts'

/** The error for a row whose score is null. */
export function scoreNull(index?: number): MillraceError {
  return new MillraceError({
    code: 'E_SCORE_NULL',
    message: `${index === undefined ? 'the row' : `row ${index}`} has no score: its values are so large that the model's arithmetic overflows`,
    details: index === undefined ? {} : { row: index },
  })
}
