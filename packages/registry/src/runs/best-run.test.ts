import { describe, expect, it } from 'vitest'
import { openRegistry } from '../registry/open-registry.ts'
import type { Registry } from '../registry/registry.ts'

const runs = async (registry: Registry, values: readonly (readonly [name: string, metrics: object, status?: 'finished' | 'failed'])[]) => {
  for (const [name, metrics, status] of values) {
    const run = await registry.startRun('loans', { name, environment: false })
    await run.logMetrics(metrics)
    await run.end(status)
    // Runs of one millisecond are ordered by id.
    while (Date.now() === run.run.startedAtMs);
  }
}

describe('bestRun', () => {
  it('is the greatest of a score, and the least of a loss', async () => {
    await using registry = await openRegistry('memory:')
    await runs(registry, [
      ['a', { auc: 0.7, logLoss: 0.5 }],
      ['b', { auc: 0.8, logLoss: 0.6 }],
    ])
    expect((await registry.bestRun({ metric: 'auc' }))?.name).toBe('b')
    expect((await registry.bestRun({ metric: 'logLoss' }))?.name).toBe('a')
    expect((await registry.bestRun({ metric: 'auc', goal: 'min' }))?.name).toBe('a')
  })

  it('passes over NaN, runs without the metric, and runs that did not finish', async () => {
    await using registry = await openRegistry('memory:')
    await runs(registry, [
      ['failed', { auc: 0.9 }, 'failed'],
      ['nan', { auc: Number.NaN }],
      ['none', { ks: 1 }],
    ])
    await (await registry.startRun('loans', { environment: false })).logMetric('auc', 0.99)
    expect(await registry.bestRun({ metric: 'auc' })).toBeUndefined()
    await runs(registry, [['negative', { auc: -1 }]])
    expect((await registry.bestRun({ metric: 'auc' }))?.name).toBe('negative')
  })

  it('is the earliest of equal ones', async () => {
    await using registry = await openRegistry('memory:')
    await runs(registry, [
      ['a', { auc: 0.5 }],
      ['first', { auc: 0.8 }],
      ['second', { auc: 0.8 }],
    ])
    expect((await registry.bestRun({ metric: 'auc' }))?.name).toBe('first')
  })

  it('takes a filter, and needs a goal for a metric that it does not know', async () => {
    await using registry = await openRegistry('memory:')
    await runs(registry, [
      ['a', { profit: 1 }],
      ['b', { profit: 2 }],
    ])
    const filter = { attribute: 'name', is: '!=', value: 'b' } as const
    expect((await registry.bestRun({ experiment: 'loans', metric: 'profit', goal: 'max', filter }))?.name).toBe('a')
    const bare = { metric: 'profit' as 'auc' }
    await expect(async () => await registry.bestRun(bare)).rejects.toThrow(/goal/)
  })
})

describe('searchRuns', () => {
  it('takes experiments by name, and refuses one that is not there', async () => {
    await using registry = await openRegistry('memory:')
    for (const name of ['a', 'b', 'c']) await registry.startRun(name, { name, environment: false })
    const names = async (experiment: string | string[]) => (await registry.searchRuns({ experiment })).items.map(({ name }) => name).sort()
    expect(await names('a')).toEqual(['a'])
    expect(await names(['a', 'c'])).toEqual(['a', 'c'])
    await expect(names('d')).rejects.toMatchObject({ code: 'E_EXPERIMENT_UNKNOWN', details: { name: 'd' } })
  })

  it('reads all runs over as many pages as there are', async () => {
    await using registry = await openRegistry('memory:')
    for (let i = 0; i < 7; i++) await registry.startRun('loans', { name: `run ${i}`, environment: false })
    const names: string[] = []
    for await (const run of registry.allRuns({ experiment: 'loans', orderBy: [{ attribute: 'name' }], limit: 3 })) names.push(run.name)
    expect(names).toEqual(Array.from({ length: 7 }, (_, i) => `run ${i}`))
  })
})
