import { seededRandom, type Task, type TrainingData } from '@millrace/core'

/** What generated rows have. */
export interface MixedDataOptions {
  readonly rows?: number
  readonly seed?: number
  readonly task?: Task
  /** Share of the cells of the first two features that are null. */
  readonly missing?: number
  /** Whether the last two features are categories, of 6 and of 40. */
  readonly categories?: boolean
}

/** Rows with an interaction, few and many distinct values, and where asked for missing values and categories; the target is noisy. */
export function mixedData({
  rows = 400,
  seed = 3,
  task = { kind: 'binary' },
  missing = 0,
  categories = false,
}: MixedDataOptions = {}): TrainingData {
  const random = seededRandom(seed)
  const column = (of: () => number) => Float64Array.from({ length: rows }, of)
  const [a, b, c, d] = [
    column(random.normal),
    column(() => random.integer(5)),
    column(() => Math.exp(random.normal())),
    column(random.normal),
  ]
  const [few, many] = [column(() => random.integer(6)), column(() => Math.floor(40 * random.next() ** 2))]
  const effects = Array.from({ length: 40 }, random.normal)
  const signal = column(() => random.normal())
  for (let row = 0; row < rows; row++) {
    signal[row]! += 2 * a[row]! * (b[row]! > 2 ? 1 : -1) + Math.log(c[row]!)
    if (categories) signal[row]! += 2 * effects[few[row]!]! + effects[many[row]!]!
  }
  for (const values of [a, b]) for (let row = 0; row < rows; row++) if (random.next() < missing) values[row] = Number.NaN
  const classes = task.kind === 'multiclass' ? task.classes : 2
  const target =
    task.kind === 'regression'
      ? signal.map((value) => 100 + 5 * value)
      : signal.map((value) => Math.min(classes - 1, Math.max(0, Math.floor(value / 2 + classes / 2))))
  return {
    features: [a, b, c, d, ...(categories ? [few, many] : [])],
    names: ['a', 'b', 'c', 'd', ...(categories ? ['few', 'many'] : [])],
    target,
    task,
    ...(categories && { categories: [null, null, null, null, 6, 40] }),
  }
}
