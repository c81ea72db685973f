import { content, json, type Part, refusals, reply } from './parts.ts'

/** Which routes a server has besides those that all have. */
export interface PathOptions {
  readonly hasFeedback: boolean
  readonly hasPage: boolean
}

/** The operations by path. */
export function createPaths({ hasFeedback, hasPage }: PathOptions): Readonly<Record<string, Readonly<Record<string, Part>>>> {
  return {
    '/predict': { post: predict },
    ...(hasFeedback && { '/feedback': { post: feedback } }),
    '/model': { get: get('What is served', { 200: reply('The card of the model.', json('ModelCard')), ...refusals(503) }) },
    '/metrics': { get: get('Metrics of the process', { 200: reply('Text for Prometheus.', content('text/plain', { type: 'string' })) }) },
    '/openapi.json': { get: get('This document', { 200: reply('OpenAPI 3.1.', content('application/json', object)), ...refusals(503) }) },
    '/health/live': { get: get('Whether the process answers', { 200: reply('It does.', json('Live')) }) },
    '/health/ready': {
      get: get('Whether requests should be sent here', {
        200: reply('They should.', json('Ready')),
        503: reply('Not now.', json('Ready')),
      }),
    },
    ...(hasPage && { '/': { get: showForm, post: answerForm } }),
  }
}

const get = (summary: string, responses: Part): Part => ({ summary, responses })
const post = (summary: string, body: Part, responses: Part): Part => ({ summary, requestBody: { required: true, ...body }, responses })

const object = { type: 'object' }
const html = content('text/html', { type: 'string' })

const predict = post('Scores one row, or several', json('Row', 'Batch'), {
  200: reply('What the model says.', json('PredictionAnswer', 'BatchAnswer')),
  ...refusals(400, 413, 415, 422, 500, 503),
})

const feedback = post('Keeps what turned out to be true of a prediction', json('Feedback'), {
  202: reply('The label is kept.', json('FeedbackAnswer')),
  ...refusals(400, 409, 413, 415, 422, 503),
})

const showForm = get('The form', { 200: reply('The page.', html), ...refusals(503) })

const answerForm = post('The form with the answer', content('application/x-www-form-urlencoded', object), {
  200: reply('The page with the answer.', html),
  422: reply('The page with what is wrong.', html),
  ...refusals(403, 413, 415, 500, 503),
})
