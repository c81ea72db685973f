import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Model, runGraph, type TaskKind } from '@millrace/core'
import { afterAll, expect, test } from 'vitest'
import { fromLightgbm } from '../../src/import/lightgbm/from-lightgbm.ts'
import { fromOnnx } from '../../src/import/onnx/from-onnx.ts'
import { fromXgboost } from '../../src/import/xgboost/from-xgboost.ts'

interface Answers {
  readonly rows: readonly (readonly (number | null)[])[]
  readonly full: readonly (readonly number[])[]
  readonly models: readonly { readonly file: string; readonly kind: string; readonly answer: readonly (readonly number[])[] }[]
}

const folder = mkdtempSync(join(tmpdir(), 'millrace-import-'))
afterAll(() => rmSync(folder, { recursive: true }))

const columns = Array.from({ length: 8 }, (_, j) => `c${j}`)

function open(file: string): Model<never, unknown, TaskKind> {
  const bytes = readFileSync(join(folder, file))
  if (file.endsWith('.txt')) return fromLightgbm(bytes.toString(), { columns }) as never
  return (file.endsWith('.onnx') ? fromOnnx(bytes, { columns }) : fromXgboost(bytes, { columns })) as never
}

/** The largest difference, relative where answers are above 1. */
function largestDifference(model: Model<never, unknown, TaskKind>, rows: Answers['rows'], answer: readonly (readonly number[])[]): number {
  const column = (name: string) => {
    const j = columns.indexOf(name)
    return { type: 'number', values: Float64Array.from(rows, (row) => row[j] ?? Number.NaN) } as const
  }
  const outputs = runGraph(model.definition.graph, { rowCount: rows.length, column })
  const { kind } = model.definition.target
  const classes = answer[0]!.length
  const names =
    kind === 'regression' ? ['value'] : kind === 'binary' ? ['probability'] : Array.from({ length: classes }, (_, k) => `probability:${k}`)
  return names.reduce((most, name, k) => {
    const { values } = outputs.get(name) as { readonly values: Float64Array }
    const wanted = answer.map((row) => (kind === 'binary' ? row.at(-1)! : row[k]!))
    return wanted.reduce((own, value, row) => Math.max(own, Math.abs(value - values[row]!) / Math.max(1, Math.abs(value))), most)
  }, 0)
}

test('models that Python trains answer 1,000 rows as their tools do', { timeout: 300_000 }, () => {
  const script = fileURLToPath(new URL('../interop/train_models.py', import.meta.url))
  const { status, stderr } = spawnSync(process.env.MILLRACE_PYTHON!, [script, folder], { encoding: 'utf8' })
  expect(status, stderr).toBe(0)
  const { rows, full, models } = JSON.parse(readFileSync(join(folder, 'models.json'), 'utf8')) as Answers
  const differences = models.map(({ file, kind, answer }) => {
    const difference = largestDifference(open(file), file.endsWith('.onnx') ? full : rows, answer)
    return { file, kind, difference, ok: difference <= (file.endsWith('.txt') ? 1e-12 : 2e-6) }
  })
  expect(differences.filter(({ ok }) => !ok)).toEqual([])
  expect(differences.length).toBe(28)
})
