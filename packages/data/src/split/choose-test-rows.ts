import type { Table } from '@millrace/core'
import { columnOf } from '../internal/column-of.ts'
import { type Classes, classesOf, oneClass } from './classes.ts'
import { type RowAssignment, timesOf } from './row-assignment.ts'
import { shuffled } from './shuffled.ts'

/** Marks `size` rows, or as near to it as groups and equal times allow, with 1: those of the test part. */
export function chooseTestRows(table: Table, options: RowAssignment<string>, size: number): Uint8Array {
  if (options.time !== undefined) return later(timesOf('split', table, options.time), size)
  if (options.group !== undefined) return wholeGroups(classesOf(columnOf(table, options.group)), size, options.seed)
  const classes = options.stratify === undefined ? oneClass(table.rowCount) : classesOf(columnOf(table, options.stratify))
  return proportional(classes, size, options.seed)
}

function later(times: Float64Array, size: number): Uint8Array {
  const boundary = times.toSorted()[times.length - size - 1] ?? Number.NEGATIVE_INFINITY
  return Uint8Array.from(times, (time) => Number(time > boundary))
}

function wholeGroups({ of, sizes }: Classes, wanted: number, seed: number): Uint8Array {
  const taken = new Uint8Array(sizes.length)
  const order = shuffled(sizes.length, seed)
  let rows = 0
  const take = (group: number) => {
    taken[group] = 1
    rows += sizes[group]!
  }
  for (const group of order) if (rows + sizes[group]! <= wanted) take(group)
  const nearer = order.find((group) => {
    const more = rows + sizes[group]!
    return taken[group] === 0 && more < of.length && more - wanted < wanted - rows
  })
  if (nearer !== undefined) take(nearer)
  return Uint8Array.from(of, (group) => taken[group]!)
}

function proportional({ of, sizes }: Classes, wanted: number, seed: number): Uint8Array {
  const order = shuffled(of.length, seed)
  const left = largestRemainders(sizes, wanted, firstSeen(order, of, sizes.length))
  const chosen = new Uint8Array(of.length)
  for (const row of order) {
    const found = of[row]!
    if (left[found]! > 0) {
      left[found]!--
      chosen[row] = 1
    }
  }
  return chosen
}

/** Shares `wanted` rows out in proportion to the sizes; `order` decides between equal remainders. */
function largestRemainders(sizes: Int32Array, wanted: number, order: Int32Array): Int32Array {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const shares = Int32Array.from(sizes, (size) => Math.floor((size * wanted) / total))
  const remainder = (found: number) => (sizes[found]! * wanted) % total
  const missing = wanted - shares.reduce((sum, share) => sum + share, 0)
  const byRemainder = order.toSorted((a, b) => remainder(b) - remainder(a))
  for (const found of byRemainder.subarray(0, missing)) shares[found]!++
  return shares
}

/** The classes in the order in which shuffled rows show them. */
function firstSeen(order: Int32Array, of: Int32Array, count: number): Int32Array {
  const seen = new Set<number>()
  for (const row of order) {
    seen.add(of[row]!)
    if (seen.size === count) break
  }
  return Int32Array.from(seen)
}
