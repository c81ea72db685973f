import { configureGlobal } from 'fast-check'

/** Properties draw the same cases in every run, unless PROPERTY_SEED says where to start. */
configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_124) })
