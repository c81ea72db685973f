import { randomInt } from 'node:crypto'

const adjectives =
  `able agile amber ample azure bold brave bright brisk calm candid clever cosmic crisp curious daring deft eager early earnest
  fair famous fancy fleet fond frank fresh gentle gifted glad golden grand happy hardy honest humble jolly keen kind lively loyal lucid
  lucky mellow merry mighty mild modest neat nimble noble patient placid plucky polite proud quick quiet rapid ready robust rosy serene sharp
  shiny silent silver sincere smart smooth snug solid spry steady stoic sturdy subtle sunny sure swift tidy tranquil trusty upbeat valiant
  vivid warm wise witty zesty`.split(/\s+/)

const nouns = `acorn alder anchor apple aspen badger beacon birch bison bluff brook canyon cedar cliff clover comet condor coral crane creek
  cypress dale dawn delta dolphin dune eagle elm ember falcon fern finch fjord forest fox garnet glacier grove gull harbor hare hawk hazel
  heron hill ibis iris island ivy jay juniper kestrel lagoon lake lark laurel linden lynx maple marsh meadow mesa mill moose moss oak orca
  osprey otter owl peak pebble pine plover pond prairie quail quartz raven reef ridge river robin sable sparrow spruce stork summit swan
  tern thistle thrush tide trout tulip vale walnut willow wren`.split(/\s+/)

/** A name that is easy to say: `nimble-heron-482`. */
export const madeUpName = (): string => `${pick(adjectives)}-${pick(nouns)}-${randomInt(1000)}`

const pick = (words: readonly string[]) => words[randomInt(words.length)]!
