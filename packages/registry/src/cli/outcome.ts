import type { Json } from '@millrace/core'

/** How text for people is drawn. */
export interface Style {
  readonly color: boolean
}

/** What a command found or did. */
export interface Outcome {
  /** The document that `--json` prints. */
  readonly json: Json
  /** The same for people, without a line end behind it. */
  text(style: Style): string
  /** Whether what was asked for was refused. @defaultValue false */
  readonly refused?: boolean
}
