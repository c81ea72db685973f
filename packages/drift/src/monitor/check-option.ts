import { optionError } from '../internal/errors.ts'

interface OptionCheck {
  readonly option: string
  readonly value: unknown
  readonly holds: boolean
  /** Completes "it must be". */
  readonly range: string
}

/** Refuses an option of `defineMonitor` that is out of range. */
export function checkOption({ holds, ...fault }: OptionCheck): void {
  if (!holds) throw optionError({ function: 'defineMonitor', ...fault })
}
