// Compares two raw folders as `evidently_run.py` does, with the built package, and prints what it took: CPU seconds and peak memory above the tables, JSON and page included.
import { resourceUsage } from 'node:process'
import { schemaFromColumns, Table } from '@millrace/core'
import { compare, defineMonitor, profile, renderDriftPage } from '@millrace/drift'
import { z } from 'zod'
import { readRawTable } from '../support/raw-table.ts'

const [before, now] = process.argv.slice(2).map((folder) => {
  const { columns } = readRawTable(folder)
  const specs = columns.map(([name, { type }]) => ({
    name,
    kind: type === 'number' ? ('number' as const) : ('category' as const),
    nullable: false,
    optional: false,
  }))
  return new Table(schemaFromColumns(specs), new Map(columns)) as Table<Record<string, unknown>>
})
const shape = Object.fromEntries(before!.schema.columns.map(({ name, kind }) => [name, kind === 'number' ? z.number() : z.string()]))

const peak = () => resourceUsage().maxRSS / 1024
const megabytes = peak()
const cpu = process.cpuUsage()
const reference = await profile(defineMonitor(z.object(shape)), before!)
const report = await compare(reference, now!, { reference: before })
const json = JSON.stringify(report)
const page = renderDriftPage(report)
const { user, system } = process.cpuUsage(cpu)
console.log(
  JSON.stringify({
    cpu_s: (user + system) / 1e6,
    memory_mb: peak() - megabytes,
    json_bytes: json.length,
    html_bytes: page.length,
    drifted: report.drifted.length,
  }),
)
