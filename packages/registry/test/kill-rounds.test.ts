import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type AuditEntry, seededRandom } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleWriter, type WriterProgram } from './writer/bundle-writer.ts'
import { openStores } from './writer/stores.ts'
import {
  type Acknowledgement,
  acknowledgementsOf,
  digestsOf,
  findLost,
  findTornArtifacts,
  findTornRuns,
  readChain,
  readNewChain,
} from './writer/verify.ts'
import { WriterProcess } from './writer/writer-process.ts'

const rounds = 100
const seed = 20_260_801
const longestMs = 120

let program: WriterProgram
let folder: string

beforeAll(async () => {
  program = await bundleWriter()
  folder = await mkdtemp(join(tmpdir(), 'millrace-killed-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await program[Symbol.asyncDispose]()
})

describe('a writer that is killed at any moment', () => {
  test(`loses nothing that it acknowledged, in ${rounds} rounds on one store`, { timeout: 300_000 }, async () => {
    const random = seededRandom(seed)
    const counts = { rounds: 0, acknowledged: 0, silent: 0, lost: 0, torn: 0 }
    const all: Acknowledgement[] = []
    let chainEnd: AuditEntry | undefined
    let writer = new WriterProcess(program.path)
    for (let round = 0; round < rounds; round++) {
      const name = `round-${round}`
      const current = writer
      await current.said('ready')
      current.order({ folder, name })
      // One round in four may end while the store is being opened; the others get to their writes first.
      if (round % 4 !== 0) await current.said('commit')
      await setTimeout(random.integer(longestMs))
      const reports = await current.kill()
      // The next one starts while what this one left is looked at.
      writer = new WriterProcess(program.path)
      expect(reports.filter(({ kind }) => kind === 'failure' || kind === 'closed')).toEqual([])

      const acknowledged = acknowledgementsOf(reports)
      await using stores = await openStores(folder)
      const entries = await readNewChain(stores, chainEnd)
      chainEnd = entries.at(-1) ?? chainEnd
      const lost = await findLost(stores, acknowledged, digestsOf(entries))
      const runs = acknowledged.flatMap((write) => (write.kind === 'run' ? [write.runId] : []))
      const torn = [
        ...(await findTornRuns(stores, runs, 5)),
        ...(await findTornArtifacts(stores, name)),
        ...(await findTornArtifacts(stores, 'shared')),
      ]
      const model = await stores.models.findModel(name)
      const newest = (await stores.models.searchVersions({ filter: { attribute: 'model', is: '=', value: name }, limit: 1 })).items[0]
      expect(model?.aliases.get('newest'), 'a commit is there in part').toBe(newest?.version)
      expect([lost, torn]).toEqual([[], []])

      counts.rounds++
      counts.acknowledged += acknowledged.length
      if (acknowledged.length === 0) counts.silent++
      all.push(...acknowledged)
    }
    await writer.kill()

    await using stores = await openStores(folder)
    const chain = await readChain(stores)
    counts.lost = (await findLost(stores, all, digestsOf(chain))).length
    counts.torn = (await findTornArtifacts(stores)).length
    console.info(`kill rounds: ${JSON.stringify({ ...counts, seed, auditEntries: chain.length })}`)
    expect(counts).toMatchObject({ rounds, lost: 0, torn: 0 })
    expect(counts.silent).toBeLessThanOrEqual(rounds / 4)
    expect(counts.acknowledged).toBeGreaterThanOrEqual(rounds - counts.silent)
  })
})
