import type { EffectName } from '../tests/test-result.ts'
import { checkOption } from './check-option.ts'

/**
 * From which magnitude of its effect on a significant difference is drift, by the name of the effect.
 *
 * @category Monitors
 * @since 0.1.0
 */
export interface EffectFloor extends Readonly<Record<EffectName, number>> {
  /** Of the greatest gap between two distribution functions; 0.02 is about 0.05 standard deviations of a normal column. @defaultValue 0.02 */
  readonly D: number
  /** Of bias-corrected Cramér's V at balanced sizes, for chi-square and for null shares. @defaultValue 0.02 */
  readonly V: number
  /** Of |2 AUC - 1|. @defaultValue 0.02 */
  readonly AUC: number
  /** Of |Cohen's d|, in pooled standard deviations. @defaultValue 0.05 */
  readonly d: number
  /** Of the difference of two shares. @defaultValue 0.02 */
  readonly difference: number
  /** From which distance on, in the distance's own unit, a column has drifted. @defaultValue 0.1 */
  readonly distance: number
}

const defaults: EffectFloor = { D: 0.02, V: 0.02, AUC: 0.02, d: 0.05, difference: 0.02, distance: 0.1 }

/** Those without an upper end. */
const unbounded: ReadonlySet<string> = new Set<EffectName>(['d', 'distance'])

/** All floors, checked. */
export function effectFloorOf(given: Partial<EffectFloor> = {}): EffectFloor {
  for (const [name, value] of Object.entries(given)) {
    if (!(name in defaults))
      checkOption({ option: 'effectFloor', value: name, holds: false, range: `of ${Object.keys(defaults).join(', ')}` })
    const most = unbounded.has(name) ? Number.POSITIVE_INFINITY : 1
    checkOption({
      option: `effectFloor.${name}`,
      value,
      holds: value >= 0 && value < most,
      range: most === 1 ? 'in [0, 1)' : 'finite and at least 0',
    })
  }
  return Object.freeze({ ...defaults, ...given })
}
