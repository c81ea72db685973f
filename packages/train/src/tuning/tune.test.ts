import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineFeatures, fromRows, MillraceError, type RunEntries, seededRandom, type Trainer } from '@millrace/core'
import { kFold } from '@millrace/data'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { loans, repayment } from '../../test/support/loans.ts'
import { crossValidate } from '../evaluation/cross-validate.ts'
import { defineModel } from '../model/define-model.ts'
import { binary, multiclass, regression } from '../model/target.ts'
import { train } from '../model/train.ts'
import { closeWorkers } from '../parallel/pool.ts'
import { dummy } from '../trainers/dummy.ts'
import { decisionTree } from '../trainers/forest/decision-tree.ts'
import { logisticRegression } from '../trainers/linear/logistic/logistic-regression.ts'
import { halving } from './search/halving.ts'
import { randomSearch } from './search/random-search.ts'
import { tpe } from './search/tpe.ts'
import { choice, integer, logUniform } from './search-space.ts'
import type { Trial } from './trial.ts'
import type { TrialLog } from './trial-log.ts'
import { tune } from './tune.ts'

const table = loans(200, 3)
const space = { l2: logUniform(1e-3, 1e4) }
const specOf = ({ l2 }: { readonly l2: number }) => repayment(logisticRegression({ l2 }))
const base = { space, search: tpe({ trials: 9, startup: 3, batch: 2 }), folds: 3, seed: 7 }

const withoutTime = (trials: readonly Trial<unknown>[]) => trials.map(({ seconds: _, ...trial }) => trial)

/** A log in memory that gives up after so many trials. */
function memoryLog(kept: Trial[], most = Number.POSITIVE_INFINITY): TrialLog {
  return {
    open: async () => [...kept],
    append: async (trial) => {
      if (kept.length >= most) throw new Error('the power is gone')
      kept.push(trial)
    },
  }
}

afterAll(closeWorkers)

describe('tune', () => {
  test('its best trial has the metrics that crossValidate gives, and its spec can be trained', async () => {
    const tuned = await tune(specOf, table, base)
    const { folds, summary } = await crossValidate(tuned.spec, table, { folds: 3, seed: 7 })
    expect(tuned.metric).toBe('logLoss')
    expect(tuned.best.values).toEqual(folds.map(({ logLoss }) => expect.closeTo(logLoss, 12)))
    expect(tuned.best.mean).toBeCloseTo(summary.logLoss.mean, 12)
    expect(tuned.best.deviation).toBeCloseTo(summary.logLoss.deviation, 12)
    expect(tuned.best.mean).toBe(Math.min(...tuned.trials.map(({ mean }) => mean)))
    const model = await train(tuned.spec, table, { seed: 7 })
    expect(model.definition.estimator.params.l2).toBe(tuned.best.params.l2)
  })

  test('is the same twice, another with another seed', async () => {
    const [once, twice, other] = [
      await tune(specOf, table, base),
      await tune(specOf, table, base),
      await tune(specOf, table, { ...base, seed: 8 }),
    ]
    expect(withoutTime(twice.trials)).toEqual(withoutTime(once.trials))
    expect(withoutTime(other.trials)).not.toEqual(withoutTime(once.trials))
  })

  test('gives in threads what it gives in one', async () => {
    const here = await tune(specOf, table, base)
    for (const threads of [2, 3]) {
      const there = await tune(specOf, table, { ...base, threads })
      expect(withoutTime(there.trials)).toEqual(withoutTime(here.trials))
    }
  })

  test('goes on from its log after any number of interruptions as if there had been none', async () => {
    const whole = await tune(specOf, table, base)
    const kept: Trial[] = []
    for (let stops = 2; stops < 9; stops += 3) {
      await expect(tune(specOf, table, { ...base, log: memoryLog(kept, stops) })).rejects.toThrow('the power is gone')
      expect(kept).toHaveLength(stops)
    }
    const resumed = await tune(specOf, table, { ...base, log: memoryLog(kept) })
    expect(withoutTime(resumed.trials)).toEqual(withoutTime(whole.trials))
    expect(resumed.best.params).toEqual(whole.best.params)
  })

  test('a torn log file goes on, and a complete one fits nothing anew; more trials go on where fewer ended', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'millrace-tuning-'))
    try {
      const log = join(folder, 'trials.ndjson')
      const whole = await tune(specOf, table, { ...base, log })
      await truncate(log, (await readFile(log)).length - 40)
      const resumed = await tune(specOf, table, { ...base, log })
      expect(withoutTime(resumed.trials)).toEqual(withoutTime(whole.trials))
      expect(resumed.trials.slice(0, 8)).toEqual(whole.trials.slice(0, 8))
      const more = await tune(specOf, table, { ...base, search: tpe({ trials: 11, startup: 3, batch: 2 }), log })
      expect(more.trials.slice(0, 9)).toEqual(resumed.trials)
      for (const other of [{ seed: 8 }, { folds: 4 }, { metric: 'auc' }, { space: { l2: logUniform(1e-3, 1e3) } }] as const) {
        await expect(tune(specOf, table, { ...base, ...other, log })).rejects.toMatchObject({ code: 'E_TUNING_LOG_FOREIGN' })
      }
      await expect(tune(specOf, loans(200, 4), { ...base, log })).rejects.toMatchObject({ code: 'E_TUNING_LOG_FOREIGN' })
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('successive halving chooses among those of the last rung', async () => {
    const tuned = await tune(specOf, table, { ...base, search: halving({ candidates: 9, least: 20 }) })
    expect(tuned.trials.map(({ rung, rows }) => [rung, rows])).toEqual([
      ...new Array(9).fill([0, 20]),
      ...new Array(3).fill([1, 60]),
      [2, 180],
    ])
    expect(tuned.best.number).toBe(12)
    const byFolds = await tune(specOf, table, { ...base, folds: 4, search: halving({ candidates: 4, factor: 2, resource: 'folds' }) })
    expect(byFolds.trials.map(({ values }) => values.length)).toEqual([1, 1, 1, 1, 2, 2, 4])
  })

  test('a refused trial is a failed one, and the search goes on; where all are refused it says why', async () => {
    const refusing: Trainer = {
      ...logisticRegression(),
      fit: async () => {
        throw new MillraceError({ code: 'E_EXAMPLE', message: 'never' })
      },
    }
    const options = { space: { good: choice(true, false) }, search: randomSearch({ trials: 8 }), folds: 3, seed: 7 }
    const some = await tune(({ good }) => repayment(good ? logisticRegression() : refusing), table, options)
    const failed = some.trials.filter(({ error }) => error !== null)
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.every(({ params, error, values }) => !params.good && error?.code === 'E_EXAMPLE' && values.length === 0)).toBe(true)
    expect(some.best.params.good).toBe(true)
    await expect(tune(() => repayment(refusing), table, options)).rejects.toMatchObject({
      code: 'E_TUNING_FAILED',
      details: { code: 'E_EXAMPLE' },
    })
    await expect(
      tune(({ good }) => repayment({ ...dummy(), fit: () => Promise.reject(new TypeError(`a bug ${good}`)) }), table, options),
    ).rejects.toThrow(TypeError)
  })

  test('every trial becomes a run, and the best is noted in the run of the tuning', async () => {
    const noted: RunEntries[] = []
    const runs: { name: string; status?: string; entries: RunEntries[] }[] = []
    const run = {
      id: 'parent',
      record: async (entries: RunEntries) => void noted.push(entries),
      startRun: async ({ name }: { readonly name: string }) => {
        const child: (typeof runs)[number] = { name, entries: [] }
        runs.push(child)
        return {
          record: async (entries: RunEntries) => void child.entries.push(entries),
          end: async (status: string) => {
            child.status = status
          },
        }
      },
    }
    const tuned = await tune(specOf, table, { ...base, run })
    expect(runs.map(({ name, status }) => [name, status])).toEqual(tuned.trials.map(({ number }) => [`trial ${number}`, 'finished']))
    expect(runs[2]!.entries[0]!.params).toEqual(new Map([['l2', String(tuned.trials[2]!.params.l2)]]))
    expect(runs[2]!.entries[0]!.metrics!.filter(({ key }) => key === 'logLoss').map(({ value }) => value)).toEqual(tuned.trials[2]!.values)
    expect(noted[0]!.params).toEqual(new Map([['best.l2', String(tuned.best.params.l2)]]))
  })

  test('reports progress, and stops when it is aborted, here and in threads', async () => {
    const events: number[] = []
    await tune(specOf, table, { ...base, progress: ({ done, total }) => total === 9 && events.push(done) })
    expect(events).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    const reason = new Error('enough')
    for (const threads of [1, 2]) {
      const controller = new AbortController()
      const progress = ({ done }: { readonly done: number }) => done === 3 && controller.abort(reason)
      await expect(tune(specOf, table, { ...base, threads, signal: controller.signal, progress })).rejects.toBe(reason)
    }
    await expect(tune(specOf, table, { ...base, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  test('measures on stored folds, forward in time too, and with weights', async () => {
    const folded = kFold(table, { folds: 4, seed: 3 })
    const weights = Float64Array.from({ length: table.rowCount }, (_, row) => 1 + (row % 3))
    const options = { column: 'fold', forward: true, weights, seed: 7 }
    const tuned = await tune(specOf, folded, { ...base, ...options, metric: 'auc' })
    const { folds } = await crossValidate(tuned.spec, folded, options)
    expect(tuned.best.values).toEqual(folds.map(({ auc }) => expect.closeTo(auc, 12)))
    expect(tuned.best.mean).toBe(Math.max(...tuned.trials.map(({ mean }) => mean)))
  })

  test('several classes and numbers are tuned too, with groups that stay together, and measured as crossValidate does', async () => {
    const Row = z.object({ x: z.number(), kind: z.enum(['a', 'b', 'c']), amount: z.number(), person: z.int() })
    const random = seededRandom(4)
    const rows = fromRows(
      Row,
      Array.from({ length: 150 }, (_, row) => {
        const x = random.normal()
        const kind = x < -0.5 ? ('a' as const) : x < 0.5 ? ('b' as const) : ('c' as const)
        return { x, kind: row % 9 === 0 ? ('b' as const) : kind, amount: x * x + random.normal() / 5, person: row % 20 }
      }),
    )
    const features = defineFeatures(Row, ({ x }) => ({ x }))
    const trees = {
      space: { maxDepth: integer(1, 8) },
      search: randomSearch({ trials: 5 }),
      folds: 3,
      seed: 7,
      group: 'person',
      threads: 2,
    }
    const several = await tune(
      ({ maxDepth }) => defineModel({ name: 'kinds', features, target: multiclass('kind'), trainer: decisionTree({ maxDepth }) }),
      rows,
      { ...trees, metric: 'macroF1' },
    )
    const kinds = await crossValidate(several.spec, rows, { folds: 3, seed: 7, group: 'person' })
    expect(several.best.values).toEqual(kinds.folds.map(({ macroF1 }) => expect.closeTo(macroF1, 12)))
    expect(several.best.mean).toBeGreaterThan(0.7)
    const numbers = await tune(
      ({ maxDepth }) => defineModel({ name: 'amounts', features, target: regression('amount'), trainer: decisionTree({ maxDepth }) }),
      rows,
      trees,
    )
    const amounts = await crossValidate(numbers.spec, rows, { folds: 3, seed: 7, group: 'person' })
    expect(numbers.metric).toBe('rmse')
    expect(numbers.best.values).toEqual(amounts.folds.map(({ rmse }) => expect.closeTo(rmse, 12)))
    expect(numbers.best.params.maxDepth).toBeGreaterThan(1)
  })

  test('finds that noise must be shrunk', async () => {
    const random = seededRandom(5)
    const names = Array.from({ length: 12 }, (_, i) => `x${i}`)
    const Row = z.object({ good: z.boolean(), ...Object.fromEntries(names.map((name) => [name, z.number()])) })
    const rows = Array.from({ length: 60 }, () => ({
      good: random.next() < 0.5,
      ...Object.fromEntries(names.map((name) => [name, random.normal()])),
    }))
    const features = defineFeatures(Row, (row) => Object.fromEntries(names.map((name) => [name, row[name as never]])) as never)
    const tuned = await tune(
      ({ l2 }) =>
        defineModel({ name: 'noise', features, target: binary('good', { positive: true }), trainer: logisticRegression({ l2 }) } as never),
      fromRows(Row, rows) as never,
      { ...base, search: tpe({ trials: 20 }) },
    )
    expect(tuned.best.params.l2).toBeGreaterThan(30)
  })

  test.each([{ metric: 'rmse' }, { threads: 0 }, { threads: 1.5 }] as const)('refuses %j', async (wrong) => {
    await expect(tune(specOf, table, { ...base, ...(wrong as object) })).rejects.toThrow(RangeError)
  })
})
