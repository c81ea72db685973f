import { MillraceError } from '../../errors/millrace-error.ts'

interface OutOfDomain {
  readonly function: string
  readonly argument: string
  readonly value: number
  /** Completes "it must be". */
  readonly range: string
}

export function outOfDomain({ function: name, argument, value, range }: OutOfDomain): MillraceError {
  return new MillraceError({
    code: 'E_DISTRIBUTION_DOMAIN',
    message: `${name}: ${argument} is ${value}; it must be ${range}`,
    details: { function: name, argument, value: String(value), range },
  })
}

/** Bounds the steps of the series and the continued fractions: a few million at the most. */
const least = 1e-100
const greatest = 1e10

/** Checks a shape of an incomplete gamma or beta function. */
export function checkShape(name: string, argument: string, value: number): void {
  if (value >= least && value <= greatest) return
  throw outOfDomain({ function: name, argument, value, range: `from ${least} to ${greatest}` })
}

/** Checks degrees of freedom, which are twice a shape. */
export function checkDegrees(name: string, argument: string, value: number): void {
  if (value >= 2 * least && value <= 2 * greatest) return
  throw outOfDomain({ function: name, argument, value, range: `positive and at most ${2 * greatest}` })
}
