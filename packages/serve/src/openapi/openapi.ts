import type { Json } from '@millrace/core'
import type { PreparedModel } from '../predict/prepared-model.ts'
import type { ServerLimits } from '../server/limits.ts'
import { type Part, refusalReplies, refusals } from './parts.ts'
import { createPaths, type PathOptions } from './paths.ts'
import { createSchemas } from './schemas.ts'

/** What the described server offers. */
export interface OpenApiOptions extends PathOptions {
  /** Whether requests other than for health must be authorized. */
  readonly isGuarded: boolean
  readonly limits: Required<ServerLimits>
}

/** An OpenAPI 3.1 document of a server with this model. */
export function createOpenApi({ model, served }: PreparedModel, options: OpenApiOptions): Json {
  const paths = createPaths(options)
  return {
    openapi: '3.1.0',
    info: {
      title: served.model,
      version: String(served.version ?? 'unversioned'),
      description: `Predicts ${model.definition.target.column}.`,
    },
    paths: options.isGuarded ? guarded(paths) : paths,
    components: {
      schemas: createSchemas(model, options.limits),
      responses: refusalReplies,
      ...(options.isGuarded && { securitySchemes: { authorization: { type: 'apiKey', in: 'header', name: 'authorization' } } }),
    },
  }
}

/** The operations, all but those of health with a way to be refused. */
function guarded(paths: ReturnType<typeof createPaths>): Part {
  const guard = ({ responses, ...operation }: Part): Part => ({
    ...operation,
    security: [{ authorization: [] }],
    responses: { ...(responses as Part), ...refusals(401) },
  })
  return Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [
      path,
      path.startsWith('/health/')
        ? operations
        : Object.fromEntries(Object.entries(operations).map(([method, operation]) => [method, guard(operation)])),
    ]),
  )
}
