/** Changes of a study's kinds of walkers, and the choice among them. */
import type { Band } from '../../domain/service';
import type { Who } from '../../domain/stories';
import type { Study, WalkProfile } from '../../domain/study';
import type { Language } from '../../i18n/format';
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

export interface WhoOption {
  readonly id: Who;
  readonly name: string;
}

/** Whose walk can be chosen: everybody's, of some age bands, and of some walkers; `words` names the former two. */
export function whoOptions(
  bands: readonly Band[],
  profiles: readonly WalkProfile[],
  words: { readonly everyone: string; readonly band: (band: Band) => string },
  language: Language,
): readonly WhoOption[] {
  return [
    { id: 'everybody', name: words.everyone },
    ...bands.map((band) => ({ id: `band:${band}` as const, name: words.band(band) })),
    ...profiles.map((own) => ({
      id: `walker:${own.id}` as const,
      name: language === 'zh' ? own.zh : own.en,
    })),
  ];
}
