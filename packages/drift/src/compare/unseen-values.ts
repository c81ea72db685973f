import { type Column, type ColumnKind, compareCodePoints, fromPhysical } from '@millrace/core'
import { cellBounds } from '../profile/cell-bounds.ts'
import { countLevels } from '../profile/count-levels.ts'
import type { ColumnProfile, LevelProfile, NumberProfile } from '../profile/profile-types.ts'
import type { UnseenValues } from './drift-report.ts'

const mostShown = 5
const longest = 100
/** So many different unseen numbers are told apart; more are counted only. */
const mostDistinct = 1000

interface CurrentValues {
  readonly current: ColumnProfile
  /** The column itself, where the current rows are a table. */
  readonly column: Column | null
}

/** Current values that the reference does not have. */
export function unseenValues(reference: ColumnProfile, { current, column }: CurrentValues): UnseenValues {
  if (reference.type === 'level') return unseenLevels(reference, { current: current as LevelProfile, column })
  return unseenNumbers(reference, { current: current as NumberProfile, column })
}

/** Of a column that was not compared. */
export const nothingUnseen: UnseenValues = Object.freeze({ count: null, share: null, values: Object.freeze([]) })

function unseenLevels(reference: LevelProfile, { current, column }: CurrentValues & { readonly current: LevelProfile }): UnseenValues {
  if (reference.others > 0) return nothingUnseen
  const known = new Set(reference.levels.filter((_, index) => reference.counts[index]! > 0))
  const count = current.others + reference.levels.reduce((sum, level, index) => sum + (known.has(level) ? 0 : current.counts[index]!), 0)
  const found = column?.type === 'string' ? countLevels(column).levels.filter(({ level }) => !known.has(level)) : []
  const ranked = [...found].sort((a, b) => b.count - a.count || compareCodePoints(a.level, b.level))
  return {
    count,
    share: count / current.count,
    values: ranked.slice(0, mostShown).map(({ level }) => (level.length > longest ? `${level.slice(0, longest)}…` : level)),
  }
}

function unseenNumbers(reference: NumberProfile, { current, column }: CurrentValues & { readonly current: NumberProfile }): UnseenValues {
  if (isWithin(reference, current)) return { count: 0, share: 0, values: [] }
  if (column?.type === 'number') {
    const { count, values } = countUnseen(column.values, seenBy(reference))
    return { count, share: count / current.count, values: values.slice(0, mostShown).map((value) => shown(value, reference.kind)) }
  }
  if (!reference.discrete) return nothingUnseen
  const count = current.counts.reduce((sum, rows, cell) => sum + (reference.counts[cell] === 0 ? rows : 0), 0)
  return { count, share: count / current.count, values: [] }
}

/** Whether figures of both sides say already that no number lies outside. */
function isWithin({ discrete, minimum, maximum }: NumberProfile, current: NumberProfile): boolean {
  if (discrete || current.infinite > 0 || minimum === null || current.minimum === null) return false
  return current.minimum >= minimum && current.maximum! <= maximum!
}

function seenBy({ discrete, cells, counts, minimum, maximum }: NumberProfile): (value: number) => boolean {
  if (!discrete) return (value) => value >= minimum! && value <= maximum!
  const { bounds, points } = cellBounds(cells)
  const known = new Set(Array.from(bounds).filter((_, bound) => points[bound + 1] && counts[bound + 1]! > 0))
  return (value) => known.has(value)
}

function countUnseen(values: Float64Array, isSeen: (value: number) => boolean) {
  const counts = new Map<number, number>()
  let count = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value !== value || isSeen(value)) continue
    count++
    const known = counts.get(value)
    if (known !== undefined || counts.size < mostDistinct) counts.set(value, (known ?? 0) + 1)
  }
  return { count, values: [...counts].sort(([a, x], [b, y]) => y - x || a - b).map(([value]) => value) }
}

/** As rows write it, where that is JSON. */
function shown(value: number, kind: ColumnKind): string | number {
  if (!Number.isFinite(value)) return String(value)
  const inCalendar = Math.abs(value) <= (kind === 'day' ? 1e8 : 8.64e15)
  if (kind === 'number' || kind === 'integer' || !inCalendar) return value
  return String(fromPhysical({ name: '', kind, nullable: false, optional: false }, value))
}
