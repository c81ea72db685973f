import { seededRandom, type TrainingData } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { logisticRegression } from './logistic-regression.ts'

const rows = 150
const random = seededRandom(5)
const features = [0, 1].map(() => Float64Array.from({ length: rows }, () => random.normal()))
const target = features[0]!.map((x) => (random.next() < 0.2 ? random.integer(3) : x < -0.5 ? 0 : x < 0.5 ? 1 : 2))
const data: TrainingData = { features, names: ['x', 'noise'], target, task: { kind: 'multiclass', classes: 3 } }
const fit = (given: Partial<TrainingData> = {}, options = {}) => logisticRegression(options).fit({ ...data, ...given }, { seed: 7 })

interface Figures {
  readonly intercept: { readonly weight: number }
  readonly coefficients: readonly { readonly weight: number; readonly pValue: number | null; readonly standardError: number | null }[]
}
const classesOf = ({ diagnostics }: { readonly diagnostics: object }) => (diagnostics as { readonly classes: readonly Figures[] }).classes

describe('logisticRegression of several classes', () => {
  test('gives one linear node a class, whose weights of a feature sum to 0', async () => {
    const fitted = await fit()
    expect(fitted.operations.map(({ op }) => op)).toEqual(['linear', 'linear', 'linear'])
    const sum = classesOf(fitted).reduce((total, { coefficients }) => total + coefficients[0]!.weight, 0)
    expectClose(sum, 0, { rel: 0, abs: 1e-7 })
  })

  test('of two classes gives the log-odds of two as their difference, at half the penalty', async () => {
    const halves = target.map((value) => Number(value > 0))
    const several = classesOf(await fit({ target: halves, task: { kind: 'multiclass', classes: 2 } }, { l2: 2 }))
    const two = await logisticRegression({ l2: 1 }).fit({ ...data, target: halves, task: { kind: 'binary' } }, { seed: 7 })
    const { coefficients } = two.diagnostics as unknown as Figures
    expectClose(several[1]!.coefficients[0]!.weight - several[0]!.coefficients[0]!.weight, coefficients[0]!.weight, { rel: 1e-5 })
  })

  test('l1 makes weights 0 exactly, and leaves no standard errors', async () => {
    const figures = classesOf(await fit({}, { l1: 15, l2: 0 })).flatMap(({ coefficients }) => coefficients)
    expect(figures.filter(({ weight }) => weight === 0).length).toBeGreaterThan(2)
    expect(figures.every(({ standardError }) => standardError === null)).toBe(true)
  })

  test('warns of classes that can be told apart, collinear and constant columns, with finite weights', async () => {
    const apart = await fit({ features: [target, features[1]!] }, { l2: 0 })
    expect(apart.warnings[0]).toMatch(/can be told apart/)
    expect(classesOf(apart).every(({ coefficients }) => coefficients.every(({ weight }) => Number.isFinite(weight)))).toBe(true)
    const double = await fit({ features: [features[0]!, features[0]!.slice()] }, { l2: 0 })
    expect(double.warnings).toEqual(['features are collinear: the weights of some are not unique and have no standard error'])
    const constant = await fit({ features: [features[0]!, features[0]!.map(() => 3)] })
    expect(constant.warnings).toEqual(["the feature 'noise' is constant and says nothing"])
  })

  test('a class without rows has a finite, low intercept and a warning or not, but no crash', async () => {
    const { operations } = await fit({ task: { kind: 'multiclass', classes: 4 } })
    expect(operations.map((node) => node.op === 'linear' && Number.isFinite(node.intercept))).toEqual([true, true, true, true])
  })

  test('refuses a target that is no index of a class', async () => {
    await expect(fit({ target: target.with(4, 3) })).rejects.toMatchObject({ code: 'E_TARGET_CLASS', details: { row: 4, classes: 3 } })
  })
})
