import type { AnyEvidence, Json, ModelVersion } from '@millrace/core'
import { isHigherBetter, type PairedComparison } from '@millrace/core/metrics'
import type { RegistryContext } from '../registry/registry-context.ts'
import type { ResolvedBeats } from './beats-options.ts'
import { checkEvidence } from './check-evidence.ts'
import { countOf, kindOfEvidence, type SharedRows } from './evidence-kind.ts'
import { evidenceKind } from './evidence-kinds.ts'
import { type GateCheck, inWords } from './gate-check.ts'
import { matchRows } from './match-rows.ts'
import { mergeEvidence, sameShape } from './merge-evidence.ts'

/** Who is compared, and how. */
export interface Contest {
  readonly challenger: ModelVersion
  readonly holder: ModelVersion | undefined
  readonly options: ResolvedBeats
}

type Finding = Pick<GateCheck, 'passed' | 'why'> & {
  /** What was compared; the usual metric of two classes where it did not come to that. */
  readonly metric?: string
  readonly comparison?: Readonly<Record<string, Json>>
}

/** Whether the challenger is better than the holder by more than noise on the rows that both have scored. */
export async function checkBeats(context: RegistryContext, contest: Contest): Promise<GateCheck> {
  const { alias, confidence, rounds, seed } = contest.options
  const { passed, why, comparison, metric = contest.options.metric ?? 'logLoss' } = await findOut(context, contest)
  const measured = { alias, holder: contest.holder?.version ?? null, metric, confidence, rounds, seed, ...comparison }
  return { name: 'beats', passed, measured, why }
}

async function findOut(context: RegistryContext, { challenger, holder, options }: Contest): Promise<Finding> {
  const { alias, evidence } = options
  if (!holder) return { passed: true, why: `'${alias}' points to no version, so there is nothing to beat` }
  if (holder.version === challenger.version) {
    return { passed: false, why: `version ${holder.version} holds '${alias}' itself, and no version beats itself` }
  }
  const first = await gatherEvidence(context, holder, evidence.holder)
  if ('passed' in first) return first
  const second = await gatherEvidence(context, challenger, evidence.challenger)
  return 'passed' in second ? second : compare(first, second, options)
}

async function gatherEvidence(context: RegistryContext, version: ModelVersion, later?: AnyEvidence): Promise<AnyEvidence | Finding> {
  const name = `version ${version.version}`
  const stored = await context.readEvidence(version)
  if (stored) checkEvidence(`evidence of ${name}`, stored)
  if (later) checkEvidence(`evidence given for ${name}`, later)
  if (!stored || !later)
    return stored ?? later ?? { passed: false, why: `${name} has no evidence: register it with what evaluate returned` }
  const { evidence, conflicts } = mergeEvidence(stored, later)
  if (conflicts === 0) return evidence
  return { passed: false, why: `the evidence given for ${name} contradicts what it was registered with in ${countOf(conflicts)}` }
}

function compare(holder: AnyEvidence, challenger: AnyEvidence, options: ResolvedBeats): Finding {
  if (!sameShape(holder, challenger)) return { passed: false, why: 'the versions predict different things: their kinds or classes differ' }
  const of = kindOfEvidence(holder)
  const kind = evidenceKind(of)
  const { minimumRows, metric = kind.usual } = options
  if (!kind.metrics.includes(metric)) {
    return { passed: false, metric, why: `'${metric}' does not measure ${of} models: ask for one of ${kind.metrics.join(', ')}` }
  }
  const { pairs, disagreeing } = matchRows(holder, challenger)
  if (disagreeing > 0) {
    return { passed: false, metric, why: `label or weight differ in ${countOf(disagreeing)} that both have scored: one evidence is wrong` }
  }
  const rows = pairs.length
  const comparison = { rows }
  if (rows < minimumRows) {
    return { passed: false, metric, why: `both have scored ${countOf(rows)}, and ${minimumRows} are asked for`, comparison }
  }
  const shared = sharedRows(holder, challenger, pairs)
  const tooFew = kind.tooFew(shared)
  if (tooFew !== null) return { passed: false, metric, why: tooFew, comparison }
  const compared = kind.compare(shared, { ...options, metric })
  const passed = isHigherBetter(metric as never) ? compared.lower > 0 : compared.upper < 0
  return { passed, metric, why: verdict(compared, passed, metric), comparison: { rows, ...compared } }
}

function sharedRows(holder: AnyEvidence, challenger: AnyEvidence, pairs: readonly (readonly [number, number])[]): SharedRows {
  const kind = evidenceKind(kindOfEvidence(holder))
  const weight = holder.weight ?? challenger.weight
  const side = holder.weight ? 0 : 1
  const truth = kind.truth(holder)
  const taken = (columns: readonly (readonly number[])[], of: 0 | 1) => columns.map((column) => pairs.map((pair) => column[pair[of]]!))
  return {
    truth: pairs.map(([first]) => truth[first]!),
    a: taken(kind.scores(holder), 0),
    b: taken(kind.scores(challenger), 1),
    weight: weight && pairs.map((pair) => weight[pair[side]]!),
  }
}

function verdict({ a, b, lower, upper, confidence }: PairedComparison, passed: boolean, metric: string): string {
  const values = `${metric} goes from ${inWords(a)} to ${inWords(b)}`
  const interval = `the ${inWords(confidence * 100)} % interval of the difference is ${inWords(lower)} to ${inWords(upper)}`
  return `${values}; ${interval}, ${passed ? 'wholly on the better side' : 'which is not wholly on the better side'}`
}
