import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleWriter, type WriterProgram } from './writer/bundle-writer.ts'
import { openStores } from './writer/stores.ts'
import { acknowledgementsOf, digestsOf, findLost, findTornArtifacts, readChain } from './writer/verify.ts'
import { WriterProcess } from './writer/writer-process.ts'

let program: WriterProgram
let base: string

beforeAll(async () => {
  program = await bundleWriter()
  base = await mkdtemp(join(tmpdir(), 'millrace-concurrent-'))
})
afterAll(async () => {
  await rm(base, { recursive: true })
  await program[Symbol.asyncDispose]()
})

/** Starts writers of one folder and lets them begin at once. */
async function startTogether(
  folder: string,
  { count, times }: { readonly count: number; readonly times: number },
): Promise<readonly WriterProcess[]> {
  const writers = Array.from({ length: count }, () => new WriterProcess(program.path))
  await Promise.all(writers.map((writer) => writer.said('ready')))
  for (const [index, writer] of writers.entries()) writer.order({ folder, name: `writer-${index}`, times })
  return writers
}

describe('processes that write to one store at once', () => {
  test('wait for each other and lose nothing', { timeout: 120_000 }, async () => {
    const [count, times] = [4, 50]
    const folder = join(base, 'together')
    await mkdir(folder)
    const writers = await startTogether(folder, { count, times })
    const reports = (await Promise.all(writers.map((writer) => writer.end()))).flat()
    const failures = reports.flatMap((report) => (report.kind === 'failure' ? [report.code] : []))
    expect(failures.filter((code) => code !== 'E_STORE_BUSY')).toEqual([])
    expect(reports.filter(({ kind }) => kind === 'closed')).toHaveLength(count)

    await using stores = await openStores(folder)
    const chain = await readChain(stores)
    const acknowledged = acknowledgementsOf(reports)
    const commits = acknowledged.filter(({ kind }) => kind === 'commit')
    expect(await findLost(stores, acknowledged, digestsOf(chain))).toEqual([])
    expect(await findTornArtifacts(stores)).toEqual([])
    expect(chain).toHaveLength(count + 2 * commits.length)
    expect(chain.map(({ sequence }) => sequence)).toEqual(chain.map((_, index) => index + 1))
    const records = acknowledged.filter(({ kind }) => kind === 'metrics')
    expect(commits.length + records.length + failures.length).toBe(2 * count * times)
    expect(commits.length + records.length).toBeGreaterThan(count * times)
    console.info(`concurrent writers: ${JSON.stringify({ commits: commits.length, records: records.length, busy: failures.length })}`)
  })

  test('open a new store at once, and make it once', { timeout: 120_000 }, async () => {
    for (let round = 0; round < 5; round++) {
      const folder = join(base, `new-${round}`)
      await mkdir(folder)
      const writers = await startTogether(folder, { count: 4, times: 1 })
      const reports = (await Promise.all(writers.map((writer) => writer.end()))).flat()
      expect(reports.filter(({ kind }) => kind === 'failure')).toEqual([])
      expect(reports.filter(({ kind }) => kind === 'closed')).toHaveLength(4)
      await using stores = await openStores(folder)
      expect(await readChain(stores)).toHaveLength(4 * 3)
      expect(
        (await stores.tracking.searchExperiments({ filter: { attribute: 'name', is: 'like', pattern: 'writer-%' } })).items,
      ).toHaveLength(4)
    }
  })
})
