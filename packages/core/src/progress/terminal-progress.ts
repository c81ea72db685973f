import type { Progress, ProgressEvent } from './progress.ts'
import { doneLine, progressLine } from './progress-line.ts'
import { isFinal, throttleProgress } from './throttle-progress.ts'

/**
 * What {@link terminalProgress} writes to; `process.stderr` is one.
 *
 * @category Progress
 * @since 0.1.0
 */
export interface TerminalStream {
  /** Takes text. */
  write(text: string): unknown
  /** Whether a person sees lines redrawn. */
  readonly isTTY?: boolean
  /** Width in characters, where it is known; it may change. */
  readonly columns?: number
  /** whether colours are shown. */
  hasColors?(): boolean
}

/**
 * How {@link terminalProgress} draws.
 *
 * @category Progress
 * @since 0.1.0
 */
export interface TerminalProgressOptions {
  /** Where to draw. @defaultValue process.stderr */
  readonly stream?: TerminalStream
  /** Whether the bar is coloured. @defaultValue true where the terminal shows colors and NO_COLOR is not set */
  readonly color?: boolean
  /** Least time between two drawings, in milliseconds. @defaultValue 100 */
  readonly everyMs?: number
  /** A clock in milliseconds. @defaultValue performance.now */
  readonly now?: () => number
}

/**
 * A {@link Progress} that draws, and that can be told to leave the terminal clean.
 *
 * @category Progress
 * @since 0.1.0
 */
export interface TerminalProgress extends Progress, Disposable {
  /** Removes the line of a task that did not come to its end, before something else is printed; does nothing where none stands. */
  clear(): void
}

/**
 * Draws progress as one line of a terminal, redrawn in place: task, bar, percent, count, rate and time left, as many as the width has room
 * for. A finished task leaves one line (`read loans.csv: 614 rows in 0.1 s`). Where no person watches (a pipe, `TERM=dumb`), only those
 * last lines are written.
 *
 * Use it with `using`, or call `clear` when work fails, so that an error message starts on a line of its own.
 *
 * @param options - stream, color, pace and clock
 * @returns what `progress` options take
 * @see https://no-color.org
 * @example
 * ```ts
 * import { terminalProgress } from '@millrace/core'
 *
 * let text = ''
 * using progress = terminalProgress({ stream: { write: (part) => (text += part) }, now: () => 0 })
 * progress({ task: 'read loans.csv', done: 300, unit: 'rows' })
 * progress({ task: 'read loans.csv', done: 614, total: 614, unit: 'rows' })
 * text // => 'read loans.csv: 614 rows in 0.0 s\n'
 * ```
 * @category Progress
 * @since 0.1.0
 */
export function terminalProgress({
  stream = process.stderr,
  color = !process.env.NO_COLOR && (stream.hasColors?.() ?? false),
  everyMs = 100,
  now = () => performance.now(),
}: TerminalProgressOptions = {}): TerminalProgress {
  const redraws = stream.isTTY === true && process.env.TERM !== 'dumb'
  const started = new Map<string, { readonly at: number; readonly done: number }>()
  let drawn = false

  const draw = (event: ProgressEvent, { at, done }: { readonly at: number; readonly done: number }) => {
    const columns = (stream.columns || 80) - 1
    stream.write(`\r${progressLine(event, { elapsedMs: now() - at, doneBefore: done, columns, color })}\u001b[K`)
    drawn = true
  }
  const clear = () => {
    if (drawn) stream.write('\r\u001b[K')
    drawn = false
  }
  const throttled = throttleProgress(
    (event) => {
      const start = started.get(event.task)!
      if (!isFinal(event)) return redraws ? draw(event, start) : undefined
      started.delete(event.task)
      clear()
      stream.write(`${doneLine(event, now() - start.at)}\n`)
    },
    { everyMs, now },
  )
  const progress = (event: ProgressEvent) => {
    if (!started.has(event.task)) started.set(event.task, { at: now(), done: event.done })
    throttled(event)
  }
  return Object.assign(progress, { clear, [Symbol.dispose]: clear })
}
