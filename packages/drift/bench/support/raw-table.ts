import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Column, seededRandom } from '@millrace/core'
import { cache } from './peers.ts'

/** A column of a raw folder, which the peers' `tables.py` reads too. */
interface RawColumn {
  readonly name: string
  readonly kind: 'numeric' | 'categorical'
  readonly categories?: readonly string[]
}

const levels = Array.from({ length: 30 }, (_, i) => `level ${i}`)

/** Eight columns of numbers and two of levels, drawn and written once: little-endian float64, column after column. */
export function rawTable(name: string, { rows, seed }: { readonly rows: number; readonly seed: number }): string {
  const folder = join(cache, `${name}-${rows}-${seed}`)
  if (existsSync(join(folder, 'header.json'))) return folder
  const random = seededRandom(seed)
  const columns: RawColumn[] = Array.from({ length: 10 }, (_, i) =>
    i < 8 ? { name: `x${i}`, kind: 'numeric' } : { name: `x${i}`, kind: 'categorical', categories: levels },
  )
  const laws = [() => random.normal(), () => Math.exp(random.normal()), () => (random.next() < 0.3 ? 0 : random.normal())]
  const values = new Float64Array(rows * columns.length)
  columns.forEach(({ kind }, j) => {
    const draw = kind === 'numeric' ? laws[j % laws.length]! : () => random.integer(levels.length)
    for (let row = 0; row < rows; row++) values[j * rows + row] = draw()
  })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'x.bin'), values)
  writeFileSync(join(folder, 'header.json'), JSON.stringify({ rows, dtype: 'float64', columns }))
  return folder
}

/** The columns of a raw folder. */
export function readRawTable(folder: string): { readonly rows: number; readonly columns: readonly (readonly [string, Column])[] } {
  const { rows, columns } = JSON.parse(readFileSync(join(folder, 'header.json'), 'utf8')) as {
    readonly rows: number
    readonly columns: readonly RawColumn[]
  }
  const bytes = readFileSync(join(folder, 'x.bin'))
  return {
    rows,
    columns: columns.map(({ name, categories }, j) => {
      const values = new Float64Array(bytes.buffer.slice(bytes.byteOffset + j * rows * 8, bytes.byteOffset + (j + 1) * rows * 8))
      return [
        name,
        categories === undefined ? { type: 'number', values } : { type: 'string', codes: Int32Array.from(values), dictionary: categories },
      ]
    }),
  }
}
