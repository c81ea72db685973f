import { optionError } from '../internal/errors.ts'

/**
 * From which effect on a significant difference is drift, by test.
 *
 * @category Monitors
 * @since 0.1.0
 */
export interface EffectFloor {
  /** Of the Kolmogorov-Smirnov D; 0.02 is about 0.05 standard deviations of a normal column. @defaultValue 0.02 */
  readonly D: number
  /** Of bias-corrected Cramér's V at balanced sizes, for chi-square and for null shares. @defaultValue 0.02 */
  readonly V: number
}

/**
 * How a monitor decides; a profile carries it along.
 *
 * @category Monitors
 * @since 0.1.0
 */
export interface MonitorSettings {
  /** Adjusted p-values below this are significant. */
  readonly significance: number
  /** What a large population stability index is. */
  readonly psiThreshold: number
  /** From which effect on a difference is drift. */
  readonly effectFloor: EffectFloor
  /** Cells of equal reference share by number column. */
  readonly cells: number
  /** Most levels that are kept by name. */
  readonly topValues: number
}

/**
 * What is monitored, and how it is decided.
 *
 * @category Monitors
 * @since 0.1.0
 */
export interface MonitorOptions<Name extends string> {
  /** Name for reports. @defaultValue 'monitor' */
  readonly name?: string
  /** Input and monitored columns, in the order of the report. @defaultValue all columns but target and predictions */
  readonly columns?: readonly Name[]
  /** The column that labels hold, judged beside the others. */
  readonly target?: Name
  /** Columns of what the model said, judged beside the others. */
  readonly predictions?: readonly Name[]
  /** Adjusted p-values below this are significant; in (0, 0.5]. @defaultValue 0.05 */
  readonly significance?: number
  /** Cells of equal reference share by number column, a multiple of 10 from 10 to 1,000: more bound KS tighter and make larger profiles. @defaultValue 200 */
  readonly cells?: number
  /** Most levels of a category that the profile keeps by name, from 1 to 5,000; the rest is counted by digest. @defaultValue 200 */
  readonly topValues?: number
  /** What a large population stability index is, above 0; banks take 0.1 or 0.25. @defaultValue 0.1 */
  readonly psiThreshold?: number
  /** From which effect on a significant difference is drift; each in [0, 1). @defaultValue `{ D: 0.02, V: 0.02 }` */
  readonly effectFloor?: Partial<EffectFloor>
}

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
