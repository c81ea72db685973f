/** Models, their versions, and the audit of what was done to them, which nothing changes any more. */
export const registryTables = `
create table registered_models (
  id integer primary key,
  name text not null unique,
  description text not null,
  last_version integer not null default 0,
  created_at_ms integer not null,
  updated_at_ms integer not null
);

create table model_tags (
  model_id integer not null references registered_models (id) on delete cascade,
  key text not null,
  value text not null,
  primary key (model_id, key)
) without rowid;

create table model_versions (
  id integer primary key,
  model_id integer not null references registered_models (id) on delete cascade,
  version integer not null,
  artifact_root text not null,
  digest text not null,
  run_id text,
  description text not null,
  stage text not null check (stage in ('None', 'Staging', 'Production', 'Archived')),
  created_at_ms integer not null,
  updated_at_ms integer not null,
  unique (model_id, version)
);
create index model_versions_of_run on model_versions (run_id) where run_id is not null;

create table version_metrics (
  version_id integer not null references model_versions (id) on delete cascade,
  key text not null,
  flag integer not null,
  value real not null,
  primary key (version_id, key)
) without rowid;

create table version_tags (
  version_id integer not null references model_versions (id) on delete cascade,
  key text not null,
  value text not null,
  primary key (version_id, key)
) without rowid;

create table aliases (
  model_id integer not null references registered_models (id) on delete cascade,
  alias text not null,
  version_id integer not null references model_versions (id) on delete cascade,
  primary key (model_id, alias)
) without rowid;
create index aliases_of_version on aliases (version_id);

create table audit (
  sequence integer primary key,
  at_ms integer not null,
  actor text not null,
  action text not null,
  model text not null,
  version integer,
  alias text,
  from_value text not null,
  to_value text not null,
  reason text,
  details text not null,
  previous text,
  digest text not null
);
create index audit_of_model on audit (model, sequence);
create trigger audit_has_no_gaps before insert on audit
  when new.sequence <> (select coalesce(max(sequence), 0) + 1 from audit)
  begin select raise(abort, 'the audit is append only'); end;
create trigger audit_is_not_changed before update on audit begin select raise(abort, 'the audit is append only'); end;
create trigger audit_is_not_deleted before delete on audit begin select raise(abort, 'the audit is append only'); end;
`
