import type { Evidence, Json, ModelVersion } from '@millrace/core'
import { isHigherBetter, type PairedScores, pairedBootstrap } from '@millrace/core/metrics'
import type { RegistryContext } from '../registry/registry-context.ts'
import type { ResolvedBeats } from './beats-options.ts'
import { checkEvidence } from './check-evidence.ts'
import { type GateCheck, inWords } from './gate-check.ts'
import { matchRows } from './match-rows.ts'
import { mergeEvidence } from './merge-evidence.ts'

/** Fewest shared rows of each label: with fewer, one row decides. */
const fewestOfLabel = 5

/** Who is compared, and how. */
export interface Contest {
  readonly challenger: ModelVersion
  readonly holder: ModelVersion | undefined
  readonly options: ResolvedBeats
}

type Finding = Pick<GateCheck, 'passed' | 'why'> & { readonly comparison?: Readonly<Record<string, Json>> }

/** Whether the challenger is better than the holder by more than noise on the rows that both have scored. */
export async function checkBeats(context: RegistryContext, contest: Contest): Promise<GateCheck> {
  const { alias, metric, confidence, rounds, seed } = contest.options
  const { passed, why, comparison } = await findOut(context, contest)
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

async function gatherEvidence(context: RegistryContext, version: ModelVersion, later?: Evidence): Promise<Evidence | Finding> {
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

function compare(holder: Evidence, challenger: Evidence, options: ResolvedBeats): Finding {
  const { minimumRows, metric } = options
  const { pairs, disagreeing } = matchRows(holder, challenger)
  if (disagreeing > 0) {
    return { passed: false, why: `label or weight differ in ${countOf(disagreeing)} that both have scored: one evidence is wrong` }
  }
  const rows = pairs.length
  const comparison = { rows }
  if (rows < minimumRows) {
    return { passed: false, why: `both have scored ${countOf(rows)}, and ${minimumRows} are asked for`, comparison }
  }
  const scores = pairedScores(holder, challenger, pairs)
  for (const label of [0, 1]) {
    const count = countLabel(scores, label)
    if (count >= fewestOfLabel) continue
    return { passed: false, why: `${countOf(count)} of label ${label}, and ${fewestOfLabel} are needed`, comparison }
  }
  const compared = pairedBootstrap(scores, options)
  const passed = isHigherBetter(metric) ? compared.lower > 0 : compared.upper < 0
  return { passed, why: verdict(compared, passed, metric), comparison: { rows, ...compared } }
}

function pairedScores(holder: Evidence, challenger: Evidence, pairs: readonly (readonly [number, number])[]): PairedScores {
  const weight = holder.weight ?? challenger.weight
  const side = holder.weight ? 0 : 1
  return {
    label: pairs.map(([first]) => holder.label[first]!),
    a: pairs.map(([first]) => holder.score[first]!),
    b: pairs.map(([, second]) => challenger.score[second]!),
    ...(weight && { weight: pairs.map((pair) => weight[pair[side]]!) }),
  }
}

const countLabel = ({ label, weight }: PairedScores, wanted: number): number =>
  Array.from(label).filter((value, row) => value === wanted && (weight?.[row] ?? 1) > 0).length

const countOf = (rows: number): string => (rows === 1 ? '1 row' : `${rows} rows`)

function verdict({ a, b, lower, upper, confidence }: ReturnType<typeof pairedBootstrap>, passed: boolean, metric: string): string {
  const values = `${metric} goes from ${inWords(a)} to ${inWords(b)}`
  const interval = `the ${inWords(confidence * 100)} % interval of the difference is ${inWords(lower)} to ${inWords(upper)}`
  return `${values}; ${interval}, ${passed ? 'wholly on the better side' : 'which is not wholly on the better side'}`
}
