import type { MillraceError } from '@millrace/core'
import { invalidFile } from '../import-error.ts'

/** A `key=value` line, or a line that is a key alone. */
export interface Entry {
  readonly key: string
  readonly value: string
  /** Line number, from 1. */
  readonly line: number
}

/** The lines of a text, one after another, without cutting the whole of it first. */
export interface Lines {
  /** Number of the line that was read last. */
  readonly line: number
  /** The next line, or null at the end. */
  next(): string | null
}

export function linesOf(text: string): Lines {
  let at = 0
  let line = 0
  return {
    get line() {
      return line
    },
    next() {
      if (at >= text.length) return null
      const end = text.indexOf('\n', at)
      const found = text.slice(at, end === -1 ? text.length : end)
      at = end === -1 ? text.length : end + 1
      line++
      return found.endsWith('\r') ? found.slice(0, -1) : found
    },
  }
}

/** Reads entries up to a line at which `stop` holds, which is returned, or to the end. */
export function readEntries(
  lines: Lines,
  stop: (line: string) => boolean,
): { readonly entries: Map<string, Entry>; readonly stopped: string | null } {
  const entries = new Map<string, Entry>()
  for (let text = lines.next(); text !== null; text = lines.next()) {
    if (stop(text)) return { entries, stopped: text }
    if (text === '') continue
    const equals = text.indexOf('=')
    const key = equals === -1 ? text : text.slice(0, equals)
    if (entries.has(key)) throw faultAt(lines.line, `'${key}' stands twice`)
    entries.set(key, { key, value: equals === -1 ? '' : text.slice(equals + 1), line: lines.line })
  }
  return { entries, stopped: null }
}

/** Lists that may hold infinity, as where a split parts null from all numbers; it is read as the largest number. */
const mayBeInfinite = new Set(['threshold', 'split_gain'])

/** Exactly so many finite numbers, separated by spaces. */
export function readNumbers({ key, value, line }: Entry, count: number): Float64Array {
  const wrong = (found: string) => faultAt(line, `'${key}' holds ${found} numbers where ${count} are needed`)
  if (count > 0 && value.length < 2 * count - 1) throw wrong('fewer')
  const numbers = new Float64Array(count)
  let read = 0
  for (let at = 0; at < value.length; ) {
    const space = value.indexOf(' ', at)
    const end = space === -1 ? value.length : space
    if (end > at) {
      if (read === count) throw wrong('more')
      const number = numberOf(value.slice(at, end), mayBeInfinite.has(key))
      if (!Number.isFinite(number))
        throw faultAt(line, `'${key}' holds '${value.slice(at, end).slice(0, 40)}', which is not a finite number`)
      numbers[read++] = number
    }
    at = end + 1
  }
  if (read < count) throw wrong(String(read))
  return numbers
}

function numberOf(word: string, infinite: boolean): number {
  if (infinite && (word === 'inf' || word === '-inf')) return word === 'inf' ? Number.MAX_VALUE : -Number.MAX_VALUE
  return Number(word)
}

/** One whole number within bounds. */
export function readWhole(entry: Entry, least: number, most: number): number {
  const number = entry.value.trim() === '' ? Number.NaN : Number(entry.value)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw faultAt(entry.line, `'${entry.key}' is '${entry.value.slice(0, 40)}'; a whole number from ${least} to ${most} is needed`)
}

/** The entry of a key that must be there. */
export function need(entries: ReadonlyMap<string, Entry>, key: string, line: number): Entry {
  const entry = entries.get(key)
  if (entry === undefined) throw faultAt(line, `'${key}' is missing`)
  return entry
}

export function faultAt(line: number, problem: string): MillraceError {
  return invalidFile('LightGBM', `line ${line}`, problem, { line })
}
