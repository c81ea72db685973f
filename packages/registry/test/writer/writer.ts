import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { MillraceError } from '@millrace/core'
import { openFolderArtifacts } from '../../src/artifacts/folder-artifacts.ts'
import { createRegistryStore } from '../../src/models/registry-store.ts'
import { openDatabase } from '../../src/sqlite/open-database.ts'
import { createTrackingStore } from '../../src/tracking/create-tracking-store.ts'
import type { Order, Report } from './messages.ts'
import { selfChecking } from './self-checking.ts'

/** The number of metrics of one record. */
const metricsPerRecord = 5

const say = (report: Report) => writeSync(1, `${JSON.stringify(report)}\n`)

say({ kind: 'ready' })
for await (const line of createInterface({ input: process.stdin })) {
  await obey(JSON.parse(line) as Order).catch(sayFailure)
}

function sayFailure(error: unknown): void {
  if (MillraceError.isInstance(error)) say({ kind: 'failure', code: error.code, message: error.message })
  else say({ kind: 'failure', code: 'none', message: error instanceof Error ? String(error.stack) : String(error) })
}

/** Opens the stores and writes runs with metrics, changes of the registry and artifacts, all at once. */
async function obey({ folder, name, times = Infinity }: Order): Promise<void> {
  const database = await openDatabase(join(folder, 'registry.db'), { busyTimeoutMs: 20_000 })
  const artifacts = await openFolderArtifacts(join(folder, 'artifacts'))
  say({ kind: 'opened' })
  const tracking = createTrackingStore(database)
  const models = createRegistryStore(database)

  const record = async () => {
    const { id: experimentId } = await tracking.createExperiment(name)
    const { id: runId } = await tracking.createRun({ experimentId, params: new Map([['writer', name]]) })
    say({ kind: 'run', runId })
    return async (index: number) => {
      const steps = Array.from({ length: metricsPerRecord }, (_, i) => index * metricsPerRecord + i)
      await tracking.record(runId, { metrics: steps.map((step) => ({ key: 'loss', value: 1 / (step + 1), step, timestampMs: step })) })
      say({ kind: 'metrics', runId, firstStep: steps[0]!, count: steps.length })
    }
  }
  const commit = async () => {
    await models.commit([{ action: 'create-model', model: name }], { actor: name })
    let next = 1
    return async (index: number) => {
      const entries = await models.commit(
        [
          { action: 'create-version', model: name, version: { artifactRoot: `${name}/${index}`, digest: 'sha256:00' } },
          { action: 'set-alias', model: name, alias: 'newest', version: next },
        ],
        { actor: name, reason: `change ${index}` },
      )
      next++
      const [created] = entries
      say({
        kind: 'commit',
        sequences: entries.map((entry) => entry.sequence),
        digests: entries.map((entry) => entry.digest),
        version: created!.version!,
      })
    }
  }
  const put = async () => async (index: number) => {
    const key = index % 3 === 0 ? 'shared/replaced' : `${name}/${index}`
    const content = selfChecking(`${name} ${index}`, (index % 4) * 70_000)
    const { digest } = await artifacts.put(key, { content })
    if (key !== 'shared/replaced') say({ kind: 'artifact', key, digest: digest! })
  }

  await Promise.all(
    [record, commit, put].map(async (begin) => {
      const write = await begin()
      for (let index = 0; index < times; index++) await write(index).catch(sayFailure)
    }),
  )
  await database.close()
  say({ kind: 'closed' })
}
