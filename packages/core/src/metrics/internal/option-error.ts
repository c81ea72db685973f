import { MillraceError } from '../../errors/millrace-error.ts'

interface OptionError {
  readonly metric: string
  readonly option: string
  readonly value: unknown
  /** Completes "it must be". */
  readonly range: string
}

export function optionError({ metric, option, value, range }: OptionError): MillraceError {
  return new MillraceError({
    code: 'E_METRIC_OPTION',
    message: `${metric}: option ${option} is ${value}; it must be ${range}`,
    details: { metric, option, value: String(value), range },
  })
}
