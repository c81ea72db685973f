import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A table that `make_data.py` of the peers wrote. */
export interface BenchTable {
  readonly names: readonly string[]
  readonly categories: readonly (number | null)[]
  readonly train: Part
  readonly test: Part
}

/** Columns and label of some rows. */
export interface Part {
  readonly features: readonly Float64Array[]
  readonly label: Float64Array
}

interface Header {
  readonly rows: Readonly<Record<'train' | 'test', number>>
  readonly columns: readonly { readonly name: string; readonly categories?: number }[]
}

/** Reads a folder of little-endian float32 columns. */
export function readTable(folder: string): BenchTable {
  const { rows, columns } = JSON.parse(readFileSync(join(folder, 'header.json'), 'utf8')) as Header
  const numbers = (file: string) => {
    const bytes = readFileSync(join(folder, file))
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  }
  const part = (name: 'train' | 'test'): Part => {
    const all = numbers(`x_${name}.bin`)
    const count = rows[name]
    return {
      features: columns.map((_, j) => Float64Array.from(all.subarray(j * count, (j + 1) * count))),
      label: Float64Array.from(numbers(`y_${name}.bin`)),
    }
  }
  return {
    names: columns.map(({ name }) => name),
    categories: columns.map(({ categories }) => categories ?? null),
    train: part('train'),
    test: part('test'),
  }
}
