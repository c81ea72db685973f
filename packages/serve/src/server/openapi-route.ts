import { createOpenApi } from '../openapi/openapi.ts'
import { answer } from './answer.ts'
import { currentModel, type Route } from './context.ts'

/** The description of the interface, with the columns of the model of the moment. */
export const openApi: Route = ({ requestId }, context) => {
  const { log, page, authorize, limits } = context
  const document = createOpenApi(currentModel(context), {
    hasFeedback: log !== undefined,
    hasPage: page !== false,
    isGuarded: authorize !== undefined,
    limits,
  })
  return answer({ body: JSON.stringify(document) }, requestId)
}
