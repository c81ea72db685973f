import { existsSync, readFileSync } from 'node:fs'
import { type Column, type Graph, type Model, runGraph } from '@millrace/core'

/** Goldens of other tools, beside the repository. */
const folder = new URL('../../../../../shared/golden/trees/', import.meta.url)
export const haveGoldens = existsSync(folder)

type Cell = number | string | null

export interface Golden {
  readonly model: string | readonly string[]
  readonly settings: Readonly<Record<string, string | number>>
  readonly columns: readonly { readonly name: string; readonly kind: string; readonly categories?: readonly string[] }[]
  readonly why: readonly string[]
  readonly inputs: readonly (readonly Cell[])[]
  // What the tools answered, in the shape of each case.
  readonly expected: Readonly<Record<string, unknown>>
}

export const readBytes = (name: string): Buffer => readFileSync(new URL(name, folder))
export const readGolden = (name: string): Golden => JSON.parse(readBytes(`${name}.json`).toString())

/** All outputs of a model for the rows of a golden, numbers as they stand, infinite ones too. */
export function outputsOf(model: Model<never>, { columns, inputs }: Golden): ReturnType<typeof runGraph> {
  const { graph }: { graph: Graph } = model.definition
  const column = (name: string): Column => {
    const j = Number(columns.findIndex((each) => each.name === name))
    const cells = inputs.map((row) => row[j]!)
    const { categories } = columns[j]!
    if (model.inputs.columns.find((each) => each.name === name)?.kind !== 'string') {
      return { type: 'number', values: Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell))) }
    }
    const texts = cells.map((cell) =>
      typeof cell === 'number' && categories !== undefined ? (categories[Math.trunc(cell)] ?? `code ${cell}`) : cell,
    ) as (string | null)[]
    const dictionary = [...new Set(texts.filter((text) => text !== null))]
    return {
      type: 'string',
      codes: Int32Array.from(texts, (text) => (text === null ? -1 : dictionary.indexOf(text))),
      dictionary,
    } as Column
  }
  return runGraph(graph, { rowCount: inputs.length, column })
}

/** The numbers of several outputs, row by row. */
export function numbersOf(outputs: ReturnType<typeof runGraph>, names: readonly string[]): number[][] {
  const columns = names.map((name) => outputs.get(name)!)
  const { length } = (columns[0] as { values: Float64Array }).values
  return Array.from({ length }, (_, row) => columns.map((column) => (column as { values: Float64Array }).values[row]!))
}
