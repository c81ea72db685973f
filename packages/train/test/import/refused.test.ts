import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fromLightgbm } from '../../src/import/lightgbm/from-lightgbm.ts'
import { fromOnnx } from '../../src/import/onnx/from-onnx.ts'
import { fromXgboost } from '../../src/import/xgboost/from-xgboost.ts'

const read = (name: string): Buffer => readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url))
const lightgbm = read('lightgbm.txt').toString()
const xgboost = read('xgboost-binary.json').toString()

describe('files that are refused', () => {
  const cases: readonly (readonly [what: string, open: () => unknown, error: object])[] = [
    ['LightGBM: a linear tree', () => fromLightgbm(lightgbm.replace('is_linear=0', 'is_linear=1')), { code: 'E_IMPORT_UNSUPPORTED' }],
    [
      'LightGBM: a child that is its own parent',
      () => fromLightgbm(lightgbm.replace(/left_child=\d+/, 'left_child=0')),
      { code: 'E_IMPORT_INVALID' },
    ],
    ['LightGBM: a text cut off', () => fromLightgbm(lightgbm.slice(0, 1_500)), { code: 'E_IMPORT_INVALID' }],
    [
      'LightGBM: an unknown objective',
      () => fromLightgbm(lightgbm.replace('objective=binary', 'objective=lottery')),
      { code: 'E_IMPORT_UNSUPPORTED' },
    ],
    ['LightGBM: too large', () => fromLightgbm(lightgbm, { maxBytes: 1_000 }), { code: 'E_IMPORT_TOO_LARGE' }],
    ['another kind', () => fromLightgbm(lightgbm, { target: { kind: 'regression', column: 'y' } }), { code: 'E_IMPORT_TARGET' }],
    ['other columns', () => fromLightgbm(lightgbm, { columns: ['a'] }), { code: 'E_IMPORT_COLUMNS' }],
    ['XGBoost: no JSON', () => fromXgboost(xgboost.slice(1)), { code: 'E_JSON_SYNTAX' }],
    ['XGBoost: gblinear', () => fromXgboost(xgboost.replace('"name":"gbtree"', '"name":"gblinear"')), { code: 'E_IMPORT_UNSUPPORTED' }],
    [
      'XGBoost: a feature that does not exist, by its path',
      () => fromXgboost(xgboost.replace(/"split_indices":\[\d/, '"split_indices":[9')),
      { code: 'E_IMPORT_INVALID', details: expect.objectContaining({ path: expect.stringContaining('trees.0.split_indices') }) },
    ],
    [
      'UBJSON: a length without its bytes',
      () => fromXgboost(Uint8Array.of(0x7b, 0x4c, 0x7f, 255, 255, 255, 255, 255, 255, 255)),
      { code: 'E_IMPORT_INVALID' },
    ],
    ['UBJSON: nesting without end', () => fromXgboost(new Uint8Array(1_000_000).fill(0x5b)), { code: 'E_IMPORT_INVALID' }],
    ['ONNX: a length without its bytes', () => fromOnnx(Uint8Array.of(0x3a, 255, 255, 255, 255, 15)), { code: 'E_IMPORT_INVALID' }],
    ['ONNX: nothing', () => fromOnnx(new Uint8Array()), { code: 'E_IMPORT_UNSUPPORTED' }],
    [
      'ONNX: an unknown operator, by its name',
      () => fromOnnx(Buffer.from(read('onnx-linear.onnx').toString('latin1').replaceAll('Scaler', 'Skaler'), 'latin1')),
      { code: 'E_IMPORT_UNSUPPORTED', details: expect.objectContaining({ operator: 'Skaler' }) },
    ],
  ]

  it.each(cases)('%s', (_, open, error) => {
    expect(open).toThrow(expect.objectContaining(error))
  })
})

describe('targets', () => {
  it('gives labels of the caller', () => {
    const target = { kind: 'binary', column: 'approved', positive: 'yes', negative: 'no' } as const
    const model = fromLightgbm(lightgbm, { name: 'approval', target })
    const label: 'yes' | 'no' = model.predict({ age: 30, income: 80, city: 'Bergen' }).label
    expect([model.name, label]).toEqual(['approval', 'yes'])
  })

  it('warns where an exporter is known to lose something', () => {
    expect(fromOnnx(read('onnx-forest.onnx')).definition.estimator.warnings.join()).toMatch(/directions that forests learn for null/)
  })
})
