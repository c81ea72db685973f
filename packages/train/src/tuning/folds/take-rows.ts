import { type Random, seededRandom, type Task, type TrainingRows } from '@millrace/core'

/** Some of the rows, in new columns. */
export function takeRows<Rows extends TrainingRows>(data: Rows, rows: Int32Array): Rows {
  const take = (column: Float64Array) => {
    const values = sharedColumn(rows.length)
    for (let i = 0; i < rows.length; i++) values[i] = column[rows[i]!]!
    return values
  }
  return { ...data, features: data.features.map(take), target: take(data.target), ...(data.weights && { weights: take(data.weights) }) }
}

/** The same rows in columns that threads share. */
export function shareRows<Rows extends TrainingRows>(data: Rows): Rows {
  const share = (column: Float64Array) => {
    if (column.buffer instanceof SharedArrayBuffer) return column
    const values = sharedColumn(column.length)
    values.set(column)
    return values
  }
  return { ...data, features: data.features.map(share), target: share(data.target), ...(data.weights && { weights: share(data.weights) }) }
}

/** A column that threads share. */
function sharedColumn(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT))
}

/** Numbers of the folds that hold each row out: shuffled, and every class dealt round the folds. */
export function dealFolds(
  target: Float64Array,
  task: Task,
  { folds, seed }: { readonly folds: number; readonly seed: number },
): Int32Array {
  const foldOf = new Int32Array(target.length)
  let next = 0
  for (const rows of shuffledClasses(target, task, seededRandom(seed))) for (const row of rows) foldOf[row] = next++ % folds
  return foldOf
}

/** A share of the rows at random, the same share of each class and at least one row of it; ascending. A smaller share of one seed is a part of a larger one. */
export function drawShare(
  target: Float64Array,
  task: Task,
  { share, seed }: { readonly share: number; readonly seed: number },
): Int32Array {
  const drawn = shuffledClasses(target, task, seededRandom(seed)).flatMap((rows) => [...rows.slice(0, Math.ceil(share * rows.length))])
  return Int32Array.from(drawn).sort()
}

/** The rows of each class, or all of a regression, in random order. */
function shuffledClasses(target: Float64Array, task: Task, random: Random): readonly Int32Array[] {
  const classes = new Map<number, number[]>()
  for (const row of random.shuffle(Int32Array.from(target.keys()))) {
    const key = task.kind === 'regression' ? 0 : target[row]!
    const rows = classes.get(key)
    if (rows === undefined) classes.set(key, [row])
    else rows.push(row)
  }
  return [...classes].sort(([a], [b]) => a - b).map(([, rows]) => Int32Array.from(rows))
}
