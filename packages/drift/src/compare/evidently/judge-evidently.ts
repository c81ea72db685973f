import { MillraceError, Table } from '@millrace/core'
import type { Profile } from '../../profile/profile-types.ts'
import { columnOf } from '../column-of.ts'
import type { ColumnDrift, DriftReport } from '../drift-report.ts'
import { reasonOf } from '../failure.ts'
import { evidentlyColumn } from './evidently-column.ts'
import { evidentlyFinding } from './evidently-finding.ts'

/** From this share of drifted columns on, Evidently calls the whole table drifted. */
const datasetThreshold = 0.5

/** p-values below this are significant to Evidently, each by itself. */
export const uncorrected = { significance: 0.05, correction: 'none' } as const

interface RawSides {
  readonly reference: Table | undefined
  readonly current: Table | Profile
}

/** Puts Evidently's verdict in place of a column's own; what could not be compared stays failed. */
export function evidentlyJudge(profile: Profile, { reference, current }: RawSides): (column: ColumnDrift) => ColumnDrift {
  if (reference === undefined) throw rawNeeded(profile.monitor, 'reference')
  if (!Table.isInstance(current)) throw rawNeeded(profile.monitor, 'current')
  return (column) => {
    const sides = { reference: columnOf(reference, column.column), current: columnOf(current, column.column) }
    if (column.verdict === 'failed') return column
    try {
      const { drifted, ...finding } = evidentlyFinding(evidentlyColumn({ kind: column.kind, ...sides }))
      const verdict = drifted ? 'drifted' : 'stable'
      return { ...column, ...unbounded, ...finding, verdict, drifted, adjustedPValue: finding.pValue }
    } catch (error) {
      return { ...column, ...unbounded, ...nothing, verdict: 'failed', drifted: false, failure: reasonOf(error) }
    }
  }
}

const unbounded = { noise: null, statisticBounds: null, pValueBounds: null, adjustedPValueBounds: null } as const

const nothing = {
  method: null,
  statistic: null,
  pValue: null,
  adjustedPValue: null,
  degreesOfFreedom: null,
  effect: null,
  psi: null,
  warnings: [],
} as const

/** Evidently's verdict of the table: the share of drifted columns among those compared, inputs, target and predictions alike. */
export function datasetVerdict(columns: readonly ColumnDrift[]): NonNullable<DriftReport['dataset']> {
  const compared = columns.filter(({ verdict }) => verdict !== 'failed')
  const share = compared.filter(({ drifted }) => drifted).length / Math.max(1, compared.length)
  return { drifted: share >= datasetThreshold, share, threshold: datasetThreshold }
}

/** Evidently compares rows: a profile cannot repeat its verdicts. */
function rawNeeded(monitor: string, side: 'reference' | 'current'): MillraceError {
  return new MillraceError({
    code: 'E_DRIFT_RAW_NEEDED',
    message: `compare: monitor '${monitor}' decides as Evidently does, from rows, and the ${side} rows are not given; ${
      side === 'reference' ? "give the rows of the profile as 'reference'" : 'give a table instead of a profile'
    }, or leave out the monitor's mode`,
    details: { monitor, side },
  })
}
