/** A figure that a package promises, and how to measure it. `packages/<name>/bench/*.bench.ts` export `benchmarks: readonly Benchmark[]`. */
export interface Benchmark {
  /** What is measured, unique in its package. */
  readonly name: string
  /** Unit of the value, `x` for a ratio. */
  readonly unit: string
  /** What the value must reach or stay under. */
  readonly goal: number
  /** Whether the goal is an upper limit; else more is better. */
  readonly atMost: boolean
  /** What it is measured against, `null` if the goal is absolute. */
  readonly peer: string | null
  /** Makes the inputs, which is not measured. */
  prepare(): Prepared | Promise<Prepared>
}

/** A benchmark with its inputs. */
export interface Prepared {
  /** Does the work once and returns its figure, seconds for example. */
  ours: () => number | Promise<number>
  /** The same by the peer; it throws where the peer cannot run. Required where the benchmark names one. */
  peer?: () => number | Promise<number>
  /**
   * The value of one round.
   *
   * @defaultValue with a peer `peer / ours`, how many times faster we are; else `ours`
   */
  value?: (ours: number, peer: number | undefined) => number
  /** Removes what `prepare` made. */
  close?: () => void | Promise<void>
}
