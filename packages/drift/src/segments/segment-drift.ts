import type { ApprovalChange } from '../compare/approval-change.ts'
import type { ColumnDrift } from '../compare/drift-report.ts'

/**
 * How the rows of one segment (`region = North`) differ; strict JSON.
 *
 * @category Segments
 * @since 0.1.0
 */
export interface SegmentDrift {
  /** The column that makes the segments. */
  readonly column: string
  /** Its level; text from data, so escape it. */
  readonly value: string
  /** Rows of the segment on either side. */
  readonly rows: { readonly reference: number; readonly current: number }
  /** `too-small` where a side has fewer rows than a test can use; `new` where the reference has no such level; `gone` where the current rows have none. */
  readonly status: 'judged' | 'too-small' | 'new' | 'gone'
  /** Columns of the segment; p-values are corrected over all columns of all segments together. Empty unless judged. */
  readonly columns: readonly Pick<ColumnDrift, 'column' | 'role' | 'verdict' | 'test' | 'pValue' | 'adjustedPValue' | 'effect'>[]
  /** Names of the columns whose verdict is `drifted`. */
  readonly drifted: readonly string[]
  /** The change of the segment's approval rate; null where the monitor names no approval. */
  readonly approval: ApprovalChange | null
}
