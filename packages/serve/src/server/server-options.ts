import type { Logger, PredictionLog, TaskKind } from '@millrace/core'
import type { Authorize } from './authorize.ts'
import type { ServerLimits } from './limits.ts'
import type { Servable } from './model-slot.ts'
import type { PageOptions } from './page-options.ts'

/**
 * What a server serves, and how.
 *
 * @category Server
 * @since 0.1.0
 */
export interface ServerOptions<In = never, Label = unknown, Kind extends TaskKind = TaskKind> {
  /** The model, or a source whose model of the moment is served, or the promise of one. */
  readonly model: Servable<In, Label, Kind> | Promise<Servable<In, Label, Kind>>
  /** Takes every prediction, and labels from `/feedback`; without it there is no such route. @defaultValue none */
  readonly log?: PredictionLog | undefined
  /** Decides who is let in; health is open to all. @defaultValue everyone is */
  readonly authorize?: Authorize | undefined
  /** Is told each request, without its content, and what goes wrong. @defaultValue silent */
  readonly logger?: Logger | undefined
  /** What requests may take. @defaultValue see its members */
  readonly limits?: ServerLimits | undefined
  /** What the form page says, or false for none. @defaultValue {} */
  readonly page?: PageOptions | false | undefined
  /** Most reasons of an answer, where the model can explain itself; 0 for none. @defaultValue 3 */
  readonly reasons?: number | undefined
  /**
   * How long a closing server still takes new connections while it says that it is not ready, in milliseconds, so that those who route
   * requests notice; 5000 suits Kubernetes. @defaultValue 0
   */
  readonly drainDelayMs?: number | undefined
}
