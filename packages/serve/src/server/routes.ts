import type { Route, ServerContext } from './context.ts'
import { feedback } from './feedback.ts'
import { answerForm, showForm } from './form.ts'
import { live, ready } from './health.ts'
import { metrics } from './metrics-route.ts'
import { modelCard } from './model-card.ts'
import { openApi } from './openapi-route.ts'
import { predict } from './predict-route.ts'

/** What answers at one path, by method. */
export interface Endpoint {
  /** The path, as metrics name it. */
  readonly path: string
  readonly routes: ReadonlyMap<string, Route>
  /** Whether everyone may ask, for the platform that runs the process. */
  readonly isOpen: boolean
}

interface Methods {
  readonly GET?: Route
  readonly POST?: Route
}

/** The endpoints of a server by path. */
export function endpointsOf({ log, page }: Pick<ServerContext, 'log' | 'page'>): ReadonlyMap<string, Endpoint> {
  const endpoint = (path: string, { GET, POST }: Methods, isOpen = false) => {
    const routes = new Map<string, Route>()
    if (GET !== undefined) routes.set('GET', GET).set('HEAD', GET)
    if (POST !== undefined) routes.set('POST', POST)
    return [path, { path, routes, isOpen }] as const
  }
  return new Map([
    endpoint('/health/live', { GET: live }, true),
    endpoint('/health/ready', { GET: ready }, true),
    endpoint('/predict', { POST: predict }),
    endpoint('/model', { GET: modelCard }),
    endpoint('/metrics', { GET: metrics }),
    endpoint('/openapi.json', { GET: openApi }),
    ...(log === undefined ? [] : [endpoint('/feedback', { POST: feedback })]),
    ...(page === false ? [] : [endpoint('/', { GET: showForm, POST: answerForm })]),
  ])
}

/** The methods of an endpoint, as the header `Allow` lists them. */
export function allowed({ routes }: Endpoint): string {
  return [...routes.keys()].join(', ')
}
