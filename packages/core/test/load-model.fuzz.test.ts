import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { MillraceError } from '../src/errors/millrace-error.ts'
import { loadModel } from '../src/model/load-model.ts'
import type { AnyModel, Model } from '../src/model/model.ts'
import { saveModel } from '../src/model/save-model.ts'
import { seededRandom } from '../src/random/random.ts'
import { exampleClassModel, exampleValueModel } from '../src/testing/index.ts'
import { loanModel } from './support/loan-model.ts'
import { type Entry, type Folder, forged, readFolder } from './support/model-folder.ts'
import { mutate } from './support/mutations.ts'

const perCase = 500
const root = mkdtempSync(join(tmpdir(), 'millrace-fuzz-'))
afterAll(() => rmSync(root, { recursive: true }))

/** Puts what differs from the intact folder on disk, runs, and puts the intact files back. */
async function withFolder<T>(path: string, intact: Folder, damaged: Folder, run: () => Promise<T>): Promise<T> {
  const changed = [...damaged].filter(([name, entry]) => entry !== intact.get(name))
  for (const [name, entry] of changed) place(join(path, name), entry)
  try {
    return await run()
  } finally {
    for (const [name] of changed) place(join(path, name), intact.get(name) ?? null)
  }
}

function place(path: string, entry: Entry): void {
  rmSync(path, { recursive: true, force: true })
  if (entry instanceof Uint8Array) writeFileSync(path, entry)
  else if (entry === 'folder') mkdirSync(path)
  else if (entry !== null) symlinkSync(entry.link, path)
}

/** What became of a folder: the code of the error, or 'loaded'; anything else than these is a fault of ours. */
async function outcomeOf(path: string): Promise<string> {
  const before = process.cpuUsage()
  const result = await loadModel(path).catch((error: unknown) => error)
  const { user, system } = process.cpuUsage(before)
  // Processor time, which a busy machine does not stretch.
  if (user + system > 1_000_000) throw new Error(`loading took ${(user + system) / 1e6} s of the processor`)
  if (MillraceError.isInstance(result)) return result.code
  if (result instanceof Error) throw result
  const model = result as AnyModel
  if (model.definition.target.kind === 'binary') useModel(model as unknown as Model)
  else useOther(model)
  return 'loaded'
}

/** A model that loads gives its golden rows, alone and together, and explains them or says why not. */
function useModel(model: Model): void {
  const tolerance = 1e-12
  for (const { row, outputs } of model.definition.golden) {
    const found = orCode(() => model.predict(row))
    if (typeof found === 'string') {
      expect([found, [outputs.score, outputs.probability, outputs.label].includes(null) || outputs.label === undefined]).toEqual([
        'E_SCORE_NULL',
        true,
      ])
      continue
    }
    expect(Math.abs(found.score - Number(outputs.score))).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(found.score)))
    expect(Math.abs(found.probability - Number(outputs.probability))).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(found.probability)),
    )
    const label = typeof found.label === 'boolean' ? Number(found.label) : found.label
    // A stored -0 is 0.
    expect(label === outputs.label).toBe(true)
    expect([found.decision ?? null, found.reason ?? null]).toEqual([outputs.decision ?? null, outputs.reason ?? null])
    orCode(() => model.explain(row))
  }
}

function orCode<T>(work: () => T): T | string {
  try {
    return work()
  } catch (error) {
    if (MillraceError.isInstance(error)) return error.code
    throw error
  }
}

/** A model of another kind gives its golden rows, or says that they have no score. */
function useOther(model: AnyModel): void {
  for (const { row, outputs } of model.definition.golden) {
    const found = orCode(() => model.predict(row as never))
    if (typeof found === 'string') {
      expect([found, Object.values(outputs).includes(null) || Object.keys(outputs).length === 0]).toEqual(['E_SCORE_NULL', true])
      continue
    }
    const [said, stored] = 'value' in found ? [found.value, outputs.value] : [found.probability, outputs.probability]
    expect(Math.abs(said - Number(stored))).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(said)))
    orCode(() => model.explain(row as never))
  }
}

const variants: readonly (readonly [name: string, make: () => Promise<AnyModel> | AnyModel])[] = [
  ['a linear model with a long lookup', () => loanModel({})],
  ['trees with a policy', () => loanModel({ estimator: 'trees', policy: true, label: 'boolean' })],
  ['several classes', () => exampleClassModel()],
  ['a number', () => exampleValueModel()],
]

describe.each(variants)('folders of %s', (name, make) => {
  it.each([
    ['as they were damaged', false],
    ['with digests made to fit', true],
  ])(`${perCase} of them, %s, are refused with a typed error or load`, async (_, forge) => {
    const random = seededRandom(variants.findIndex(([each]) => each === name) * 2 + Number(forge))
    const path = join(root, `${name.length}-${forge}`)
    await saveModel(await make(), path, { now: new Date(0), files: { 'notes.txt': 'notes' } })
    const intact = readFolder(path)
    const outcomes = new Map<string, number>()
    for (let round = 0; round < perCase; round++) {
      const [how, damaged] = mutate(intact, random)
      try {
        const outcome = await withFolder(path, intact, forge ? forged(damaged) : damaged, () => outcomeOf(path))
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      } catch (error) {
        throw new Error(`round ${round}, ${how}: ${error instanceof Error ? error.stack : error}`, { cause: error })
      }
    }
    console.log(Object.fromEntries([...outcomes].sort(([, a], [, b]) => b - a)))
    // The mutations reach beyond the first check, and do damage.
    expect(outcomes.size).toBeGreaterThan(6)
    expect(outcomes.get('loaded') ?? 0).toBeLessThan(perCase / 2)
    await loadModel(path)
  })
})
