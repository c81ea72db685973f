/** Experiments, runs and what is recorded of them. Keys and runs have short numbers, so that the large tables stay narrow. */
export const trackingTables = `
create table experiments (
  id integer primary key autoincrement,
  name text not null,
  lifecycle text not null check (lifecycle in ('active', 'deleted')),
  created_at_ms integer not null,
  deleted_at_ms integer
);
create unique index experiments_active_name on experiments (name) where lifecycle = 'active';
create index experiments_created on experiments (created_at_ms, id);

create table experiment_tags (
  experiment_id integer not null references experiments (id) on delete cascade,
  key text not null,
  value text not null,
  primary key (experiment_id, key)
) without rowid;

create table runs (
  id integer primary key autoincrement,
  run_id text not null unique,
  experiment_id integer not null references experiments (id) on delete cascade,
  parent_id text,
  name text not null,
  user text,
  status text not null check (status in ('scheduled', 'running', 'finished', 'failed', 'killed')),
  lifecycle text not null check (lifecycle in ('active', 'deleted')),
  deleted_at_ms integer,
  deleted_with_experiment integer not null default 0,
  started_at_ms integer not null,
  ended_at_ms integer,
  note text,
  artifact_root text not null
);
create index runs_started on runs (lifecycle, started_at_ms desc, run_id);
create index runs_of_experiment on runs (experiment_id, lifecycle, started_at_ms desc, run_id);
create index runs_of_parent on runs (parent_id) where parent_id is not null;

create table attribute_keys (
  id integer primary key,
  kind text not null check (kind in ('metric', 'param', 'tag')),
  name text not null,
  unique (kind, name)
);

create table metrics (
  run_id integer not null references runs (id) on delete cascade,
  key_id integer not null references attribute_keys (id),
  timestamp_ms integer not null,
  step integer not null,
  flag integer not null,
  value real not null,
  primary key (run_id, key_id, timestamp_ms, step, flag, value)
) without rowid;

create table latest_metrics (
  run_id integer not null references runs (id) on delete cascade,
  key_id integer not null references attribute_keys (id),
  timestamp_ms integer not null,
  step integer not null,
  flag integer not null,
  value real not null,
  primary key (run_id, key_id)
) without rowid;

create table params (
  run_id integer not null references runs (id) on delete cascade,
  key_id integer not null references attribute_keys (id),
  value text not null,
  number real,
  primary key (run_id, key_id)
) without rowid;

create table tags (
  run_id integer not null references runs (id) on delete cascade,
  key_id integer not null references attribute_keys (id),
  value text not null,
  primary key (run_id, key_id)
) without rowid;

create table datasets (
  id integer primary key,
  experiment_id integer not null references experiments (id) on delete cascade,
  name text not null,
  digest text not null,
  row_count integer,
  schema text,
  statistics text,
  unique (experiment_id, name, digest)
);

create table inputs (
  id integer primary key,
  run_id integer not null references runs (id) on delete cascade,
  dataset_id integer not null references datasets (id) on delete cascade,
  context text not null,
  source text,
  unique (run_id, dataset_id, context)
);
create index inputs_of_dataset on inputs (dataset_id);
`
