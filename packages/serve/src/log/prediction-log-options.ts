import { type Logger, silentLogger } from '@millrace/core'

/**
 * How {@link openPredictionLog} keeps predictions.
 *
 * @category Prediction log
 * @since 0.1.0
 */
export interface PredictionLogOptions {
  /**
   * Columns of the row that are kept; the others reach no file. Rows are personal data more often than not: name what drift monitors and audits need, and set a
   * retention.
   *
   * @defaultValue all input and monitored columns
   */
  readonly fields?: readonly string[] | undefined
  /** Share of the predictions that is kept, from 0 to 1, chosen by the prediction's id, so that all processes choose alike. @defaultValue 1 */
  readonly sample?: number | undefined
  /** Longest time that a prediction waits in the buffer while writing works. @defaultValue 200 */
  readonly flushMs?: number | undefined
  /** Size at which a batch is written at once. @defaultValue 64 KiB */
  readonly flushBytes?: number | undefined
  /** Most bytes that wait when writing is slow or fails; what comes beyond is dropped and counted. @defaultValue 8 MiB */
  readonly bufferBytes?: number | undefined
  /** Size from which a file is closed and another begun. @defaultValue 64 MiB */
  readonly rotateBytes?: number | undefined
  /** Age from which a file is closed. @defaultValue one hour */
  readonly rotateMs?: number | undefined
  /** Age from which closed files, of predictions and of feedback, are removed; at least `rotateMs`. @defaultValue none */
  readonly retentionMs?: number | undefined
  /** Most bytes of closed files; the oldest beyond are removed. @defaultValue none */
  readonly retentionBytes?: number | undefined
  /** Is told when writing fails and works again, and what retention removes. @defaultValue silent */
  readonly logger?: Logger | undefined
  /** The clock that names files, and that rotation and retention go by. @defaultValue `Date.now` */
  readonly now?: (() => number) | undefined
}

/** Options with their defaults. */
export type CheckedOptions = {
  readonly [Name in Exclude<keyof PredictionLogOptions, 'fields'>]-?: NonNullable<PredictionLogOptions[Name]>
} & {
  readonly fields: readonly string[] | undefined
}

const mebibyte = 1_048_576
const hour = 3_600_000

/** Options with their defaults; refuses those that make no sense. */
export function checkOptions(options: PredictionLogOptions): CheckedOptions {
  const { fields, sample = 1, logger = silentLogger, now = Date.now } = options
  const { flushMs = 200, flushBytes = 65_536, bufferBytes = 8 * mebibyte, rotateBytes = 64 * mebibyte, rotateMs = hour } = options
  const { retentionMs = Number.POSITIVE_INFINITY, retentionBytes = Number.POSITIVE_INFINITY } = options
  requireRange({ sample }, 0, 1)
  requireRange({ flushMs, rotateMs }, 1, 2 ** 31 - 1)
  requireRange({ flushBytes, bufferBytes }, 1, 2 ** 28)
  requireRange({ rotateBytes, retentionBytes }, 1)
  requireRange({ retentionMs }, rotateMs)
  return { fields, sample, flushMs, flushBytes, bufferBytes, rotateBytes, rotateMs, retentionMs, retentionBytes, logger, now }
}

function requireRange(values: Readonly<Record<string, number>>, least: number, most = Number.POSITIVE_INFINITY): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(value >= least && value <= most))
      throw new RangeError(`openPredictionLog: ${name} is ${value}, not a number from ${least} to ${most}`)
  }
}
