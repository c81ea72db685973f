import type { FormPageContent } from '../page/form-page-content.ts'
import { formPagePolicy } from '../page/form-page-style.ts'
import { readForm } from '../page/read-form.ts'
import { renderFormPage } from '../page/render-form-page.ts'
import { predictRows } from '../predict/predict-rows.ts'
import type { PreparedModel } from '../predict/prepared-model.ts'
import { recordPrediction } from '../predict/record-prediction.ts'
import { answer } from './answer.ts'
import { bodyOf } from './body-of.ts'
import { currentModel, type Route, type RouteRequest, type ServerContext } from './context.ts'
import type { HttpResponse } from './exchange.ts'
import { Refusal } from './refusal.ts'

/** The empty form. */
export const showForm: Route = (request, context) => {
  const model = currentModel(context)
  return show({ values: new Map(), issues: [] }, { request, context, model })
}

/** The form with what came of it: the decision with its reasons, or what is wrong, field by field. */
export const answerForm: Route = (request, context) => {
  const body = bodyOf(request, { type: 'application/x-www-form-urlencoded', ...context.limits })
  if (request.headers['sec-fetch-site'] === 'cross-site') throw new Refusal(403, 'cross_site', 'the form is only taken from its own page')
  const form = new URLSearchParams(Buffer.from(body).toString('utf8'))
  return context.admission.run(() => answered(form, request, context), { rows: 1, startMs: request.startMs, isGone: request.isGone })
}

function answered(form: URLSearchParams, request: RouteRequest, context: ServerContext): HttpResponse {
  const model = currentModel(context)
  const { row, values, issues } = readForm(form, model.columns)
  const page = { request, context, model }
  if (issues.length > 0) return show({ values, issues }, { ...page, status: 422 })
  try {
    const [scored] = predictRows({ rows: [row], isBatch: false }, { model, most: Number.POSITIVE_INFINITY })
    const { prediction, contributions: reasons } = scored!
    return show({ values, issues, answer: { id: recordPrediction(scored!, { model, log: context.log }), prediction, reasons } }, page)
  } catch (error) {
    if (!(error instanceof Refusal) || error.issues === undefined) throw error
    const found = error.issues.map(({ path: [column], message }) => ({ column: column === undefined ? null : String(column), message }))
    return show({ values, issues: found }, { ...page, status: error.status })
  }
}

interface Page {
  readonly request: RouteRequest
  readonly context: ServerContext
  readonly model: PreparedModel
  readonly status?: number
}

function show(
  content: Pick<FormPageContent, 'values' | 'issues' | 'answer'>,
  { request, context, model, status = 200 }: Page,
): HttpResponse {
  const body = renderFormPage({ ...content, ...(context.page || {}), model: model.model, served: model.served })
  return answer({ status, type: 'text/html; charset=utf-8', policy: formPagePolicy, body }, request.requestId)
}
