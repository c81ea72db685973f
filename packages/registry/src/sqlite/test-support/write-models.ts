import { openDatabase } from '../open-database.ts'

/** Run as a process of its own: opens a database and writes models one after the other. */
const [path, prefix, count] = process.argv.slice(2)
await using database = await openDatabase(path!)
for (let index = 0; index < Number(count); index++) {
  const model = { name: `${prefix}${index}`, description: '', created_at_ms: index, updated_at_ms: index }
  await database.transaction((tx) => tx.insertInto('registered_models').values(model).execute())
}
