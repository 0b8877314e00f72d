/** Changes of a study's kinds of walkers. */
import type { Study, WalkProfile } from '../../domain/study';
import { withWalk } from './edits';

/** Adds a walker, or puts it in the place of the one with its id. */
export function withWalker(study: Study, walker: WalkProfile): Study {
  const { profiles } = study.settings.walk;
  const isNew = profiles.every(({ id }) => id !== walker.id);
  return withWalk(study, {
    profiles: isNew ? [...profiles, walker] : profiles.map((one) => (one.id === walker.id ? walker : one)),
  });
}

export function withoutWalker(study: Study, id: string): Study {
  return withWalk(study, { profiles: study.settings.walk.profiles.filter((one) => one.id !== id) });
}
