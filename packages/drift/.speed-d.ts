import { seededRandom } from '@millrace/core'
import { createNumberCounter } from './src/profile/count-numbers.ts'
import { cellBounds } from './src/profile/cell-bounds.ts'
import { quantileCells } from './src/profile/reference-cells.ts'
const r = seededRandom(1)
const laws: Record<string, () => number> = {
  normal: () => r.normal(), lognormal: () => Math.exp(1.2 * r.normal()), zero: () => r.next() < .4 ? 0 : Math.exp(r.normal()), nulls: () => r.next() < .3 ? NaN : r.normal(), 
}
const n = 1e6
for (let round = 0; round < 2; round++)
for (const [name, law] of Object.entries(laws)) {
  const v = Float64Array.from({ length: n }, law)
  const s = v.filter((x) => x === x).sort()
  const { bounds } = cellBounds(quantileCells(s, 200))
  const time = (f: () => void) => { let best = 1e9; for (let k = 0; k < 25; k++) { const t = process.cpuUsage(); f(); const u = process.cpuUsage(t); best = Math.min(best, (u.user + u.system) * 1000 / n) } return best.toFixed(2) }
  console.log(name, 'new', time(() => { const c = createNumberCounter(bounds); c.add(v); c.result() }), "once", (() => { const c = createNumberCounter(bounds); return time(() => c.add(v)) })(), "grid", time(() => { for (let k = 0; k < 100; k++) createNumberCounter(bounds) }))
}
import { profileBatches } from './src/profile/profile-batches.ts'
import { profile } from './src/profile/profile.ts'
import { defineMonitor } from './src/index.ts'
import { z } from 'zod'
import { Table, schemaFromColumns } from '@millrace/core'
{
  const n2 = 1e6
  const dictionary = Array.from({ length: 30 }, (_, i) => `level ${i}`)
  const t = new Table(schemaFromColumns([{ name: 'a', kind: 'category', nullable: true, optional: true }] as any), new Map([['a', { type: 'string', codes: Int32Array.from({ length: n2 }, () => r.integer(30)), dictionary }]])) as any
  const m = defineMonitor(z.object({ a: z.string() }))
  const known = await profile(m, t)
  let best = 1e9
  for (let k = 0; k < 9; k++) { const s = process.cpuUsage(); await profileBatches(m, (function* () { for (let i = 0; i < n2; i += 65536) yield t.slice(i, i + 65536) })(), { cellsOf: known }); const u = process.cpuUsage(s); best = Math.min(best, (u.user + u.system) * 1000 / n2) }
  console.log('30 levels', best)
}
{
  const names = Array.from({ length: 50 }, (_, i) => `c${i}`)
  const all = Object.values(laws).slice(0, 3)
  const cols = names.map((name, i) => [name, { type: 'number' as const, values: Float64Array.from({ length: 200_000 }, all[i % 3]!) }] as const)
  const t = new Table(schemaFromColumns(names.map((name) => ({ name, kind: 'number', nullable: true, optional: true })) as any), new Map(cols)) as any
  const m = defineMonitor(z.object(Object.fromEntries(names.map((name) => [name, z.number()]))))
  const known = await profile(m, t)
  let best = 1e9
  for (let k = 0; k < 5; k++) { const s = process.cpuUsage(); await profileBatches(m, (function* () { for (let q = 0; q < 5; q++) for (let i = 0; i < 200_000; i += 50_000) yield t.slice(i, i + 50_000) })(), { cellsOf: known }); const u = process.cpuUsage(s); best = Math.min(best, (u.user + u.system) * 1000 / 5e7) }
  console.log('50 columns batches', best, 'bytes', known.columns.map((c: any) => JSON.stringify(c).length).slice(0, 3), (known.columns[0] as any).counts.length, (known.columns[1] as any).counts.length)
}
