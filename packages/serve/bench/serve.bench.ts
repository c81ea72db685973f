import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Model, saveModel } from '@millrace/core'
import { openPredictionLog } from '@millrace/serve'
import type { Benchmark } from '../../../scripts/bench/benchmark.ts'
import { forestModel, readForest } from './support/forest-model.ts'
import { linearModel } from './support/linear-model.ts'
import { cpuPerRequest } from './support/load.ts'
import { application } from './support/loan.ts'
import { preparePython, startFlask, trainForest } from './support/python.ts'
import { type ServerProcess, startServer } from './support/server-process.ts'

const temporaryFolder = () => mkdtemp(join(tmpdir(), 'millrace-bench-'))

async function serveModel(model: Model, folder: string, log?: string): Promise<ServerProcess> {
  await saveModel(model, join(folder, 'model'))
  return await startServer('serve.ts', [join(folder, 'model'), ...(log === undefined ? [] : [log])])
}

const predict = (url: string) =>
  fetch(`${url}/predict`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(application) })

/** A server by raw `node:http` that gives the same answer, byte for byte, as the one that is asked. */
async function startEcho(url: string): Promise<ServerProcess> {
  const response = await predict(url)
  const { connection: _connection, date: _date, 'keep-alive': _keepAlive, ...headers } = Object.fromEntries(response.headers)
  return await startServer('echo.ts', [JSON.stringify({ headers, body: await response.text() })])
}

const manyRequests = (server: ServerProcess) => () => cpuPerRequest(server.url, { ...server, requests: 10_000, connections: 32 })

/** CPU of a request to `/predict`, over what `node:http` itself takes for the same bytes. */
function overRawHttp(withLog: boolean): Benchmark {
  return {
    name: `CPU of a prediction over HTTP, ${withLog ? 'with' : 'without'} prediction log`,
    unit: 'x',
    // A logged prediction is serialised twice.
    goal: 1.5,
    atMost: true,
    peer: 'node:http with the same bytes',
    async prepare() {
      const folder = await temporaryFolder()
      const server = await serveModel(linearModel(), folder, withLog ? join(folder, 'log') : undefined)
      const echo = await startEcho(server.url)
      return {
        ours: manyRequests(server),
        peer: manyRequests(echo),
        value: (ours, peer = Number.NaN) => report(ours, peer) ?? ours / peer,
        async close() {
          await Promise.all([server.close(), echo.close()])
          await rm(folder, { recursive: true })
        },
      }
    },
  }
}

/** Prints the figures behind a ratio. */
function report(ours: number, peer: number): undefined {
  process.stderr.write(`  ours ${ours.toFixed(1)} us, peer ${peer.toFixed(1)} us\n`)
}

/** A forest of 100 trees by both: the same trees, as the probability shows. */
async function prepareForests(folder: string) {
  const { python, gunicorn } = preparePython()
  await trainForest(python, { folder, row: application })
  const forest = readForest(join(folder, 'forest.json'))
  const flask = await startFlask(gunicorn, folder)
  const server = await serveModel(forestModel(forest), folder)
  for (const { url } of [flask, server]) {
    const { probability } = (await (await predict(url)).json()) as { readonly probability: number }
    if (!(Math.abs(probability - forest.probability) < 1e-9)) throw new Error(`${url} gives ${probability}, not ${forest.probability}`)
  }
  return { flask, server }
}

const underFlask: Benchmark = {
  name: 'CPU of a prediction by a forest of 100 trees over HTTP',
  unit: 'x less',
  goal: 50,
  atMost: false,
  peer: 'Flask on gunicorn with scikit-learn',
  async prepare() {
    const folder = await temporaryFolder()
    const close = () => rm(folder, { recursive: true })
    // Without Python or its packages it is the peer that cannot run.
    const forests = await prepareForests(folder).catch((error: Error) => error)
    if (forests instanceof Error) return { ours: () => Number.NaN, peer: () => Promise.reject(forests), close }
    const { flask, server } = forests
    return {
      ours: manyRequests(server),
      peer: () => cpuPerRequest(flask.url, { ...flask, requests: 100, connections: 4 }),
      value: (ours, peer = Number.NaN) => report(ours, peer) ?? peer / ours,
      async close() {
        await Promise.all([flask.close(), server.close()])
        await close()
      },
    }
  },
}

const appendCost: Benchmark = {
  name: 'CPU of a logged prediction, writing included',
  unit: 'us',
  goal: 4,
  atMost: true,
  peer: null,
  async prepare() {
    const folder = await temporaryFolder()
    const log = await openPredictionLog(folder)
    const prediction = linearModel().predict(application) as never
    let atMs = Date.now()
    const ours = async () => {
      const count = 200_000
      const before = process.cpuUsage()
      for (let i = 0; i < count; i++) {
        log.append({
          id: `018f2a6e-7b1c-7cc1-9a2b-${String(i).padStart(12, '0')}`,
          atMs: atMs++,
          model: 'loan-approval',
          version: 3,
          row: application,
          prediction,
        })
        // As many as the buffer surely holds.
        if (i % 10_000 === 9_999) await log.flush()
      }
      const { user, system } = process.cpuUsage(before)
      if (log.counters.dropped > 0) throw new Error(`${log.counters.dropped} predictions were dropped`)
      return (user + system) / count
    }
    const close = async () => {
      await log[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    }
    return { ours, close }
  },
}

/** What serving costs. */
export const benchmarks: readonly Benchmark[] = [overRawHttp(false), overRawHttp(true), underFlask, appendCost]
