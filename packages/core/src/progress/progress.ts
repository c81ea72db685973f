/**
 * How far a long piece of work has come.
 *
 * @category Progress
 * @since 0.1.0
 */
export interface ProgressEvent {
  /** What is being done, in a few words: `read loans.csv`. */
  readonly task: string
  /** How much is done. */
  readonly done: number
  /** How much there is in all, where that is known. */
  readonly total?: number
  /** What is counted: `rows`, `bytes`, `folds`. */
  readonly unit: string
}

/**
 * Receives progress events; long work calls it a few times a second at most, and once at the end with `done` equal to `total`.
 *
 * @category Progress
 * @since 0.1.0
 */
export type Progress = (event: ProgressEvent) => void

/**
 * What every long piece of work takes.
 *
 * @category Progress
 * @since 0.1.0
 */
export interface WorkOptions {
  /** Stops the work; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Is told how far the work has come. */
  readonly progress?: Progress | undefined
}
