import { add, div } from '../../src/expression/arithmetic.ts'
import { ge } from '../../src/expression/comparison.ts'
import { exp } from '../../src/expression/elementary.ts'
import { estimate } from '../../src/expression/estimate.ts'
import type { Expr } from '../../src/expression/expr.ts'
import { and, when } from '../../src/expression/logic.ts'
import { pick } from '../../src/expression/lookup.ts'
import { extendGraph } from '../../src/graph/extend-graph.ts'
import { createModel, type Model } from '../../src/model/model.ts'
import { featurePrefix, type ModelDefinition } from '../../src/model/model-definition.ts'
import { buildTrees } from '../../src/trees/build-trees.ts'
import type { Loan } from './loan-model.ts'

/** A model of the classes a, b and c over the features of another; its trees share all arrays but the values. */
export function classModel(of: ModelDefinition): Model<Loan, 'a' | 'b' | 'c', 'multiclass'> {
  const names = [...of.graph.outputs.keys()].filter((name) => name.startsWith(featurePrefix))
  const leaf = (value: number) => ({ value, cover: 2 })
  const first = buildTrees(
    names.map((_, feature) => ({ feature, threshold: 0.5, missingLeft: true, left: leaf(0.5), right: leaf(-0.25), cover: 4 })),
    { base: 0.1, aggregate: 'sum' },
  )
  const graph = extendGraph(of.graph, ({ output }) => {
    const args = names.map(output)
    const [a, b, c] = [1, -2, 0.3].map((factor) =>
      estimate({ op: 'trees', trees: { ...first, value: first.value.map((value, i) => value * factor + i / 100) } }, args),
    ) as [Expr<number>, Expr<number>, Expr<number>]
    const exps = [a, b, c].map(exp) as [Expr<number>, Expr<number>, Expr<number>]
    const total = add(add(exps[0], exps[1]), exps[2]) as Expr<number>
    const [pa, pb, pc] = exps.map((one) => div(one, total)) as unknown as [Expr<number>, Expr<number>, Expr<number>]
    const place = when(and(ge(pa, pb), ge(pa, pc)), 0, when(ge(pb, pc), 1, 2))
    const probability = when(and(ge(pa, pb), ge(pa, pc)), pa, when(ge(pb, pc), pb, pc))
    const scores = { 'score:0': a, 'score:1': b, 'score:2': c }
    return { ...scores, 'probability:0': pa, 'probability:1': pb, 'probability:2': pc, probability, label: pick(place, ['a', 'b', 'c']) }
  })
  return createModel({
    ...of,
    name: 'classes',
    target: { kind: 'multiclass', column: 'class', classes: ['a', 'b', 'c'] },
    label: { name: 'label', kind: 'string', nullable: false, optional: false },
    graph,
  })
}
