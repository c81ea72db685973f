import { predictRows } from '../predict/predict-rows.ts'
import type { PreparedModel } from '../predict/prepared-model.ts'
import { recordPrediction } from '../predict/record-prediction.ts'
import { type RequestedRows, requestedRows } from '../predict/requested-rows.ts'
import { writeReasons } from '../predict/write-answer.ts'
import { answer } from './answer.ts'
import { jsonOf } from './body-of.ts'
import { currentModel, type Route, type ServerContext } from './context.ts'

/** Scores one row, or several. The model is taken when the request's turn comes, and once. */
export const predict: Route = (request, context) => {
  const { limits, admission } = context
  const requested = requestedRows(jsonOf(request, limits), limits)
  const work = () => answer({ body: answerRows(requested, currentModel(context), context) }, request.requestId)
  return admission.run(work, { rows: requested.rows.length, startMs: request.startMs, isGone: request.isGone })
}

function answerRows(requested: RequestedRows, model: PreparedModel, { reasons, log }: ServerContext): string {
  const startMs = performance.now()
  const most = model.explains ? reasons : 0
  const answers = predictRows(requested, { model, most }).map((scored) => {
    const text = `"id":"${recordPrediction(scored, { model, log })}",${model.kind.write(scored.prediction)}`
    return most > 0 ? text + writeReasons(scored.contributions) : text
  })
  model.meters.duration((performance.now() - startMs) / 1000)
  return requested.isBatch
    ? `{${model.identity},"predictions":[${answers.map((text) => `{${text}}`).join()}]}`
    : `{${model.identity},${answers[0]}}`
}
