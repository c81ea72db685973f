import type { TaskKind } from '../../contracts/trainer.ts'
import { asObject, type JsonReader, member, oneOf, within } from '../../json/read-json.ts'
import type { TargetRecord } from '../target-record.ts'
import { binaryKind } from './binary.ts'
import type { ModelKind } from './model-kind.ts'
import { multiclassKind } from './multiclass.ts'
import { regressionKind } from './regression.ts'

const kinds: { readonly [Kind in TaskKind]: ModelKind<Kind> } = {
  binary: binaryKind,
  multiclass: multiclassKind,
  regression: regressionKind,
}

/** What the kind of a target makes of a model. */
export function kindOf<Kind extends TaskKind>({ kind }: { readonly kind: Kind }): ModelKind<Kind> {
  return kinds[kind] as ModelKind<Kind>
}

const readKind = oneOf('binary', 'multiclass', 'regression')

/** Reads a target of any kind. */
export const readTarget: JsonReader<TargetRecord> = (value) => {
  const kind = within('kind', () => readKind(member(asObject(value), 'kind')))
  return kinds[kind].target(value)
}
