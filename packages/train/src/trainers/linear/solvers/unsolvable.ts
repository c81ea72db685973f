import { MillraceError } from '@millrace/core'

/** The error for equations whose numbers overflow or vanish. */
export function unsolvable(trainer: string): MillraceError {
  return new MillraceError({
    code: 'E_EQUATIONS_SINGULAR',
    message: `${trainer}: the normal equations cannot be solved; penalise more, or look for weights or features of very different size`,
    details: { trainer },
  })
}
