import type { Evidence } from '@millrace/core'
import { matchRows } from './match-rows.ts'

/** Two machines may differ in the last digits of one score. */
const sameScore = 1e-9

/** Evidence from two evaluations of one model. */
export interface MergedEvidence {
  readonly evidence: Evidence
  /** Number of rows that both hold and do not agree on; the merged evidence is of use only when there are none. */
  readonly conflicts: number
}

/** Adds rows that were scored later. Rows that both hold count once: a row is not more evidence for being sent again. */
export function mergeEvidence(stored: Evidence, later: Evidence): MergedEvidence {
  const { pairs, disagreeing } = matchRows(stored, later)
  const rescored = pairs.filter(([first, second]) => Math.abs(stored.score[first]! - later.score[second]!) > sameScore)
  const known = new Set(pairs.map(([, second]) => second))
  const added = [...later.row.keys()].filter((index) => !known.has(index))
  const join = <Item>(first: readonly Item[], second: readonly Item[]) => [...first, ...added.map((index) => second[index]!)]
  const weightOf = ({ row, weight }: Evidence) => weight ?? row.map(() => 1)
  const evidence = {
    row: join(stored.row, later.row),
    label: join(stored.label, later.label),
    score: join(stored.score, later.score),
    ...((stored.weight || later.weight) && { weight: join(weightOf(stored), weightOf(later)) }),
  }
  return { evidence, conflicts: disagreeing + rescored.length }
}
