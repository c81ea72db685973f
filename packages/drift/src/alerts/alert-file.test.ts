import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AlertLevel } from './alert-event.ts'
import { alertFile } from './alert-file.ts'
import { callbackSink } from './callback-sink.ts'
import { createAlerts } from './create-alerts.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-alerts-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** One run of a job that knows nothing but the file. */
async function run(path: string, level: AlertLevel) {
  const alerts = createAlerts({ sinks: [callbackSink(() => {})], store: alertFile(path) })
  const { sinks, storeError } = await alerts.send({ key: 'loans', level, title: 'loans' })
  return [sinks[0]!.status, storeError?.code ?? null]
}

test('a job that runs by the clock keeps its cool-down in the file', async () => {
  const path = join(folder, 'alarms.json')
  expect(await run(path, 'fail')).toEqual(['delivered', null])
  expect(await run(path, 'fail')).toEqual(['suppressed', null])
  expect(await run(path, 'pass')).toEqual(['delivered', null])
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ format: 'millrace/alarms', schemaVersion: 1, open: [] })
  expect(await readdir(folder)).toEqual(['alarms.json'])
})

test.each(['{"format":', '[]'])('a file of %s is told, replaced, and stops no alert', async (text) => {
  const path = join(folder, 'broken.json')
  await writeFile(path, text)
  expect(await run(path, 'fail')).toEqual(['delivered', 'E_ALERT_STATE'])
  expect(await run(path, 'fail')).toEqual(['suppressed', null])
})
