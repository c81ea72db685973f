/**
 * What one request, and all of them together, may take.
 *
 * @category Server
 * @since 0.1.0
 */
export interface ServerLimits {
  /** Most bytes of a body. @defaultValue 1 MiB (1,048,576) */
  readonly bodyBytes?: number
  /** Most pieces in which a body may arrive, since each costs memory beyond its bytes. @defaultValue 8192 */
  readonly bodyChunks?: number
  /** Most rows of a request. @defaultValue 1000 */
  readonly rows?: number
  /** Most levels of arrays and objects in a body. @defaultValue 32 */
  readonly depth?: number
  /** Longest time from a request's arrival to its turn, in milliseconds. @defaultValue 5000 */
  readonly timeoutMs?: number
  /** Longest time that a body may take to arrive, in milliseconds. @defaultValue 15000 */
  readonly bodyTimeoutMs?: number
  /** Longest time that headers may take to arrive, in milliseconds. @defaultValue 10000 */
  readonly headersTimeoutMs?: number
  /** How long an idle connection stays open, in milliseconds; longer than that of the load balancer before it. @defaultValue 72000 */
  readonly keepAliveMs?: number
  /** Most open connections of the process. @defaultValue 10000 */
  readonly connections?: number
  /** Most predictions that wait for their turn. @defaultValue 1024 */
  readonly queue?: number
  /** Longest wait that is still queued for, as far as it can be foreseen, in milliseconds; longer ones are refused at once. @defaultValue 500 */
  readonly queueMs?: number
}

const defaultLimits: Required<ServerLimits> = {
  bodyBytes: 1_048_576,
  bodyChunks: 8192,
  rows: 1000,
  depth: 32,
  timeoutMs: 5000,
  bodyTimeoutMs: 15_000,
  headersTimeoutMs: 10_000,
  keepAliveMs: 72_000,
  connections: 10_000,
  queue: 1024,
  queueMs: 500,
}

/** The limits with their defaults; a limit that is no positive integer is a mistake of the program. */
export function limitsOf(given: ServerLimits = {}): Required<ServerLimits> {
  const limits = { ...defaultLimits, ...given }
  for (const [name, limit] of Object.entries(limits)) {
    if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`createServer: limits.${name} is ${limit}, not a positive integer`)
  }
  return Object.freeze(limits)
}
