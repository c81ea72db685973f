import type { ColumnSpec } from '@millrace/core'
import type { InferredColumn } from './infer-column.ts'
import { literal, propertyName, visible } from './source-text.ts'

const longestLine = 120

/** What the source text says beside the columns. */
export interface PrintSchemaOptions {
  /** Name of the constant. */
  readonly schemaName: string
  /** Comment above it, one string a line. */
  readonly comment: readonly string[]
}

/** TypeScript that declares the columns as a zod object, for a person to review. */
export function printSchema(columns: readonly InferredColumn[], { schemaName, comment }: PrintSchemaOptions): string {
  return [
    "import { z } from 'zod'",
    '',
    ...comment.map((line) => `// ${visible(line)}`),
    `export const ${schemaName} = z.object({`,
    ...columns.map(({ spec, comment }) => `  ${propertyName(spec.name)}: ${typeOf(spec)}, // ${visible(comment)}`),
    '})',
    '',
  ].join('\n')
}

const types = {
  number: 'z.number()',
  integer: 'z.int()',
  boolean: 'z.boolean()',
  day: 'z.iso.date()',
  instant: 'z.iso.datetime()',
  string: 'z.string()',
} as const

function typeOf({ kind, nullable, categories = [] }: ColumnSpec): string {
  return `${kind === 'category' ? enumOf(categories) : types[kind]}${nullable ? '.nullable()' : ''}`
}

function enumOf(categories: readonly string[]): string {
  const values = categories.map(literal)
  const line = `z.enum([${values.join(', ')}])`
  return line.length <= longestLine ? line : `z.enum([\n${values.map((value) => `    ${value},\n`).join('')}  ])`
}
