import type { WindowCounter } from './window-counter.ts'
import type { WindowResult } from './windows-report.ts'

/** A window that has closed, not yet compared. */
export interface ClosedWindow extends Pick<WindowResult, 'label' | 'fromMs' | 'toMs' | 'complete' | 'skipped'> {
  /** Null where the window has no rows. */
  readonly counter: WindowCounter | null
}

/** What windows are counted with. */
export interface Closing {
  readonly begin: () => WindowCounter
  readonly signal: AbortSignal | undefined
}
