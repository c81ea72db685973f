import type { DriftReport } from '../compare/drift-report.ts'
import type { GateResult } from '../gate/gate-result.ts'

/**
 * What `millrace-drift check --json` writes: a report and what the gate says of it; strict JSON.
 *
 * @category Output
 * @since 0.1.0
 */
export interface DriftCheck {
  /** Tells the file from others. */
  readonly format: 'millrace/drift-check'
  /** Version of this shape. */
  readonly schemaVersion: 1
  /** The comparison. */
  readonly report: DriftReport
  /** The decision. */
  readonly gate: GateResult
}
