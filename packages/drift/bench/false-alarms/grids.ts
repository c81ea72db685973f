import { type LawName, laws, shifts } from './laws.ts'
import { type Rates, ratesOf } from './trial.ts'

/** Sizes of the null grid, reference against current rows. */
const sizes = [
  [50, 50],
  [200, 200],
  [1000, 100],
  [1000, 1000],
  [1000, 10_000],
  [10_000, 200],
  [10_000, 10_000],
  [100_000, 1000],
  [100_000, 100_000],
  [1_000_000, 1_000_000],
] as const

/** How often a cell is drawn: 1,000 times up to 10,000 rows, fewer above. */
const repeatsOf = (rows: number) => (rows <= 10_000 ? 1000 : rows <= 100_000 ? 200 : 60)

/** One cell of a grid, measured. */
export interface Cell extends Rates {
  readonly name: string
  readonly reference: number
  readonly current: number
}

/** Share of draws without drift that alarm, by law and sizes. */
export async function nullGrid(): Promise<readonly (Cell & { readonly law: LawName })[]> {
  const cells = []
  for (const law of Object.keys(laws) as LawName[]) {
    for (const [index, [reference, current]] of sizes.entries()) {
      const columns = [{ reference: laws[law], current: laws[law] }]
      const trial = { columns, reference, current, repeats: repeatsOf(Math.max(reference, current)), seed: 1 + index }
      cells.push({ name: law, law, reference, current, ...(await ratesOf(trial)) })
      process.stderr.write(`${law} ${reference} x ${current}\n`)
    }
  }
  return cells
}

const table: readonly LawName[] = [
  'normal',
  'normal',
  'normal',
  'lognormal',
  'lognormal',
  'integer',
  'zero-inflated',
  'levels3',
  'levels3',
  'levels30',
]

/** Share of draws without drift in which any column of a whole monitor alarms, for 10 and 50 columns. */
export async function monitorGrid(): Promise<readonly Cell[]> {
  const cells = []
  for (const [width, repeats] of [
    [10, 1000],
    [50, 400],
  ] as const) {
    for (const rows of [200, 1000, 10_000]) {
      const columns = Array.from({ length: width }, (_, i) => laws[table[i % table.length]!]).map((law) => ({
        reference: law,
        current: law,
      }))
      const trial = { columns, reference: rows, current: rows, repeats: rows > 1000 ? repeats / 4 : repeats, seed: width }
      cells.push({ name: `${width} columns`, reference: rows, current: rows, ...(await ratesOf(trial)) })
      process.stderr.write(`${width} columns of ${rows}\n`)
    }
  }
  return cells
}

/** Share of draws with a shift in which one uncorrected column is significant, by the automatic choice and by Anderson-Darling beside it. */
export async function powerGrid(): Promise<readonly (Cell & { readonly andersonDarling: number | null })[]> {
  const cells = []
  for (const [name, [law, moved]] of Object.entries(shifts)) {
    for (const rows of [200, 1000, 10_000]) {
      const columns = [{ reference: laws[law], current: moved }]
      const trial = { columns, reference: rows, current: rows, repeats: rows > 1000 ? 200 : 400, seed: 77 }
      const andersonDarling = law === 'normal' ? (await ratesOf({ ...trial, test: 'anderson-darling' })).significant : null
      cells.push({ name, reference: rows, current: rows, ...(await ratesOf(trial)), andersonDarling })
      process.stderr.write(`${name} ${rows}\n`)
    }
  }
  return cells
}
