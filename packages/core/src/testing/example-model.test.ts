import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadModel } from '../model/load-model.ts'
import { saveModel } from '../model/save-model.ts'
import { exampleModel } from './example-model.ts'

const row = { income: 3000, amount: 250, area: 'Coast', employed: false, gender: null } as const

it('answers, explains, and comes back from a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-example-'))
  try {
    const model = exampleModel({ policy: true })
    await saveModel(model, join(folder, 'model'))
    const loaded = await loadModel<{ '~in'?: typeof row }>(join(folder, 'model'))
    expect(loaded.predict(row)).toEqual(model.predict(row))
    const { base, contributions, score } = model.explain(row)
    expect(contributions.reduce((sum, { contribution }) => sum + contribution, base)).toBeCloseTo(score, 12)
    expect(contributions.map(({ columns }) => columns.join()).sort()).toEqual(['amount', 'area', 'employed', 'income'])
  } finally {
    await rm(folder, { recursive: true })
  }
})

it('differs by its shift', () => {
  expect(exampleModel({ shift: 1 }).predict(row).score - exampleModel().predict(row).score).toBeCloseTo(1, 12)
})
