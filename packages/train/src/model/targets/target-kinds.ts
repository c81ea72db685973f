import type { TaskKind } from '@millrace/core'
import { binaryTarget } from './binary.ts'
import { multiclassTarget } from './multiclass.ts'
import { regressionTarget } from './regression.ts'
import type { TargetKind } from './target-kind.ts'

const kinds: { readonly [Kind in TaskKind]: TargetKind<Kind> } = {
  binary: binaryTarget,
  multiclass: multiclassTarget,
  regression: regressionTarget,
}

/** What the kind of a target makes of training. */
export function targetKindOf<Kind extends TaskKind>({ kind }: { readonly kind: Kind }): TargetKind<Kind> {
  return kinds[kind] as TargetKind<Kind>
}
