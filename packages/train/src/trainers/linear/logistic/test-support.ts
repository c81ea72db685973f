import type { LinearOperation, TrainOptions } from '@millrace/core'
import { type LogisticRegressionOptions, logisticRegression } from './logistic-regression.ts'

type Coefficient = { readonly weight: number } & Readonly<
  Record<'standardError' | 'statistic' | 'pValue' | 'lower' | 'upper', number | null>
>

export interface FittedLogistic {
  readonly operation: LinearOperation<number>
  readonly warnings: readonly string[]
  readonly diagnostics: {
    readonly solver: 'newton' | 'lbfgs'
    readonly iterations: number
    readonly converged: boolean
    readonly loss: number
    readonly intercept: Coefficient
    readonly coefficients: readonly (Coefficient & { readonly name: string })[]
  }
}

export interface FitLogisticOptions extends LogisticRegressionOptions, Omit<TrainOptions, 'seed'> {
  readonly weights?: readonly number[] | null
}

/** Fits columns named x0, x1 and so on. */
export async function fitLogistic(
  columns: readonly (readonly number[])[],
  label: readonly number[],
  { weights = null, signal, progress, ...options }: FitLogisticOptions = {},
): Promise<FittedLogistic> {
  const data = {
    features: columns.map((column) => Float64Array.from(column)),
    names: columns.map((_, j) => `x${j}`),
    target: Float64Array.from(label),
    weights: weights === null ? undefined : Float64Array.from(weights),
  }
  const fitted = await logisticRegression(options).fit(data, { seed: 7, signal, progress })
  return { ...fitted, operation: fitted.operations[0] } as unknown as FittedLogistic
}

/** What a fitted model says of a row: its log-odds. */
export function scoreOf({ operation }: FittedLogistic, row: readonly number[]): number {
  return row.reduce((sum, value, j) => sum + operation.weights[j]! * value, operation.intercept)
}
