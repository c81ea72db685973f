import { compareCodePoints, type StringColumn, type ValueCount } from '@millrace/core'
import type { PresenceStatistics, TextStatistics } from './statistics.ts'

/** Works on the dictionary: a string is looked at once, however many rows hold it. */
export function describeText(
  presence: PresenceStatistics,
  kind: 'category' | 'string',
  { codes, dictionary }: StringColumn,
  top: number,
): TextStatistics {
  const counts = countCodes(codes, dictionary.length)
  let distinct = 0
  let shortest = Number.POSITIVE_INFINITY
  let longest = 0
  let characters = 0
  let empty = 0
  for (let code = 0; code < dictionary.length; code++) {
    const count = counts[code]!
    if (count === 0) continue
    const length = codePointLength(dictionary[code]!)
    distinct++
    shortest = Math.min(shortest, length)
    longest = Math.max(longest, length)
    characters += length * count
    if (length === 0) empty += count
  }
  const none = presence.count === 0
  return {
    ...presence,
    kind,
    distinct,
    empty,
    minLength: none ? null : shortest,
    meanLength: none ? null : characters / presence.count,
    maxLength: none ? null : longest,
    top: topValues(counts, dictionary, top),
  }
}

function countCodes(codes: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    if (code >= 0) counts[code]!++
  }
  return counts
}

/** Keeps the best so far in order, so that a column of a million different values is not sorted for ten of them. */
function topValues(counts: Int32Array, dictionary: readonly string[], size: number): readonly ValueCount<string>[] {
  const best: ValueCount<string>[] = []
  for (let code = 0; code < dictionary.length; code++) {
    const count = counts[code]!
    const last = best[size - 1]
    if (count === 0 || (last !== undefined && count < last.count)) continue
    const candidate = { value: dictionary[code]!, count }
    const position = best.findIndex((kept) => precedence(candidate, kept) < 0)
    if (position >= 0) best.splice(position, 0, candidate)
    else if (best.length < size) best.push(candidate)
    if (best.length > size) best.pop()
  }
  return best
}

const precedence = (a: ValueCount<string>, b: ValueCount<string>) => b.count - a.count || compareCodePoints(a.value, b.value)

/** Surrogate pairs count once, a lone surrogate too. */
function codePointLength(text: string): number {
  let length = 0
  for (let i = 0; i < text.length; i++) {
    if (text.codePointAt(i)! > 0xffff) i++
    length++
  }
  return length
}
