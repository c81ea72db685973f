import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { failureOf } from '../../test/support/failure.ts'
import { type Loan, type LoanModelOptions, loanModel, loanRows, loans } from '../../test/support/loan-model.ts'
import { digestBytes, digestJson } from '../json/digest.ts'
import type { Json } from '../json/json.ts'
import { loadModel } from './load-model.ts'
import type { Model } from './model.ts'
import { saveModel } from './save-model.ts'

const root = mkdtempSync(join(tmpdir(), 'millrace-model-'))
afterAll(() => rmSync(root, { recursive: true }))
let made = 0
const newFolder = () => join(root, `model-${made++}`)

const now = new Date('2024-02-29T12:00:00.123Z')
const save = async (model: Model<Loan, unknown>, options = {}) => saveModel(model, newFolder(), { now, ...options })
const load = (folder: string) => loadModel<{ '~in'?: Loan; '~label'?: unknown }>(folder)

/** Changes model.json; its digest is made to fit. */
function rewrite(folder: string, change: (document: Record<string, Json>) => void): void {
  const path = join(folder, 'model.json')
  const { digest: _, ...content } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Json>
  change(content)
  writeFileSync(path, JSON.stringify({ ...content, digest: digestJson(content) }))
}

describe.each<LoanModelOptions>([{}, { estimator: 'trees', label: 'boolean' }, { policy: true, label: 'number' }])(
  'a model of %o',
  (options) => {
    it('comes back from its folder: definition, predictions, digest', async () => {
      const model = await loanModel(options)
      const { folder, digest } = await save(model)
      const loaded = await load(folder)
      expect(loaded.definition).toEqual(model.definition)
      expect(loaded.predict(loanRows)).toEqual(model.predict(loanRows))
      expect([...loaded.predict(loans).rows()]).toEqual([...model.predict(loans).rows()])
      expect((await save(loaded)).digest).toBe(digest)
    })
  },
)

describe('a folder', () => {
  it('holds the manifest, the model, its arrays, an example and the files of the caller', async () => {
    const { folder } = await save(await loanModel({ estimator: 'trees' }), {
      files: { 'reports/roc.svg': '<svg/>', 'profile.json': Uint8Array.of(123, 125) },
    })
    const names = readdirSync(folder, { recursive: true }).map(String)
    const shape = names.map((name) => name.replace(/^node-\d+/, 'node-*')).sort()
    const parts = ['keys', 'values', 'cover', 'feature', 'gain', 'left', 'missingLeft', 'right', 'roots', 'threshold', 'value']
    const others = ['MLmodel', 'input_example.json', 'model.json', 'profile.json', 'reports', join('reports', 'roc.svg')]
    expect(shape).toEqual([...others, ...parts.map((part) => `node-*-${part}.bin`)].sort())
    expect(JSON.parse(readFileSync(join(folder, 'input_example.json'), 'utf8'))).toEqual(loanRows[0])
  })

  it('has a digest of the model and its files, whatever their order and the time', async () => {
    const model = await loanModel()
    const digestOf = async (options = {}) => (await save(model, options)).digest
    const plain = await digestOf()
    expect(await digestOf({ now: new Date(0) })).toBe(plain)
    const files = await digestOf({ files: { b: '1', a: '2' } })
    expect(await digestOf({ files: { a: '2', b: '1' } })).toBe(files)
    expect(new Set([plain, files, await digestOf({ files: { a: '2', b: '2' } })]).size).toBe(3)
    expect(plain).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  it('is replaced only where that is asked for', async () => {
    const model = await loanModel()
    const { folder } = await save(model)
    expect((await failureOf(saveModel(model, folder))).code).toBe('E_FOLDER_EXISTS')
    await saveModel(model, folder, { overwrite: true, files: { more: 'x' } })
    expect(readdirSync(folder)).toContain('more')
    await load(folder)
  })

  it('of another kind is never replaced', async () => {
    expect((await failureOf(saveModel(await loanModel(), root, { overwrite: true }))).code).toBe('E_FOLDER_EXISTS')
  })
})

describe('extra files are refused', () => {
  it.each([
    ['MLmodel', 'E_MODEL_FILE_RESERVED'],
    ['model.json', 'E_MODEL_FILE_RESERVED'],
    ['input_example.json', 'E_MODEL_FILE_RESERVED'],
    ['weights.bin', 'E_MODEL_FILE_RESERVED'],
    ['mlmodel', 'E_PATH_UNSAFE'],
    ['../escape', 'E_PATH_UNSAFE'],
    ['/etc/passwd', 'E_PATH_UNSAFE'],
    ['a\\b', 'E_PATH_UNSAFE'],
    ['', 'E_PATH_UNSAFE'],
  ])('under the name %j with %s', async (path, code) => {
    const folder = newFolder()
    expect((await failureOf(saveModel(await loanModel(), folder, { files: { [path]: 'x' } }))).code).toBe(code)
    expect(readdirSync(root)).not.toContain(folder.slice(root.length + 1))
  })

  it('but not in a folder of their own', async () => {
    const { folder } = await save(await loanModel(), { files: { 'onnx/weights.bin': 'x' } })
    await load(folder)
  })
})

describe('what cannot be loaded is not saved', () => {
  it.each<[string, object, string]>([
    ['without a golden row', { golden: [] }, 'E_MODEL_INVALID'],
    ['with a name that is too long', { name: 'x'.repeat(201) }, 'E_MODEL_INVALID'],
    [
      'with a diagnostic that is NaN',
      { estimator: { kind: 'x', params: {}, diagnostics: { auc: Number.NaN }, warnings: [] } },
      'E_JSON_UNSUPPORTED',
    ],
    ['with a label of days', { label: { name: 'label', kind: 'day', nullable: false, optional: false } }, 'E_MODEL_INVALID'],
    ['whose graph reads a column that is no input', { inputs: [] }, 'E_MODEL_INVALID'],
  ])('a model %s', async (_, change, code) => {
    const model = await loanModel()
    const broken = { ...model, definition: { ...model.definition, ...change } } as typeof model
    expect((await failureOf(save(broken))).code).toBe(code)
  })
})

describe('loading refuses', () => {
  it('a folder that is not there, with E_FILE_MISSING', async () => {
    expect((await failureOf(load(newFolder()))).code).toBe('E_FILE_MISSING')
  })

  const noColumns: Json = { type: 'object', properties: {}, required: [] }
  type Change = (document: Readonly<Record<string, Json>>) => Readonly<Record<string, Json | undefined>>
  it.each<[string, string, Change, string]>([
    ['another format', 'E_MODEL_INVALID', () => ({ format: 'other' }), `model: 'format' is not "millrace/model"`],
    ['a later version', 'E_MODEL_INVALID', () => ({ version: 2 }), "model: 'version' is not 1"],
    ['a member beyond', 'E_MODEL_INVALID', () => ({ code: 'x' }), "model: 'code' is not a known member"],
    ['a member that is missing', 'E_MODEL_INVALID', () => ({ lineage: undefined }), "model: 'lineage' is not an object"],
    ['no golden rows', 'E_MODEL_INVALID', () => ({ golden: [] }), 'model: there is no golden row'],
    [
      'too many golden rows',
      'E_MODEL_INVALID',
      ({ golden }) => ({ golden: new Array(1_001).fill((golden as Json[])[0]) as Json[] }),
      "model: 'golden' has 1001 elements; at most 1000 are allowed",
    ],
    ['no label', 'E_MODEL_INVALID', () => ({ outputs: noColumns }), 'model: the outputs have no label'],
    ['columns that are none', 'E_JSON_SCHEMA_INVALID', () => ({ inputs: true }), 'JSON Schema: the document is not an object'],
    ['a column twice', 'E_MODEL_INVALID', ({ inputs }) => ({ monitored: inputs }), 'model: a column is declared twice'],
    ['an input that is missing', 'E_MODEL_INVALID', () => ({ inputs: noColumns }), "model: the graph reads 'income', which is no input"],
    [
      'a label of another type than the target',
      'E_MODEL_INVALID',
      ({ target }) => ({ target: { ...(target as object), positive: 1 } }),
      'model: the labels of the target are not of kind string',
    ],
    ['a graph that is none', 'E_GRAPH_INVALID', () => ({ graph: {} }), "graph: 'version' is not 1"],
    [
      'a graph without a score',
      'E_MODEL_INVALID',
      ({ graph }) => ({ graph: { ...(graph as object), outputs: [['x', 0]] } }),
      "model: the graph has no output 'score'",
    ],
  ])('%s, with %s', async (_, code, change, message) => {
    const { folder } = await save(await loanModel())
    rewrite(folder, (document) => {
      for (const [key, value] of Object.entries(change(document))) {
        if (value === undefined) delete document[key]
        else document[key] = value
      }
    })
    const error = await failureOf(load(folder))
    expect([error.code, error.message]).toEqual([code, message])
  })

  it('an input of another physical kind', async () => {
    const { folder } = await save(await loanModel())
    rewrite(folder, (document) => {
      const { properties } = document.inputs as { properties: Record<string, Json> }
      properties.branch = { type: 'number' }
    })
    expect((await failureOf(load(folder))).message).toBe("model: the graph reads 'branch' as a string, but it is of kind number")
  })

  it('outputs of another type', async () => {
    const { folder } = await save(await loanModel({ policy: true }))
    const relabel = (from: string, to: string) => (document: Record<string, Json>) => {
      const { outputs } = document.graph as unknown as { outputs: [string, number][] }
      outputs.find(([name]) => name === to)![1] = outputs.find(([name]) => name === from)![1]
    }
    for (const [from, to, message] of [
      ['score', 'label', "the output 'label' is a number"],
      ['label', 'score', "the output 'score' is a string"],
      ['score', 'reason', "the output 'reason' is a number"],
    ] as const) {
      const copy = newFolder()
      await saveModel(await load(folder), copy)
      rewrite(copy, relabel(from, to))
      expect((await failureOf(load(copy))).message).toBe(`model: ${message}`)
    }
  })

  it('a document that was changed, with E_MODEL_DIGEST', async () => {
    const { folder } = await save(await loanModel())
    const path = join(folder, 'model.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace('"iterations": 7', '"iterations": 8'))
    const { code, details } = await failureOf(load(folder))
    expect([code, details.path]).toEqual(['E_MODEL_DIGEST', 'model.json'])
  })

  it.each([
    ['an array', /-values\.bin$/],
    ['an extra file', /^notes\.txt$/],
    ['the example', /^input_example\.json$/],
  ])('%s that was changed, with E_MODEL_DIGEST', async (_, name) => {
    const { folder } = await save(await loanModel(), { files: { 'notes.txt': 'x' } })
    const file = readdirSync(folder).find((each) => name.test(each))!
    writeFileSync(join(folder, file), 'other')
    const { code, details } = await failureOf(load(folder))
    expect([code, details.path]).toEqual(['E_MODEL_DIGEST', file])
  })

  it('an array of another length', async () => {
    const { folder } = await save(await loanModel())
    rewrite(folder, ({ arrays }) => Object.assign((arrays as object[])[1]!, { length: 7 }))
    expect((await failureOf(load(folder))).message).toMatch(/^model: node-\d+-values\.bin has 2400 bytes, not 7 values of float64$/)
  })

  it('an array that is given twice', async () => {
    const { folder } = await save(await loanModel())
    rewrite(folder, (document) => void (document.arrays as Json[]).push((document.arrays as Json[])[0]!))
    expect((await failureOf(load(folder))).message).toMatch(/^model: the array 'node-\d+-keys' is given twice$/)
  })

  it('files outside the folder, by name or by link, with E_PATH_UNSAFE', async () => {
    const { folder } = await save(await loanModel(), { files: { notes: 'x' } })
    symlinkSync('/etc/passwd', join(folder, 'link'))
    for (const path of ['../model-0/model.json', '/etc/passwd', 'link', 'a/../../x']) {
      const copy = newFolder()
      await saveModel(await load(folder), copy)
      symlinkSync('/etc/passwd', join(copy, 'link'))
      rewrite(copy, (document) => void (document.files as Json[]).push({ path, sha256: digestBytes('x') }))
      expect((await failureOf(load(copy))).code).toBe('E_PATH_UNSAFE')
    }
  })

  it('more bytes than it may read, with E_FILE_TOO_LARGE', async () => {
    const { folder } = await save(await loanModel())
    expect((await failureOf(loadModel(folder, { maxJsonBytes: 1_000 }))).code).toBe('E_FILE_TOO_LARGE')
    expect((await failureOf(loadModel(folder, { maxFileBytes: 4_000 }))).code).toBe('E_FILE_TOO_LARGE')
  })
})

it('a model whose columns are called like members of Object comes back', async () => {
  const model = await loanModel()
  const { definition } = model
  const rename = (name: string) => ({ income: '__proto__', partner: '7', branch: 'constructor' })[name] ?? name
  const nodes = definition.graph.nodes.map((node) => (node.op === 'column' ? { ...node, name: rename(node.name) } : node))
  const renamed = {
    ...definition,
    inputs: definition.inputs.map((column) => ({ ...column, name: rename(column.name) })),
    graph: { ...definition.graph, nodes },
    golden: definition.golden.map(({ row, outputs }) => ({
      row: Object.fromEntries(Object.entries(row).map(([name, value]) => [rename(name), value])),
      outputs,
    })),
  }
  const { folder } = await save({ ...model, definition: renamed })
  const loaded = await load(folder)
  expect(loaded.definition.golden).toEqual(renamed.golden)
  expect(loaded.inputs.columns.map(({ name }) => name).sort()).toEqual(['7', '__proto__', 'amount', 'applied', 'area', 'constructor'])
})

it('the manifest is what MLflow reads', async () => {
  const { folder, digest } = await save(await loanModel({ policy: true }))
  const lines = readFileSync(join(folder, 'MLmodel'), 'utf8').split('\n')
  const memberOf = (key: string) =>
    JSON.parse(JSON.parse(lines.find((line) => line.trim().startsWith(`${key}:`))!.replace(/^\s*\w+: /, '')))
  expect(lines.slice(0, 5)).toEqual([
    'flavors:',
    '  millrace:',
    '    data: "model.json"',
    `    digest: "${digest}"`,
    '    format_version: 1',
  ])
  expect(lines).toContain('utc_time_created: "2024-02-29 12:00:00.123000"')
  expect(memberOf('inputs').slice(0, 4)).toEqual([
    { type: 'double', name: 'income', required: true },
    { type: 'double', name: 'partner', required: true },
    { type: 'double', name: 'amount', required: false },
    { type: 'string', name: 'area', required: false },
  ])
  expect(memberOf('outputs')).toEqual([
    { type: 'double', name: 'score', required: true },
    { type: 'double', name: 'probability', required: true },
    { type: 'string', name: 'label', required: true },
    { type: 'string', name: 'decision', required: false },
    { type: 'string', name: 'reason', required: false },
  ])
  // Each line is a key of YAML, indented by two blanks a level, with a plain or JSON value.
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/^(?: {2})*\w+:(?: (?:".*"|\d+|null|[\w.]+))?$/)
})
