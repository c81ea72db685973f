import { MillraceError } from '../../errors/millrace-error.ts'

interface Argument {
  readonly function: string
  readonly argument: string
  readonly value: number
}

interface OutOfDomain extends Argument {
  /** Completes "it must be". */
  readonly range: string
}

interface Shapes {
  readonly least: number
  readonly greatest: number
}

/** Shapes for which the series and the continued fractions end soon: after milliseconds at the worst. */
export const gammaShapes: Shapes = { least: 1e-100, greatest: 1e10 }
export const betaShapes: Shapes = { least: 1e-3, greatest: 1e10 }

export function outOfDomain({ function: name, argument, value, range }: OutOfDomain): MillraceError {
  return new MillraceError({
    code: 'E_DISTRIBUTION_DOMAIN',
    message: `${name}: ${argument} is ${value}; it must be ${range}`,
    details: { function: name, argument, value: String(value), range },
  })
}

export function checkShape(argument: Argument, { least, greatest }: Shapes): void {
  if (argument.value >= least && argument.value <= greatest) return
  throw outOfDomain({ ...argument, range: `from ${least} to ${greatest}` })
}

/** Degrees of freedom are twice a shape. */
export function checkDegrees(argument: Argument, { least, greatest }: Shapes): void {
  checkShape(argument, { least: 2 * least, greatest: 2 * greatest })
}
