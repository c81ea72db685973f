import { type Column, findColumn, MillraceError, type Random, schemaFromColumns, seededRandom, Table } from '@millrace/core'

/** A row of a batch that takes a place in the sample. */
interface Draw {
  readonly place: number
  readonly row: number
}

/**
 * Draws rows of a stream so that after any number of them each was drawn with the same chance; rows between two draws are skipped, not looked at.
 *
 * @see https://doi.org/10.1145/198429.198435 (K.-H. Li, algorithm L)
 */
function createDraws(size: number, random: Random): (rows: number) => Draw[] {
  let seen = 0
  let next = 0
  let weight = 1
  const unit = () => 1 - random.next()
  const skip = () => {
    weight *= Math.exp(Math.log(unit()) / size)
    next += Math.floor(Math.log(unit()) / Math.log1p(-weight)) + 1
  }
  return (rows) => {
    const draws: Draw[] = []
    while (next < seen + rows) {
      draws.push({ place: next < size ? next : random.integer(size), row: next - seen })
      if (next < size - 1) next++
      else skip()
    }
    seen += rows
    return draws
  }
}

/** A seeded sample of the rows of batches. */
export interface Reservoir {
  readonly rows: number
  add(batch: Table<Record<string, unknown>>): void
  /** The sample: the rows themselves, in order, where there are no more than its size. */
  table(): Table<Record<string, unknown>>
}

export function createReservoir(names: readonly string[], { size, seed }: { readonly size: number; readonly seed: number }): Reservoir {
  const drawsOf = createDraws(size, seededRandom(seed))
  const samples = new Map<string, ColumnSample>()
  let schema: Table['schema'] | null = null
  let rows = 0
  return {
    get rows() {
      return rows
    },
    add(batch) {
      schema ??= batch.schema
      rows += batch.rowCount
      const draws = drawsOf(batch.rowCount)
      for (const name of names) {
        const column = batch.column(name)
        const sample = samples.get(name) ?? (column.type === 'number' ? sampleNumbers(size) : sampleTexts(size))
        samples.set(name, sample)
        sample.take(column, draws)
      }
    },
    table() {
      const specs = names.map((name) => findColumn(schema!, name)!)
      const columns = names.map((name) => [name, samples.get(name)!.column(Math.min(rows, size))] as const)
      return new Table(schemaFromColumns(specs), new Map(columns)) as Table<Record<string, unknown>>
    },
  }
}

interface ColumnSample {
  take(column: Column, draws: readonly Draw[]): void
  /** The first rows. */
  column(rows: number): Column
}

function sampleNumbers(size: number): ColumnSample {
  const sample = new Float64Array(size)
  return {
    take(column, draws) {
      const values = column.type === 'number' ? column.values : otherType()
      for (const { place, row } of draws) sample[place] = values[row]!
    },
    column: (rows) => ({ type: 'number', values: sample.subarray(0, rows) }),
  }
}

/** Keeps codes of all texts that were drawn, though others have taken the place of some. */
function sampleTexts(size: number): ColumnSample {
  const sample = new Int32Array(size).fill(-1)
  const codes = new Map<string, number>()
  const codeOf = (text: string) => {
    const code = codes.get(text) ?? codes.size
    codes.set(text, code)
    return code
  }
  return {
    take(column, draws) {
      const { codes: coded, dictionary } = column.type === 'string' ? column : otherType()
      for (const { place, row } of draws) sample[place] = coded[row]! < 0 ? -1 : codeOf(dictionary[coded[row]!]!)
    },
    column: (rows) => ({ type: 'string', codes: sample.subarray(0, rows), dictionary: [...codes.keys()] }),
  }
}

function otherType(): never {
  throw new MillraceError({
    code: 'E_PROFILE_MISMATCH',
    message: 'profileBatches: a column holds text in one batch and numbers in another; read all batches by one schema',
  })
}
