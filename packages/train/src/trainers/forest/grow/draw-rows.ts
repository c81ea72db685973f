import type { Random } from '@millrace/core'
import type { ForestSettings } from '../settings.ts'

/** Draws the rows of a tree: writes how often each is taken. */
export function drawRows(times: Uint16Array, { bootstrap, rowsPerTree }: ForestSettings, random: Random): void {
  const rows = times.length
  times.fill(0)
  if (bootstrap) for (let i = 0; i < rowsPerTree; i++) times[random.integer(rows)]!++
  else if (rowsPerTree >= rows) times.fill(1)
  else drawDistinct(times, rowsPerTree, random)
}

function drawDistinct(times: Uint16Array, count: number, random: Random): void {
  const rows = times.length
  let left = count
  for (let row = 0; left > 0; row++) {
    if (random.next() * (rows - row) >= left) continue
    times[row] = 1
    left--
  }
}
