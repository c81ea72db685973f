import { createRequire } from 'node:module'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { Registry } from '../registry/registry.ts'
import type { CliIo } from './cli-io.ts'
import { archiveModel } from './commands/models-archive.ts'
import { auditModels } from './commands/models-audit.ts'
import { modelLineage } from './commands/models-lineage.ts'
import { listModels } from './commands/models-list.ts'
import { promoteModel } from './commands/models-promote.ts'
import { rollbackModel } from './commands/models-rollback.ts'
import { compareRuns } from './commands/runs-compare.ts'
import { listRuns } from './commands/runs-list.ts'
import { showRun } from './commands/runs-show.ts'
import { exitCodeHelp } from './exit-code.ts'
import type { Outcome } from './outcome.ts'

/** Options that every command has. */
interface GlobalOptions {
  readonly registry?: string
  readonly actor?: string
  readonly json?: true
}

type Print = (outcome: Outcome, options: GlobalOptions) => void
type Work = (registry: Registry) => Promise<Outcome>

/** The commands of `millrace`, with their help. */
export function createProgram(io: CliIo, print: Print): Command {
  const { version } = createRequire(import.meta.url)('@millrace/registry/package.json') as { readonly version: string }
  const program = new Command('millrace')
    .description('Looks into a registry of runs and models, and moves its versions.')
    .version(version)
    .option('--registry <url>', 'folder or URL of the registry; without it MILLRACE_REGISTRY, and without that .millrace')
    .option('--actor <name>', 'who acts, for the audit (default: the user of the system)')
    .option('--json', 'print one JSON document and nothing else')
    .addHelpText('after', exitCodeHelp)
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text), outputError: () => undefined })
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()

  const run = async (work: Work) => {
    const options = program.opts<GlobalOptions>()
    await using registry = await io.open(options.registry, { actor: options.actor })
    print(await work(registry), options)
  }
  addRunCommands(program.command('runs').description('what was tried'), run)
  addModelCommands(program.command('models').description('what came of it'), run)
  return program
}

type Run = (work: Work) => Promise<void>

function addRunCommands(runs: Command, run: Run): void {
  runs
    .command('list')
    .description('list runs, the latest first')
    .option('--experiment <name>', 'only runs of this experiment (repeatable)', collect)
    .option(
      '--filter <condition>',
      "only runs that pass: 'metrics.auc > 0.7', 'params.trainer = forest', 'tags.team present' (repeatable)",
      collect,
    )
    .option('--order-by <field>', "'metrics.auc desc', 'startedAtMs' (repeatable)", collect)
    .option('--column <field>', "show this, such as 'params.depth', instead of the metrics (repeatable)", collect)
    .option('--limit <number>', 'most runs', positiveInteger, 50)
    .addOption(
      new Option('--lifecycle <which>', 'runs in use, deleted ones, or both').choices(['active', 'deleted', 'all']).default('active'),
    )
    .action((options) => run((registry) => listRuns(registry, options)))
  runs
    .command('show <id>')
    .description('show all of a run; the beginning of its id is enough')
    .action((id) => run((registry) => showRun(registry, id)))
  runs
    .command('compare <id> <ids...>')
    .description('show params and metrics of several runs side by side')
    .option('--diff', 'only what differs')
    .action((id, ids, { diff }) => run((registry) => compareRuns(registry, { ids: [id, ...ids], diff })))
}

function addModelCommands(models: Command, run: Run): void {
  models
    .command('list [name]')
    .description('list the models, or the versions of one')
    .action((name) => run((registry) => listModels(registry, name)))
  models
    .command('promote <version> <alias>')
    .description('move an alias to a version, such as loan/3, if it passes the gate')
    .option('--require <bound>', "bound of a metric that it was registered with: 'auc>=0.7' (repeatable)", collect)
    .option('--beats [alias]', 'must be better than the holder of that alias by more than noise (default: the alias to be moved)')
    .option('--metric <name>', 'what is compared (default: logLoss)')
    .option('--confidence <share>', 'of the interval of the difference (default: 0.95)', number)
    .option('--rounds <number>', 'of the bootstrap (default: 2000)', number)
    .option('--seed <number>', 'of the bootstrap (default: 0)', number)
    .option('--minimum-rows <number>', 'fewest rows that both have scored (default: 50)', number)
    .option('--stage <stage>', 'also put it in Staging or Production')
    .option('--reason <text>', 'why, for the audit')
    .action((version, alias, options) => run((registry) => promoteModel(registry, { version, alias, ...options })))
  models
    .command('rollback <name> <alias>')
    .description('move an alias back to its holder before; again, further back')
    .option('--stage <stage>', 'also put that version in Staging or Production')
    .option('--reason <text>', 'why, for the audit')
    .action((model, alias, options) => run((registry) => rollbackModel(registry, { model, alias, ...options })))
  models
    .command('archive <version>')
    .description('move a version, such as loan/3, to the stage Archived')
    .option('--reason <text>', 'why, for the audit')
    .action((version, options) => run((registry) => archiveModel(registry, { version, ...options })))
  models
    .command('lineage <version>')
    .description('show where a version, such as loan/3 or loan@production, comes from')
    .action((version) => run((registry) => modelLineage(registry, version)))
  models
    .command('audit')
    .description('show what was done, the newest first, or verify that this was not changed afterwards')
    .option('--model <name>', 'only of this model')
    .option('--alias <name>', 'only of this alias')
    .option('--limit <number>', 'most entries', positiveInteger, 50)
    .option('--verify', 'walk the chain of digests')
    .option('--expected <digest>', 'verify that this digest, noted earlier, is still there')
    .action((options) => run((registry) => auditModels(registry, options)))
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

function number(text: string): number {
  if (text.trim() !== '' && Number.isFinite(Number(text))) return Number(text)
  throw new InvalidArgumentError('It must be a number.')
}

function positiveInteger(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a positive integer.')
}
