// Compares two raw folders as `evidently_run.py` does, with the built package, and prints what it took: CPU seconds and peak memory above the tables, JSON and page included.
import { resourceUsage } from 'node:process'
import { compare, defineMonitor, profile, renderDriftPage } from '@millrace/drift'
import { readRawTable } from '../support/raw-table.ts'
import { rowsOf, tableOf } from '../support/table-of.ts'

const [before, now] = process.argv.slice(2).map((folder) => tableOf(readRawTable(folder).columns))

const peak = () => resourceUsage().maxRSS / 1024
const megabytes = peak()
const cpu = process.cpuUsage()
const reference = await profile(defineMonitor(rowsOf(before!)), before!)
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
