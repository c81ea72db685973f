import type { Bounds, ColumnDrift, DriftReport } from '../compare/drift-report.ts'
import type { EffectFloor } from '../monitor/effect-floor.ts'
import type { ColumnProfile, NumberProfile } from '../profile/profile-types.ts'
import { countLimits, driftedLimit } from './control-limits.ts'
import { effectLimits } from './effect-limits.ts'
import { meanLimits, pointsOf } from './mean-law.ts'

/** A figure of one window, with what it stays within. */
export interface LimitedFigure {
  readonly value: number | null
  readonly center: number | null
  readonly lower: number | null
  readonly upper: number | null
}

interface Followed {
  readonly reference: ColumnProfile
  readonly rate: number
  readonly floors: EffectFloor
}

/** The column in a report, whichever its role. */
function find(report: DriftReport, column: string): ColumnDrift | undefined {
  const { columns, target, predictions } = report
  return [...columns, ...(target === null ? [] : [target]), ...predictions].find((other) => other.column === column)
}

/** Rows of a column that are not null. */
const present = (rows: number, nulls: number) => Math.round(rows * (1 - nulls))

export function effectPoint(report: DriftReport, { reference, rate }: Followed): LimitedFigure | null {
  const drift = find(report, reference.column)
  if (drift?.effect == null || drift.nulls.current === null) return null
  const sizes = { reference: reference.count, current: present(report.current.rows, drift.nulls.current) }
  return { value: drift.effect.value, center: drift.effect.name === 'AUC' ? 0.5 : 0, ...effectLimits(drift, { sizes, rate }) }
}

/** Times move by themselves, so their means are not followed. */
const averaged: ReadonlySet<string> = new Set(['number', 'integer', 'boolean'])

/** Of a column that has means to follow, else null; limits are found once for each number of rows. */
export function meanFollower({ reference, rate, floors }: Followed): ((report: DriftReport) => LimitedFigure | null) | null {
  if (reference.type !== 'number' || !averaged.has(reference.kind) || reference.mean === null) return null
  const center = reference.mean
  const known = reference.count - reference.infinite
  const floor = floors.d * Math.sqrt(reference.squares! / known)
  const limitsOf = reference.kind === 'boolean' ? exactLimits(reference, rate) : skewedLimits(reference, rate)
  const found = new Map<number, Bounds>()
  return (report) => {
    const drift = find(report, reference.column)
    const value = drift?.picture.current?.mean
    if (value === undefined || drift?.nulls.current == null || known < 2) return null
    const rows = present(report.current.rows, drift.nulls.current)
    const limits = found.get(rows) ?? limitsOf(rows)
    found.set(rows, limits)
    return { value, center, ...widened(limits, { center, floor }) }
  }
}

function skewedLimits(reference: NumberProfile, rate: number): (rows: number) => Bounds {
  const points = pointsOf(reference)
  const known = reference.count - reference.infinite
  return (rows) => {
    const { lower, upper } = meanLimits(points, { sizes: { reference: known, current: rows }, rate })
    return { lower: reference.mean! + lower, upper: reference.mean! + upper }
  }
}

/** The mean of booleans is the share of those that are true. */
function exactLimits({ mean, count }: NumberProfile, rate: number): (rows: number) => Bounds {
  const reference = { count: Math.round(mean! * count), rows: count }
  return (rows) => {
    const { lower, upper } = countLimits({ reference, rows }, rate)
    return { lower: lower / rows, upper: upper / rows }
  }
}

export function nullSharePoint(report: DriftReport, { reference, rate, floors }: Followed): LimitedFigure | null {
  const value = find(report, reference.column)?.nulls.current
  if (value == null) return null
  const known = reference.count + reference.nulls
  const center = reference.nulls / known
  const { rows } = report.current
  const counts = countLimits({ reference: { count: reference.nulls, rows: known }, rows }, rate)
  const step = shareSteps(center, floors.V)
  return {
    value,
    center,
    lower: Math.min(counts.lower / rows, Math.max(0, center - step.lower)),
    upper: Math.max(counts.upper / rows, Math.min(1, center + step.upper)),
  }
}

/** How far a share moves down and up from another until Cramér's V of both is v. */
function shareSteps(share: number, v: number) {
  const root = Math.sqrt((v * (1 - 2 * share)) ** 2 + 4 * (1 + v * v) * share * (1 - share))
  const step = (sign: number) => (v * (sign * v * (1 - 2 * share) + root)) / (1 + v * v)
  return { lower: step(-1), upper: step(1) }
}

export function approvalPoint(
  { approval }: DriftReport,
  { rate, floor }: { readonly rate: number; readonly floor: number },
): LimitedFigure | null {
  if (approval === null) return null
  const { sizes, reference: center, current: value } = approval
  const reference = { count: Math.round(center * sizes.reference), rows: sizes.reference }
  const counts = countLimits({ reference, rows: sizes.current }, rate)
  return { value, center, ...widened({ lower: counts.lower / sizes.current, upper: counts.upper / sizes.current }, { center, floor }) }
}

export function driftedSharePoint({ columns, drifted, significance, correction }: DriftReport, rate: number): LimitedFigure | null {
  const judged = columns.filter(({ verdict }) => verdict !== 'failed').length
  if (judged === 0) return null
  const upper = driftedLimit({ columns: judged, significance, correction }, rate) / judged
  return { value: drifted.length / judged, center: 0, lower: null, upper }
}

interface Floor {
  readonly center: number
  readonly floor: number
}

const widened = ({ lower, upper }: { readonly lower: number; readonly upper: number }, { center, floor }: Floor) => ({
  lower: Math.min(lower, center - floor),
  upper: Math.max(upper, center + floor),
})
