import type { ArtifactInfo, Run, RunRecorder } from '@millrace/core'
import type { ArtifactContent } from './artifact-content.ts'
import type { RunDataset } from './run-dataset.ts'
import type { RunValue } from './run-text.ts'

/**
 * How a run starts.
 *
 * @category Runs
 * @since 0.1.0
 */
export interface StartRunOptions {
  /** A name for people. @defaultValue made up by the store */
  readonly name?: string | undefined
  /** What it is configured with. */
  readonly params?: Readonly<Record<string, RunValue>> | undefined
  /** Labels. */
  readonly tags?: Readonly<Record<string, RunValue>> | undefined
  /** Text for people, in Markdown. */
  readonly note?: string | undefined
  /** Data that it reads, or several. */
  readonly dataset?: RunDataset | readonly RunDataset[] | undefined
  /** The run that it is a part of, or its id. */
  readonly parent?: string | { readonly id: string } | undefined
  /** Where its randomness starts; kept as the tag `millrace.seed`. */
  readonly seed?: number | undefined
  /** Whether commit, machine, packages and lockfile are noted. @defaultValue true */
  readonly environment?: boolean | undefined
}

/**
 * The place and time of a measured value.
 *
 * @category Runs
 * @since 0.1.0
 */
export interface LogMetricOptions {
  /** Place on the axis of training, an integer. @defaultValue 0 */
  readonly step?: number | undefined
  /** When it was measured, in milliseconds since 1970-01-01 UTC. @defaultValue now */
  readonly timestampMs?: number | undefined
}

/**
 * A run that is being written. Each write is atomic and durable when its promise resolves, and rejects with the codes of `TrackingStore`
 * when it was not made: a run never loses values without saying so. A program that would rather go on catches.
 *
 * Leaving the scope of `await using` without `end` means that something threw, and ends the run as `failed`.
 *
 * @category Runs
 * @since 0.1.0
 */
export interface RunHandle extends RunRecorder, AsyncDisposable {
  /** The run as it was started; entries written later are in the store. */
  readonly run: Run
  /** Writes what it is configured with; `E_PARAM_CHANGED` when a param is there with another value. */
  logParams(params: Readonly<Record<string, RunValue>>): Promise<void>
  /** Writes one value of a metric; NaN and infinities are kept. */
  logMetric(key: string, value: number, options?: LogMetricOptions): Promise<void>
  /** Writes one value of each metric, of one step and time; members that are no numbers are left out, so that whole evaluations can be given. */
  logMetrics(metrics: object, options?: LogMetricOptions): Promise<void>
  /** Sets labels; null removes one. */
  setTags(tags: Readonly<Record<string, RunValue>>): Promise<void>
  /** Sets the text for people, in Markdown. */
  setNote(note: string): Promise<void>
  /** Notes data that is read. */
  logInput(dataset: RunDataset): Promise<void>
  /** Keeps a file under the run's own prefix; one that is there is replaced. */
  logArtifact(key: string, content: ArtifactContent): Promise<ArtifactInfo>
  /** Starts a run that is part of this one, in the same experiment. */
  startRun(options?: Omit<StartRunOptions, 'parent'>): Promise<RunHandle>
  /** Ends the run; a second call does nothing. @defaultValue 'finished' */
  end(status?: 'finished' | 'failed' | 'killed'): Promise<void>
}
