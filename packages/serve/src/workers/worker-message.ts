/** What a worker tells its primary: it answers requests now. */
export interface ReadyMessage {
  readonly millrace: 'ready'
  readonly url: string | null
}

/** What a primary asks of a worker: finish what was begun, and end. */
export interface DrainMessage {
  readonly millrace: 'drain'
}

const says = (message: unknown, word: string): boolean =>
  typeof message === 'object' && message !== null && 'millrace' in message && message.millrace === word

/** Tells the worker's message from those of the program itself. */
export const isReadyMessage = (message: unknown): message is ReadyMessage => says(message, 'ready')

/** Tells the primary's message from those of the program itself. */
export const isDrainMessage = (message: unknown): message is DrainMessage => says(message, 'drain')
