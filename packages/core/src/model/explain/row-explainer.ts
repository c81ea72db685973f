import { argumentsOf } from '../../graph/operation.ts'
import type { ColumnSource } from '../../machine/column-source.ts'
import type { Explainer } from '../explain.ts'
import type { ModelDefinition } from '../model-definition.ts'
import { createPredictor, createRowRunner } from '../predict-row.ts'
import { type Attribution, attributionOf } from './attribution.ts'
import { backgroundColumns } from './background.ts'
import { type ExplainedScore, explainedScore } from './explained-score.ts'
import { type FeatureGroup, groupFeatures } from './feature-groups.ts'
import { largest } from './largest.ts'

/** A score, ready to be split. */
interface PreparedScore {
  readonly attribution: Attribution
  readonly groups: readonly FeatureGroup[]
  readonly score: Float64Array
  readonly args: readonly Float64Array[]
  /** Scratch: the contribution of each argument, and of each group. */
  readonly contributions: Float64Array
  readonly totals: Float64Array
}

/** Makes a machine for single rows that keeps what the scores rest on; each score and background is made ready when it is first asked for. */
export function createRowExplainer(definition: ModelDefinition): Explainer {
  const { graph } = definition
  const severalClasses = definition.target.kind === 'multiclass'
  if (!severalClasses) explainedScore(definition, undefined, 'explain')
  const scores = [...graph.outputs].flatMap(([name, index]) => (name === 'score' || name.startsWith('score:') ? [index] : []))
  const kept = [...new Set(scores.flatMap((index) => [index, ...argumentsOf(graph.nodes[index]!)]))]
  const runner = createRowRunner(definition, kept)
  const predict = createPredictor(definition, runner)
  const register = (node: number) => runner.further[kept.indexOf(node)] as Float64Array
  const prepare = ({ index, node: { args }, node }: ExplainedScore, background?: ColumnSource): PreparedScore => {
    const groups = groupFeatures(graph, args)
    return {
      attribution: attributionOf(node, background && backgroundColumns(graph, args, background, 'explain')),
      groups,
      score: register(index),
      args: args.map(register),
      contributions: new Float64Array(args.length),
      totals: new Float64Array(groups.length),
    }
  }
  const prepared = remember(prepare)
  return (row, { most, label, background } = {}) => {
    const prediction = predict(row)
    const explained = explainedScore(
      definition,
      label ?? (severalClasses && 'label' in prediction ? prediction.label : undefined),
      'explain',
    )
    const { attribution, groups, score, args, contributions, totals } = prepared(explained, background)
    attribution.explain(args, 0, 1, contributions)
    for (let g = 0; g < groups.length; g++) {
      totals[g] = 0
      for (const { place } of groups[g]!.features) totals[g]! += contributions[place]!
    }
    const contributionOf = (g: number) => ({
      columns: groups[g]!.columns,
      contribution: totals[g]!,
      features: groups[g]!.features.map(({ feature, place }) => ({
        feature,
        value: args[place]![0]!,
        contribution: contributions[place]!,
      })),
    })
    const split = { score: score[0]!, prediction, base: attribution.base }
    const listed = { ...split, contributions: largest(totals, most ?? groups.length).map(contributionOf) }
    return severalClasses ? { ...listed, label: explained.label } : listed
  }
}

/** Keeps what was made for a score, as long as its background is there. */
function remember(prepare: (score: ExplainedScore, background?: ColumnSource) => PreparedScore): typeof prepare {
  const plain = {}
  const known = new WeakMap<object, Map<number, PreparedScore>>()
  return (score, background) => {
    const scores = known.get(background ?? plain) ?? new Map<number, PreparedScore>()
    known.set(background ?? plain, scores)
    const made = scores.get(score.index) ?? prepare(score, background)
    scores.set(score.index, made)
    return made
  }
}
