// Profiles 10M rows x 50 from batches of 100,000 with the built package, and prints the peak of memory above what it was after the first batch, in megabytes.
import { resourceUsage } from 'node:process'
import { defineMonitor, profile, profileBatches } from '@millrace/drift'
import { drawTable } from '../support/draw-table.ts'
import { rowsOf } from '../support/table-of.ts'

const batch = drawTable({ rows: 100_000, columns: 50, seed: 1 })
const monitor = defineMonitor(rowsOf(batch))
const cellsOf = await profile(monitor, batch)
const peak = () => resourceUsage().maxRSS / 1024
const before = peak()
await profileBatches(
  monitor,
  (function* () {
    for (let i = 0; i < 100; i++) yield batch
  })(),
  { cellsOf },
)
console.log(peak() - before)
