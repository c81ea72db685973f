import { type Column, findColumn, type Random, schemaFromColumns, seededRandom, Table } from '@millrace/core'

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
  const values = new Map<string, (number | string | null)[]>(names.map((name) => [name, []]))
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
      for (const [name, sample] of values) {
        const column = batch.column(name)
        for (const { place, row } of draws) sample[place] = valueAt(column, row)
      }
    },
    table() {
      const specs = names.map((name) => findColumn(schema!, name)!)
      return new Table(
        schemaFromColumns(specs),
        new Map(specs.map(({ name, kind }) => [name, columnOf(values.get(name)!, kind)])),
      ) as Table<Record<string, unknown>>
    },
  }
}

const valueAt = (column: Column, row: number) =>
  column.type === 'number' ? column.values[row]! : (column.dictionary[column.codes[row]!] ?? null)

function columnOf(values: readonly (number | string | null)[], kind: string): Column {
  if (kind !== 'string' && kind !== 'category') return { type: 'number', values: Float64Array.from(values as number[]) }
  const codes = new Map<string, number>()
  const code = (value: string) => {
    const known = codes.get(value) ?? codes.size
    codes.set(value, known)
    return known
  }
  const coded = Int32Array.from(values as (string | null)[], (value) => (value === null ? -1 : code(value)))
  return { type: 'string', codes: coded, dictionary: [...codes.keys()] }
}
