import { type Random, seededRandom } from '@millrace/core'

/** How rows with a score and a label are drawn. */
export interface ScoredRowsOptions {
  readonly seed?: number
  readonly random?: Random
  /** Mean of what score and label rest on: the covariate. @defaultValue 0 */
  readonly mean?: number
  /** Above 1 the scores are bolder than the truth. @defaultValue 1 */
  readonly boldness?: number
  /** How much of the relation between score and label is left. @defaultValue 1 */
  readonly relation?: number
}

const logistic = (logit: number) => 1 / (1 + Math.exp(-logit))

/** Rows of a model with three positive rows in ten or so. */
export function scoredRows(
  rows: number,
  { seed = 1, random = seededRandom(seed), mean = 0, boldness = 1, relation = 1 }: ScoredRowsOptions = {},
): { readonly scores: Float64Array; readonly labels: Float64Array } {
  const scores = new Float64Array(rows)
  const labels = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const latent = 1.5 * (random.normal() + mean)
    scores[row] = logistic(boldness * (latent - 0.8))
    labels[row] = Number(random.next() < logistic(relation * latent - 0.8))
  }
  return { scores, labels }
}
