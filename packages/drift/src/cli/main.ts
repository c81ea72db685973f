#!/usr/bin/env node
import { run } from './run.ts'

const { stdout, stderr, env } = process

// A reader that has seen enough, such as `head`, is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
  env,
  terminal: stderr.isTTY ? { stream: stderr } : undefined,
})
