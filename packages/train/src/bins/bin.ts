import type { TrainingData } from '@millrace/core'
import type { BinnedColumn, BinnedMatrix } from './binned-matrix.ts'
import { frequentCodes } from './category-column.ts'
import { numberThresholds, type Workspace, workspaceFor } from './number-column.ts'
import { sampleRows } from './sample-rows.ts'
import { writeMatrix } from './write-matrix.ts'

/**
 * How {@link bin} makes bins.
 *
 * @category Bins
 * @since 0.1.0
 */
export interface BinOptions {
  /** Most bins of a column of numbers, 2 to 255. @defaultValue 255 */
  readonly maxBins?: number | undefined
  /** Where the sampling of rows starts, where there are more than 200,000. @defaultValue 0 */
  readonly seed?: number | undefined
}

const sampledRows = 200_000
const made = new WeakMap<readonly Float64Array[], Map<string, BinnedMatrix>>()

/**
 * Puts features into bins, at most 255 a column, so that they take a byte a cell and trees are grown from histograms.
 *
 * Numbers: where a column has few distinct values each has its own bin; otherwise bins hold about equally many rows, and a value that would fill a bin alone has it for
 * itself. Ends of bins are float32 numbers strictly between two neighbouring values, also as float32 (where no float32 lies between them: the lower value, if the column
 * holds float32 numbers only), so that every execution of a model compares alike; values that no float32 parts share a bin, as do those beyond the range of float32.
 * The ends come from all rows, in whatever order, or from 200,000 sampled ones where there are more. Categories: the 254 most frequent codes have a bin each. NaN is
 * missing, bin 255.
 *
 * The matrix is made once for the same array of features and the same options, and shared by folds, trials and threads: the features must not be written to.
 *
 * @param data - features, one array a column, and for each the number of its categories or null
 * @param options - number of bins and seed
 * @returns the bins of all rows
 * @throws RangeError when an option is out of range
 * @see Ke et al., LightGBM: A Highly Efficient Gradient Boosting Decision Tree, 2017
 * @example
 * ```ts
 * import { bin } from '@millrace/train'
 *
 * const { columns, bins, stride } = bin({ features: [Float64Array.of(1, 2, 2, NaN, 3)] })
 * Array.from(columns[0]!.thresholds) // => [1.5, 2.5]
 * Array.from({ length: 5 }, (_, row) => bins[row * stride]) // => [0, 1, 1, 255, 2]
 * ```
 * @category Bins
 * @since 0.1.0
 */
export function bin(data: Pick<TrainingData, 'features' | 'categories'>, { maxBins = 255, seed = 0 }: BinOptions = {}): BinnedMatrix {
  if (!(Number.isInteger(maxBins) && maxBins >= 2 && maxBins <= 255))
    throw new RangeError(`bin: maxBins is ${maxBins}, not a whole number from 2 to 255`)
  const { features, categories } = data
  const key = JSON.stringify([maxBins, seed, categories ?? null])
  const matrices = made.get(features) ?? new Map<string, BinnedMatrix>()
  made.set(features, matrices)
  const matrix = matrices.get(key) ?? makeMatrix(data, { maxBins, seed })
  matrices.set(key, matrix)
  return matrix
}

function makeMatrix(
  { features, categories }: Pick<TrainingData, 'features' | 'categories'>,
  { maxBins, seed }: { readonly maxBins: number; readonly seed: number },
): BinnedMatrix {
  const rows = features[0]?.length ?? 0
  const sample = sampleRows(rows, { most: sampledRows, seed })
  const workspace = workspaceFor(Math.min(rows, sampledRows))
  return writeMatrix(
    features,
    features.map((values, feature) => describe(values, { categories: categories?.[feature] ?? null, sample, maxBins, workspace })),
  )
}

interface ColumnOptions {
  readonly categories: number | null
  readonly sample: Int32Array | null
  readonly maxBins: number
  readonly workspace: Workspace
}

function valuesAt(values: Float64Array, rows: Int32Array): Float64Array {
  const chosen = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) chosen[i] = values[rows[i]!]!
  return chosen
}

/** What the bins of a column stand for. */
function describe(values: Float64Array, { categories, sample, maxBins, workspace }: ColumnOptions): Omit<BinnedColumn, 'hasMissing'> {
  if (categories !== null) {
    const codes = frequentCodes(values, categories)
    return { kind: 'category', count: codes.length, thresholds: new Float64Array(), codes }
  }
  const sampled = sample === null ? values : valuesAt(values, sample)
  const thresholds = numberThresholds(sampled, maxBins, workspace)
  return { kind: 'number', count: thresholds.length + 1, thresholds, codes: new Int32Array() }
}
