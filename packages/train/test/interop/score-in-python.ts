import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Column, Table } from '@millrace/core'
import { expect } from 'vitest'
import { onnxNullText } from '../../src/onnx/null-text.ts'

const script = fileURLToPath(new URL('score_onnx.py', import.meta.url))

/** What Python's onnxruntime gives for a table by each of some files, after `onnx.checker` has passed them: columns by output. */
export function scoreInPython(files: readonly Uint8Array[], table: Table): readonly ReadonlyMap<string, Column>[] {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-onnx-'))
  try {
    for (const [i, bytes] of files.entries()) writeFileSync(join(folder, `${i}.onnx`), bytes)
    const columns = table.schema.columns.map(({ name }) => [name, jsonColumn(table.column(name as never))])
    writeFileSync(join(folder, 'rows.json'), JSON.stringify(Object.fromEntries(columns)))
    const { status, stderr } = spawnSync(process.env.MILLRACE_PYTHON!, [script, folder], { encoding: 'utf8' })
    expect(status, stderr).toBe(0)
    return files.map((_, i) => {
      const outputs = JSON.parse(readFileSync(join(folder, `${i}.json`), 'utf8')) as Readonly<Record<string, readonly Cell[]>>
      return new Map(Object.entries(outputs).map(([name, values]) => [name, columnOf(values)]))
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

type Cell = number | string | null

/** The kind and the values of a column; null is null in numbers, and the text for it in strings. */
const jsonColumn = (column: Column) =>
  column.type === 'number'
    ? ['number', Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))]
    : ['string', Array.from(column.codes, (code) => column.dictionary[code] ?? onnxNullText)]

function columnOf(values: readonly Cell[]): Column {
  if (values.some((value) => typeof value === 'string')) {
    const dictionary = [...new Set(values as string[])].filter((text) => text !== onnxNullText)
    const codes = new Map(dictionary.map((text, code) => [text, code]))
    return { type: 'string', dictionary, codes: Int32Array.from(values as string[], (text) => codes.get(text) ?? -1) }
  }
  return { type: 'number', values: Float64Array.from(values as number[], (value) => value ?? Number.NaN) }
}
