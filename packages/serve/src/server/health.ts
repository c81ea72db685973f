import { answer } from './answer.ts'
import type { Route } from './context.ts'

/** Whether the process answers at all; rests on nothing, so that no outage of others restarts it. */
export const live: Route = ({ requestId }) => answer({ body: '{"live":true}' }, requestId)

/** Whether requests should be sent here. */
export const ready: Route = ({ requestId }, { slot, state }) => {
  const isReady = !state.isDraining && slot.current() !== undefined
  return answer({ status: isReady ? 200 : 503, body: JSON.stringify({ ready: isReady }) }, requestId)
}
