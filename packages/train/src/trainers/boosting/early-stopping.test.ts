import type { Json, TrainingData } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { dummy } from '../dummy.ts'
import { gradientBoosting } from './gradient-boosting.ts'
import { digestOf, ensembleOf, ensemblesOf, exampleRows, fitExample, scoresOf } from './test-support.ts'

const data = exampleRows(900)
const validation = exampleRows(500, { seed: 9 })

const logLoss = (target: Float64Array, scores: Float64Array) =>
  target.reduce((sum, label, row) => sum + Math.log1p(Math.exp(label === 1 ? -scores[row]! : scores[row]!)), 0) / target.length

interface Diagnostics {
  readonly rounds: number
  readonly stopping: string
  readonly heldOutLoss: number
  readonly history: readonly { readonly round: number; readonly loss: number }[]
}
const read = (diagnostics: Readonly<Record<string, Json>>) => diagnostics as unknown as Diagnostics

describe('early stopping', () => {
  const eager = { trees: 400, learningRate: 0.3, maxLeaves: 16, rowShare: 1, earlyStopping: { rounds: 7 } }

  it('on validation rows keeps the best round, and stops after so many without a better one', async () => {
    const stopped = await fitExample({ ...data, validation }, eager)
    const { rounds, stopping, history, heldOutLoss } = read(stopped.diagnostics)
    expect(stopping).toBe('validation')
    expect(history).toHaveLength(rounds + 7 + 1)
    expect(Math.min(...history.map(({ loss }) => loss))).toBe(heldOutLoss)
    expect(ensembleOf(stopped).roots).toHaveLength(rounds)
    expect(logLoss(validation.target, scoresOf(ensembleOf(stopped), validation.features))).toBeCloseTo(heldOutLoss, 12)
    const same = { ...eager, l2: 5, featureShareByNode: 0.5, trees: rounds, earlyStopping: false } as const
    expect(digestOf(await fitExample(data, same))).toBe(digestOf(stopped))
  })

  it('weights of validation rows count', async () => {
    const weights = validation.target.map((_, row) => Number(row < 250))
    const half = { features: validation.features.map((values) => values.slice(0, 250)), target: validation.target.slice(0, 250) }
    const weighted = await fitExample({ ...data, validation: { ...validation, weights } }, eager)
    expect(read(weighted.diagnostics).rounds).toBe(read((await fitExample({ ...data, validation: half }, eager)).diagnostics).rounds)
  })

  it('by inner cross-validation fits all rows in the end', async () => {
    const fitted = await fitExample(data, eager)
    const { rounds, stopping, history } = read(fitted.diagnostics)
    expect(stopping).toBe('cross-validation')
    expect(ensembleOf(fitted).cover[0]).toBe(900)
    expect(rounds).toBeGreaterThan(1)
    const best = history.reduce((a, b) => (b.loss < a.loss ? b : a))
    expect(best.round).toBe(rounds)
  })

  it('on a share leaves it out, the same rows for one seed and others for another', async () => {
    const options = { ...eager, earlyStopping: { rounds: 7, crossValidateBelow: 0, share: 0.25 } }
    const fitted = await fitExample(data, options)
    expect(read(fitted.diagnostics).stopping).toBe('share')
    expect(ensembleOf(fitted).cover[0]).toBe(675)
    expect(digestOf(await fitExample(data, options))).toBe(digestOf(fitted))
    expect(digestOf(await fitExample(data, options, { seed: 8 }))).not.toBe(digestOf(fitted))
  })

  it('learns nothing from noise, and says so', async () => {
    const noise = { ...data, target: data.target.map((_, row) => row % 2) }
    const fitted = await gradientBoosting({ learningRate: 0.5 }).fit(noise, { seed: 7 })
    expect(read(fitted.diagnostics).rounds).toBeLessThan(10)
    const nothing = await gradientBoosting().fit({ ...data, features: data.features.map((values) => values.map(() => 1)) }, { seed: 7 })
    expect(nothing.warnings.join()).toContain('every row gets the same answer')
    expect(nothing.warnings.join()).toContain("'a' is constant")
    const share = await dummy().fit(data, { seed: 7 })
    expect(1 / (1 + Math.exp(-scoresOf(ensembleOf(nothing), data.features)[0]!))).toBeCloseTo(
      (share.diagnostics as { share: number }).share,
      12,
    )
  })

  it('warns where the loss was still falling', async () => {
    expect((await fitExample(data, { earlyStopping: {}, trees: 3, learningRate: 0.01 })).warnings.join()).toContain(
      'still falling after 3 rounds',
    )
  })

  it('defaults are no worse than fixed rounds of the common libraries on few rows', async () => {
    const few = exampleRows(400, { seed: 2 })
    const other = exampleRows(3000, { seed: 3 })
    const lossOf = async (trainer: ReturnType<typeof gradientBoosting>) =>
      logLoss(other.target, scoresOf(ensembleOf(await trainer.fit(few, { seed: 7 })), other.features))
    expect(await lossOf(gradientBoosting())).toBeLessThan(await lossOf(gradientBoosting({ earlyStopping: false })))
  })
})

describe('going on from a fit', () => {
  it.each([
    ['binary', exampleRows(700, { missing: true, categories: 9 })],
    ['multiclass', exampleRows(700, { task: 'multiclass' })],
    ['regression', exampleRows(700, { task: 'regression' })],
  ] as [string, TrainingData][])('is the longer fit, bit for bit: %s', async (_, rows) => {
    const first = await fitExample(rows, { trees: 4 })
    const both = await fitExample(rows, { trees: 6 }, { from: first.operations })
    expect(digestOf(both)).toBe(digestOf(await fitExample(rows, { trees: 10 })))
    expect(ensemblesOf(both)[0]!.roots).toHaveLength(10)
  })

  it('stops early on validation rows, whose scores go on too', async () => {
    const first = await fitExample(data, { trees: 30 })
    const options = { trees: 300, learningRate: 0.3, earlyStopping: { rounds: 5 } }
    const fitted = await fitExample({ ...data, validation }, options, { from: first.operations })
    const { history, heldOutLoss } = read(fitted.diagnostics)
    expect(history[0]!.loss).toBeCloseTo(logLoss(validation.target, scoresOf(ensembleOf(first), validation.features)), 12)
    expect(logLoss(validation.target, scoresOf(ensembleOf(fitted), validation.features))).toBeCloseTo(heldOutLoss, 12)
  })

  it('refuses what is no boosted model of as many outputs', async () => {
    const { operations } = await fitExample(exampleRows(300, { task: 'multiclass' }))
    await expect(fitExample(data, {}, { from: operations })).rejects.toMatchObject({ code: 'E_CONTINUE_MISMATCH' })
    const linear = (await dummy().fit(data, { seed: 7 })).operations
    await expect(fitExample(data, {}, { from: linear })).rejects.toMatchObject({ code: 'E_CONTINUE_MISMATCH' })
  })
})

describe('refuses', () => {
  it.each([
    [
      'E_FEATURE_RANGE',
      { ...data, features: data.features.map((values, j) => values.map((x, row) => (j === 1 && row === 5 ? -Infinity : x))) },
      {},
    ],
    ['E_TARGET_RANGE', { ...data, task: { kind: 'regression' }, target: data.target.map(() => 1e101) }, {}],
    ['E_TARGET_RANGE', { ...data, task: { kind: 'regression' }, target: data.target.map(() => -1) }, { loss: 'poisson' }],
    ['E_TARGET_RANGE', { ...data, task: { kind: 'regression' }, target: data.target.map(() => 0) }, { loss: 'poisson' }],
    ['E_ROWS_RANGE', { ...data, features: data.features.map(() => new Float64Array()), target: new Float64Array() }, {}],
  ] as const)('%s', async (code, rows, options) => {
    await expect(fitExample(rows as TrainingData, options)).rejects.toMatchObject({ code })
  })

  it('stops when it is aborted on the way', async () => {
    const reason = new Error('enough')
    for (const threads of [1, 2]) {
      const rounds: number[] = []
      const aborted = new AbortController()
      const fit = fitExample(
        exampleRows(5000),
        { trees: 100_000, threads },
        {
          signal: aborted.signal,
          progress: ({ done }) => {
            rounds.push(done)
            if (done > 20) aborted.abort(reason)
          },
        },
      )
      await expect(fit).rejects.toBe(reason)
      expect(rounds.length).toBeLessThan(50_000)
    }
  })
})
