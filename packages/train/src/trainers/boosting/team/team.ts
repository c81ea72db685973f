/** The threads of a fit: each takes the same steps on its own rows, and meets the others. */
export interface Team {
  /** Index of this thread. */
  readonly worker: number
  /** Number of threads. */
  readonly workers: number
  /** Returns once all have called it; what they wrote before is then seen by all. */
  meet(): void
}

/** A fit on one thread. */
export const alone: Team = Object.freeze({ worker: 0, workers: 1, meet() {} })
