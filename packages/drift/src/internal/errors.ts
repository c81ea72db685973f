import { MillraceError } from '@millrace/core'

interface OptionFault {
  /** The function that was called. */
  readonly function: string
  readonly option: string
  readonly value: unknown
  /** Completes "it must be". */
  readonly range: string
}

export function optionError({ function: name, option, value, range }: OptionFault): MillraceError {
  return new MillraceError({
    code: 'E_DRIFT_OPTION',
    message: `${name}: option ${option} is ${value}; it must be ${range}`,
    details: { function: name, option, value: String(value), range },
  })
}

/** Nothing to compare on one side. */
export function emptyError(name: string, side: 'reference' | 'current'): MillraceError {
  return new MillraceError({
    code: 'E_DRIFT_EMPTY',
    message: `${name}: the ${side} side has no values; give at least one`,
    details: { function: name, side },
  })
}
