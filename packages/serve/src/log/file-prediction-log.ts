import type { Feedback, LoggedPrediction, PredictionLog, PredictionQuery, ServedPrediction } from '@millrace/core'
import { BackgroundWriter } from './background-writer.ts'
import { checkFeedback } from './check-feedback.ts'
import { FeedbackIndex } from './feedback-index.ts'
import { FeedbackStore, unwritable } from './feedback-store.ts'
import type { CheckedOptions } from './prediction-log-options.ts'
import { countPredictions, readPredictions } from './read-predictions.ts'
import { type LineEncoder, lineEncoder } from './record-line.ts'
import { tidyLogFolder } from './retention.ts'
import { RotatingFile } from './rotating-file.ts'
import { sampler } from './sampler.ts'

/** The log of one process in a folder that others may share. */
export class FilePredictionLog implements PredictionLog {
  readonly specVersion = 1
  readonly #folder: string
  readonly #options: CheckedOptions
  readonly #encode: LineEncoder
  readonly #isSampled: (id: string) => boolean
  readonly #predictions: RotatingFile
  readonly #writer: BackgroundWriter
  readonly #feedbackFile: RotatingFile
  readonly #index: FeedbackIndex
  readonly #feedback: FeedbackStore
  readonly #timer: NodeJS.Timeout
  #tidying: Promise<void> | null = null
  #closed = false

  constructor(folder: string, options: CheckedOptions) {
    const { rotateBytes, rotateMs, now } = options
    const shared = { folder, rotateBytes, rotateMs, now, onClosed: () => void this.tidy() }
    this.#folder = folder
    this.#options = options
    this.#encode = lineEncoder(options.fields)
    this.#isSampled = sampler(options.sample)
    this.#predictions = new RotatingFile({ ...shared, kind: 'predictions', durable: false })
    this.#writer = new BackgroundWriter({ ...options, write: (lines) => this.#predictions.write(lines) })
    this.#feedbackFile = new RotatingFile({ ...shared, kind: 'feedback', durable: true })
    this.#index = new FeedbackIndex(folder)
    this.#feedback = new FeedbackStore(this.#index, this.#feedbackFile)
    this.#timer = setInterval(() => this.#rotate(), Math.min(Math.max(rotateMs / 4, 1_000), 60_000)).unref()
  }

  get counters() {
    return this.#writer.counters
  }

  append(prediction: ServedPrediction): void {
    try {
      if (!this.#isSampled(prediction.id)) return
      if (this.#closed) this.#writer.drop()
      else this.#writer.push(this.#encode(prediction))
    } catch {
      this.#writer.drop()
    }
  }

  async addFeedback(feedback: Feedback): Promise<void> {
    checkFeedback(feedback)
    if (this.#closed) throw unwritable(feedback, 'the log is closed')
    const { id, label, atMs } = feedback
    await this.#feedback.add(Object.freeze({ id, label, atMs }))
  }

  flush(): Promise<void> {
    return this.#writer.flush()
  }

  async *read(query: PredictionQuery = {}): AsyncGenerator<LoggedPrediction, void, undefined> {
    query.signal?.throwIfAborted()
    await this.#index.refresh()
    for await (const prediction of readPredictions(this.#folder, query)) {
      const feedback = this.#index.get(prediction.id)
      yield Object.freeze(feedback === undefined ? prediction : { ...prediction, feedback })
      query.signal?.throwIfAborted()
    }
  }

  async count(query: PredictionQuery = {}): Promise<number> {
    query.signal?.throwIfAborted()
    return await countPredictions(this.#folder, query)
  }

  /** Applies the retention. */
  tidy(): Promise<void> {
    this.#tidying ??= tidyLogFolder(this.#folder, this.#options).finally(() => {
      this.#tidying = null
    })
    return this.#tidying
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    clearInterval(this.#timer)
    await Promise.all([this.#writer.flush(), this.#feedback.settled()])
    await Promise.all([this.#predictions.close(), this.#feedbackFile.close()])
    await this.#tidying
  }

  async #rotate(): Promise<void> {
    await Promise.all([this.#predictions.rotate(), this.#feedbackFile.rotate()])
  }
}
