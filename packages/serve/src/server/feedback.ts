import { type Feedback, MillraceError, parseInstant } from '@millrace/core'
import { answer } from './answer.ts'
import { jsonOf } from './body-of.ts'
import { currentModel, type Route } from './context.ts'
import { isId } from './identifiers.ts'
import { Refusal, type RequestIssue } from './refusal.ts'

/** Keeps what turned out to be true of a prediction; answers when it is kept. */
export const feedback: Route = async (request, context) => {
  const { model, kind } = currentModel(context)
  const { target } = model.definition
  const given = readFeedback(jsonOf(request, context.limits), (label) => kind.actualFault(target, label))
  try {
    await context.log!.addFeedback(given)
  } catch (error) {
    throw refusalOf(error)
  }
  context.metrics.feedback.value++
  return answer({ status: 202, body: JSON.stringify({ id: given.id, accepted: true }) }, request.requestId)
}

type Label = Feedback['label']

function readFeedback(body: unknown, faultOf: (label: unknown) => string | null): Feedback {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refusal([{ path: [], code: 'invalid_type', message: 'feedback is an object' }])
  const { id, label, at } = body as Readonly<Record<string, unknown>>
  const atMs = at === undefined ? Date.now() : typeof at === 'string' ? parseInstant(at) : Number.NaN
  const issues: RequestIssue[] = []
  if (!isId(id)) issues.push(issue('id', id, 'not the identifier of a prediction'))
  const fault = faultOf(label)
  if (fault !== null) issues.push(issue('label', label, fault))
  if (Number.isNaN(atMs)) issues.push(issue('at', at, 'not an instant, such as 2026-11-01T12:00:00Z'))
  if (issues.length > 0) throw refusal(issues)
  return { id: id as string, label: label as Label, atMs }
}

const issue = (name: string, value: unknown, message: string): RequestIssue => ({
  path: [name],
  code: value === undefined ? 'missing' : 'invalid_value',
  message: value === undefined ? 'the key is missing' : message,
})

const refusal = (issues: readonly RequestIssue[]) =>
  new Refusal(422, 'invalid_input', `${issues[0]!.path.join('.') || 'the body'}: ${issues[0]!.message}`, { issues })

function refusalOf(error: unknown): unknown {
  if (!MillraceError.isInstance(error)) return error
  if (error.code === 'E_FEEDBACK_CONFLICT') return new Refusal(409, 'conflict', 'another label is known for this prediction')
  if (error.code === 'E_LOG_UNWRITABLE') {
    return new Refusal(503, 'log_unwritable', 'the label cannot be kept now; try again later', { headers: { 'retry-after': '5' } })
  }
  return error
}
