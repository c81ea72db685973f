import { benchmarks } from './bench/machine.bench.ts'
import { measure } from '../../scripts/bench/measure.ts'
for (const b of benchmarks) console.log(b.name, JSON.stringify(await measure(b)))
