import { deepFreeze, type Json } from '@millrace/core'
import { z } from 'zod'
import { driftCheck } from './schema/drift-check.ts'
import { driftReport } from './schema/drift-report.ts'
import { shapes } from './schema/vocabulary.ts'

/**
 * The JSON Schema (draft 2020-12) of a {@link DriftReport}, for readers in any language; `drift-report.schema.json` of this package is the same as a
 * file.
 *
 * It describes this version: every member is required and no other is allowed, and numbers are finite. A later shape gets another `schemaVersion`.
 *
 * @returns a frozen object schema
 * @see https://json-schema.org/draft/2020-12
 * @example
 * ```ts
 * import { driftReportSchema } from '@millrace/drift'
 *
 * driftReportSchema().$id // => 'urn:millrace:drift-report:1'
 * ```
 * @category Output
 * @since 0.1.0
 */
export function driftReportSchema(): JsonSchema {
  return schemaOf(driftReport, 'drift-report')
}

/**
 * The same of a {@link DriftCheck}, which `millrace-drift check --json` writes; `drift-check.schema.json` of this package is the same as a file.
 *
 * @returns a frozen object schema
 * @example
 * ```ts
 * import { driftCheckSchema } from '@millrace/drift'
 *
 * driftCheckSchema().$id // => 'urn:millrace:drift-check:1'
 * ```
 * @category Output
 * @since 0.1.0
 */
export function driftCheckSchema(): JsonSchema {
  return schemaOf(driftCheck, 'drift-check')
}

/**
 * A JSON Schema document.
 *
 * @category Output
 * @since 0.1.0
 */
export interface JsonSchema {
  /** Which dialect. */
  readonly $schema: string
  /** What it is called, with its version. */
  readonly $id: string
  /** The rest. */
  readonly [keyword: string]: Json
}

function schemaOf(shape: z.ZodType, name: string): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(shape, { metadata: shapes, override: ({ jsonSchema }) => void delete jsonSchema.id })
  return deepFreeze({ $schema: $schema!, $id: `urn:millrace:${name}:1`, ...(schema as Record<string, Json>) })
}
