import { deepFreeze } from '@millrace/core'
import { qualityLimitsOf } from '../quality/quality-limits.ts'
import type { QualityOptions } from '../quality/quality-options.ts'
import type { TestName } from '../tests/test-result.ts'
import { type ApprovalOptions, type ApprovalRule, approvalRuleOf } from './approval-rule.ts'
import { checkOption } from './check-option.ts'
import { type ColumnTest, columnTestsOf, type TestChoice } from './column-test.ts'
import { type EffectFloor, effectFloorOf } from './effect-floor.ts'
import { type WindowRule, windowRuleOf } from './window-rule.ts'

/**
 * How p-values are corrected for their number: the share of false alarms among alarms (Benjamini-Hochberg), the chance of any (Bonferroni), or not.
 *
 * @category Monitors
 * @since 0.1.0
 */
export type Correction = 'benjamini-hochberg' | 'bonferroni' | 'none'

/**
 * How a monitor decides; a profile carries it along. Strict JSON.
 *
 * @category Monitors
 * @since 0.1.0
 */
export interface MonitorSettings {
  /** Adjusted p-values below this are significant. */
  readonly significance: number
  /** How p-values are corrected for their number. */
  readonly correction: Correction
  /** Whose rules decide. */
  readonly mode: 'millrace' | 'evidently'
  /** What a large population stability index is. */
  readonly psiThreshold: number
  /** From which effect on a difference is drift. */
  readonly effectFloor: EffectFloor
  /** Cells of equal reference share by number column. */
  readonly cells: number
  /** Most levels that are kept by name. */
  readonly topValues: number
  /** Tests of columns that are not judged by the test of their kind. */
  readonly tests: readonly ColumnTest[]
  /** Columns whose levels are segments. */
  readonly segments: readonly string[]
  /** How current rows are cut into windows; null where nothing was said. */
  readonly windows: WindowRule | null
  /** Which scores approve a row; null where nothing was said. */
  readonly approval: ApprovalRule | null
  /** Limits of the data-quality checks, as they were given. */
  readonly quality: QualityOptions
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
  /**
   * Input and monitored columns, in the order of the report.
   *
   * @defaultValue all columns but target, predictions, and the times that `windows` and `quality.freshness` go by
   */
  readonly columns?: readonly Name[]
  /** The column that labels hold, judged beside the others. */
  readonly target?: Name
  /** Columns of what the model said, judged beside the others. */
  readonly predictions?: readonly Name[]
  /** Columns of few levels (categories, strings, booleans) whose segments are compared each for itself too. @defaultValue none */
  readonly segments?: readonly Name[]
  /** How `compareWindows` and `watch` cut current rows. */
  readonly windows?: WindowRule<Name>
  /** Adjusted p-values below this are significant; in (0, 0.5]. @defaultValue 0.05 */
  readonly significance?: number
  /** How p-values are corrected for their number. @defaultValue 'benjamini-hochberg' */
  readonly correction?: Correction
  /**
   * `evidently` decides as Evidently's defaults do, for those who migrate; it needs the raw reference in `compare`, and takes no `tests`.
   *
   * @defaultValue 'millrace'
   */
  readonly mode?: 'millrace' | 'evidently'
  /** Tests of columns that are not to be judged by the test of their kind. @defaultValue none */
  readonly tests?: { readonly [Column in Name]?: TestName | TestChoice }
  /** Cells of equal reference share by number column, a multiple of 10 from 10 to 1,000: more bound KS tighter and make larger profiles. @defaultValue 200 */
  readonly cells?: number
  /** Most levels of a category that the profile keeps by name, from 1 to 5,000; the rest is counted by digest. @defaultValue 200 */
  readonly topValues?: number
  /** What a large population stability index is, above 0; banks take 0.1 or 0.25. @defaultValue 0.1 */
  readonly psiThreshold?: number
  /** From which effect on a significant difference is drift. @defaultValue `{ D: 0.02, V: 0.02, AUC: 0.02, d: 0.05, difference: 0.02, distance: 0.1 }` */
  readonly effectFloor?: Partial<EffectFloor>
  /** Which scores approve a row, so that reports state the change of the approval rate. */
  readonly approval?: ApprovalOptions<Name>
  /** Limits of the data-quality checks. @defaultValue those of {@link QualityOptions} */
  readonly quality?: QualityOptions
}

const corrections: readonly string[] = ['benjamini-hochberg', 'bonferroni', 'none']

/** The options of a monitor, checked, with defaults. */
export function settingsOf<Name extends string>({
  significance = 0.05,
  correction = 'benjamini-hochberg',
  mode = 'millrace',
  cells = 200,
  topValues = 200,
  psiThreshold = 0.1,
  segments = [],
  quality = {},
  ...options
}: MonitorOptions<Name>): MonitorSettings {
  const check = (option: string, value: unknown, holds: boolean, range: string) => checkOption({ option, value, holds, range })
  check('significance', significance, significance > 0 && significance <= 0.5, 'in (0, 0.5]')
  check('correction', correction, corrections.includes(correction), `of ${corrections.join(', ')}`)
  check('mode', mode, mode === 'millrace' || mode === 'evidently', "'millrace' or 'evidently'")
  check('cells', cells, cells % 10 === 0 && cells >= 10 && cells <= 1000, 'a multiple of 10 from 10 to 1,000')
  check('topValues', topValues, Number.isInteger(topValues) && topValues >= 1 && topValues <= 5000, 'an integer from 1 to 5,000')
  check('psiThreshold', psiThreshold, psiThreshold > 0 && psiThreshold < Number.POSITIVE_INFINITY, 'finite and above 0')
  const tests = columnTestsOf(options.tests)
  check('tests', Object.keys(options.tests ?? {}).join(', '), mode === 'millrace' || tests.length === 0, "left out in mode 'evidently'")
  return deepFreeze({
    significance,
    correction,
    mode,
    psiThreshold,
    effectFloor: effectFloorOf(options.effectFloor),
    cells,
    topValues,
    tests,
    segments: [...segments],
    windows: windowRuleOf(options.windows),
    approval: approvalRuleOf(options.approval),
    quality: qualityOf(quality),
  })
}

/** The limits, checked, without members that are undefined. */
function qualityOf(quality: QualityOptions): QualityOptions {
  qualityLimitsOf(quality, 'defineMonitor')
  return JSON.parse(JSON.stringify(quality, finiteOnly)) as QualityOptions
}

function finiteOnly(option: string, value: unknown): unknown {
  checkOption({ option: `quality.${option}`, value, holds: typeof value !== 'number' || Number.isFinite(value), range: 'finite' })
  return value
}
