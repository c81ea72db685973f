import { answer } from './answer.ts'
import { currentModel, type Route } from './context.ts'

/** What is served, for people and programs: where it comes from, how good it was, and what it reads. */
export const modelCard: Route = ({ requestId }, context) => {
  const { model, served, metrics } = currentModel(context)
  const { target, estimator, lineage, inputs, monitored } = model.definition
  const { threshold, ...rest } = { threshold: undefined, ...target }
  const card = {
    name: served.model,
    version: served.version,
    alias: served.alias,
    digest: served.digest,
    target: rest,
    threshold,
    estimator,
    metrics,
    lineage,
    inputs,
    monitored,
  }
  return answer({ body: JSON.stringify(card) }, requestId)
}
