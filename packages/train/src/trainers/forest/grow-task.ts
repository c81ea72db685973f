import { seededRandom, yieldToEventLoop } from '@millrace/core'
import type { Task } from '../../parallel/task.ts'
import { createRows } from './grow/create-rows.ts'
import { drawRows } from './grow/draw-rows.ts'
import { growTree } from './grow/grow-tree.ts'
import { buffersOf, type GrownTree } from './grow/grown-tree.ts'
import type { SplitColumn } from './grow/node-rows.ts'
import type { RowSource } from './grow/row-source.ts'
import { addOutOfBag, createOutOfBag, type OutOfBagSums } from './out-of-bag/sums.ts'
import type { ForestSettings } from './settings.ts'

/** What threads grow a forest from. */
export interface GrowPayload {
  readonly source: RowSource
  readonly columns: readonly SplitColumn[]
  readonly settings: ForestSettings
  /** Where the randomness of each tree starts. */
  readonly seeds: Float64Array
  /** The next tree that nobody has begun, shared by the threads. */
  readonly next: Int32Array
  /** For sums of what trees answer for rows that they were not grown from, the finest part of an answer; absent where they are not wanted. */
  readonly outOfBagUnit?: number | undefined
}

/** A tree that was grown, as it is told to who asked. */
export interface GrowMessage {
  readonly tree: number
  readonly grown: GrownTree
}

/** Grows trees until all are begun; which thread grows a tree changes nothing in it. */
export const growTask: Task<GrowPayload, OutOfBagSums | null> = async (payload, { threads, isStopped, post }) => {
  const { source, columns, settings, seeds, next, outOfBagUnit } = payload
  const rows = createRows(source, settings)
  const times = new Uint16Array(source.target.length)
  const sums = outOfBagUnit === undefined ? null : createOutOfBag(times.length, settings.outputs, outOfBagUnit)
  for (let tree = Atomics.add(next, 0, 1); tree < seeds.length && !isStopped(); tree = Atomics.add(next, 0, 1)) {
    const random = seededRandom(seeds[tree]!)
    drawRows(times, settings, random)
    rows.draw(times)
    // Where all that was drawn weighs nothing, the tree is grown from all rows.
    if (rows.length === 0) rows.draw(times.fill(1))
    const grown = growTree(rows, columns, settings, random)
    if (sums !== null) addOutOfBag(sums, grown, { source, times })
    post({ tree, grown } satisfies GrowMessage, buffersOf(grown))
    // In the thread of the caller, timers and signals have their turn.
    if (threads === 1) await yieldToEventLoop()
  }
  return sums
}
