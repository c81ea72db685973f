import { MillraceError } from '@millrace/core'

interface GivenCount {
  readonly caller: string
  readonly option: string
  readonly value: number
  readonly least: number
  readonly most?: number
}

/** Refuses an option that is not a whole number in its range with `E_OPTION_INVALID`. */
export function requireCount({ caller, option, value, least, most }: GivenCount): void {
  if (Number.isSafeInteger(value) && value >= least && value <= (most ?? value)) return
  throw new MillraceError({
    code: 'E_OPTION_INVALID',
    message: `${caller}: ${option} is ${value}; give a whole number of at least ${least}${most === undefined ? '' : ` and at most ${most}`}`,
    details: { option, value: String(value) },
  })
}
