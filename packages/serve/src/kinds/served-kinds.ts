import type { TaskKind } from '@millrace/core'
import { servedBinary } from './binary.ts'
import { servedMulticlass } from './multiclass.ts'
import { servedRegression } from './regression.ts'
import type { ServedKind } from './served-kind.ts'

const kinds: { readonly [Kind in TaskKind]: ServedKind<Kind> } = {
  binary: servedBinary,
  multiclass: servedMulticlass,
  regression: servedRegression,
}

/** What serving knows of the kind of a target. */
export function servedKindOf<Kind extends TaskKind>({ kind }: { readonly kind: Kind }): ServedKind<Kind> {
  return kinds[kind] as ServedKind<Kind>
}
