import type { Logger } from '@millrace/core'
import type { ServerState } from '../server/context.ts'
import type { Handler } from '../server/exchange.ts'
import type { ServerLimits } from '../server/limits.ts'

/** What a listener needs of its server. */
export interface ListenContext {
  readonly handler: Handler
  readonly limits: Required<ServerLimits>
  readonly logger: Logger
  readonly state: ServerState
}
