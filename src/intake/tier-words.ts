/** The tier of one person as written in a cell. */
import type { Tier } from '../domain/service';
import { simplify } from './simplified';
import { plainText } from './values';

/** 红/失能/失智, 黄/空巢/独居, 绿/活力, 灰/待评估; null where the cell says none of them, or two. */
export function tierOf(text: string): Tier | null {
  const plain = simplify(plainText(text)).toLowerCase();
  const found: Tier[] = [];
  if (/红|失能|失智|^red$/.test(plain)) found.push('red');
  if (/黄|空巢|独居|^yellow$/.test(plain)) found.push('yellow');
  if (/绿|活力|^green$/.test(plain)) found.push('green');
  if (/灰|待评估|^gr[ea]y$/.test(plain)) found.push('grey');
  return found.length === 1 ? found[0]! : null;
}
