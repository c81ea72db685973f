import type { AnyEvidence, EvidenceOf, TaskKind } from '@millrace/core'
import type { PairedComparison } from '@millrace/core/metrics'
import type { ResolvedBeats } from './beats-options.ts'

/** Rows that two versions have scored. */
export interface SharedRows {
  /** The label or number of each row. */
  readonly truth: readonly number[]
  /** What the holder said, a column a score. */
  readonly a: readonly (readonly number[])[]
  /** What the challenger said. */
  readonly b: readonly (readonly number[])[]
  readonly weight: readonly number[] | undefined
}

/** How a comparison is made. */
export type CompareOptions = Omit<ResolvedBeats, 'metric'> & { readonly metric: string }

/** What evidence of a kind is, and how versions are compared by it. */
export interface EvidenceKind<Kind extends TaskKind> {
  /** Metrics that can be compared. */
  readonly metrics: readonly string[]
  /** The metric that is compared unless another is asked for. */
  readonly usual: string
  /** Names of the columns besides digests and weights. */
  readonly columns: readonly string[]
  /** The label or number of each row. */
  truth(evidence: EvidenceOf<Kind>): readonly number[]
  /** What was said of each row, a column a score. */
  scores(evidence: EvidenceOf<Kind>): readonly (readonly number[])[]
  /** Evidence of these columns. */
  of(truth: readonly number[], scores: readonly (readonly number[])[], like: EvidenceOf<Kind>): Omit<EvidenceOf<Kind>, 'row' | 'weight'>
  /** What is wrong with what evidence says besides its rows, or null. */
  shapeFault(evidence: EvidenceOf<Kind>): string | null
  /** What is wrong with a row, or null. */
  rowFault(evidence: EvidenceOf<Kind>, index: number): string | null
  /** Why the rows are too few to be compared, or null. */
  tooFew(rows: SharedRows): string | null
  /** Compares on draws of the rows. */
  compare(rows: SharedRows, options: CompareOptions): PairedComparison
}

/** The kind of evidence. */
export const kindOfEvidence = ({ kind = 'binary' }: AnyEvidence): TaskKind => kind

/** Rows in words. */
export const countOf = (rows: number): string => (rows === 1 ? '1 row' : `${rows} rows`)
