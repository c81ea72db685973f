#!/usr/bin/env node
import { openExisting } from './open-existing.ts'
import { runCli } from './run-cli.ts'

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const { stdout, stderr, env } = process
process.exitCode = await runCli(process.argv.slice(2), { stdout, stderr, env, open: openExisting })
