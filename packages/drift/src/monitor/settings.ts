import { optionError } from '../internal/errors.ts'
import type { MonitorOptions, MonitorSettings } from './define-monitor.ts'

/** The options of a monitor, checked, with defaults. */
export function settingsOf<Name extends string>({
  significance = 0.05,
  cells = 200,
  topValues = 200,
  psiThreshold = 0.1,
  effectFloor: { D = 0.02, V = 0.02 } = {},
}: MonitorOptions<Name>): MonitorSettings {
  const check = (option: string, value: number, holds: boolean, range: string) => {
    if (!holds) throw optionError({ function: 'defineMonitor', option, value, range })
  }
  check('significance', significance, significance > 0 && significance <= 0.5, 'in (0, 0.5]')
  check('cells', cells, cells % 10 === 0 && cells >= 10 && cells <= 1000, 'a multiple of 10 from 10 to 1,000')
  check('topValues', topValues, Number.isInteger(topValues) && topValues >= 1 && topValues <= 5000, 'an integer from 1 to 5,000')
  check('psiThreshold', psiThreshold, psiThreshold > 0 && psiThreshold < Number.POSITIVE_INFINITY, 'finite and above 0')
  check('effectFloor.D', D, D >= 0 && D < 1, 'in [0, 1)')
  check('effectFloor.V', V, V >= 0 && V < 1, 'in [0, 1)')
  return Object.freeze({ significance, psiThreshold, effectFloor: Object.freeze({ D, V }), cells, topValues })
}
