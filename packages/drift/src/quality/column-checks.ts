import { cellAt, cellBounds } from '../profile/cell-bounds.ts'
import { bucketOf } from '../profile/count-levels.ts'
import { bucketsOfProfile } from '../profile/merge-profiles.ts'
import type { ColumnProfile } from '../profile/profile-types.ts'
import { cut, percent, valueIn } from '../report/figures.ts'
import { testNullShares } from '../tests/test-null-shares.ts'
import { chanceOfOneCell, chanceOfUnseen, chanceOutside } from './chances.ts'
import type { ColumnFacts } from './current-column.ts'
import { type Finding, skipped } from './finding.ts'
import type { JudgedShare, QualityLimits } from './quality-limits.ts'

interface Judged {
  readonly reference: ColumnProfile
  readonly facts: ColumnFacts
}

/** Values that the reference does not have. */
export function checkNewValues({ reference, facts }: Judged, { limit, test }: JudgedShare): Finding | null {
  const { column } = reference
  if (reference.count === 0 || facts.count === 0 || (reference.type === 'number' && !reference.discrete)) return null
  if (facts.levels === null) return skipped('new-values', column, `${column}: the reference has more levels than its profile names`)
  const unseen = facts.levels.reduce((sum, level) => sum + (level.reference === 0 ? level.current : 0), 0)
  const share = unseen / facts.count
  return {
    check: 'new-values',
    column,
    status: share > limit ? 'failed' : 'passed',
    reference: 0,
    current: share,
    limit,
    pValue: test ? chanceOfUnseen(facts.levels) : null,
    messages: {
      passed: unseen === 0 ? `${column}: no values are new` : `${column}: ${percent(share)} of the values are new, no more than may be`,
      failed: `${column}: ${percent(share)} of the values are ones that the reference does not have`,
    },
  }
}

/** Numbers outside the reference's range. */
export function checkRange({ reference, facts }: Judged, { limit, test }: JudgedShare): Finding | null {
  if (reference.type === 'level' || reference.discrete || facts.numbers === null || reference.minimum === null) return null
  const { column, kind, count, infinite } = reference
  const current = facts.count - facts.numbers.infinite
  if (current === 0) return null
  const { outside } = facts.numbers
  const range = `${valueIn(kind, reference.minimum)} to ${valueIn(kind, reference.maximum!)}`
  if (outside === null) return skipped('range', column, `${column}: some values are outside ${range}; a profile does not tell how many`)
  const share = outside / current
  return {
    check: 'range',
    column,
    status: share > limit ? 'failed' : 'passed',
    reference: 0,
    current: share,
    limit,
    pValue: test ? chanceOutside(outside, { reference: count - infinite, current }) : null,
    messages: {
      passed:
        outside === 0
          ? `${column}: all values are in ${range}`
          : `${column}: ${percent(share)} of the values are outside ${range}, no more than may be`,
      failed: `${column}: ${percent(share)} of the values are outside ${range}, the range of the reference`,
    },
  }
}

/** A single value now, several in the reference. */
export function checkConstant({ reference, facts }: Judged): Finding | null {
  const { column } = reference
  if (facts.count === 0 || isConstant(reference)) return null
  const { constant } = facts
  const shown = typeof constant === 'string' ? `'${cut(constant, 60)}'` : constant === null ? '' : valueIn(reference.kind, constant)
  return {
    check: 'constant',
    column,
    status: constant === null ? 'passed' : 'failed',
    reference: null,
    current: null,
    limit: null,
    pValue:
      constant === null
        ? 1
        : chanceOfOneCell(pooledCells(reference, { constant, rows: facts.count }), { reference: reference.count, current: facts.count }),
    messages: {
      passed: `${column}: ${constant === null ? 'several values' : `${shown} alone, which the reference makes likely`}`,
      failed: `${column}: ${shown} alone, where the reference has several values`,
    },
  }
}

function isConstant(reference: ColumnProfile): boolean {
  if (reference.type === 'number') return reference.infinite === 0 && reference.minimum === reference.maximum
  return reference.others === 0 && reference.counts.filter((count) => count > 0).length <= 1
}

/** Rows of both sides by cell, where the current rows are all in the cell of one value. */
function pooledCells(
  reference: ColumnProfile,
  { constant, rows }: { readonly constant: string | number; readonly rows: number },
): number[] {
  const withRows = (counts: readonly number[], cell: number) => Object.assign([...counts], { [cell]: (counts[cell] ?? 0) + rows })
  if (reference.type === 'number') return withRows(reference.counts, cellAt(cellBounds(reference.cells).bounds, constant as number))
  if (reference.others > 0) return withRows(bucketsOfProfile(reference), bucketOf(constant as string))
  const level = reference.levels.indexOf(constant as string)
  return withRows(reference.counts, level < 0 ? reference.counts.length : level)
}

/** Infinities, which are defects where the reference has none. */
export function checkInfiniteValues({ reference, facts }: Judged, { limit }: NonNullable<QualityLimits['infiniteValues']>): Finding | null {
  if (reference.type === 'level' || facts.numbers === null || facts.count === 0) return null
  const { column } = reference
  const { infinite } = facts.numbers
  const share = infinite / facts.count
  const known = reference.count === 0 ? 0 : reference.infinite / reference.count
  const tested = limit === null && known > 0
  const sides = { reference: { nulls: reference.infinite, rows: reference.count }, current: { nulls: infinite, rows: facts.count } }
  return {
    check: 'infinite-values',
    column,
    status: share > (limit ?? known) ? 'failed' : 'passed',
    reference: known,
    current: share,
    limit: limit ?? known,
    pValue: tested ? testNullShares(sides).pValue : null,
    messages: {
      passed:
        infinite === 0
          ? `${column}: no values are infinite`
          : `${column}: ${percent(share)} of the values are infinite, no more than may be`,
      failed: `${column}: ${percent(share)} of the values are infinite, ${percent(known)} in the reference`,
    },
  }
}
