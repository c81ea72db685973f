import { optionError } from '../internal/errors.ts'

/**
 * When a figure is outside its control limits.
 *
 * @category Windows
 * @since 0.1.0
 */
export interface ControlOptions {
  /**
   * Chance that a point of a window without drift lies beyond a limit, in (0, 0.1]; the default is that of three standard deviations of a normal figure.
   *
   * @defaultValue 0.0027
   */
  readonly falseAlarmRate?: number | undefined
  /**
   * A point is outside only if at least so many of the last windows, itself one of them, lie beyond their limits.
   *
   * @defaultValue `{ least: 1, of: 1 }`
   */
  readonly persistence?: { readonly least: number; readonly of: number } | undefined
}

/** The options, checked, with defaults. */
export function controlRuleOf({ falseAlarmRate: rate = 0.0027, persistence = { least: 1, of: 1 } }: ControlOptions) {
  const { least, of } = persistence
  const check = (option: string, value: number, holds: boolean, range: string) => {
    if (!holds) throw optionError({ function: 'controlSeries', option, value, range })
  }
  check('falseAlarmRate', rate, rate > 0 && rate <= 0.1, 'in (0, 0.1]')
  check('persistence.of', of, Number.isInteger(of) && of >= 1, 'an integer from 1 on')
  check('persistence.least', least, Number.isInteger(least) && least >= 1 && least <= of, `an integer from 1 to ${of}`)
  return { rate, persistence }
}
