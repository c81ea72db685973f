import { readFileSync } from 'node:fs'
import { checkTrees, MillraceError, type Model, type Random, seededRandom, type TaskKind } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { fromLightgbm } from '../../src/import/lightgbm/from-lightgbm.ts'
import { fromOnnx } from '../../src/import/onnx/from-onnx.ts'
import { fromXgboost } from '../../src/import/xgboost/from-xgboost.ts'

type Imported = Model<Readonly<Record<string, unknown>>, unknown, TaskKind>

const read = (name: string): Buffer => readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url))

const subjects: readonly (readonly [file: string, mutations: number, open: (bytes: Buffer) => Imported])[] = [
  ['lightgbm.txt', 2_500, (bytes) => fromLightgbm(bytes.toString())],
  ['xgboost-binary.json', 1_500, (bytes) => fromXgboost(bytes)],
  ['xgboost-binary.ubj', 1_500, (bytes) => fromXgboost(bytes)],
  ['xgboost-multiclass.ubj', 1_000, (bytes) => fromXgboost(bytes)],
  ['onnx-logistic.onnx', 1_000, (bytes) => fromOnnx(bytes)],
  ['onnx-linear.onnx', 500, (bytes) => fromOnnx(bytes)],
  ['onnx-forest.onnx', 2_000, (bytes) => fromOnnx(bytes)],
]

const words = ['-1', '0', '1', '2', '7', '255', '65536', '2147483648', '1e308', '-1e308', 'nan', 'inf', 'null', '[]', '{}', '""', '"x"', '']

/** One to three changes: bits, runs of bytes cut, doubled or moved, the end cut off, extreme bytes, or whole words of a text. */
function mutate(bytes: Buffer, random: Random): Buffer {
  let changed: Buffer = Buffer.from(bytes)
  for (let change = random.integer(3); change >= 0; change--) {
    const at = random.integer(changed.length + 1)
    const length = random.integer(20)
    const [before, after] = [changed.subarray(0, at), changed.subarray(at)]
    const kinds: readonly (() => Buffer)[] = [
      () => Buffer.concat([before, Buffer.of((after[0] ?? 0) ^ (1 << random.integer(8))), after.subarray(1)]),
      () => Buffer.concat([before, Buffer.of([0, 1, 127, 128, 255][random.integer(5)]!), after.subarray(1)]),
      () => Buffer.concat([before, after.subarray(length)]),
      () => Buffer.concat([before, after.subarray(0, length), after]),
      () => Buffer.concat([before, changed.subarray(0, length), after]),
      () => (random.integer(4) === 0 ? before : changed),
      () => replaceWord(changed, at, random),
      () => replaceWord(changed, at, random),
    ]
    changed = kinds[random.integer(kinds.length)]!()
  }
  return changed
}

/** Replaces the number that stands at or after a place. */
function replaceWord(bytes: Buffer, at: number, random: Random): Buffer {
  const text = bytes.toString('latin1')
  const word = /-?[\d.]+(?:e[-+]?\d+)?/gi
  word.lastIndex = at
  const found = word.exec(text)
  if (found === null) return bytes
  return Buffer.from(text.slice(0, found.index) + words[random.integer(words.length)]! + text.slice(word.lastIndex), 'latin1')
}

/** Null for a typed error; a model is checked and run. */
function tryToOpen(open: () => Imported): Imported | null {
  try {
    const model = open()
    for (const node of model.definition.graph.nodes) if (node.op === 'trees') checkTrees(node.trees, { features: node.args.length })
    model.predict(model.definition.golden[0]!.row)
    return model
  } catch (error) {
    if (MillraceError.isInstance(error) && /^E_(IMPORT|JSON|SCORE_NULL)/.test(error.code)) return null
    throw error
  }
}

describe('10,000 damaged files', () => {
  it.each(subjects)('%s, %i times: a typed error, or a model of sound structure', (file, mutations, open) => {
    const bytes = read(file)
    const random = seededRandom(5)
    let models = 0
    for (let i = 0; i < mutations; i++) {
      const damaged = mutate(bytes, random)
      try {
        if (tryToOpen(() => open(damaged)) !== null) models++
      } catch (cause) {
        throw new Error(`mutation ${i}: ${damaged.length} bytes: ${(cause as Error).message}`, { cause })
      }
    }
    // Neither all refused nor all taken: the mutations reach what the readers check, and what lies behind.
    expect(models).toBeGreaterThan(mutations / 100)
    expect(models).toBeLessThan(mutations)
  })
})
