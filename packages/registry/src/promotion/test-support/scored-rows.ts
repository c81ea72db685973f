import { type Evidence, seededRandom } from '@millrace/core'

/** How rows are scored for a test. */
interface ScoredRowsOptions {
  /** Number of rows. */
  readonly rows: number
  /** Where labels come from: the same seed gives the same rows. */
  readonly seed: number
  /** Where the noise of this model comes from. */
  readonly noiseSeed: number
  /** Standard deviation of the noise on the score; a better model has less. @defaultValue 1 */
  readonly noise?: number
  /** Number of the first row. @defaultValue 0 */
  readonly from?: number
}

/** Rows whose label follows a hidden score, as a model sees them that knows the score up to noise. */
export function scoredRows({ rows, seed, noiseSeed, noise = 1, from = 0 }: ScoredRowsOptions): Evidence {
  const world = normals(seed)
  const eye = normals(noiseSeed)
  const indexes = Array.from({ length: rows }, (_, index) => index + from)
  const hidden = indexes.map(() => ({ score: 1.5 * world.normal(), draw: world.uniform() }))
  return {
    row: indexes.map((index) => `row-${index}`),
    label: hidden.map(({ score, draw }) => (draw < sigmoid(score) ? 1 : 0)),
    score: hidden.map(({ score }) => sigmoid(score + noise * eye.normal())),
  }
}

const sigmoid = (score: number): number => 1 / (1 + Math.exp(-score))

function normals(seed: number): { normal(): number; uniform(): number } {
  const random = seededRandom(seed)
  const uniform = () => random.next()
  return { uniform, normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()) }
}

/** The rows of some indexes, in that order. */
export const pickRows = ({ row, label, score, weight }: Evidence, indexes: readonly number[]): Evidence => ({
  row: indexes.map((index) => row[index]!),
  label: indexes.map((index) => label[index]!),
  score: indexes.map((index) => score[index]!),
  ...(weight && { weight: indexes.map((index) => weight[index]!) }),
})
