import { z } from 'zod'
import { type LevelRule, levelRules } from '../../gate/gate-policy.ts'
import type { GateReason, GateResult, GateRule } from '../../gate/gate-result.ts'
import type { DriftCheck } from '../drift-check.ts'
import { driftReport } from './drift-report.ts'
import { qualityCheckName } from './sections.ts'
import { flag, oneOf, shapes, text } from './vocabulary.ts'

const rule: z.ZodType<GateRule> = z.union([
  z.enum<readonly LevelRule[]>(levelRules),
  z.literal('critical'),
  z.templateLiteral(['quality:', qualityCheckName]),
])

const gateResult = z.strictObject({
  outcome: oneOf<GateResult['outcome']>({ pass: true, warn: true, fail: true }),
  passed: flag,
  reasons: z.array(
    z.strictObject({ rule, level: oneOf<GateReason['level']>({ warn: true, fail: true }), columns: z.array(text), message: text }),
  ),
  exitCode: z.union([z.literal(0), z.literal(1)]),
}) satisfies z.ZodType<GateResult>
gateResult.register(shapes, { id: 'GateResult', description: 'Whether the report passes, and why not.' })

/** A report with the decision on it, as the command line writes it. */
export const driftCheck = z.strictObject({
  format: z.literal('millrace/drift-check'),
  schemaVersion: z.literal(1),
  report: driftReport,
  gate: gateResult,
}) satisfies z.ZodType<DriftCheck>
driftCheck.register(shapes, { id: 'DriftCheck', description: 'A drift report and what a gate says of it.' })
