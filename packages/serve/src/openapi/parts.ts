import type { Json } from '@millrace/core'

/** A piece of an OpenAPI document. */
export interface Part {
  readonly [key: string]: Json
}

/** A reference to a schema of the document. */
export const schemaRef = (name: string): Part => ({ $ref: `#/components/schemas/${name}` })

/** A body of a media type. */
export const content = (type: string, schema: Part): Part => ({ content: { [type]: { schema } } })

/** A JSON body by one of these schemas. */
export const json = (...names: readonly string[]): Part =>
  content('application/json', names.length === 1 ? schemaRef(names[0]!) : { anyOf: names.map(schemaRef) })

/** An answer. */
export const reply = (description: string, body: Part): Part => ({ description, ...body })

const meanings: Readonly<Record<number, string>> = {
  400: 'The body is no JSON that is taken.',
  401: 'The request is not authorized.',
  403: 'The form was sent from another site.',
  409: 'Another label is known for the prediction.',
  413: 'The body is too long, or has too many rows.',
  415: 'The body is of another type, or compressed.',
  422: 'Values are not what the model takes; the issues say which.',
  500: 'Something went wrong in the server.',
  503: 'No model is loaded, or too much is waiting; `Retry-After` says when to try again.',
}

/** References to the answers of refusals. */
export const refusals = (...statuses: readonly number[]): Part =>
  Object.fromEntries(statuses.map((status) => [String(status), { $ref: `#/components/responses/${status}` }]))

/** The answers of refusals, by status. */
export const refusalReplies: Part = Object.fromEntries(
  Object.entries(meanings).map(([status, meaning]) => [status, reply(meaning, json('Error'))]),
)
