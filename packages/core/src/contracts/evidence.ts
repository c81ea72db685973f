import type { ClassLabel } from '../model/target-record.ts'

/** The rows behind evidence: held-out ones, for no model may be trained on its own evidence. */
interface EvidenceRows {
  /** Digest of each row, as `rowDigests` gives it. */
  readonly row: readonly string[]
  /** Weight of each row; absent where all weigh 1. */
  readonly weight?: readonly number[]
}

/**
 * What a model of two classes scored on each row: enough to compare it later with another model on the rows that both have scored. The rows are
 * held-out ones: no model may be trained on its own evidence.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface Evidence extends EvidenceRows {
  /** Two classes. @defaultValue binary */
  readonly kind?: 'binary'
  /** 1 for the positive label, else 0. */
  readonly label: readonly number[]
  /** Probability of the positive label. */
  readonly score: readonly number[]
}

/**
 * What a model of several classes scored on each row; as {@link Evidence}.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface ClassEvidence extends EvidenceRows {
  /** Several classes. */
  readonly kind: 'multiclass'
  /** The classes, as the target names them. */
  readonly classes: readonly ClassLabel[]
  /** Index of each row's class. */
  readonly label: readonly number[]
  /** For each class its probability by row. */
  readonly probability: readonly (readonly number[])[]
}

/**
 * What a model of a number predicted for each row; as {@link Evidence}.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface ValueEvidence extends EvidenceRows {
  /** A number. */
  readonly kind: 'regression'
  /** What turned out to be true. */
  readonly actual: readonly number[]
  /** What was predicted. */
  readonly predicted: readonly number[]
}

/** The evidence of each kind of target. */
interface EvidenceKinds {
  readonly binary: Evidence
  readonly multiclass: ClassEvidence
  readonly regression: ValueEvidence
}

/**
 * What a model of the kind said of rows.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type EvidenceOf<Kind extends keyof EvidenceKinds> = EvidenceKinds[Kind]

/**
 * What a model of any kind said of rows.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type AnyEvidence = EvidenceKinds[keyof EvidenceKinds]
