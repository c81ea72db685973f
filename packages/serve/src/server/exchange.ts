/** A request as every transport hands it over, read whole. */
export interface HttpRequest {
  /** The method, in capitals. */
  readonly method: string
  /** The path, without the query, as it was sent. */
  readonly path: string
  /** The headers by their names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The body, empty where there is none; null where it was more than a body may be. */
  readonly body: Uint8Array | null
  /** Tells whether the client is gone. */
  readonly isGone: () => boolean
}

/** An answer that every transport can send. */
export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Answers requests, and never rejects. */
export type Handler = (request: HttpRequest) => Promise<HttpResponse>
