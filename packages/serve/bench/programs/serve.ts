// Serves a model folder as `millrace-serve` does: serve.ts MODEL_FOLDER [LOG_FOLDER]
import { loadModel } from '@millrace/core'
import { createServer, openPredictionLog } from '@millrace/serve'
import { reportCpu } from './report-cpu.ts'

const [folder = '', logFolder] = process.argv.slice(2)
const log = logFolder === undefined ? undefined : await openPredictionLog(logFolder)
const { url } = await createServer({ model: await loadModel(folder), log }).listen({ port: 0 })
reportCpu(url)
