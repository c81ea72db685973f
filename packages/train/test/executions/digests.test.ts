import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AnyModel, digestBytes, graphToJson, saveModel, seededRandom, type Table, type Trainer } from '@millrace/core'
import {
  binary,
  closeWorkers,
  defineModel,
  extraTrees,
  gradientBoosting,
  multiclass,
  randomForest,
  regression,
  train,
} from '@millrace/train'
import { afterAll, describe, expect, test } from 'vitest'
import { asTheyAre, type Order, orders } from './orders.ts'

const table = orders(1_200, 'training')
const shuffled = table.take(seededRandom(5).shuffle(Int32Array.from({ length: table.rowCount }, (_, row) => row)))
afterAll(closeWorkers)

const targets = {
  binary: binary('returned', { positive: 'yes' }),
  multiclass: multiclass('grade', { classes: ['low', 'middle', 'high'] }),
  regression: regression('spent'),
} as const

function fit(kind: keyof typeof targets, trainer: Trainer<true>, rows: Table<Order> = table): Promise<AnyModel> {
  const spec = defineModel({ name: 'orders', features: asTheyAre, target: targets[kind] as typeof targets.binary, trainer })
  return train(spec, rows, { seed: 7 })
}

const digestOf = async (...given: Parameters<typeof fit>) => {
  const model = await fit(...given)
  return withFolder(async (folder) => (await saveModel(model, folder)).digest)
}

async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-digests-'))
  try {
    return await use(join(folder, 'model'))
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe.each(['binary', 'multiclass', 'regression'] as const)('the digest of a saved model, %s', (kind) => {
  const few = { trees: 6, maxLeaves: 8, minRows: 5, earlyStopping: false } as const

  test('of boosting is the same for any number of threads and either kernel', async () => {
    const expected = await digestOf(kind, gradientBoosting(few))
    for (const [threads, kernel] of [
      [1, 'typescript'],
      [2, 'typescript'],
      [2, 'webassembly'],
      [4, 'webassembly'],
    ] as const)
      expect(await digestOf(kind, gradientBoosting({ ...few, threads, kernel })), `${threads} threads, ${kernel}`).toBe(expected)
  })

  test('of forests is the same for any number of threads', async () => {
    for (const forest of [randomForest, extraTrees]) {
      const expected = await digestOf(kind, forest({ trees: 6, maxDepth: 5 }))
      for (const threads of [1, 2, 4])
        expect(await digestOf(kind, forest({ trees: 6, maxDepth: 5, threads })), `${threads} threads`).toBe(expected)
    }
  })

  test('of boosting does not depend on the order of the rows, apart from the golden rows and the digest of the table', async () => {
    const [given, other] = await Promise.all([table, shuffled].map((rows) => fit(kind, gradientBoosting(few), rows)))
    expect(arraysOf(other!)).toEqual(arraysOf(given!))
  })
})

/** All that is learnt: the digests of its arrays, and its features. */
function arraysOf({ definition }: AnyModel): unknown {
  const { json, arrays } = graphToJson(definition.graph)
  return [json, Array.from(arrays, ([name, { buffer }]) => [name, digestBytes(new Uint8Array(buffer))]), definition.learned]
}
