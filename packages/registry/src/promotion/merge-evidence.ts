import type { AnyEvidence } from '@millrace/core'
import { kindOfEvidence } from './evidence-kind.ts'
import { evidenceKind } from './evidence-kinds.ts'
import { matchRows } from './match-rows.ts'

/** Two machines may differ in the last digits of one score. */
const sameScore = 1e-9

/** Evidence from two evaluations of one model. */
export interface MergedEvidence {
  readonly evidence: AnyEvidence
  /** Number of rows that both hold and do not agree on; the merged evidence is of use only when there are none. */
  readonly conflicts: number
}

/** Adds rows that were scored later. Rows that both hold count once: a row is not more evidence for being sent again. */
export function mergeEvidence(stored: AnyEvidence, later: AnyEvidence): MergedEvidence {
  const kind = evidenceKind(kindOfEvidence(stored))
  if (!sameShape(stored, later)) return { evidence: stored, conflicts: later.row.length }
  const { pairs, disagreeing } = matchRows(stored, later)
  const [first, second] = [kind.scores(stored), kind.scores(later)]
  const isRescored = ([a, b]: readonly [number, number]) => first.some((column, i) => Math.abs(column[a]! - second[i]![b]!) > sameScore)
  const known = new Set(pairs.map(([, index]) => index))
  const added = [...later.row.keys()].filter((index) => !known.has(index))
  const join = <Item>(ours: readonly Item[], theirs: readonly Item[]) => [...ours, ...added.map((index) => theirs[index]!)]
  const weightOf = ({ row, weight }: AnyEvidence) => weight ?? row.map(() => 1)
  const scores = first.map((column, i) => join(column, second[i]!))
  const evidence = {
    row: join(stored.row, later.row),
    ...kind.of(join(kind.truth(stored), kind.truth(later)), scores, stored),
    ...((stored.weight || later.weight) && { weight: join(weightOf(stored), weightOf(later)) }),
  } as unknown as AnyEvidence
  return { evidence, conflicts: disagreeing + pairs.filter(isRescored).length }
}

/** Whether two evidences are of one kind, and of the same classes in the same order. */
export function sameShape(a: AnyEvidence, b: AnyEvidence): boolean {
  if (kindOfEvidence(a) !== kindOfEvidence(b)) return false
  return a.kind !== 'multiclass' || b.kind !== 'multiclass' || JSON.stringify(a.classes) === JSON.stringify(b.classes)
}
