/**
 * What is known of a request before it is let in.
 *
 * @category Server
 * @since 0.1.0
 */
export interface AuthorizeRequest {
  /** The method, in capitals. */
  readonly method: string
  /** The path, without the query. */
  readonly path: string
  /** The headers by their names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>
}

/**
 * Decides who is let in. Only `true` opens; anything else, and an error, is answered by 401.
 *
 * @category Server
 * @since 0.1.0
 */
export type Authorize = (request: AuthorizeRequest) => boolean | Promise<boolean>
