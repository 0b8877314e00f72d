-- Times pgRouting on edges.csv and sources.csv of the current folder; prints task|ms|pairs|sum|version a line.
-- psql's variable `limit` is in mm.
\set QUIET on
\pset tuples_only on
\pset format unaligned
create extension pgrouting cascade;
create table edges (id bigint, source bigint, target bigint, cost float8);
create table sources (junction bigint);
\copy edges from 'edges.csv' csv
\copy sources from 'sources.csv' csv
create index on edges (source);
create index on edges (target);
analyze edges;
create function race(task text, query text) returns text language plpgsql as $$
declare start timestamptz; best float8; took float8; pairs bigint; total numeric;
begin
  for round in 1..8 loop
    start := clock_timestamp();
    execute query into pairs, total;
    took := extract(epoch from clock_timestamp() - start) * 1000;
    best := least(best, took);
  end loop;
  return concat_ws('|', task, best, pairs, total, pgr_version());
end $$;
select race('catchments', format($q$
  select count(*), sum(agg_cost)::numeric from pgr_drivingDistance(
    'select id, source, target, cost from edges', (select array_agg(junction) from sources), %s, false)
$q$, :limit));
-- One start joined to every site at no cost is the nearest site of every junction.
insert into edges select -row_number() over (), -1, junction, 0 from sources;
select race('nearest', $q$
  select count(*) - 1, sum(agg_cost)::numeric from pgr_drivingDistance(
    'select id, source, target, cost from edges', -1, 1e12, false)
$q$);
