import { type ColumnKind, isText, type Table } from '@millrace/core'
import type { Profile } from '../profile/profile-types.ts'
import { currentColumn } from './current-column.ts'
import type { Finding } from './finding.ts'

/** Columns that the current rows lack. */
export function findMissing({ columns }: Profile, current: Table | Profile): Finding[] {
  return columns.map(({ column }) => {
    const missing = currentColumn(current, column) === undefined
    return structure('missing-column', column, {
      fails: missing,
      passed: `${column}: is there`,
      failed: `${column}: the current rows have no such column`,
    })
  })
}

/** Columns whose values mean something else. */
export function findOtherTypes({ columns }: Profile, current: Table | Profile): Finding[] {
  return columns.flatMap(({ column, kind }) => {
    const given = currentColumn(current, column)
    if (given === undefined) return []
    const now = meaningOf(given.kind)
    return structure('type', column, {
      fails: now !== meaningOf(kind),
      passed: `${column}: holds ${now}`,
      failed: `${column}: holds ${now}, the reference ${meaningOf(kind)}`,
    })
  })
}

/** Kinds of one meaning can be compared: a boolean may be read as 0 and 1. */
function meaningOf(kind: ColumnKind): string {
  if (isText(kind)) return 'text'
  return kind === 'day' ? 'days' : kind === 'instant' ? 'instants' : 'numbers'
}

interface Outcome {
  readonly fails: boolean
  readonly passed: string
  readonly failed: string
}

function structure(check: 'missing-column' | 'type', column: string, { fails, ...messages }: Outcome): Finding {
  const status = fails ? 'failed' : 'passed'
  return { check, column, status, reference: null, current: null, limit: null, pValue: null, messages }
}
