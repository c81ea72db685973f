import type { AnyEvidence } from '@millrace/core'
import { kindOfEvidence } from './evidence-kind.ts'
import { evidenceKind } from './evidence-kinds.ts'

/** Rows that two evidences share. */
export interface MatchedRows {
  /** Indexes of rows that are the same and have one label and weight on both sides, in the second one's order. */
  readonly pairs: readonly (readonly [first: number, second: number])[]
  /** Number of shared rows whose labels or weights differ. */
  readonly disagreeing: number
}

/**
 * Pairs the rows of two evidences by digest, as multisets: of a row that one holds three times and the other twice, two are shared. Equal
 * rows with several labels are paired label by label.
 */
export function matchRows(first: AnyEvidence, second: AnyEvidence): MatchedRows {
  const waiting = groupBy(first, rowKey(first))
  const keyOf = rowKey(second)
  const pairs: [number, number][] = []
  for (const index of second.row.keys()) {
    const partner = waiting.get(keyOf(index))?.pop()
    if (partner !== undefined) pairs.push([partner, index])
  }
  return { pairs, disagreeing: sharedDigests(first.row, second.row) - pairs.length }
}

function rowKey(evidence: AnyEvidence): (index: number) => string {
  const { row, weight } = evidence
  const truth = evidenceKind(kindOfEvidence(evidence)).truth(evidence)
  return (index) => `${row[index]} ${truth[index]} ${weight?.[index] ?? 1}`
}

function groupBy({ row }: AnyEvidence, keyOf: (index: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (let index = row.length - 1; index >= 0; index--) {
    const key = keyOf(index)
    const group = groups.get(key)
    if (group) group.push(index)
    else groups.set(key, [index])
  }
  return groups
}

function sharedDigests(first: readonly string[], second: readonly string[]): number {
  const left = new Map<string, number>()
  for (const digest of first) left.set(digest, (left.get(digest) ?? 0) + 1)
  return second.filter((digest) => {
    const count = left.get(digest) ?? 0
    left.set(digest, count - 1)
    return count > 0
  }).length
}
