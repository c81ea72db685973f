/** What `--help` prints. */
export const usage = `millrace-drift check --reference FILE --current FILE [--fail-on drift]
millrace-drift profile --reference FILE --out profile.json

Compares current rows with a reference and passes or fails by a gate; or makes the profile of a reference, which travels with the model.

Files: a profile (.json), rows of one JSON object a line (.ndjson, .jsonl and any other name, - for the standard input), or CSV (.csv, .tsv; needs the package
@millrace/data). Rows as a reference make Kolmogorov-Smirnov exact; the columns and their kinds are then taken from them.

  --reference FILE          what is compared with
  --current FILE            current rows, or a profile of them in the reference's cells
  --log FOLDER              in place of --current: predictions that a server logged, or one file of them
  --model NAME              of the log: only predictions of this model
  --from TIME, --to TIME    begin and end of the window (2026-01-05 or 2026-01-05T12:00:00Z); of a log, only predictions of then
  --attributions FILE       { column: mean attribution }: ranks columns by what their drift does to the model

Decision
  --fail-on drift           exit 1 where the gate fails (default); warn: where it warns too; never
  --fail RULES, --warn RULES, --ignore RULES
                            level of rules, with commas between them: drift, nulls, inconclusive, failed, target, predictions, approval, segments, performance,
                            domain, rows, quality, or one check of it as quality:new-values
  --max-drifted N           most drifted columns (0)
  --max-share X             greatest share of drifted columns, in place of --max-drifted
  --max-approval-change X   greatest change of the approval rate, such as 0.05
  --min-rows N              fewest current rows
  --critical COLUMN         a column that must not drift; may be given again

Reference of rows (a profile has all this in it)
  --columns A,B             what is compared (all but the columns below, times, and what identifies rows)
  --exclude A,B             what is not
  --target COLUMN           the label
  --prediction COLUMN       what the model said; may be given again
  --segment COLUMN          whose levels are compared each for itself too; may be given again
  --approval 'score>=0.5'   which scores approve
  --name NAME               of the monitor, for reports
  --mode evidently          decides as Evidently's defaults do
  --correction NAME         benjamini-hochberg (default), bonferroni, none
  --significance X          0.05

Output (- prints it alone)
  --json FILE               { report, gate } as drift-check.schema.json says
  --junit FILE              JUnit XML: a test a column
  --markdown FILE           a table with how each verdict was reached
  --html FILE               a page for people, which opens offline
  --github                  annotations of GitHub Actions, and the Markdown into the job's summary ($GITHUB_STEP_SUMMARY)
  --out FILE                the profile

Reading
  --delimiter C             between cells of CSV (a comma; of .tsv a tab)
  --null TEXT               a cell that is null beside the empty one; may be given again
  --max-rows N              most rows of a file (50000000)
  --help

Exit code: 0 passed, 1 the gate failed, 2 wrong usage, unreadable or invalid input.
`
