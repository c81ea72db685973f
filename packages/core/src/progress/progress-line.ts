import type { ProgressEvent } from './progress.ts'

/** How a line is drawn. */
export interface ProgressLineOptions {
  /** Time since the first event of the task, in milliseconds. */
  readonly elapsedMs: number
  /** How much was done at the first event. */
  readonly doneBefore: number
  /** Most characters. */
  readonly columns: number
  /** Whether the bar is coloured. */
  readonly color: boolean
}

/** Draws a running task in the richest form that fits: task, bar, percent, count, rate, time left. */
export function progressLine(event: ProgressEvent, { elapsedMs, doneBefore, columns, color }: ProgressLineOptions): string {
  const { task, done, total, unit } = event
  const rate = elapsedMs > 0 ? ((done - doneBefore) * 1000) / elapsedMs : 0
  const speed = rate > 0 ? [`${amount(rate, unit)}/s`] : []
  const name = printable(task)
  if (total === undefined || !(total > 0))
    return firstFitting([[name, amount(done, unit), ...speed], [name, amount(done, unit)], [name]], columns)

  const share = Math.min(1, Math.max(0, done / total))
  const percent = `${Math.floor(share * 100)}%`.padStart(4)
  const count = unit === 'bytes' ? `${bytes(done)}/${bytes(total)}` : `${whole(done)}/${whole(total)} ${printable(unit)}`
  const left = rate > 0 ? [`${clock((total - done) / rate)} left`] : []
  const line = firstFitting(
    [
      [name, bar(share, 24), percent, count, ...speed, ...left],
      [name, bar(share, 24), percent, count, ...left],
      [name, bar(share, 12), percent, ...left],
      [name, percent],
      [percent.trim()],
    ],
    columns,
  )
  return color ? line.replace(/█+/, (filled) => `\u001b[32m${filled}\u001b[39m`) : line
}

/** Says that a task is done. */
export function doneLine({ task, done, unit }: ProgressEvent, elapsedMs: number): string {
  const seconds = elapsedMs / 1000
  return `${printable(task)}: ${amount(done, unit)} in ${seconds < 60 ? `${seconds.toFixed(1)} s` : clock(seconds)}`
}

function firstFitting(lines: readonly (readonly string[])[], columns: number): string {
  const texts = lines.map((parts) => parts.join('  '))
  return texts.find((text) => [...text].length <= columns) ?? [...(texts.at(-1) ?? '')].slice(0, Math.max(0, columns)).join('')
}

function bar(share: number, width: number): string {
  const filled = Math.floor(share * width)
  return '█'.repeat(filled) + '░'.repeat(width - filled)
}

function clock(seconds: number): string {
  const all = Math.ceil(seconds)
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor(all / 60)
  return minutes < 60 ? `${minutes}:${two(all % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(all % 60)}`
}

function bytes(count: number): string {
  const power = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)))
  return `${(count / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${['B', 'kB', 'MB', 'GB', 'TB'][power]}`
}

const whole = (value: number) => Math.round(value).toLocaleString('en-US')
const amount = (value: number, unit: string) => (unit === 'bytes' ? bytes(value) : `${whole(value)} ${printable(unit)}`)

/** Names may come from file names: no control characters reach the terminal. */
const printable = (text: string) => text.replace(/\p{Cc}/gu, '?').slice(0, 200)
