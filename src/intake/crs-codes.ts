/** Codes of the EPSG register besides mainland China's and UTM on WGS84 that neighbours and open data of elsewhere come in, for proj4. */

/** Name and proj string; null for codes that are not here. ETRS89, NAD83, TWD97 and SVY21 are taken for WGS84: up to 2 m, less than a kerb's doubt. */
export function otherEpsg(code: number): { readonly name: string; readonly proj: string } | null {
  const known = others.get(code);
  if (known !== undefined) return { name: known[0], proj: known[1] };
  if (code >= 25828 && code <= 25838) return utm('ETRS89', code - 25800);
  if (code >= 26901 && code <= 26923) return utm('NAD83', code - 26900);
  return null;
}

function utm(datum: string, zone: number) {
  return { name: `${datum} / UTM ${zone}N`, proj: `+proj=utm +zone=${zone} +ellps=GRS80 +units=m +no_defs` };
}

const others = new Map<number, readonly [name: string, proj: string]>([
  [
    2326,
    [
      'Hong Kong 1980 Grid',
      '+proj=tmerc +lat_0=22.31213333333334 +lon_0=114.1785555555556 +k=1 +x_0=836694.05 +y_0=819069.8 +ellps=intl +towgs84=-162.619,-276.959,-161.764,0.067753,-2.24365,-1.15883,-1.09425 +units=m +no_defs',
    ],
  ],
  [
    3825,
    [
      'TWD97 / TM2 119',
      '+proj=tmerc +lat_0=0 +lon_0=119 +k=0.9999 +x_0=250000 +y_0=0 +ellps=GRS80 +units=m +no_defs',
    ],
  ],
  [
    3826,
    [
      'TWD97 / TM2 121',
      '+proj=tmerc +lat_0=0 +lon_0=121 +k=0.9999 +x_0=250000 +y_0=0 +ellps=GRS80 +units=m +no_defs',
    ],
  ],
  [
    3414,
    [
      'SVY21 / Singapore TM',
      '+proj=tmerc +lat_0=1.366666666666667 +lon_0=103.8333333333333 +k=1 +x_0=28001.642 +y_0=38744.572 +ellps=WGS84 +units=m +no_defs',
    ],
  ],
  [3067, ['ETRS89 / TM35FIN', '+proj=utm +zone=35 +ellps=GRS80 +units=m +no_defs']],
]);
