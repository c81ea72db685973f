import { appendFile } from 'node:fs/promises'
import { fileError } from '@millrace/core'
import type { DriftCheck } from '../output/drift-check.ts'
import { toGitHubAnnotations } from '../output/github-annotations.ts'
import { toJUnit } from '../output/junit.ts'
import { toMarkdown } from '../output/markdown.ts'
import { readReport } from '../output/read-report.ts'
import { writeFileAtomically } from '../output/write-file.ts'
import { jsonText } from '../output/write-report.ts'
import { renderDriftPage } from '../report/drift-page.ts'
import { type CheckArguments, type OutputFile, outputFiles } from './arguments.ts'
import type { Checked } from './check-command.ts'
import { describeReport } from './describe-report.ts'

/** Where text goes. */
export interface Output {
  out(text: string): unknown
  err(text: string): unknown
  /** Variables of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>
}

const makers: Readonly<Record<OutputFile, (checked: Checked) => string>> = {
  json: ({ report, result }) => {
    const check: DriftCheck = { format: 'millrace/drift-check', schemaVersion: 1, report: readReport(report), gate: result }
    return jsonText(check)
  },
  junit: ({ report, result }) => toJUnit(report, result),
  markdown: ({ report, result }) => toMarkdown(report, { gate: result }),
  html: ({ report, result }) => renderDriftPage(report, { gate: result }),
}

/** Writes what was asked for; `-` is printed alone, and without it a table for terminals. */
export async function writeOutputs(checked: Checked, { files, github }: CheckArguments, output: Output): Promise<void> {
  const { out, err, env } = output
  const printed = outputFiles.find((name) => files[name] === '-')
  for (const name of outputFiles) {
    const file = files[name]
    if (file !== undefined && file !== '-') await writeFileAtomically(file, makers[name](checked))
  }
  out(printed === undefined ? describeReport(checked.report, checked.result) : makers[printed](checked))
  if (!github) return
  // What is printed alone stays alone; GitHub reads commands from both streams.
  const say = printed === undefined ? out : err
  say(toGitHubAnnotations(checked.report, checked.result))
  const summary = env.GITHUB_STEP_SUMMARY
  if (summary !== undefined && summary !== '') await append(summary, makers.markdown(checked))
}

async function append(path: string, text: string): Promise<void> {
  await appendFile(path, `${text}\n`).catch((cause: unknown) => {
    throw fileError(path, { action: 'write', cause })
  })
}
