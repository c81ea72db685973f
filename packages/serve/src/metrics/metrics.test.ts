import { exampleModel } from '@millrace/core/testing'
import { AggregatorRegistry, Registry } from 'prom-client'
import { expect, it } from 'vitest'
import { applicant, json } from '../../test/support/transports.ts'
import { createServer } from '../server/create-server.ts'
import { memoryPredictionLog } from '../testing/memory-prediction-log.ts'
import { createCounter } from './counter.ts'
import { createHistogram } from './histogram.ts'

const linesOf = (text: string, name: string) => text.split('\n').filter((line) => line.startsWith(name))

it('counts by labels, from 0 where there are none', async () => {
  const registry = new Registry()
  createCounter(registry, { name: 'plain_total', help: 'Plain.' })
  const labelled = createCounter(registry, { name: 'labelled_total', help: 'Labelled.', labels: ['a', 'b'] })
  labelled('1', 'x"y\n').value += 2
  labelled('1', 'x"y\n').value++
  expect(await registry.metrics()).toBe(
    '# HELP plain_total Plain.\n# TYPE plain_total counter\nplain_total 0\n\n' +
      '# HELP labelled_total Labelled.\n# TYPE labelled_total counter\nlabelled_total{a="1",b="x\\"y\\n"} 3\n',
  )
})

it('keeps values in buckets up to their bounds', async () => {
  const registry = new Registry()
  const observe = createHistogram(registry, { name: 'h', help: 'H.', bounds: [1, 2] })()
  for (const value of [0, 1, 1.5, 2, 7]) observe(value)
  expect(linesOf(await registry.metrics(), 'h_')).toEqual([
    'h_bucket{le="1"} 2',
    'h_bucket{le="2"} 4',
    'h_bucket{le="+Inf"} 5',
    'h_sum 11.5',
    'h_count 5',
  ])
})

it('shows what a server did', async () => {
  const log = memoryPredictionLog({ capacity: 1 })
  const server = createServer({ model: exampleModel({ policy: true }), log })
  const send = async (path: string, sent: RequestInit = {}) => (await server.fetch(new Request(`http://localhost${path}`, sent))).text()
  const { id } = JSON.parse(await send('/predict', json(applicant)))
  await send('/predict', json({ instances: [{ ...applicant, income: 0, employed: false }, applicant] }))
  await send('/predict', json({}))
  await send('/feedback', json({ id, label: 'yes' }))
  const text = await send('/metrics')
  for (const line of [
    'http_requests_total{method="POST",route="/predict",status="200"} 2',
    'http_requests_total{method="POST",route="/predict",status="422"} 1',
    'predictions_total{model="repayment",version="",label="yes",decision="approve"} 2',
    'predictions_total{model="repayment",version="",label="no",decision="decline"} 1',
    'prediction_probability_count{model="repayment",version=""} 3',
    'predict_duration_seconds_count{model="repayment",version=""} 2',
    'prediction_log_appended_total 3',
    'prediction_log_dropped_total 2',
    'prediction_log_pending 0',
    'feedback_total 1',
    'predict_shed_total 0',
    'predict_queue_length 0',
    'server_ready 1',
    'model_info{model="repayment",version="",alias="",digest=""} 1',
  ])
    expect(text.split('\n')).toContain(line)
  expect(linesOf(text, 'process_resident_memory_bytes')).toHaveLength(1)
})

it('can be added up over processes by prom-client', async () => {
  const servers = [1, 2].map(() => createServer({ model: exampleModel() }))
  for (const server of servers) await server.fetch(new Request('http://localhost/predict', json(applicant)))
  const all = AggregatorRegistry.aggregate(await Promise.all(servers.map(({ metrics }) => metrics.getMetricsAsJSON())))
  const text = await all.metrics()
  expect(text).toContain('predictions_total{model="repayment",version="",label="yes",decision=""} 2')
  expect(text).toContain('prediction_probability_count{model="repayment",version=""} 2')
  expect(text).toContain('prediction_probability_bucket{model="repayment",version="",le="0.9"} 2')
  expect(text).toContain('model_info{model="repayment",version="",alias="",digest=""} 1')
})
