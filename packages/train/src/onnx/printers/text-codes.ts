import type { GraphNode } from '@millrace/core'
import type { Emitter, OnnxValue } from '../emitter.ts'
import { onnxNullText } from '../null-text.ts'

type LookupNode = GraphNode & { readonly op: 'lookup' }

/** Whole numbers for the strings of a column. */
export interface CodedText {
  /** The codes, `[rows]` of int64: the index of a key, then one for null, then one for any other string. */
  readonly codes: OnnxValue
  /** The strings that are told apart. */
  readonly keys: readonly string[]
}

/** Gives the codes of a lookup's string, which `text` is. */
export type TextCodes = (node: LookupNode, text: OnnxValue) => CodedText

/** Lookups of one column share an encoder unless their tables would then hold more numbers than this. */
const mostShared = 2 ** 18

/** Codes that all lookups of a column share: strings are hashed once, and each lookup is an indexed read. */
export function textCodes(nodes: readonly GraphNode[], emit: Emitter): TextCodes {
  const encoders = new Map<readonly string[], OnnxValue>()
  const shared = sharedKeys(nodes)
  return (node, text) => {
    const keys = shared.get(node.args[0]) ?? node.keys
    const codes = encoders.get(keys) ?? encode(keys, text, emit)
    encoders.set(keys, codes)
    return { codes, keys }
  }
}

function encode(keys: readonly string[], text: OnnxValue, emit: Emitter): OnnxValue {
  return emit.node('LabelEncoder', [text], {
    keys_strings: [...keys, onnxNullText],
    values_int64s: Int32Array.from({ length: keys.length + 1 }, (_, code) => code),
    default_int64: keys.length + 1,
  })
}

/** The keys of all lookups of a column, by its node, where they are few enough to be shared. */
function sharedKeys(nodes: readonly GraphNode[]): ReadonlyMap<number, readonly string[]> {
  const lookups = new Map<number, LookupNode[]>()
  for (const node of nodes) if (node.op === 'lookup') lookups.set(node.args[0], [...(lookups.get(node.args[0]) ?? []), node])
  const shared = new Map<number, readonly string[]>()
  for (const [column, members] of lookups) {
    const keys = [...new Set(members.flatMap((member) => member.keys))]
    if (members.length === 1 || keys.length * members.length <= mostShared) shared.set(column, keys)
  }
  return shared
}
