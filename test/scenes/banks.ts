/** Two streets 40 m apart, 800 m long and joined at their western end. */
import { town } from './town';

export const banks = () =>
  town()
    .street([
      [0, 0],
      [800, 0],
    ])
    .street([
      [0, 40],
      [800, 40],
    ])
    .street([
      [0, 0],
      [0, 40],
    ]);
