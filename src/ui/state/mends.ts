/** Changes of a study's corrections of the streets. */
import type { Degrees, Mend } from '../../domain/mend';
import type { Study } from '../../domain/study';
import { withSettings } from './edits';

export function withMend(study: Study, mend: Mend): Study {
  return withSettings(study, { mends: [...study.settings.mends, mend] });
}

export function withoutMend(study: Study, index: number): Study {
  return withSettings(study, { mends: study.settings.mends.filter((_, i) => i !== index) });
}

export function withoutMends(study: Study): Study {
  return withSettings(study, { mends: [] });
}

/** A place on the map that stands for the correction. */
export function placeOf(mend: Mend): Degrees {
  return mend.kind === 'path' ? mend.line[Math.floor(mend.line.length / 2)]! : mend.at;
}
