import type { Logger } from '@millrace/core'

/**
 * How a version is followed.
 *
 * @category Serving
 * @since 0.1.0
 */
export interface FollowOptions {
  /** Time between two looks at the registry, in milliseconds; each is drawn up to a fifth shorter or longer, so that many servers do not ask at once. @defaultValue 1000 */
  readonly pollMs?: number | undefined
  /** Is told of every swap and every failure. @defaultValue the registry's logger */
  readonly logger?: Logger | undefined
  /** Ends the following, as disposing of the source does. */
  readonly signal?: AbortSignal | undefined
}
