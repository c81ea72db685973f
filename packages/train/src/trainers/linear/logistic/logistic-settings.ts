/** How a logistic regression is fitted, once defaults are filled in. */
export interface LogisticSettings {
  readonly l1: number
  readonly l2: number
  readonly solver: 'newton' | 'lbfgs'
  readonly tolerance: number
  readonly maxIterations: number
}
