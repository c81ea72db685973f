import { expect, test } from 'vitest'
import { promote } from './promote.ts'
import { registryFixture } from './test-support/registry-fixture.ts'
import { scoredRows } from './test-support/scored-rows.ts'

interface Contests {
  readonly contests: number
  readonly rows: number
  /** Noise of the present holder's score. */
  readonly holder: number
  /** Noise of the challenger's score. */
  readonly challenger: number
}

/** The share of contests, each with rows and noise of its own, in which the challenger is promoted. */
async function promotedShare({ contests, rows, ...noises }: Contests): Promise<number> {
  await using fixture = await registryFixture()
  let promoted = 0
  for (let contest = 0; contest < contests; contest++) {
    const alias = `contest-${contest}`
    const seed = 10 * contest
    const [holder, challenger] = [noises.holder, noises.challenger].map((noise, index) =>
      scoredRows({ rows, seed, noise, noiseSeed: seed + 1 + index }),
    )
    await promote(fixture.context, { version: await fixture.addVersion({ evidence: holder }), alias })
    const version = await fixture.addVersion({ evidence: challenger })
    const beats = { rounds: 1000 }
    promoted += Number((await promote(fixture.context, { version, alias, beats })).promoted)
  }
  return promoted / contests
}

test.each([60, 120])(
  'on %i rows, promotes at most one in twenty of challengers that differ from the holder by noise alone',
  async (rows) => {
    const share = await promotedShare({ contests: 400, rows, holder: 1, challenger: 1 })
    console.log(`promoted by noise on ${rows} rows: ${(100 * share).toFixed(1)} %`)
    expect(share).toBeLessThanOrEqual(0.05)
  },
)

test('promotes nearly all challengers that are much better', async () => {
  expect(await promotedShare({ contests: 100, rows: 120, holder: 2.5, challenger: 0.2 })).toBeGreaterThan(0.95)
})
