/**
 * One fault of a request, in the shape of zod's issues.
 *
 * @category Server
 * @since 0.1.0
 */
export interface RequestIssue {
  /** Where in the body: the column, behind `instances` and its place for one of several rows. */
  readonly path: readonly (string | number)[]
  /** What is wrong, for programs: `missing`, `null`, `invalid_type`, `invalid_value`, `no_score`. */
  readonly code: string
  /** What is wrong, for people. */
  readonly message: string
}

/** What a refusal says besides its status and code. */
export interface RefusalOptions {
  readonly issues?: readonly RequestIssue[]
  readonly headers?: Readonly<Record<string, string>>
}

/** Codes that `error.code` of an answer may have. */
export const errorCodes = [
  'bad_request',
  'conflict',
  'cross_site',
  'internal',
  'invalid_input',
  'invalid_json',
  'log_unwritable',
  'method_not_allowed',
  'model_failed',
  'not_found',
  'not_ready',
  'overloaded',
  'request_timeout',
  'timed_out',
  'too_large',
  'too_many_rows',
  'unauthorized',
  'unsupported_media_type',
] as const

/**
 * Why a request is not answered as it wished, for programs.
 *
 * @category Server
 * @since 0.1.0
 */
export type ErrorCode = (typeof errorCodes)[number]

/**
 * The body of every answer that refuses a request.
 *
 * @category Server
 * @since 0.1.0
 */
export interface ErrorAnswer {
  /** What is wrong. */
  readonly error: {
    /** For programs. */
    readonly code: ErrorCode
    /** For people. */
    readonly message: string
    /** The first 20 faults of the body, where its values are at fault. */
    readonly issues?: readonly RequestIssue[] | undefined
  }
  /** Identifier of the request, as in the header `x-request-id` and in the log. */
  readonly requestId: string
}

/** Ends a request with an error answer. It is thrown, and is no `Error`, so that refusing floods of requests costs no stacks. */
export class Refusal {
  readonly status: number
  readonly code: ErrorCode
  readonly message: string
  readonly issues: readonly RequestIssue[] | undefined
  readonly headers: Readonly<Record<string, string>> | undefined

  constructor(status: number, code: ErrorCode, message: string, { issues, headers }: RefusalOptions = {}) {
    this.status = status
    this.code = code
    this.message = message
    this.issues = issues
    this.headers = headers
  }
}
